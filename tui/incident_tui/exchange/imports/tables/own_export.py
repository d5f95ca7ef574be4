"""The rows of a CSV that this program exported: back to entries, with ids and times as written.

The table has names where a record has ids: agencies, units and places are defined by their names,
and a column without a field here stays in the text of the entry, as `name: value`.
"""

import datetime as dt
from collections.abc import Sequence
from typing import cast

import msgspec

from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError, offset_in
from incident_tui.exchange.imports.foreign.values import digest, identifier
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    EntryDraft,
    SpeakerDraft,
    TimeDraft,
    TimeForm,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import Origin, Wishes
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.time_value import (
    Bounds,
    Form,
    Moment,
    Precision,
    Span,
    TimeSyntaxError,
    parse_form,
)
from incident_tui.record.vocabulary import ENTRY_KINDS, EntryKind, Weight, listed

_MARKS = {"id", "kind", "notation", "earliest", "latest", "text"}
"""Columns that an exported table has, and hardly another."""
_BETWEEN = "; "
_DERIVED = (
    *("time", "earliest", "latest", "sort_time", "best", "precision", "qualifier", "time_notes"),
    *("known", "known_certainty", "grade_words"),
    "part",
)
"""Columns that follow from other columns, or tell of the whole file."""
_PLAIN = {"verbatim": "false", "weight": "routine"}
"""Columns and the values that say no more than their absence."""
_BY_ORDER = "by the order of entries in the exported record"
_FIRST_YEAR_OF_ZONES = 1900
"""Before, cities had offsets with odd seconds, and a table has the moment in UTC."""
_QUARTER = dt.timedelta(minutes=15)
_DAY = dt.timedelta(days=1)


def is_own_export(header: Sequence[str]) -> bool:
    """Whether a header is that of an exported table."""
    return set(header) >= _MARKS


