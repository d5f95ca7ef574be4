"""The header of a log: the row with the names of its columns, or their content where it has none.

Above the header can stand rows of a form, such as those of an ICS-214: its title, the incident, the
persons. A file without a header is read by the cells of its columns.
"""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.tables.column_names import TIME_FIELDS
from incident_tui.exchange.imports.tables.column_words import meanings_of
from incident_tui.exchange.imports.tables.columns import LogColumns, columns_of
from incident_tui.exchange.imports.tables.contents import without_time_words
from incident_tui.exchange.imports.tables.headless import columns_by_cells, number_name
from incident_tui.exchange.imports.tables.notations import shape_of
from incident_tui.exchange.imports.tables.table import Row

HEADER_WITHIN_ROWS = 60
"""Rows at the beginning of a file, among which the header is looked for."""

_TIMES = ("date", "clock", "moment")
_MAX_NOTE_CHARACTERS = 4_000
_ADD_NAMES = "write the names of the columns above, such as time,unit,text"


class Header(NamedTuple):
    """The names of the columns, and the rows around them."""

    names: list[str]
    line: int
    """1-based line of the row with the names; 0 for a file without such a row."""
    raw: str
    """The text of the row; of the first row, if there are no names."""
    above: Sequence[Row]
    below: Sequence[Row]
    """The rows below, as far as they were given."""
    wanted: Mapping[str, str]
    """From a field to the column that the user, or the content of the column, names for it."""
    remark: str = ""
    """What the user should know of the columns of a file without names; "" for others."""

    @property
    def has_times(self) -> bool:
        """Whether a row below, as far as they were given, has a time."""
        return any(map(_holds_time, self.below))

    @property
    def note(self) -> str:
        """The words above the header, for the source of the log; "" if there are none."""
        rows = (", ".join(filter(None, map(str.strip, row.cells))) for row in self.above)
        words = "; ".join(filter(None, rows)).replace(":, ", ": ")
        if len(words) > _MAX_NOTE_CHARACTERS:
            words = f"{words[:_MAX_NOTE_CHARACTERS]} …"
        return f"Above the table: {words}" if words else ""


def header_of(first: Sequence[Row], wanted: Mapping[str, str]) -> Header | None:
    """Find the header among the first rows of a file; None if nothing says what columns hold.

    Args:
        first: the first rows, up to `HEADER_WITHIN_ROWS`.
        wanted: from a field to the column that the user named for the field.
    """
    at = _header_at(first, wanted)
    if at is not None:
        row = first[at]
        names = _names_in(row, first[at - 1] if at else None)
        return Header(names, row.line, row.raw, first[:at], first[at + 1 :], wanted)
    filled = [row for row in first if any(map(str.strip, row.cells))]
    if not filled:
        return None
    if header := _unknown_header(first, wanted):
        return header
    if not _holds_time(filled[0]):
        return None
    names, found = columns_by_cells([row.cells for row in filled])
    columns = columns_of(names, wanted)
    taken = {columns.names[at] for at in columns.fields.values()}
    by_cells = {
        field: name
        for field, name in found.items()
        if field not in columns.fields and name not in taken
    }
    if columns.missing or not (by_cells.keys() | wanted.keys()) & {*TIME_FIELDS}:
        return None
    return Header(names, 0, filled[0].raw, [], first, by_cells | dict(wanted), _remark(by_cells))


def no_header_words(first: Row, wanted: Mapping[str, str]) -> str:
    """Return why a file is not read whose first rows are no header, and what to do."""
    holds_time = _holds_time(first)
    names = [number_name(at) for at in range(len(first.cells))] if holds_time else first.cells
    columns = columns_of(names, wanted)
    if columns.missing:
        return f"there is no column `{columns.missing[0]}`; columns: {', '.join(columns.names)}"
    if holds_time:
        return f"the first row holds a time, and no names of columns; {_ADD_NAMES}"
    return without_time_words(columns.names)


def _header_at(first: Sequence[Row], wanted: Mapping[str, str]) -> int | None:
    """Return the index of the header among the first rows; None if they have none.

    Of several rows with a name for a column of times, the first with times below it is the header;
    if none has, the first that is not below a row with a time, which would be lost.
    """
    named = list[int]()
    # A date can be the only time of a log, and a name such as `Arrival Date` can mean a time.
    for with_dates in (False, True):
        for at, row in enumerate(first):
            columns = _columns_named(row, wanted, with_dates)
            if columns is None:
                continue
            if _has_times_below(columns, row, first[at + 1 :]):
                return at
            if not any(map(_holds_time, first[:at])):
                named.append(at)
    return next(iter(named), None)


