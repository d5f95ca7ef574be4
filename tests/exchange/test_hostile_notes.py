"""The text of a note is text in every format, whatever a reviewer writes.

An output with a hostile note is built as the output with a harmless note of as many lines.
"""

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from incident_tui.cli.tables import sheet_lines
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.ics214 import WIDTH
from incident_tui.exchange.exports.note_lines import FIELD, note_line
from incident_tui.exchange.exports.office_text import all_lines, office_text
from incident_tui.exchange.printed.cells import unguarded
from incident_tui.exchange.printed.plain import csv_lines, json_lines, json_text
from incident_tui.exchange.printed.sheets import markdown_lines, sheets
from incident_tui.exchange.printed.view import (
    NOTE_COLUMNS,
    NOTES,
    SECTIONS,
    View,
    head,
    heading,
    note_rows,
)
from incident_tui.notes.model import MAX_NAME_CHARACTERS, Note, NoteError
from incident_tui.record.text import paragraphs, visible
from incident_tui.review.lens import Lens
from tests.examples import examples
from tests.exchange.exports.exported import exported, exported_bytes, part, sheet_names
from tests.exchange.exports.test_html import Page
from tests.exchange.exports.texts import texts
from tests.exchange.exports.workbooks import rows_in
from tests.notes.noting import note, notes_of
from tests.records import PLACES, chronology, entry
from tests.test_hostile_text import COMMANDS, FOREIGN, MARKUP

LENS = Lens(
    chronology(entry("one", "13:12", location="spot"), entry("two", "unplaced"), rest=PLACES)
)
FORMULA = tuple("=+-@＝＋－＠\t\r")
ATTACKS = (
    *COMMANDS,
    *MARKUP,
    "</style></title><script>alert(1)</script>",
    "</aside></li></ol></section><h2 id='summary'>x</h2>",
    '" onmouseover="alert(1)',
    "# Summary\n\n- x\n\n| a | b |\n| --- | --- |",
    "[a](javascript:alert(1)) ![b](http://x.example/y) [^1] [^1]: x",
    "http://x.example www.x.example a@x.example",
    "=cmd|' /C calc'!A0",
    '","=1+1","',
    "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "X\r\nATTENDEE:mailto:a@x.example",
    "fact\nnote by Bob, 2024-02-29 19:15 UTC: mine",
    '"}\n{"id": "one", "message": "x"}',
    "{{ 7*7 }} {% raw %}",
    "+------+\n| 8. Prepared by: |",
)


class Outputs(NamedTuple):
    """A note, and the view that has it."""

    note: Note
    view: View

    def exported(self, name: str) -> str:
        """An export with the note."""
        return exported(name, LENS, notes=self.view.notes)

    @property
    def sections(self) -> dict[str, list[dict[str, Any]]]:
        """The entries and the notes as values."""
        return {
            "entries": [*SECTIONS["entries"](self.view)],
            NOTES: [*note_rows(self.view)],
        }


def outputs_of(text: str, by: str = "Ann", gone: str = "gone") -> Outputs:
    """A note on an entry, and on an id that is gone."""
    written = note(text, "one", gone, by=by)
    return Outputs(written, View(LENS, notes=notes_of(written)))


def words() -> st.SearchStrategy[str]:
    """Texts that mean ill, and any others."""
    return st.lists(st.sampled_from(ATTACKS) | texts(), min_size=1, max_size=2).map("".join)


@st.composite
def hostile_notes(draw: st.DrawFn) -> Outputs:
    """A note with a text, an author and an id of a stranger."""
    text, by, gone = draw(words()), draw(words()), draw(words())
    try:
        found = outputs_of(text, by[:MAX_NAME_CHARACTERS], gone or "gone")
    except NoteError:
        assume(False)
        raise
    assume(gone not in ("one", "two"))
    return found


def harmless(found: Outputs) -> Outputs:
    """A note with as many lines."""
    lines = [line for line in paragraphs(found.note.text.strip()) if line]
    return outputs_of("\n".join(["Words"] * len(lines)))


def built_page(name: str, found: Outputs) -> Any:
    """Tags and attributes."""
    page = Page(found.exported(name))
    assert page.open == []
    return page.tags, page.attributes