class ExportedRows:
    """Turns the rows of an exported table into entries."""

    def __init__(
        self,
        header: Sequence[str],
        wishes: Wishes,
        definitions: Definitions,
        table: Table,
    ) -> None:
        self._header = header
        self._zone = wishes.zone
        self._definitions = definitions
        self._table = table
        self.faults: list[str] = []
        """As of other rows; a row of an exported table is read whole, or rejected."""
        self.remarks: list[str] = []

    def of(self, row: Row) -> list[EntryDraft]:
        """Return the entry of a row.

        Raises:
            NoTimeError: if the time cannot be read.
        """
        cells = {name: cell for name, cell in zip(self._header, row.cells, strict=False) if cell}
        origin, take = self._table.origin(row.line), cells.pop
        time, known = self._time(cells), _known(cells)
        kind, text = take("kind", ""), take("text", "")
        acting, concerned = self._agencies(cells, origin)
        units = [self._definitions.unit(one, "", "", origin) for one in _names(cells, "units")]
        place = take("location", "")
        entry: EntryDraft = {
            "id": take("id", "") or identifier("row", digest("\x1f".join(row.cells))),
            "kind": cast(EntryKind, kind) if kind in ENTRY_KINDS else "note",
            "time": time,
            "title": take("title", ""),
            "text": text,
            "agency": acting,
            "agencies": concerned,
            "units": list(filter(None, units)),
            "speaker": without_blanks(
                SpeakerDraft(label=take("speaker", ""), addressed_to=take("addressed_to", ""))
            ),
            "channel": without_blanks(
                ChannelDraft(talkgroup_tag=take("channel", ""), talkgroup=take("talkgroup", ""))
            ),
            "location": self._definitions.place(place, "", "", origin) if place else "",
            "tags": _names(cells, "tags"),
            "verbatim": take("verbatim", "") == "true",
            "cite": f"{self._table.source}:{self._table.place(row.line, 0)}",
        }
        if known:
            entry["known"] = known
        if cells.get("weight") in listed(Weight):
            entry["weight"] = cast(Weight, take("weight"))
        rest = [
            f"{name}: {cell}"
            for name, cell in cells.items()
            if name not in _DERIVED and _PLAIN.get(name) != cell
        ]
        entry["text"] = "\n".join(filter(None, (text, *rest))) or entry["title"] or "(no words)"
        return [entry]

    def _agencies(self, cells: dict[str, str], origin: Origin) -> tuple[str, list[str]]:
        """Return the agency that acts, "" for none, and the other agencies."""
        acting, concerned = _names(cells, "who"), _names(cells, "concerns")
        if (older := _names(cells, "agencies")) and not acting:  # of a table of version 0.1
            acting, concerned = older[:1], [*older[1:], *concerned]
        found = [self._definitions.agency(name, origin) for name in (*acting, *concerned)]
        agency = found[0] if acting else ""
        return agency, [one for one in dict.fromkeys(found) if one not in ("", agency)]

    def _time(self, cells: dict[str, str]) -> TimeDraft:
        """Return the time by the notation, or else by the bounds."""
        earliest, latest = cells.get("earliest", ""), cells.get("latest", "")
        notation = cells.pop("notation", "")
        time = TimeForm(at=UNPLACED)
        if notation and notation != UNPLACED:
            best = cells.get("sort_time") or cells.get("best") or earliest
            time["at"] = str(self._dated(_form(notation), earliest, best, latest))
        elif earliest or latest:
            time = TimeForm(at=f"{earliest}..{latest}", basis=_BY_ORDER)
        if stated := cells.pop("stated", ""):
            time["stated"] = stated
        older = cells.pop("basis", "")  # of a table of version 0.1
        if basis := cells.pop("time_basis", older):
            time["basis"] = basis
        return time if len(time) > 1 else time["at"]

    def _dated(self, form: Form, earliest: str, best: str, latest: str) -> Form:
        """Return a time with the day, and the offset, that a clock time alone leaves open.

        A clock time is of the incident's day and zone, which the table says in the columns of its
        moments alone.
        """
        match form:
            case Moment():
                return self._moment(form, best)
            case Bounds(lower, upper):
                return Bounds(
                    lower and self._moment(lower, earliest or latest),
                    upper and self._moment(upper, latest or earliest),
                )
            case Span(start, end):
                return Span(self._moment(start, best), self._moment(end, latest))
        return form

    def _moment(self, moment: Moment, near: str) -> Moment:
        """Return a moment on its day, given a moment nearby."""
        if moment.precision <= Precision.DAY or moment.offset is not None or not near:
            return moment
        close = dt.datetime.fromisoformat(near)
        if moment.date and moment.date.year < _FIRST_YEAR_OF_ZONES:
            return moment
        clock = dt.timedelta(milliseconds=moment.clock)
        midnight = dt.datetime.combine(moment.date or close.date(), dt.time(), close.tzinfo)
        days = [midnight] if moment.date else [midnight - _DAY, midnight, midnight + _DAY]
        local = min((day + clock for day in days), key=lambda one: abs(one - close))
        offset = local.utcoffset() or dt.timedelta()
        own = offset_in(local.replace(tzinfo=None), self._zone)
        minutes = None if own == offset or offset % _QUARTER else offset // dt.timedelta(minutes=1)
        return msgspec.structs.replace(moment, date=local.date(), offset=minutes)


def _form(notation: str) -> Form:
    try:
        return parse_form(notation)
    except TimeSyntaxError as error:
        raise NoTimeError(str(error)) from None


def _known(cells: dict[str, str]) -> str:
    """Return when an entry was known, or "" if that was when it happened."""
    bounds = tuple(cells.pop(name, "") for name in ("known_earliest", "known_latest"))
    if bounds == (cells.get("earliest", ""), cells.get("latest", "")) or not any(bounds):
        return ""
    return "..".join(bounds)


def _names(cells: dict[str, str], column: str) -> list[str]:
    """Return the values of a column, which is then told."""
    return [name for name in cells.pop(column, "").split(_BETWEEN) if name]
