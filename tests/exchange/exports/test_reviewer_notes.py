"""Notes of reviewers in every format that has a place for them, and in no other."""

import csv
import io
import json
import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.note_lines import FIELD, TITLE
from incident_tui.exchange.exports.timesketch import ABOUT
from incident_tui.exchange.printed.view import View
from incident_tui.notes.model import Note
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.exported import exported
from tests.exchange.exports.located import made_located
from tests.exchange.exports.reports import Make, exercise, hostile, independence
from tests.exchange.exports.test_html import Page
from tests.exchange.exports.test_nothing_withheld import decoded, letters
from tests.notes.noting import note, notes_of

WITH_NOTES = [name for name, form in FORMATS.items() if not form.no_notes and form.narrows]
BESIDE_NOTES = [name for name in WITH_NOTES if not FORMATS[name].is_of_notes]
"""The formats that are whole without notes."""
AUTHOR_AND_TIME = "Ann, 2024-02-29 19:15 UTC"
WRITTEN = {"xlsx": "Ann\t45351.80208"}
"""Author and time where the time is a date of a spreadsheet, a number of days."""


@cache
def notes_on_everything(make: Make) -> Notes:
    """A note on each id of a record, with a text of its own, and a note on an id that is gone."""
    reading = make().reading
    ids = [one for section, ids in reading.ids.items() if section != "tolerances" for one in ids]
    ids += ["gone", *reading.calls.ids]
    notes = (
        note(f"Note number {number} ends.", one, by="Ann", chance=number)
        for number, one in enumerate(ids)
    )
    return notes_of(*notes)


def written(name: str, lens: Lens, notes: Notes | None, filters: Filters = EVERYTHING) -> str:
    """An export with notes."""
    return exported(name, lens, filters, notes)


def texts_in(name: str, text: str) -> set[str]:
    """The texts of the notes in an export, whatever stands between their words."""
    return set(re.findall(r"Notenumber\d+ends", letters(decoded(name, text))))


def texts_of(notes: list[Note]) -> set[str]:
    """The same of notes."""
    return {letters(one.text) for one in notes}


@pytest.mark.parametrize("name", WITH_NOTES)
@pytest.mark.parametrize("make", [independence, exercise])
def test_every_note_is_in_every_format(name: str, make: Make) -> None:
    """Beside its entry or apart; a table has the notes on entries alone."""
    lens, notes = Lens(make()), notes_on_everything(make)
    told = [
        one
        for one in notes
        if FORMATS[name].has_head or any(lens.position(on) is not None for on in one.on)
    ]
    found = written(name, lens, notes)
    assert texts_in(name, found) == texts_of(told)
    said = letters(decoded(name, re.sub("<[^>]*>", "", found)))
    assert said.count(letters(WRITTEN.get(name, AUTHOR_AND_TIME))) >= len(told)


@pytest.mark.parametrize("name", WITH_NOTES)
@pytest.mark.parametrize("make", [independence, exercise])
def test_no_note_about_what_is_not_known_is_exported(name: str, make: Make) -> None:
    """On the clock of the known: what stands on anything but a known entry is counted alone."""
    chronicle = make()
    notes, lens = notes_on_everything(make), Lens(make(), chronicle.bests[5], Clock.KNOWN)
    told = []
    for one in notes:
        positions = [lens.position(on) for on in one.on]
        if all(position is not None and lens.tells(position) for position in positions):
            told.append(one)
    found = written(name, lens, notes)
    assert 0 < len(told) < len(notes)
    assert texts_in(name, found) == texts_of(told)
    words = f"{len(notes) - len(told)} notes about facts not known yet"
    assert (letters(words) in letters(decoded(name, found))) is FORMATS[name].has_head


@pytest.mark.thorough
@pytest.mark.parametrize("name", BESIDE_NOTES)
@pytest.mark.parametrize("make", [independence, exercise])
def test_notes_change_no_fact_of_the_record(name: str, make: Make) -> None:
    """Every value of the record stands as in the export without notes."""
    chronicle = made_located(make) if FORMATS[name].is_map else make()
    lens, notes = Lens(chronicle), notes_on_everything(make)
    alone, with_notes = written(name, lens, None), written(name, lens, notes)
    assert RECORD_OF[name](with_notes) == RECORD_OF[name](alone)


def _rows(text: str) -> list[dict[str, str]]:
    rows = [*csv.DictReader(io.StringIO(text, newline=""))]
    return [{name: cell for name, cell in row.items() if name != FIELD} for row in rows]


def _events(text: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in text.splitlines()]
    own = [one for one in events if one["id"] != ABOUT]
    unplaced = [one.get("unplaced") for one in events if one["id"] == ABOUT]
    return [{name: value for name, value in one.items() if name != FIELD} for one in own] + unplaced


def _components(text: str) -> list[bytes]:
    calendar: Any = Calendar.from_ical(text)
    for component in calendar.subcomponents:
        component.pop("comment", None)
    return [component.to_ical() for component in calendar.subcomponents]


