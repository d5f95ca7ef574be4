"""The merged cells of a sheet of OpenDocument, which the library for workbooks does not tell."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from incident_tui.exchange.imports.spreadsheet.merged import Area

CONTENT = "content.xml"
"""The file with the cells."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPANS_ROWS = re.compile(rb":number-rows-spanned=[\"'](?!1[\"'])")
_BLOCK_BYTES = 1024 * 1024
_OVERLAP_BYTES = 64


def merged_in_ods(path: Path, number: int) -> list[Area]:
    """Return the cells of a sheet over several rows.

    Args:
        path: the workbook.
        number: of the sheet, from 0.

    Raises:
        OSError: if the workbook cannot be read.
        ValueError: if the content is no XML.
    """
    with zipfile.ZipFile(path) as packed:
        with packed.open(CONTENT) as file:
            if not _has_spans(file):
                return []
        spans = _Spans(number)
        parser = XMLParser(target=spans)
        try:
            with packed.open(CONTENT) as file:
                while block := file.read(_BLOCK_BYTES):
                    parser.feed(block)
        except (ParseError, DefusedXmlException) as error:
            raise ValueError(str(error)) from None
    return spans.areas


def _has_spans(file: IO[bytes]) -> bool:
    """Whether some cell covers several rows: a search is much faster than a parser."""
    before = b""
    while block := file.read(_BLOCK_BYTES):
        if _SPANS_ROWS.search(before + block):
            return True
        before = block[-_OVERLAP_BYTES:]
    return False


class _Spans:
    """Takes the elements of a workbook, and notes the merged cells of a sheet."""

    def __init__(self, number: int) -> None:
        self.areas: list[Area] = []
        self._number = number
        self._sheet = -1
        self._depth = 0
        """How many tables are open: a cell can hold a table."""
        self._row = self._next_row = self._column = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        match tag.removeprefix(_TABLE):
            case "table":
                self._sheet += self._depth == 0
                self._depth += 1
            case "table-row" if self._is_wanted:
                self._row, self._column = self._next_row, 0
                self._next_row += _count(attributes, "number-rows-repeated")
            case "table-cell" | "covered-table-cell" if self._is_wanted:
                at, rows = self._column, _count(attributes, "number-rows-spanned")
                if rows > 1:
                    right = at + _count(attributes, "number-columns-spanned") - 1
                    self.areas.append(((self._row, at), (self._row + rows - 1, right)))
                self._column += _count(attributes, "number-columns-repeated")

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._depth -= tag == f"{_TABLE}table"

    @property
    def _is_wanted(self) -> bool:
        return self._depth == 1 and self._sheet == self._number


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1
