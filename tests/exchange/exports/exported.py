"""Exports as text for tests; of the file of an office program, the words that a reader sees."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.writing import pieces
from incident_tui.exchange.printed.view import View
from incident_tui.notes.notes import Notes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def exported_bytes(
    name: str, lens: Lens, filters: Filters = EVERYTHING, notes: Notes | None = None
) -> bytes:
    """The file of an export."""
    return b"".join(pieces(View(lens, filters, notes=notes), FORMATS[name]))


def exported(
    name: str, lens: Lens, filters: Filters = EVERYTHING, notes: Notes | None = None
) -> str:
    """The text of an export."""
    return text_in(name, exported_bytes(name, lens, filters, notes))


def text_in(name: str, content: bytes) -> str:
    """The text of a file: of a document a line for each paragraph, of a workbook for each row.

    A date or a number of a workbook is as in the file, a number.
    """
    if not FORMATS[name].is_binary:
        return content.decode()
    ending = FORMATS[name].ending
    return "\n".join(_paragraphs(content) if ending == ".docx" else _rows(content))


def part(content: bytes, name: str) -> ET.Element:
    """A part of the file of an office program."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))


def _paragraphs(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        headers = [one for one in archive.namelist() if one.startswith("word/header")]
    for name in (*headers, "word/document.xml"):
        for paragraph in part(content, name).iter(f"{_WORD}p"):
            words = (
                "\n" if one.tag == f"{_WORD}br" else one.text or ""
                for one in paragraph.iter()
                if one.tag in (f"{_WORD}t", f"{_WORD}br")
            )
            yield "".join(words)


def _rows(content: bytes) -> Iterator[str]:
    for name in sheet_names(content):
        for row in part(content, name).iter(f"{_SHEET}row"):
            yield "\t".join("".join(cell.itertext()) for cell in row)


def sheet_names(content: bytes) -> list[str]:
    """The parts of a workbook with its sheets, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        count = sum(one.startswith("xl/worksheets/sheet") for one in archive.namelist())
    return [f"xl/worksheets/sheet{number}.xml" for number in range(1, count + 1)]
