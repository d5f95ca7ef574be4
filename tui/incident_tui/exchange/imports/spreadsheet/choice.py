"""Which sheets of a workbook are read: the sheets named by the user, or the visible sheets."""

import re
from collections.abc import Sequence

from incident_tui.exchange.imports.spreadsheet.messages import SheetName

_EXPORTED = re.compile(
    r"(?:State|Units|Intervals|Conflicts|Questions|Sources|Notes|Actions|About)(?: \d+)?"
)
"""Sheets of a workbook that this program exports, besides the entries."""
_MOST_NAMES = 20
"""Sheets in a message."""


def sheet_named(wanted: str, sheets: Sequence[SheetName]) -> int | None:
    """Return the number, from 0, of a sheet by the name or by the number from 1; None if absent.

    An equal name comes first, then a name in capital or small letters, then a number.
    """
    names = [sheet.name for sheet in sheets]
    if wanted in names:
        return names.index(wanted)
    plain = [name.strip().casefold() for name in names]
    if wanted.strip().casefold() in plain:
        return plain.index(wanted.strip().casefold())
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= len(sheets):
        return int(wanted[:9]) - 1
    return None


def why_passed_over(sheet: SheetName) -> str:
    """Return why a sheet is read only if the user names the sheet; "" for a visible table."""
    if sheet.is_hidden:
        return "hidden"
    return "no table of cells" if sheet.is_other else ""


def is_exported(name: str) -> bool:
    """Whether a sheet beside exported entries follows from the record."""
    return bool(_EXPORTED.fullmatch(name))


def listed(names: Sequence[str]) -> str:
    """Return the names of sheets in a line."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(f"`{name}`" for name in names[:_MOST_NAMES]) + more
