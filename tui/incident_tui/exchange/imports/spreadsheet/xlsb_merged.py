"""The merged cells of a sheet of XLSB, which the library for workbooks does not tell (MS-XLSB)."""

import posixpath
import re
import struct
import zipfile
from pathlib import Path

from defusedxml.ElementTree import fromstring

from incident_tui.exchange.imports.spreadsheet.merged import Area

WORKBOOK = "xl/workbook.bin"
"""The file with the names of the sheets."""

_RELATIONS = "xl/_rels/workbook.bin.rels"
_SHEET = re.compile(rb"\x9c\x01[\x10-\xff]\x01?.{8}(.)\0\0\0", re.DOTALL)
"""The beginning of `BrtBundleSh`, up to the length of the name of a relation."""
_MERGED = re.compile(rb"\xb1\x01\x04.{4}((?:\xb0\x01\x10.{16})+)\xb2\x01\0", re.DOTALL)
"""`BrtBeginMergeCells`, a `BrtMergeCell` for each cell, and `BrtEndMergeCells`."""
_CELL = struct.Struct("<3x4I")
"""The rows, then the columns of a `BrtMergeCell`, each the first and the last."""


def merged_in_xlsb(path: Path, number: int) -> list[Area]:
    """Return the merged cells of a sheet; none if the part of the sheet is not found.

    Args:
        path: the workbook.
        number: of the sheet, from 0.

    Raises:
        OSError: if the workbook cannot be read.
        ValueError: if the workbook is damaged.
    """
    with zipfile.ZipFile(path) as packed:
        names = _relations(packed.read(WORKBOOK))
        targets = {
            one.get("Id"): one.get("Target", "") for one in fromstring(packed.read(_RELATIONS))
        }
        target = targets.get(names[number], "") if number < len(names) else ""
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part not in packed.namelist():
            return []
        found = _MERGED.search(packed.read(part))
    cells = _CELL.iter_unpack(found[1]) if found else ()
    return [((top, left), (bottom, right)) for top, bottom, left, right in cells]


def _relations(workbook: bytes) -> list[str]:
    """Return the names of the relations to the sheets, in the order of the sheets."""
    names = []
    for sheet in _SHEET.finditer(workbook):
        length = 2 * sheet[1][0]
        names.append(workbook[sheet.end() : sheet.end() + length].decode("utf-16-le"))
    return names
