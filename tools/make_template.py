"""Makes the bundled Word template of the after-action report: `make template`.

The template has the styles of Word (Title, Heading 1 to 3, List Bullet), tables whose header rows
are repeated on each page, and page numbers. The same python-docx makes the same bytes.
"""

import datetime as dt
import io
import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from incident_tui.exchange.exports.aar.template import BUNDLED, with_fixed_dates

_INK = RGBColor(0x20, 0x27, 0x2E)
_DIM = RGBColor(0x5B, 0x66, 0x72)
_SHADE, _LINE = "E8ECEF", "AAB3BC"
_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The date of the template, which must not depend on the day when it is made."""
_GIVEN = ' or "not given" }}'
_PORTRAIT, _LANDSCAPE = 174.0, 261.0
"""Millimetres between the margins."""


def template() -> bytes:
    """The template as a file."""
    document = Document()
    _set_styles(document)
    _set_page(document.sections[0])
    _head(document)
    _overview(document)
    _analysis(document)
    _turn(document, is_wide=True)
    _plan(document)
    _turn(document, is_wide=False)
    _appendixes(document)
    core = document.core_properties
    core.author, core.last_modified_by, core.comments = "", "", ""
    core.title = "After-Action Report/Improvement Plan: {{ title }}"
    core.created = core.modified = _MADE
    file = io.BytesIO()
    document.save(file)
    return with_fixed_dates(file.getvalue())


def _set_styles(document: Any) -> None:
    for name, size, before in (
        ("Normal", 10.5, 0),
        ("Title", 24, 0),
        ("Heading 1", 17, 18),
        ("Heading 2", 13.5, 14),
        ("Heading 3", 11.5, 10),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(4)


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    header = section.header.paragraphs[0]
    _run(header, "{% if exercise %}EXERCISE · {% endif %}{{ title }}", size=8.5, color=_DIM)
    footer = section.footer.paragraphs[0]
    footer.alignment = 2  # right
    _field(footer, "PAGE")
    _run(footer, " / ", size=8.5, color=_DIM)
    _field(footer, "NUMPAGES")


def _turn(document: Any, is_wide: bool) -> None:
    """Begin a section of wide, or of tall, pages."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    sides = (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))
    section.page_width, section.page_height = sides


def _head(document: Any) -> None:
    _text(document, "After-Action Report/Improvement Plan", size=11, color=_DIM)
    document.add_paragraph("{{ title }}", style="Title")
    _tag(document, "{%p if exercise %}")
    _text(document, "EXERCISE. Nothing in this record took place.", is_bold=True)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if content_note %}")
    _text(document, "{{ content_note }}", is_italic=True)
    _tag(document, "{%p endif %}")
    _text(document, "{{ opinions }}", color=_DIM)


def _overview(document: Any) -> None:
    document.add_heading("{{ subject }} Overview", 1)
    table = _table(document, (), (45, _PORTRAIT - 45))
    _loop(table, "line in overview", ("{{ line.label }}", "{{ line.words }}"), bold=0)
    _tag(document, "{%p if not exercise %}")  # of an exercise, the scenario
    _text(document, "{{ summary }}")
    _tag(document, "{%p endif %}")


def _analysis(document: Any) -> None:
    document.add_heading("Analysis of Core Capabilities", 1)
    _tag(document, "{%p if not capabilities and not plan %}")
    _text(document, "{{ no_conclusions }}")
    _tag(document, "{%p endif %}")
    document.add_heading("Table 1. Summary of Core Capability Performance", 2)
    _tag(document, "{%p if ratings %}")
    heads = (
        "Objective",
        "Core capability",
        "Performed without challenges (P)",
        "Performed with some challenges (S)",
        "Performed with major challenges (M)",
        "Unable to be performed (U)",
    )
    table = _table(document, heads, (40, 38, 24, 24, 24, 24))
    names = ("performed", "some", "major", "unable")
    cells = ("{{ row.objective" + _GIVEN, "{{ row.capability" + _GIVEN)
    _loop(table, "row in ratings", (*cells, *(f"{{{{ row.{name} }}}}" for name in names)))
    _text(document, "Each column names the reviewers who gave the rating.", color=_DIM)
    _tag(document, "{%p else %}")
    _text(document, "No reviewer has rated an objective.")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p for capability in capabilities %}")
    document.add_heading("{{ capability.name }}", 2)
    for name, word in (("strengths", "Strength"), ("improvements", "Area for Improvement")):
        _tag(document, f"{{%p for one in capability.{name} %}}")
        _observed(document, word)
        _tag(document, "{%p else %}")
        _text(document, f"No {word.lower()} was observed.", color=_DIM)
        _tag(document, "{%p endfor %}")
    _tag(document, "{%p endfor %}")