def built_office(name: str, path: str, found: Outputs) -> Any:
    """The elements of a part of a file, without their words."""
    content = exported_bytes(name, LENS, notes=found.view.notes)
    return [one.tag for one in part(content, path).iter()]


def built_workbook(found: Outputs) -> Any:
    """The elements of every sheet; author and text of the note stand in their cells."""
    content = exported_bytes("xlsx", LENS, notes=found.view.notes)
    (row,) = rows_in(content, "Notes")
    for cell, text in ((row["by"], found.note.by), (row["text"], found.note.text)):
        assert cell == office_text(all_lines(text)) or text.endswith("</r>")
    return [[one.tag for one in part(content, name).iter()] for name in sheet_names(content)]


def built_markdown(text: str) -> Any:
    """Heads, HTML and the cells of each row; no special character stands bare in a line."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]|`[^`\n]*`", "", text)  # no backslash escapes in code
    rows = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in text.splitlines()]
    starts = [re.match(r"[#>|-]*", line)[0] for line in bare.splitlines()]  # type: ignore[index]
    return starts, re.findall(r"<[^>]*>", bare), rows, bare.count("]("), bare.count("[^")


def built_report(name: str, found: Outputs) -> Any:
    """A report in Markdown."""
    return built_markdown(found.exported(name))


def built_sheets(found: Outputs) -> Any:
    """The print in Markdown."""
    return built_markdown("".join(markdown_lines(sheets(found.view))))


def built_table(found: Outputs) -> Any:
    """The lines of the print."""
    return len("".join(sheet_lines(sheets(found.view))).splitlines())


def built_show_csv(found: Outputs) -> Any:
    """The cells of each row of the print; its texts are those of the note."""
    text = "".join(csv_lines(found.sections, NOTE_COLUMNS, heading))
    table = [*csv.reader(io.StringIO(text, newline=""))]
    assert not [cell for row in table for cell in row if cell.startswith(FORMULA)]
    row = dict(zip(table[0], table[-1], strict=True))
    assert unguarded(row["text"]) == visible(found.note.text)
    assert unguarded(row["by"]) == visible(found.note.by)
    return [len(row) for row in table]


def built_csv(found: Outputs) -> Any:
    """The cells of each row of the export; a note is a line of its cell."""
    table = [*csv.reader(io.StringIO(found.exported("csv"), newline=""))]
    assert not [cell for row in table for cell in row if cell.startswith(FORMULA)]
    assert unguarded(table[1][-1]) == note_line(found.note)
    return [len(row) for row in table]


def built_json(found: Outputs) -> Any:
    """The keys; the texts come back as they are."""
    told = json.loads("".join(json_text(head(found.view), found.sections)))
    lines = [json.loads(line) for line in json_lines(found.sections)]
    for row in (told[NOTES][0], lines[-1]):
        assert (row["text"], row["by"]) == (found.note.text, found.note.by)
    return [*told], len(lines)


def built_timesketch(found: Outputs) -> Any:
    """The fields of each event; a note is a line of its field."""
    events = [json.loads(line) for line in found.exported("timesketch").splitlines()]
    assert [one[FIELD] for one in events if FIELD in one] == [note_line(found.note)]
    return [[*one] for one in events]


def built_ical(found: Outputs) -> Any:
    """The properties of each component; a note is a comment."""
    calendar: Any = Calendar.from_ical(found.exported("ical"))
    comments = [one["comment"] for one in calendar.subcomponents if "comment" in one]
    assert comments == [note_line(found.note)]
    return [[*one] for one in calendar.walk()]


def built_geojson(found: Outputs) -> Any:
    """The members of each feature; a note is a line of its property."""
    told = json.loads(found.exported("geojson"))
    noted = [one["properties"][FIELD] for one in told["features"] if FIELD in one["properties"]]
    assert noted == [note_line(found.note)]
    return [*told["about"]], [[*one, *one["properties"]] for one in told["features"]]


def built_kml(found: Outputs) -> Any:
    """The elements, and the tags in the HTML of their descriptions; a note is a line."""
    elements = [*ElementTree.fromstring(found.exported("kml")).iter()]
    pages = [Page(one.text or "") for one in elements if one.tag.endswith("description")]
    lines = [html.unescape(line) for one in elements for line in (one.text or "").split("<br>")]
    assert _in_xml(note_line(found.note)) in lines
    return [one.tag for one in elements], [(page.tags, page.attributes) for page in pages]


def _in_xml(text: str) -> str:
    """A text without the characters that XML has not."""
    return text.replace("\ufffe", "‹U+FFFE›").replace("\uffff", "‹U+FFFF›")


def built_ics214(found: Outputs) -> Any:
    """The rules of the form, which every line is as wide as; there is a single block 8."""
    lines = found.exported("ics214").splitlines()[1:]
    assert all(re.fullmatch(r"\|.*\||\+[+-]*\+", line) for line in lines)
    assert all(sum(not unicodedata.combining(one) for one in line) <= WIDTH for line in lines)
    text = "\n".join(line for line in lines if line.startswith("+"))
    return text, sum(line.startswith("| 8. Prepared by:  ") for line in lines)


BUILT: dict[str, Callable[[Outputs], Any]] = {
    "html": partial(built_page, "html"),
    "markdown": partial(built_report, "markdown"),
    "aar": partial(built_report, "aar"),
    "aar-html": partial(built_page, "aar-html"),
    "aar-docx": partial(built_office, "aar-docx", "word/document.xml"),
    "improvement-plan": partial(built_office, "improvement-plan", "xl/worksheets/sheet1.xml"),
    "xlsx": built_workbook,
    "csv": built_csv,
    "timesketch": built_timesketch,
    "ical": built_ical,
    "geojson": built_geojson,
    "kml": built_kml,
    "ics214": built_ics214,
    "show table": built_table,
    "show markdown": built_sheets,
    "show csv": built_show_csv,
    "show json": built_json,
}
"""How an output is built, apart from the words in it."""


def printed(found: Outputs) -> Iterator[tuple[str, str]]:
    """Every output that has the note."""
    for name, form in FORMATS.items():
        if not form.no_notes:
            yield name, found.exported(name)
    yield "show table", "".join(sheet_lines(sheets(found.view)))
    yield "show markdown", "".join(markdown_lines(sheets(found.view)))
    yield "show csv", "".join(csv_lines(found.sections, NOTE_COLUMNS, heading))
    yield "show json", "".join(json_text(head(found.view), found.sections))
    yield "show jsonl", "".join(json_lines(found.sections))


def test_every_format_with_a_place_for_notes_is_attacked() -> None:
    """A format that is added has a row in the table above."""
    assert {name for name in FORMATS if not FORMATS[name].no_notes} <= BUILT.keys()


@pytest.mark.thorough
@pytest.mark.parametrize("name", BUILT)
@examples(60)
@given(hostile_notes())
def test_no_text_of_a_note_is_markup(name: str, found: Outputs) -> None:
    """No tag, heading, cell, formula, field or property is there that a format did not make."""
    assert BUILT[name](found) == BUILT[name](harmless(found))


@pytest.mark.parametrize("name", BUILT)
@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_is_text(attack: str, name: str) -> None:
    """In the text, as the author and as an id, by itself."""
    found = outputs_of(attack, f"x{attack}"[:MAX_NAME_CHARACTERS], attack)
    assert BUILT[name](found) == BUILT[name](harmless(found))


@pytest.mark.thorough
@examples(60)
@given(hostile_notes())
def test_no_text_of_a_note_is_a_command_to_the_terminal(found: Outputs) -> None:
    """Nothing in any output moves, hides or turns round the words around it."""
    for name, text in printed(found):
        shown = text.replace("\r\n", "\n") if name in ("ical", "csv", "show csv") else text
        if name in ("improvement-plan", "xlsx"):
            shown = shown.replace("\t", " ")  # between the cells
        foreign = [one[0] for one in FOREIGN.finditer(shown) if one[0] not in "\u200c\u200d"]
        assert foreign == [], name
        assert not any(unicodedata.category(one) == "Cc" and one != "\n" for one in shown), name