def _features(text: str) -> list[Any]:
    """The features of a map, and the words and numbers about it."""
    told = json.loads(text)
    assert {one["properties"]["feature"] for one in told["features"]} == {"entry", "place"}
    for part in (told["about"], *(one["properties"] for one in told["features"])):
        part.pop(FIELD, None)
    return [told["about"], *told["features"]]


def _placemarks(text: str) -> list[list[str]]:
    """The texts of a map, without the lines of notes."""
    return [
        [
            line
            for line in (one.text or "").split("<br>")
            if " by Ann" not in line and not line.startswith(TITLE)
        ]
        for one in ElementTree.fromstring(text).iter()
    ]


def _form(text: str) -> str:
    without_numbers = re.sub(r"\[notesofreviewers:[\d,]+\]", "", re.sub(r"[\s|]+", "", text))
    return re.sub(r"Notesofreviewers:.*?(?=\+-+\+8\.)", "", without_numbers)


def _page(text: str) -> str:
    text = re.sub(r'<aside class="noted".*?</aside>\n', "", text, flags=re.S)
    text = re.sub(r'\n<section aria-labelledby="reviewers">.*?</section>\n', "", text, flags=re.S)
    text = re.sub(r'<li><a href="#reviewers">.*?</li>\n', "", text)
    return re.sub(r"^\.(noted|reviews) .*\n", "", text, flags=re.M)


def _markdown(text: str) -> str:
    text = re.sub(r"## Notes of reviewers.*?(?=## )", "", text, flags=re.S)
    return re.sub(r"<br>[✎⚑] \*\w+ by Ann.*?ends\.", "", text)


def _workbook(text: str) -> list[list[str]]:
    """The rows of the record: cells with notes, and the sheets of notes, are left out."""
    of_record, _, rest = text.partition("\nid\tkind\ttext\tabout\tby")
    rows = [line.split("\t") for line in re.sub(r"\n(note by)", r" \1", of_record).split("\n")]
    about = [line for line in rest.split("\n") if line.startswith(("As of", "Withheld"))]
    noted = ("reviewer_notes", "note by Ann")
    return [[cell for cell in row if not cell.startswith(noted)] for row in [*rows, about]]


RECORD_OF = {
    "csv": _rows,
    "xlsx": _workbook,
    "timesketch": _events,
    "ical": _components,
    "geojson": _features,
    "kml": _placemarks,
    "ics214": _form,
    "html": _page,
    "markdown": _markdown,
}
"""What an export says of the record, without the notes."""


def test_a_note_stands_beside_its_entry() -> None:
    """In the column, the field or the comment of the entry, with author and time."""
    lens, notes = Lens(independence()), notes_of(note("Who?", "q1", "q2", by="Ann"))
    line = f"note by {AUTHOR_AND_TIME}: Who?"
    table = csv.DictReader(io.StringIO(written("csv", lens, notes), newline=""))
    assert {row["id"]: row[FIELD] for row in table if row[FIELD]} == {"q1": line, "q2": line}
    events = map(json.loads, written("timesketch", lens, notes).splitlines())
    assert {one["id"]: one[FIELD] for one in events if FIELD in one} == {"q1": line, "q2": line}
    calendar: Any = Calendar.from_ical(written("ical", lens, notes))
    comments = [one["comment"] for one in calendar.subcomponents if "comment" in one]
    assert comments == [line, line]
    on_map = Lens(made_located(independence))
    features = json.loads(written("geojson", on_map, notes))["features"]
    beside = {one["id"]: one["properties"].get(FIELD) for one in features}
    assert {one: words for one, words in beside.items() if words} == {"q1": line, "q2": line}
    assert written("kml", on_map, notes).count(f"&lt;br&gt;{line}</description>") == 2
    form = re.sub(r"[\s|]+", " ", written("ics214", lens, notes))
    assert form.count("[notes of reviewers: 1]") == 2
    assert f"1. note by {AUTHOR_AND_TIME}, on 13:12~ “" in form


@pytest.mark.thorough
@pytest.mark.parametrize("make", [independence, exercise, hostile])
def test_no_link_of_a_page_with_notes_is_broken(make: Make) -> None:
    """Whatever a note stands on, and whether every entry is shown or none."""
    for filters in (EVERYTHING, Filters(marked=frozenset())):
        page = Page(written("html", Lens(make()), notes_on_everything(make), filters))
        ids = page.values("id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", BESIDE_NOTES)
def test_a_record_without_notes_says_so_or_nothing(name: str) -> None:
    """No note is invented, and the record is as without the question."""
    text = written(name, Lens(independence()), NO_NOTES)
    assert " by Ann" not in text
    if name in ("html", "markdown", "ics214"):
        assert "Notes of reviewers" in text
        assert "none." in text.lower().rpartition("notes of reviewers")[2][:300]


WITHOUT_NOTES = [name for name, form in FORMATS.items() if form.no_notes and not form.is_sound]


@pytest.mark.parametrize("name", WITHOUT_NOTES)
def test_a_format_without_a_place_takes_no_notes(name: str) -> None:
    """Opinions would stand among the words of the record."""
    with pytest.raises(ValueError, match=r"whole only|no field"):
        next(FORMATS[name].load()(View(Lens(independence()), notes=NO_NOTES)))