def _observed(document: Any, word: str) -> None:
    document.add_heading(word + " {{ loop.index }}", 3)
    _text(document, "{{ one.text }}")
    _text(document, "Observed by {{ one.author }}, {{ one.written }}", color=_DIM)
    _tag(document, "{%p if one.objective %}")
    _labelled(document, "Objective", "{{ one.objective }}")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if one.rating %}")
    _labelled(document, "Rating", "{{ one.rating }}, {{ one.rating_words }}")
    _tag(document, "{%p endif %}")
    for label, field in (
        ("Reference", "reference"),
        ("Analysis", "analysis"),
        ("Root cause", "root_cause"),
    ):
        is_needed = field != "root_cause" or word != "Strength"
        if not is_needed:
            _tag(document, "{%p if one." + field + " %}")
        _labelled(document, label, "{{ one." + field + _GIVEN)
        if not is_needed:
            _tag(document, "{%p endif %}")
    _labelled(document, "Evidence", "{% if not one.evidence %}no entry of the record{% endif %}")
    _tag(document, "{%p for part in one.evidence %}")
    paragraph = document.add_paragraph(style="List Bullet")
    _run(paragraph, "{% if part.time %}{{ part.time }} {% endif %}", is_bold=True)
    _run(paragraph, "{{ part.words }}")
    _run(paragraph, "{% if part.source %} ({{ part.source }}){% endif %}", color=_DIM)
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p if one.actions %}")
    _labelled(document, "Corrective actions", "")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p for action in one.actions %}")
    paragraph = document.add_paragraph(style="List Bullet")
    _run(paragraph, "{{ action.text }}")
    _run(paragraph, " ({{ action.author }}, {{ action.written }})", color=_DIM)
    _tag(document, "{%p endfor %}")


def _plan(document: Any) -> None:
    document.add_heading("Appendix A: Improvement Plan", 1)
    _tag(document, "{%p if plan %}")
    heads = (
        "Core capability",
        "Area for improvement",
        "Corrective action",
        "Capability element",
        "Primary responsible organization",
        "Organization POC",
        "Start date",
        "Completion date",
        "Status",
    )
    table = _table(document, heads, (33, 42, 50, 22, 31, 25, 20, 22, 16), 8)
    names = ("element", "owner", "contact", "start", "due")
    cells = (
        "{{ row.capability" + _GIVEN,
        "{{ row.observation" + _GIVEN,
        "{{ row.text"
        + _GIVEN
        + "{% if row.text %} ({{ row.author }}, {{ row.written }}){% endif %}"
        "{% for part in row.evidence %}{% if row.text %} · on {% if part.time %}{{ part.time }}"
        " {% endif %}{{ part.words }}"
        "{% endif %}{% endfor %}",
        *("{{ row." + name + _GIVEN for name in names),
        "{{ row.status }}",
    )
    _loop(table, "row in plan", cells, size=8.5)
    _tag(document, "{%p else %}")
    _text(document, "No corrective action is planned.")
    _tag(document, "{%p endif %}")


