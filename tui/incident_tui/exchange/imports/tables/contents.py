"""What the columns of a log hold: times, dates or lengths of time, by their cells.

The name of a column is not enough: `Response Time` can be a time of day or a length of time, and
the dates beside the times can have any name. The first rows decide, and the user is told.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.zones import is_zone
from incident_tui.exchange.imports.tables.column_names import STATUSES, TIME_FIELDS
from incident_tui.exchange.imports.tables.column_words import meanings_of, plain_words, zone_in
from incident_tui.exchange.imports.tables.columns import LogColumns, am_pm_of, columns_of, own_date
from incident_tui.exchange.imports.tables.days import (
    days_of_times,
    is_of_another_matter,
    parts_of_date,
)
from incident_tui.exchange.imports.tables.headless import text_by_cells
from incident_tui.exchange.imports.tables.lengths import (
    LONGEST_LENGTH_MS,
    are_lengths,
    clock_ms,
    names_a_length,
)
from incident_tui.exchange.imports.tables.notations import (
    Shape,
    am_pm_in,
    says_nothing,
    shape_of,
)
from incident_tui.exchange.imports.tables.substitutes import fitting_fields
from incident_tui.exchange.imports.tables.written_time import are_day_fractions

_MOST_NAMES = 6
"""Columns that a remark names."""
_NAMES_HALVES = re.compile(
    r"(?:^|[\W_])(?:am\W?pm|am or pm|a/p|ap|meridi[ae]m|meridian)(?:$|[\W_])", re.I
)
"""Names of columns with AM and PM, in which P alone is PM."""
_MOST = 0.6
"""The part of the cells of a column that are of a kind, for the column to be of the kind."""
_SIGN = re.compile(r"(?=.*\d)(?=.*[a-z])", re.IGNORECASE)
"""A letter and a digit, as in the call sign of a unit."""
_DATED: tuple[Shape, ...] = ("date", "moment")


class LogContents(NamedTuple):
    """The columns of a log, as their cells show them."""

    columns: LogColumns
    remarks: tuple[str, ...]
    fault: str
    """Why the log cannot be read; "" for a log that can be."""


def contents_of(
    header: Sequence[str], wanted: Mapping[str, str], rows: Sequence[Sequence[str]]
) -> LogContents:
    """Find the fields of a log by the names and the first cells of its columns.

    Args:
        header: the names of the columns.
        wanted: from a field to the column that the user named for the field.
        rows: the cells of the first rows below the header.
    """
    cells = [
        [text for row in rows if at < len(row) and not says_nothing(text := row[at])]
        for at in range(len(header))
    ]
    shapes = [Counter(map(shape_of, column)) for column in cells]
    timed = {
        at
        for at, (column, shape) in enumerate(zip(cells, shapes, strict=True))
        if shape["moment"] > shape["date"] or _are_clocks(column, shape)
    }
    found = _Columns(columns_of(header, wanted, timed), cells, shapes, wanted, rows)
    found.take_parts_of_date()
    found.drop_what_is_no_time()
    found.choose_time()
    found.choose_date()
    found.choose_am_pm()
    found.choose_unit()
    found.choose_substitutes()
    unread = found.unread()
    columns = found.columns._replace(unread=tuple(unread))
    return LogContents(columns, tuple(found.remarks(unread)), found.fault())


class _Columns:
    """The columns of a log while their meaning is found."""

    def __init__(
        self,
        columns: LogColumns,
        cells: Sequence[Sequence[str]],
        shapes: Sequence[Counter[Shape]],
        wanted: Container[str],
        rows: Sequence[Sequence[str]],
    ) -> None:
        self._names = columns.names
        self._columns = columns
        self._fields = dict(columns.fields)
        self._cells = cells
        """The cells of each column that say something."""
        self._shapes = shapes
        self._wanted = wanted
        self._rows = rows
        self._dropped: list[int] = []
        self._of_many_years: list[int] = []
        """Columns of dates that are too far apart to date the times."""
        self._parts: dict[str, int] = {}
        """The columns of the parts of a date."""
        self._is_dated = False
        self._found_time = ""
        self._found_date = ""
        self._dates: list[int] = []
        """Columns of dates, of which none is named as the date."""

    @property
    def columns(self) -> LogColumns:
        """The columns, with their meaning so far."""
        digits = frozenset(
            field for field in TIME_FIELDS if field in self._fields and self._is_in_digits(field)
        )
        fractions = frozenset(
            field
            for field in TIME_FIELDS
            if field in self._fields and are_day_fractions(self._cells[self._fields[field]])
        )
        return self._columns._replace(
            fields=self._fields, is_dated=self._is_dated, digits=digits, fractions=fractions
        )

    def take_parts_of_date(self) -> None:
        """Find the columns with the day, the month and the year of a date, or none of them."""
        named = {part: self._fields.pop(part, -1) for part in ("year", "month", "day")}
        found = parts_of_date(self._names, self._cells)
        found |= {part: at for part, at in named.items() if part in self._wanted}
        if self._has(self._fields.get("date", -1), *_DATED, "count"):
            return
        times = [self._fields[field] for field in TIME_FIELDS if field in self._fields]
        if times and all(self._shapes[at]["moment"] for at in times):
            return
        self._parts = found
        if {"year", "month"} <= found.keys():
            taken = found.values()
            self._fields = {field: at for field, at in self._fields.items() if at not in taken}
            self._fields |= self._parts

    def drop_what_is_no_time(self) -> None:
        """Take the meaning from columns whose name says a time, and whose cells say none."""
        for field in ("date", "zone", *map(own_date, TIME_FIELDS), *TIME_FIELDS):
            while field in self._fields and field not in self._wanted and self._is_no_time(field):
                at = self._fields.pop(field)
                if self._cells[at]:
                    self._dropped.append(at)
                others = self._columns.further.get(field, ())
                used = {*self._fields.values(), *self._dropped, at}
                if (other := next((one for one in others if one not in used), -1)) >= 0:
                    self._fields[field] = other

    def _is_no_time(self, field: str) -> bool:
        """Whether the cells of a field are no times, dates or zones."""
        at = self._fields[field]
        is_day = self._names[at].strip().casefold() == "day"  # of the week or of the month
        if not self._cells[at]:
            return is_day
        if field == "zone":
            return not any(is_zone(cell.strip()) for cell in self._cells[at])
        if field == "time" and self._names[at].casefold() != "alarm":  # perhaps its level
            return False  # the rows tell why their time cannot be read
        if field in TIME_FIELDS:
            is_time = self._has(at, "clock", "digits", *_DATED, "count")
            is_fraction = are_day_fractions(self._cells[at])
            return not (is_time or is_fraction) or self._are_lengths(at)
        if is_day or self._names[at].casefold() == "data":  # which is a date in Italian
            return not self._has(at, *_DATED, "count", "digits")
        return False

    def choose_unit(self) -> None:
        """Find the unit in a column such as `Unit Dispatched`, whose cells are call signs."""
        if not self._fields.keys() & {"unit", "units"}:
            found = next(filter(self._names_units, self._unused()), None)
            if found is not None:
                self._fields["unit"] = found
                self._dropped = [at for at in self._dropped if at != found]

    def _names_units(self, at: int) -> bool:
        """Whether a column has the name of a time of a unit, and call signs in place of times."""
        is_of_unit = plain_words(self._names[at]).startswith("unit_")
        if not is_of_unit or not {*meanings_of(self._names[at], True)} & {*STATUSES}:
            return False
        signs = [cell for cell in self._cells[at] if _SIGN.search(cell) and not shape_of(cell)]
        return bool(signs) and len(signs) >= _MOST * len(self._cells[at])

    def choose_substitutes(self) -> None:
        """Find other columns for fields whose cells do not fit."""
        self._fields = fitting_fields(
            self._fields, self._columns.further, self._cells, self._wanted
        )

    def choose_time(self) -> None:
        """Find the time and the text of a log in which no known name says the time."""
        if self.columns.has_time:
            return
        free = [at for at in self._unused() if not is_of_another_matter(self._names[at])]
        clocks = [at for at in free if self._are_clocks(at)]
        found = [at for at in free if self._are_dates(at) and self._has(at, "moment")]
        moments = self._days(found, bool(clocks))
        dates = [at for at in free if self._are_dates(at) and at not in found]
        dates = self._days(dates, bool(clocks))
        if self._fields.keys() & {"date", "year"}:
            is_date = not self._has(self._fields.get("date", self._fields.get("year", 0)), "moment")
            found = clocks if is_date else []
        else:
            found = moments or (clocks if len(dates) < 2 else [])
        if len(found) != 1:
            return
        self._fields["time"] = found[0]
        self._found_time = self._names[found[0]]
        if zone := zone_in(self._found_time):
            self._columns = self._columns._replace(zones={"time": zone})
        if not self._fields.keys() & {"text", "type"}:
            unused = [at for at in self._unused() if not self._are_times(at)]
            names, cells = [self._names[at] for at in unused], [self._cells[at] for at in unused]
            if text := text_by_cells(names, cells):
                self._fields["text"] = self._names.index(text)

    def choose_am_pm(self) -> None:
        """Find the columns with AM or PM, each right of a time, or beside a single time."""
        times = {self._fields[field]: field for field in TIME_FIELDS if field in self._fields}
        found = [at for at in range(len(self._names)) if self._are_am_pm(at)]
        self._columns = self._columns._replace(has_am_pm=bool(found))
        for at in found:
            only = next(iter(times.values())) if len(times) == 1 else ""
            if field := times.get(at - 1, only):
                others = {name: number for name, number in self._fields.items() if number != at}
                self._fields = others | {am_pm_of(field): at}

    def choose_date(self) -> None:
        """Find the date of times without a date; a date can be the only time of a log."""
        if "date" in self._fields and not self.columns.has_time:
            self._fields["time"] = self._fields.pop("date")
        times = [self._fields[field] for field in TIME_FIELDS if field in self._fields]
        self._is_dated = any(self._has(at, *_DATED, "count") for at in times)
        if self._is_dated or not any(self._has(at, "clock", "digits") for at in times):
            return
        if self._fields.keys() & {"date", "year", *map(own_date, TIME_FIELDS)}:
            return
        dates = [at for at in self._unused() if self._are_dates(at)]
        self._dates = self._days(dates, True)
        self._is_dated = bool(dates)
        self._of_many_years = dates if not self._dates else []
        if len(self._dates) == 1:
            [at] = self._dates
            self._fields["date"] = at
            self._found_date = self._names[at]

    def remarks(self, unread: Sequence[int]) -> Iterator[str]:
        """Yield what the user should know of the columns."""
        if self._found_time:
            yield (
                f"the times are read from the column `{self._found_time}`;"
                " if that is wrong, name another with --map time=COLUMN"
            )
        if self._found_date:
            yield (
                f"the dates are read from the column `{self._found_date}`;"
                " if that is wrong, name another with --map date=COLUMN"
            )
        if self._of_many_years:
            yield (
                f"the dates in {self._listed(self._of_many_years)} are of many years, perhaps of"
                " births, and date no entry; if they do, name the column with --map date=COLUMN"
            )
        if self._dropped:
            yield (
                "the cells of these columns are no times, dates or zones that can be read"
                f" (perhaps lengths of time), and stay in the text: {self._listed(self._dropped)}"
            )
        if apart := self._apart():
            yield (
                f"an empty column stands before `{apart}`, with times on both sides; if these are"
                " two tables, their rows are read as one: put the second into a sheet of its own"
            )
        if unread and not self.fault():
            yield (
                "these columns hold times or dates that are not read, and stay in the text:"
                f" {self._listed(unread)}; name a column with --map FIELD=COLUMN"
            )

    def unread(self) -> list[int]:
        """Return the columns with times or dates whose meaning is not known."""
        told = {*self._dropped, *self._of_many_years}
        return [at for at in self._unused() if at not in told and self._are_unread_times(at)]

    def _apart(self) -> str:
        """Return the column behind an empty one, with times on both sides; "" for none."""
        times = {self._fields[field] for field in TIME_FIELDS if field in self._fields}
        for at in range(1, len(self._names) - 1):
            is_empty = not self._cells[at] and self._names[at] == f"column {at + 1}"
            if is_empty and min(times, default=at) < at < max(times, default=at):
                return self._names[at + 1]
        return ""

    def fault(self) -> str:
        """Return why the log cannot be read, or ""."""
        if not (self.columns.has_time or "year" in self._fields):
            return without_time_words(self._names)
        if self._is_without_year():
            parts = self._listed([self._parts["month"], self._parts["day"]])
            return f"{parts} say the month and the day, and no column says the year; add the year"
        if "date" in self._fields or len(self._dates) < 2:
            return ""
        return (
            f"several columns hold dates: {self._listed(self._dates)};"
            " name the date of the times with --map date=COLUMN"
        )

    def _is_without_year(self) -> bool:
        """Whether times of day stand beside the month and the day of a date alone."""
        has_date = self._fields.keys() & {"date", "year", *map(own_date, TIME_FIELDS)}
        return {"month", "day"} <= self._parts.keys() and not (has_date or self._is_dated)

    def _are_lengths(self, at: int) -> bool:
        """Whether the times of day in a column are lengths of time."""
        if self._has(at, *_DATED, "count"):
            return False
        calls = [
            self._fields[field]
            for field in ("received", "entered", "time")
            if self._fields.get(field, at) != at
        ]
        pairs = [
            (row[calls[0]], row[at])
            for row in self._rows
            if calls and calls[0] < len(row) and at < len(row)
        ]
        are_digits = set(self._shapes[at]) == {"digits"}
        return are_lengths(self._names[at], self._cells[at], pairs, are_digits)

    def _unused(self) -> list[int]:
        used = set(self._fields.values())
        return [at for at in range(len(self._names)) if at not in used]

    def _are_dates(self, at: int) -> bool:
        """Whether every cell of a column is a date that can be the date of the times."""
        shapes = self._shapes[at]
        is_other = is_of_another_matter(self._names[at])
        return bool(shapes) and not is_other and set(shapes) <= {"date", "moment"}

    def _days(self, columns: Sequence[int], beside_clock: bool) -> list[int]:
        """Return the columns of dates that can date the times."""
        cells = {at: [row[at] if at < len(row) else "" for row in self._rows] for at in columns}
        return days_of_times(cells, beside_clock)

    def _are_am_pm(self, at: int) -> bool:
        """Whether a column says AM or PM: by its name, or by most of its cells."""
        found = [cell for cell in self._cells[at] if am_pm_in(cell)]
        if _NAMES_HALVES.search(self._names[at]):
            return bool(found) or not self._cells[at]
        # A and P alone can be shifts.
        is_whole = any(len(cell.strip(" .")) > 1 for cell in found)
        return is_whole and len(found) >= _MOST * len(self._cells[at])

    def _are_clocks(self, at: int) -> bool:
        """Whether every cell of a column is a time of day, and hardly a length of time."""
        return not names_a_length(self._names[at]) and _are_clocks(
            self._cells[at], self._shapes[at]
        )

    def _is_in_digits(self, field: str) -> bool:
        """Whether most cells of a time have four digits, or six, and are times of day."""
        at = self._fields[field]
        if self._names[at].casefold() == "start":  # of a piece of a recording, in milliseconds
            return False
        cells = self._cells[at]
        return self._shapes[at]["digits"] >= _MOST * max(len(cells), 1)

    def _are_times(self, at: int) -> bool:
        """Whether the cells of a column are times or dates."""
        shapes = self._shapes[at]
        return bool(shapes) and set(shapes) <= {"date", "moment", "clock"}

    def _are_unread_times(self, at: int) -> bool:
        """Whether the cells of a column are times, no lengths by the name, and in no read cell."""
        if not self._are_times(at):
            return False
        is_length = names_a_length(self._names[at]) and set(self._shapes[at]) == {"clock"}
        return not is_length and not any(
            self._holds(self._fields[field], at) for field in TIME_FIELDS if field in self._fields
        )

    def _holds(self, whole: int, part: int) -> bool:
        """Whether each cell of a column has the text of another column in the same row."""
        rows = [row for row in self._rows if part < len(row)]
        return all(row[part].strip() in "".join(row[whole : whole + 1]) for row in rows)

    def _has(self, at: int, *shapes: Shape) -> bool:
        return at >= 0 and any(self._shapes[at][shape] for shape in shapes)

    def _listed(self, columns: Sequence[int]) -> str:
        names = [f"`{self._names[at]}`" for at in sorted(columns)]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        return ", ".join(names[:_MOST_NAMES]) + more


def _are_clocks(cells: Sequence[str], shapes: Counter[Shape]) -> bool:
    """Whether every cell is a time of day, and some cell is too long for a length of time."""
    return set(shapes) == {"clock"} and any(
        (clock_ms(cell) or 0) >= LONGEST_LENGTH_MS for cell in cells
    )


def without_time_words(names: Sequence[str]) -> str:
    """Return why a log without a column of times cannot be read."""
    what = "no column says that it holds a time; name it with --map time=COLUMN"
    return f"{what}; columns: {', '.join(names)}"
