"""Which sheets of a workbook are read: those that the user names, or the visible ones."""

from collections.abc import Sequence

from incident_tui.exchange.imports.spreadsheet.messages import SheetName

_MOST_NAMES = 20
"""Sheets that a message lists."""


def sheet_named(wanted: str, sheets: Sequence[SheetName]) -> int | None:
    """Return the number, from 0, of a sheet by its name or by its number from 1; None if absent.

    A name comes before a number, and before a name in other letters, capital or small.
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
    """Return why a sheet is not looked at unless it is named; "" for a visible table."""
    if sheet.is_hidden:
        return "hidden"
    return "no table of cells" if sheet.is_other else ""


def listed(names: Sequence[str]) -> str:
    """Return the names of sheets in a line."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(f"`{name}`" for name in names[:_MOST_NAMES]) + more