def _appendixes(document: Any) -> None:
    document.add_heading("Appendix B: {{ subject }} Participants", 1)
    _tag(document, "{%p if participants %}")
    table = _table(document, ("Organization", "Kind", "Roles and facts"), (62, 40, 72))
    facts = '{{ one.roles | join("; ") }}{% if one.roles and one.facts %}; {% endif %}'
    facts += '{{ one.facts | join("; ") }}'
    short = "{% if one.short and one.short != one.name %} ({{ one.short }}){% endif %}"
    participant = ("{{ one.name }}" + short, "{{ one.kind }}", facts)
    _loop(table, "one in participants", participant)
    _tag(document, "{%p else %}")
    _text(document, "The record names no agency.")
    _tag(document, "{%p endif %}")
    document.add_heading("Appendix C: Timeline", 1)
    _text(document, "{{ shown }}.{% if left_out %} {{ left_out }}.{% endif %}")
    _tag(document, "{%p if appendix %}")
    table = _table(document, ("Time", "Who and kind", "What", "Source"), (30, 34, 62, 48))
    noted = (
        "{{ entry.words }}{% for note in entry.notes %}{{ line }}{{ note.kind }} by"
        " {{ note.author }}, {{ note.written }}{% if note.text %}: {{ note.text }}{% endif %}"
        "{% endfor %}"
    )
    who = "{{ entry.kind }}{% if entry.who %} · {{ entry.who }}{% endif %}"
    cells = ("{{ entry.time }}", who, noted, "{{ entry.source }}")
    _loop(table, "entry in appendix", cells)
    _tag(document, "{%p endif %}")
    document.add_heading("How times are written", 2)
    table = _table(document, (), (45, _PORTRAIT - 45))
    _loop(table, "mark in time_marks", ("{{ mark[0] }}", "{{ mark[1] }}"), bold=0)
    document.add_heading("Appendix D: Further Notes", 1)
    _tag(document, "{%p for note in notes %}")
    paragraph = document.add_paragraph(style="List Bullet")
    _run(paragraph, "{{ note.kind }} by {{ note.author }}, {{ note.written }}", is_bold=True)
    _run(paragraph, "{% if note.text %}: {{ note.text }}{% endif %}")
    _run(paragraph, '{% if note.about %} (on {{ note.about | join("; ") }}){% endif %}')
    _tag(document, "{%p else %}")
    _text(document, "No further note of a reviewer.")
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p if withheld %}")
    _text(document, "{{ withheld }}.")
    _tag(document, "{%p endif %}")
    document.add_heading("Appendix E: Sources", 1)
    _tag(document, "{%p for source in sources %}")
    paragraph = document.add_paragraph(style="List Bullet")
    _run(paragraph, "{{ source.title }}", is_bold=True)
    _run(paragraph, " ({{ source.kind }}){% for fact in source.facts %} · {{ fact }}{% endfor %}")
    _run(paragraph, "{% if source.url %} · {{ source.url }}{% endif %}")
    _run(paragraph, "{% if source.note %} · {{ source.note }}{% endif %}")
    _tag(document, "{%p else %}")
    _text(document, "The record names no source.")
    _tag(document, "{%p endfor %}")
    _text(document, "{{ verdict }}", color=_DIM)
    _text(document, "Made by incident-tui {{ version }} from {{ record }}.", color=_DIM)


# The parts of a document.


def _tag(document: Any, tag: str) -> None:
    """A paragraph that is not in the report: a tag of docxtpl about paragraphs."""
    document.add_paragraph(tag)


def _text(document: Any, text: str, **form: Any) -> None:
    _run(document.add_paragraph(), text, **form)


def _labelled(document: Any, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    _run(paragraph, f"{label}: ", is_bold=True)
    _run(paragraph, text)


def _run(
    paragraph: Any,
    text: str,
    *,
    is_bold: bool = False,
    is_italic: bool = False,
    size: float | None = None,
    color: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = is_bold or None, is_italic or None
    if size is not None:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color


def _field(paragraph: Any, name: str) -> None:
    """A field that Word fills in: PAGE or NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _table(
    document: Any, heads: tuple[str, ...], widths: tuple[float, ...], size: float = 9
) -> Any:
    """A table with a header row, which Word repeats on each page, if there are heads.

    Args:
        widths: of the columns, in millimetres.
        size: of the letters of the heads, in points.
    """
    table = document.add_table(rows=1 if heads else 0, cols=len(widths), style="Table Grid")
    _set_lines(table)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    if heads:
        row = table.rows[0]
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, head, width in zip(row.cells, heads, widths, strict=True):
            cell.width = Mm(width)
            _run(cell.paragraphs[0], head, is_bold=True, size=size)
            _child(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=_SHADE)
    return table


def _set_lines(table: Any) -> None:
    """Thin grey lines, and room above and below the words of a cell."""
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, side, val="single", sz="4", space="0", color=_LINE)
    for side, size in (("top", "40"), ("left", "90"), ("bottom", "40"), ("right", "90")):
        _child(margins, side, w=size, type="dxa")
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    for element in (borders, margins):  # in the order of the schema, before the look
        look.addprevious(element)


def _child(parent: Any, name: str, **values: str) -> None:
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)


def _loop(
    table: Any, loop: str, cells: tuple[str, ...], bold: int | None = None, size: float = 9.5
) -> None:
    """A row for each value of a list.

    Args:
        bold: the number of the column with bold words; None for no column.
        size: of the letters, in points.
    """
    widths = [column.width for column in table.columns]
    for texts in ((f"{{%tr for {loop} %}}",), cells, ("{%tr endfor %}",)):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for number, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width = width
            text = texts[number] if number < len(texts) else ""
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            _run(cell.paragraphs[0], text, size=size, is_bold=number == bold)


if __name__ == "__main__":
    path = Path(sys.argv[1]) if sys.argv[1:] else BUNDLED
    path.write_bytes(template())
    print(path)
