"""Rows with a single time that differ from an earlier row in the minute and the second alone.

A log has many rows of an hour. The first of them is placed in full; the times of the others are the
full hour, and minutes and seconds later, if no clock changes in the hour.
"""

import datetime as dt
from typing import NamedTuple

from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.hours import IN_HOUR, keep
from incident_tui.exchange.imports.tables.row_times import RowTimes

_MINUTE = slice(14, 16)
"""Where a time of a record has its minute, as in 2024-02-29T13:15:07."""
_SECOND = slice(17, 19)


class _EvenHour(NamedTuple):
    """What the rows of an hour have in common."""

    before: str
    """The time of a record, up to the minute."""
    after: str
    """The time of a record from behind the minute or the second on."""
    full: dt.datetime
    """The full hour, on the clocks."""
    told: frozenset[int]
    """The numbers of the columns, from 0, whose cells the time has taken over."""


class EvenHours:
    """Reads the single times of rows, each in the order of the rows."""

    def __init__(self, times: RowTimes) -> None:
        self._times = times
        self._known: dict[tuple[str | bool, ...], _EvenHour] = {}
        """From all that counts for a time but minute and second."""

    def of(self, cells: RowCells, field: str) -> TimeDraft | None:
        """Return the time in a field of a row, as `RowTimes.of` does, and count its cells as told.

        Returns None for a field that says nothing.

        Raises:
            NoTimeError: if the time cannot be read, and the row has no date either.
        """
        match = IN_HOUR.fullmatch(cells.look(field))
        if match is None or cells.heading:
            return self._times.of(cells, [field]).get(field)
        hour, minute, second, rest = match.groups()
        beside = map(cells.look, self._times.fields_beside)
        key = field, hour, second is not None, rest, *beside
        if known := self._known.get(key):
            cells.told |= known.told
            self._times.step_to(known.full.replace(minute=int(minute), second=int(second or 0)))
            return f"{known.before}{minute}{(second and f':{second}') or ''}{known.after}"
        told = cells.told
        cells.told = set()
        try:
            draft = self._times.of(cells, [field]).get(field)
            if draft and (even := self._even_hour(draft, minute, second, cells.told)):
                keep(self._known, key, even)
        finally:
            cells.told |= told
        return draft

    def _even_hour(
        self, draft: TimeDraft, minute: str, second: str | None, told: set[int]
    ) -> _EvenHour | None:
        """Return what other rows have in common with a row; None if that is not known."""
        local = self._times.even_hour
        if local is None or not isinstance(draft, str) or draft[_MINUTE] != minute:
            return None
        if second and draft[_SECOND] != second:
            return None
        after = draft[_SECOND.stop if second else _MINUTE.stop :]
        full = local.replace(minute=0, second=0)
        return _EvenHour(draft[: _MINUTE.start], after, full, frozenset(told))
