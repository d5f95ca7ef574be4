"""The times of a row, on the days and in the zone of the row.

A time of day takes its date from a column of its own, from the date of the row, or from another
time of the row. The times of a run go forward: a status that is earlier by the clock than the
status before is of the next day. A row without any date, in a log with dates, takes the day of the
row above as uncertain. In a log that is in order, as a person keeps it, such a row is of the day of
the row above, or of the next day where the clock goes back. So it is in a table without any date
whose rows are in the order of time; in another table, the day is uncertain from midnight on. What
cannot be read costs the field, and not the row.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError, at_of
from incident_tui.exchange.imports.landing.drafts import TimeDraft, TimeForm
from incident_tui.exchange.imports.landing.protocol import DateOrder
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.column_names import STATUSES, TIME_FIELDS
from incident_tui.exchange.imports.tables.columns import LogColumns, am_pm_of, own_date
from incident_tui.exchange.imports.tables.days import date_of_parts
from incident_tui.exchange.imports.tables.days_in_order import (
    NEARLY_A_DAY_LATER,
    PAST_MIDNIGHT,
    PAST_NO_MIDNIGHT,
    Day,
    DaysInOrder,
    backward,
    forward,
    joined,
)
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.midnights import Midnights, may_pass
from incident_tui.exchange.imports.tables.named_day import NamedDay
from incident_tui.exchange.imports.tables.notations import am_pm_in, says_nothing, shape_of
from incident_tui.exchange.imports.tables.written_time import WrittenTime, day_fraction
from incident_tui.record.time_value import Precision

AFTER_MIDNIGHT = "after midnight, as the time before"
OF_THE_ROW = "no date of its own; dated by `{name}` in its row"
OF_THE_ROW_ABOVE = "no date in this row; dated by the row above"
UNCERTAIN_ROWS = "rows without a date are dated by the row above, as uncertain (?)"
NOT_IN_ORDER = "the times of this row, and perhaps of others, are not in the order of a run"
NO_AM_PM = "AM or PM is not said, beside times that say it"
ASSUMED_ORDERS: dict[DateOrder, str] = {
    "mdy": "dates in digits, such as `{text}`, are read month first; if they are day first, import"
    " with --date-order dmy",
    "dmy": "dates such as `{text}` are read day first, as usual with points and in the language of"
    " this log; if they are month first, import with --date-order mdy",
}
"""What the user should know of the order in which dates are read that can be in both orders."""
ON_ONE_DAY = (
    "the times go from {before} to {after} here, as over midnight, no column has a date, and the"
    " rows are not in the order of time: from here on, the day is uncertain (?); add a column of"
    " dates"
)
NO_ORDER = "no date in this row, and the rows are not in the order of time: perhaps another day"
NEXT_DAY = (
    "the clock goes back from {before} to {after} here: read as past midnight, on the next day"
)

_PARTS_OF_DATE = ("year", "month", "day")
_DAY = dt.timedelta(days=1)


class RowTimes:
    """Reads the times of rows, one row after the other."""

    def __init__(
        self,
        columns: LogColumns,
        times: LogTimes,
        day: NamedDay | None = None,
        is_in_order: bool = False,
        midnights: Callable[[], Mapping[str, Midnights]] | None = None,
    ) -> None:
        """Begin before the first row.

        Args:
            columns: the columns of the log.
            times: reads the times of the log.
            day: the day of times without a date that is named around the log.
            is_in_order: whether each row was written after the row above, as `Table.is_in_order`.
            midnights: says how a table without dates goes past midnight, by the date above the
                rows; asked for each row that may; None for another table.
        """
        self.faults: list[str] = []
        """Fields that could not be read, since the list was last emptied."""
        self.remarks: list[str] = []
        """What the user should know, since the list was last emptied."""
        self._dated_by: dict[str, str] = {}
        """From a time of the row whose date cannot be read to the field of the date."""
        self._told: set[str] = set()
        """Remarks made so far, without their parts."""
        self._columns = columns
        self._times = times
        self._is_in_order = is_in_order
        self._days = DaysInOrder(times, day)
        self._above: dt.datetime | None = None
        """The last time on the clocks with a date, in the rows so far."""
        self._is_day_above = False
        """Whether that time is a date alone."""
        self._clock_above: WrittenTime | None = None
        """The last time of day in a log without dates."""
        self._date_fields = [one for one in ("date", *_PARTS_OF_DATE) if one in columns.fields]
        self._own_dates = _fields_beside(columns, own_date)
        """From the field of a time to the field of a date of its own."""
        self._am_pms = _fields_beside(columns, am_pm_of)
        """From the field of a time to the field of AM or PM."""
        self.fields_beside = (*self._date_fields, *self._own_dates.values(), *self._am_pms.values())
        """The fields that count for a single time of a row, besides the field of the time."""
        if "zone" in columns.fields:
            self.fields_beside += ("zone",)
        self.even_hour: dt.datetime | None = None
        """The last time on the clocks, if any minute of its hour is placed alike; else None."""
        self._has_dates = columns.says_days
        self._day = day
        self._read_midnights = midnights
        self._midnights: Midnights | None = None
        """How the rows below the present date do."""
        self._heading = ""
        """The date above the row before."""
        self._nights = 0
        """The midnights so far in a table without dates, whose rows are in order."""
        self._is_day_unknown = False
        """Whether the rows of such a table are in no order, and midnight may have passed."""

    @property
    def named_day(self) -> str:
        """The day that is named around the log, as `2024-02-29`; "" for none."""
        return str(self._day.date) if self._day else ""

    def of(self, cells: RowCells, fields: Sequence[str]) -> dict[str, TimeDraft]:
        """Return the times in the fields of a row, and count their cells as told.

        Args:
            cells: the row.
            fields: the fields, in the order of a run; a field that says nothing has no time.

        Raises:
            NoTimeError: if no time can be read, and the row has no date either.
        """
        faults: dict[str, str] = {}
        self.even_hour = None
        self._dated_by.clear()
        date_fields = self._said_date(cells)
        written = self._written(cells, fields, bool(date_fields), faults)
        row = _Row(cells, date_fields, written, self._dates(cells, written, faults))
        found: dict[str, TimeDraft] = {}
        for field, time in written.items():
            try:
                if field not in faults:
                    found[field] = self._placed(row, field, time)
                    cells.tell(field)
            except NoTimeError as error:
                faults[field] = str(error)
            except OverflowError:
                faults[field] = f"`{time.text}` is beyond the calendar"
        text, order = self._times.dates.assumed
        if text:
            self._remark(ASSUMED_ORDERS[order], text=text)
        if faults and not (found or row.says_date):
            raise NoTimeError(next(iter(faults.values())))
        for field, reason in faults.items():
            self.add_fault(cells.name(self._dated_by.get(field, field)), reason)
        return found

    def add_fault(self, column: str, reason: str) -> None:
        """Note that a cell could not be read, once."""
        fault = f"{column}: {reason}; the rest of the row is kept"
        if fault not in self.faults:
            self.faults.append(fault)

    def day_alone(self, cells: RowCells) -> TimeDraft | None:
        """Return the date of a row whose time is not known; None for a row without a date.

        Raises:
            NoTimeError: if the date cannot be read.
        """
        row = _Row(cells, self._said_date(cells), {}, {})
        if not row.says_date:
            return None
        text = row.date_text
        if shape_of(text) == "digits":  # 240514, which can be a time of day
            raise NoTimeError(f"`{text}` is no date; write it as 2024-02-29")
        try:
            time = self._times.written(text)
        except NoTimeError:
            self._times.day(text)  # for the reason
            raise
        if time.local is None:
            raise NoTimeError(f"`{time.text}` is no date; write it as 2024-02-29")
        if not time.clock:  # a program writes a date alone as 2/29/2024 0:00:00
            time = time._replace(clock=None, precision=min(time.precision, Precision.DAY))
        row.tell_date()
        self._note_above(time, time.local)
        return self._times.draft(time, time.date, self._zone(cells, "date"))

    def step_to(self, local: dt.datetime) -> None:
        """Go past a row whose time on the clocks is known."""
        self._above, self._is_day_above = local, False

    def _said_date(self, cells: RowCells) -> list[str]:
        """Return the fields of the date of a row that say something: the date, or its parts."""
        said = [field for field in self._date_fields if not says_nothing(cells.look(field))]
        return ["date"] if "date" in said else said

    def _written(
        self, cells: RowCells, fields: Sequence[str], says_date: bool, faults: dict[str, str]
    ) -> dict[str, WrittenTime]:
        """Return the times in the cells; what is no time is added to the faults."""
        written = {}
        for field in fields:
            text = cells.look(field)
            if says_nothing(text) or text.casefold() == UNPLACED:
                continue
            try:
                beside_date = says_date or not says_nothing(self._own_date(cells, field))
                beside_date = beside_date or bool(cells.heading)
                is_clock = beside_date or field in self._columns.digits
                am_pm = cells.look(self._am_pms.get(field, ""))
                am_pm = am_pm if am_pm_in(am_pm) else ""
                fraction = day_fraction(text) if field in self._columns.fractions else None
                written[field] = fraction or self._times.written(text, is_clock, am_pm)
                if written[field].says_am_pm:
                    cells.tell(self._am_pms.get(field, ""))
            except NoTimeError as error:
                faults[field] = str(error)
        return written

    def _dates(
        self, cells: RowCells, written: dict[str, WrittenTime], faults: dict[str, str]
    ) -> dict[str, dt.date]:
        """Return the dates of the times that have one, in the cell or in a column of their own."""
        dates = {}
        for field, time in written.items():
            try:
                if time.date is not None:
                    dates[field] = time.date
                elif not says_nothing(text := self._own_date(cells, field)):
                    dates[field] = self._times.day(text)
                    cells.tell(self._own_dates[field])
            except NoTimeError as error:
                self._dated_by[field] = self._own_dates[field]
                faults[field] = str(error)
        return dates

    def _own_date(self, cells: RowCells, field: str) -> str:
        """Return the text of the date beside a single time; "" for none."""
        return cells.look(self._own_dates.get(field, ""))

    def _placed(self, row: "_Row", field: str, time: WrittenTime) -> TimeDraft:
        """Return a time on its day, as the next time of its row.

        Raises:
            NoTimeError: if the day or the zone is not known.
        """
        date = row.dates.get(field)
        day = Day(date) if date else self._day_of(row, field, time)
        if day.basis.endswith((PAST_MIDNIGHT, AFTER_MIDNIGHT)):
            row.is_after_midnight = True
        elif row.is_after_midnight and not date:
            day = day._replace(basis=joined(day.basis, AFTER_MIDNIGHT))
        is_without_am_pm = self._columns.has_am_pm and time.lacks_am_pm
        if is_without_am_pm:
            day = day._replace(basis=joined(day.basis, NO_AM_PM))
        zone = time.zone or self._zone(row.cells, field) or ("" if date else row.zone)
        draft = self._times.draft(time, day.date, zone, day.basis)
        if day.date is not None:
            local = time.on(day.date)
            is_late = self._is_in_order and day.basis.endswith(NEARLY_A_DAY_LATER)
            if not (day.is_of_log or is_late):
                self._note_above(time, local)
                says_date = bool(date) or row.says_date
                is_even = says_date and self._times.is_even(time, local, zone)
                self.even_hour = local if is_even else None
            if time.clock is not None:
                if row.before and field in STATUSES and local < row.before and zone == row.zone:
                    self._remark(NOT_IN_ORDER)
                row.before, row.zone = local, zone
        return _uncertain(draft) if day.is_guess or is_without_am_pm else draft

    def _day_of(self, row: "_Row", field: str, time: WrittenTime) -> Day:
        """Return the day of a time without a date of its own.

        Raises:
            NoTimeError: if the log has dates, and nothing says which is meant.
        """
        is_run = field != "status_time"  # which stands beside the times of a run
        if row.says_date:
            if row.before is None:
                return Day(self._day_of_row(row, field))
            return forward(time, row.before, "", is_run)
        if row.dated:
            why = OF_THE_ROW.format(name=row.cells.name(row.dated))
            if row.before is None:
                return backward(time, row.written[row.dated].on(row.dates[row.dated]), why)
            return forward(time, row.before, why, is_run)
        if self._is_in_order:
            before = row.before or self._above
            day = self._days.day(row.cells.heading, time, before)
            if day.basis.endswith(PAST_MIDNIGHT) and before:
                self._remark(NEXT_DAY, before=f"{before:%H:%M}", after=time.text)
            return day
        if row.cells.heading:
            if row.before is None:
                heading = row.cells.heading
                return self._past_midnight(time, heading, Day(self._times.day(heading)))
            day = forward(time, row.before, "", is_run)
            return day._replace(is_guess=day.is_guess or self._is_uncertain)
        if self._times.date or not (self._has_dates or self._above):
            if row.before is None:
                return self._on_one_day(time)
            named = None if self._times.date else self._day
            day = forward(time, row.before, named.basis if named else "", is_run)
            is_guess = day.is_guess or self._is_uncertain or (named is not None and named.is_guess)
            basis = joined(NO_ORDER if self._is_day_unknown else "", day.basis)
            return day._replace(basis=basis, is_guess=is_guess, is_of_log=named is not None)
        if self._above is None:
            raise NoTimeError(f"`{time.text}` needs a date, which this row and the rows above lack")
        self._remark(UNCERTAIN_ROWS)
        if self._is_day_above and not row.before:
            return Day(self._above.date(), OF_THE_ROW_ABOVE, is_guess=True)
        before = row.before or self._above
        return forward(time, before, OF_THE_ROW_ABOVE, bool(row.before))._replace(is_guess=True)

    def _note_above(self, time: WrittenTime, local: dt.datetime | None) -> None:
        """Note the last time with a date; a month or a year alone dates no other row."""
        self._above = None if time.precision < Precision.DAY else local
        self._is_day_above = time.clock is None

    def _day_of_row(self, row: "_Row", field: str) -> dt.date:
        """Return the day that the date of a row says for a time.

        Raises:
            NoTimeError: if the date cannot be read.
        """
        try:
            day = self._times.day(row.date_text)
        except NoTimeError:
            self._dated_by[field] = row.date_fields[0]
            raise
        row.tell_date()
        return day

    def _on_one_day(self, time: WrittenTime) -> Day:
        """Return the day of the first time of a row, in a log without dates.

        Raises:
            NoTimeError: if midnight has passed since the first row, of which no day is known.
        """
        day = Day(self._times.date)
        if not self._times.date and self._day is not None:
            day = Day(self._day.date, self._day.basis, self._day.is_guess, is_of_log=True)
        return self._past_midnight(time, "", day)

    def _past_midnight(self, time: WrittenTime, heading: str, day: Day) -> Day:
        """Return the day of the first time of a row, by the day of the first row.

        Args:
            time: the time.
            heading: the date above the row; "" for none.
            day: the day of the first row below that date.

        Raises:
            NoTimeError: if midnight has passed since the first row, of which no day is known.
        """
        passed = self._pass_midnight(time, heading)
        if self._is_day_unknown:
            return day._replace(basis=joined(day.basis, NO_ORDER), is_guess=True)
        if not self._nights:
            return day
        if day.date is None:
            raise NoTimeError(PAST_NO_MIDNIGHT.format(time=time.text))
        return day._replace(
            date=day.date + self._nights * _DAY,
            basis=joined(day.basis, PAST_MIDNIGHT if passed else AFTER_MIDNIGHT),
            is_guess=day.is_guess or self._is_uncertain,
        )

    def _pass_midnight(self, time: WrittenTime, heading: str) -> bool:
        """Note the first time of a row in a log without dates; whether midnight has just passed."""
        if heading != self._heading:
            self._heading, self._clock_above, self._midnights = heading, None, None
            self._nights, self._is_day_unknown = 0, False
        above, self._clock_above = self._clock_above, time
        if above is None or self._read_midnights is None:
            return False
        step = (time.clock or 0) - (above.clock or 0)
        if not may_pass(step):
            return False
        self._midnights = self._read_midnights().get(heading)
        if self._midnights is None or not self._midnights.passes(step):
            return False
        if self._midnights.are_in_order:
            self._nights += 1
            self._remark(NEXT_DAY, before=above.text, after=time.text)
            return True
        self._is_day_unknown = True
        self._remark(ON_ONE_DAY, before=above.text, after=time.text)
        return False

    @property
    def _is_uncertain(self) -> bool:
        """Whether the day of the present row of a log without dates is uncertain."""
        if self._midnights is None:
            return False
        return self._is_day_unknown or (self._nights > 0 and not self._midnights.are_within_a_day)

    def _remark(self, words: str, **parts: str) -> None:
        """Tell the user something of the log, once, at the first row that shows it."""
        if words not in self._told:
            self._told.add(words)
            self.remarks.append(words.format(**parts))

    def _zone(self, cells: RowCells, field: str) -> str:
        """Return the zone that the column or the row of a field says; "" for none."""
        zone = cells.look("zone")
        said = self._columns.zones.get(field, "") or self._columns.zones.get("date", "")
        return said or ("" if says_nothing(zone) else zone)


class _Row:
    """A row whose times are put on their days, one after the other."""

    def __init__(
        self,
        cells: RowCells,
        date_fields: Sequence[str],
        written: dict[str, WrittenTime],
        dates: dict[str, dt.date],
    ) -> None:
        self.cells = cells
        self.date_fields = date_fields
        """The fields of the date that say something: the date, or else its parts."""
        self.written = written
        self.dates = dates
        """The dates of the times that have one of their own."""
        self.dated = next((field for field in dates if written[field].clock is not None), "")
        """The first field with a date of its own and a time of day, or ""."""
        self.before: dt.datetime | None = None
        """The time before, on the clocks."""
        self.is_after_midnight = False
        """Whether the time before was put on a day after that of the row."""
        self.zone = written[self.dated].zone if self.dated else ""
        """The zone of the time before; at first, of the first time with a date."""

    @property
    def says_date(self) -> bool:
        """Whether the row has a date, in a column or in columns for its parts."""
        return bool(self.date_fields)

    @property
    def date_text(self) -> str:
        """The text of the date."""
        if self.date_fields == ["date"]:
            return self.cells.look("date")
        return date_of_parts(*map(self.cells.look, _PARTS_OF_DATE))

    def tell_date(self) -> None:
        """Count the cells of the date as told."""
        for field in self.date_fields:
            self.cells.tell(field)


def _fields_beside(columns: LogColumns, beside: Callable[[str], str]) -> dict[str, str]:
    """Return the fields beside times that have a column, from the field of the time."""
    found = {field: beside(field) for field in TIME_FIELDS}
    return {field: other for field, other in found.items() if other in columns.fields}


def _uncertain(draft: TimeDraft) -> TimeDraft:
    """Return a time that is marked as uncertain."""
    at = at_of(draft)
    if ".." in at or "/" in at or at[-1] in "~?%":
        return draft
    marked = TimeForm(at=f"{at}?")
    return marked if isinstance(draft, str) else draft | marked
