"""Word templates: what an agency may write in its own, and what is said of a wrong one."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from incident_tui.exchange.exports import TemplateFaultError
from incident_tui.exchange.exports.aar.docx import export, values
from incident_tui.exchange.exports.aar.template import BUNDLED, filled
from incident_tui.exchange.exports.office_text import Lines
from incident_tui.exchange.printed.view import View
from incident_tui.review.filters import EVERYTHING
from incident_tui.review.lens import Lens
from tests.exchange.exports.aar.reviews import RECORD, notes, report_of
from tests.exchange.exports.exported import text_in

LENS = Lens(RECORD)
DOCS = Path(__file__).parents[4] / "docs"


def template(*paragraphs: str, title: str = "") -> bytes:
    """A Word document with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.title = title
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def text_of(*paragraphs: str, **fields: object) -> str:
    """The text of a document made from a template of these paragraphs."""
    return text_in("aar-docx", filled(template(*paragraphs), fields)).strip()


def test_an_agency_can_use_its_own_template() -> None:
    """With the names of the report, in any order."""
    own = template(
        "Our report on {{ title }}", "{%p for row in plan %}", "{{ row.owner }}", "{%p endfor %}"
    )
    content = b"".join(export(View(LENS, notes=notes()), own))
    assert text_in("aar-docx", content).split() == ["Our", "report", "on", *_title(), "County"]


def _title() -> list[str]:
    return RECORD.record.incident.title.split()


def test_a_text_keeps_its_lines_and_a_name_has_one() -> None:
    """A line end in a name of a stranger begins no paragraph."""
    assert text_of("{{ a }}|{{ b }}", a=Lines("x\ny"), b="x\ny") == "x\ny|x y"


@pytest.mark.thorough
@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{_{ 7*7 }_}", "<b>&amp;</b>", "{% raw %}", "a\fb"])
def test_a_value_is_never_read_as_a_tag(text: str) -> None:
    """Nor as an element, also where the template asks for a text that is not escaped."""
    said = text.replace("\f", "␌")
    assert text_of("{{ a }}", a=text) == said
    assert text_of("{{ a | safe }}", a=text) == said
    assert text_of("{{ a | e }}", a=text) == said


def test_properties_are_filled_in_as_plain_text() -> None:
    """Cut to the length that Word has."""
    content = filled(template("x", title="About {{ a }}"), {"a": "<b> & " + "y" * 300})
    title = Document(io.BytesIO(content)).core_properties.title
    assert title.startswith("About <b> & yyy")
    assert len(title) == 255


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no Word document; save the template as .docx"),
        (b"PK\x03\x04 not a zip", "is no Word document"),
        (b"plain text", "is no Word document"),
        (
            template("{{ titel }}"),
            "has the name `titel`, which no report has; did you mean `title`?",
        ),
        (template("{{ title.x }}"), "has the name `x`, which no report has"),
        (
            template("{{ plan[0].ownr }}"),
            "has the name `ownr`, which no report has; did you mean `owner`",
        ),
        (template("{% if titel %}x{% endif %}"), "has the name `titel`"),
        (template("{{ title"), "has a wrong tag"),
        (template("{% for x in plan %}"), "has a wrong tag, near “{% for x in plan %}”"),
        (template("{% fro x in plan %}"), "has a wrong tag, near “{% fro x in plan %}”"),
        (template("{{ title | shout }}"), "has a wrong tag"),
        (template("{{ 1 // 0 }}"), "cannot be filled in"),
        (template("{{ ''.__class__.__mro__ }}"), "has a tag that a template may not have"),
        (template("{{ plan.__class__ }}"), "has a tag that a template may not have"),
        (template("{% include '/etc/passwd' %}"), "cannot be filled in"),
        (template("{{ range(10 ** 9) }}"), "cannot be filled in"),
    ],
)
def test_a_wrong_template_is_an_error_that_says_what_to_do(content: bytes, words: str) -> None:
    """What is wrong, where, and how to mend it; never the trace of a program."""
    with pytest.raises(TemplateFaultError, match=r"; ") as raised:
        filled(content, values(report_of(LENS, EVERYTHING, notes())))
    assert words in str(raised.value)


def test_a_zip_file_of_another_kind_and_a_broken_one_are_refused() -> None:
    """A workbook, and a document with a broken part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(TemplateFaultError, match="is no Word document"):
        filled(file.getvalue(), {})
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x")
    with pytest.raises(TemplateFaultError, match="cannot be filled in"):
        filled(file.getvalue(), {})


def test_a_template_that_unpacks_to_too_much_is_refused() -> None:
    """Before anything of it is read."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (129 << 20))
    with pytest.raises(TemplateFaultError, match="larger than 128 MB unpacked"):
        filled(file.getvalue(), {})


def names(values: Any) -> Iterator[str]:
    """The names of values, and of the fields of the values in lists."""
    for name, value in values.items():
        yield name
        for one in value if isinstance(value, tuple) else ():
            yield from _fields(one)


def _fields(value: Any) -> Iterator[str]:
    for name in getattr(value, "_fields", ()):
        yield name
        found = getattr(value, name)
        for one in found if isinstance(found, tuple) else ():
            yield from _fields(one)


def test_every_name_is_documented() -> None:
    """In `docs/aar.md`, as code."""
    text = (DOCS / "aar.md").read_text("utf-8")
    found = {*names(values(report_of(LENS, EVERYTHING, notes())))}
    assert [name for name in sorted(found) if f"`{name}`" not in text] == []


def test_the_bundled_template_can_be_taken_as_a_beginning() -> None:
    """It is a Word document with tags, and made into a report it is the export."""
    content = b"".join(export(View(LENS, notes=notes()), BUNDLED.read_bytes()))
    assert content == b"".join(export(View(LENS, notes=notes())))