def _names_in(row: Row, above: Row | None) -> list[str]:
    """Return the names in a header, and those in the row above over the columns without a name.

    `Unit,Times,,Remarks` can stand over `,Dispatched,On Scene`; other words above are no names.
    """
    if above is None or _holds_time(above):
        return row.cells
    missing = len(above.cells) - len(row.cells)
    names = [*row.cells, *[""] * missing]
    for at, name in enumerate(above.cells):
        if not names[at].strip() and meanings_of(name.strip()):
            names[at] = name
    return names if any(map(str.strip, names[len(row.cells) :])) else names[: len(row.cells)]


def _unknown_header(first: Sequence[Row], wanted: Mapping[str, str]) -> Header | None:
    """Return the row above the rows with times, if it can be a header of unknown names."""
    for at, row in enumerate(first[:-1]):
        names, below = _without_blank_end(row.cells), first[at + 1 : at + 3]
        if len(names) < 2 or not all(names) or _holds_time(row):
            continue
        timed = [
            {number for number, cell in enumerate(one.cells) if shape_of(cell) in _TIMES}
            for one in below
        ]
        widest = max(len(_without_blank_end(one.cells)) for one in below)
        held = set.intersection(*timed)
        if any(is_entry(one, held) for one in first[:at]):
            return None  # the row has words in place of a time
        if widest <= len(names) and held:
            if columns_of(row.cells, wanted).missing:
                return None
            return Header(row.cells, row.line, row.raw, first[:at], first[at + 1 :], wanted)
    return None


def is_header(row: Row) -> bool:
    """Whether a row names columns of times, and has no time."""
    return sum(map(bool, row.cells)) > 1 and _columns_named(row, {}, with_dates=True) is not None


def is_entry(row: Row, times: Container[int], shapes: Container[str] = _TIMES) -> bool:
    """Whether a row has a time in one of the columns of times, and more than the time.

    Args:
        row: the row.
        times: the numbers of the columns of times, from 0.
        shapes: what the times of the log are: dates, times of day or moments.
    """
    at_times = [cell for at, cell in enumerate(row.cells) if at in times]
    is_timed = any(shape_of(cell) in shapes for cell in at_times)
    return is_timed and sum(bool(cell.strip()) for cell in row.cells) > 1


def _without_blank_end(cells: Sequence[str]) -> list[str]:
    """Return the cells without spaces, up to the last one that has a text."""
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _columns_named(row: Row, wanted: Mapping[str, str], with_dates: bool) -> LogColumns | None:
    """Return the columns of a header, which names times, or else dates, and holds none itself."""
    if _holds_time(row):
        return None
    dated = range(len(row.cells)) if with_dates else ()
    columns = columns_of(row.cells, wanted, dated)
    named = columns.has_time or (with_dates and "date" in columns.fields)
    return columns if named and not columns.missing else None


def _has_times_below(columns: LogColumns, row: Row, below: Sequence[Row]) -> bool:
    """Whether a row below has a time where the header names one; of dates, if it names no times."""
    fields = TIME_FIELDS if columns.has_time else ("date",)
    held = [columns.fields[field] for field in fields if field in columns.fields]
    is_single = sum(bool(cell.strip()) for cell in row.cells) < 2
    return any(
        shape_of(one.cells[at]) not in ("", "number")
        for one in below
        if not (is_single and len(one.cells) > 1)  # a title
        for at in held
        if at < len(one.cells)
    )


def _holds_time(row: Row) -> bool:
    """Whether a cell of a row is a time, so that the row is no header."""
    return any(shape_of(cell) in _TIMES for cell in row.cells)


def _remark(by_cells: Mapping[str, str]) -> str:
    """Return which columns are taken for what, in a file without names."""
    taken = ", ".join(f"the {field} from `{name}`" for field, name in by_cells.items())
    how = f"by the content of its columns it is read with {taken}; " if taken else ""
    return (
        f"this file has no header; {how}"
        "if that is wrong, write the names above, or name a column with --map text='column 3'"
    )
