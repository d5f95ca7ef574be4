"""The sheet Timeline: a row for each entry, its time in words, as written, and as dates.

A date stands only where a date is honest: for a time that the record gives exactly to the minute
or finer, and for bounds, in columns that are called so. The columns are named as in the table of
comma-separated values, so that a reader of the one can read the other; the rest are named as the
fields of a record.
"""

from collections.abc import Iterator
from operator import itemgetter
from typing import get_args

from incident_tui.chronology.histories import Certainty
from incident_tui.exchange.exports.columns import EntryRow, entry_row
from incident_tui.exchange.exports.comma_separated import PART
from incident_tui.exchange.exports.exact_times import exact_time, stamp_of, zoned
from incident_tui.exchange.exports.note_lines import FIELD, notes_beside
from incident_tui.exchange.exports.tables import Cell, Column, Row, Table
from incident_tui.exchange.exports.xlsx.entry_fields import EntryFields, entry_fields
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import lens_words
from incident_tui.record.time_value import QUALIFIERS
from incident_tui.record.vocabulary import (
    CREDIBILITY_WORDS,
    ENTRY_KINDS,
    RELIABILITY_WORDS,
    Weight,
    listed,
)
from incident_tui.words.exactness import Exactness

EXACT_TIME = "exact_time"
_GRADES = tuple(f"{one}{other}" for one in RELIABILITY_WORDS for other in CREDIBILITY_WORDS)


def _moment(name: str) -> Column:
    return Column(name, 23 if "latest" in name else 19, kind="moment", is_derived=True)


def _derived(name: str, width: float) -> Column:
    return Column(name, width, is_derived=True)


def _derived_prose(name: str, width: float) -> Column:
    return Column(name, width, kind="prose", is_derived=True)


def _prose(name: str, width: float) -> Column:
    return Column(name, width, kind="prose")


_PRINTED = (
    Column("id", 18),
    Column("notation", 26),
    _moment(EXACT_TIME),
    _derived("time", 16),
    Column("kind", 13, ENTRY_KINDS),
    _derived("who", 22),
    _prose("title", 30),
    _prose("text", 60),
    _derived_prose("sources", 40),
    Column("weight", 9, listed(Weight)),
)
"""The columns that fit on paper."""
_FURTHER = (
    _moment("earliest"),
    _moment("latest"),
    _prose("stated", 24),
    Column("after", 14),
    Column("before", 14),
    Column("tolerance", 10),
    Column("duration", 10),
    _prose("time_basis", 24),
    _derived_prose("time_notes", 30),
    _derived_prose("order", 30),
    _derived("lasted", 10),
    Column("precision", 11, get_args(Exactness), is_derived=True),
    Column("qualifier", 9, tuple(filter(None, QUALIFIERS)), is_derived=True),
    Column("known_notation", 16),
    _derived("known", 16),
    _moment("known_earliest"),
    _moment("known_latest"),
    Column("known_certainty", 10, get_args(Certainty), is_derived=True),
    Column("agency_id", 12),
    _derived("concerns", 22),
    Column("agency_ids", 14),
    _derived("units", 14),
    Column("unit_ids", 14),
    _derived("speaker", 18),
    Column("speaker_person", 12),
    Column("speaker_unit", 12),
    Column("speaker_agency", 12),
    Column("speaker_label", 18),
    Column("addressed_to", 14),
    _derived("channel", 14),
    Column("system", 12),
    Column("talkgroup", 10),
    Column("talkgroup_tag", 14),
    Column("frequency", 10),
    Column("feed", 12),
    Column("site", 12),
    _derived("also_on", 20),
    _derived("people", 20),
    Column("people_ids", 14),
    _derived("location", 24),
    Column("location_id", 12),
    Column("verbatim", 8, ("true", "false")),
    _prose("sic", 20),
    Column("tags", 16),
    Column("cites", 14),
    _derived("said_by", 18),
    _derived("via", 14),
    _derived("source_basis", 14),
    _derived("hedge", 12),
    Column("grade", 7, _GRADES),
    _derived_prose("grade_words", 24),
    _derived_prose("effects", 30),
    Column("effect_ids", 20),
    _derived("milestones", 16),
    Column("milestone", 16),
    _derived_prose("conflicts", 30),
    _derived("audio", 20),
    _derived("transcript", 20),
    _derived("sort_time", 26),
)
_NOTES = _derived_prose(FIELD, 40)
_FILTERS = _derived_prose(PART, 40)
_COLUMNS = (*_PRINTED, *_FURTHER)
READ_BACK = tuple(column.title for column in _COLUMNS if not column.is_derived)
"""The columns that are read when a workbook comes back."""
_NAMES = (*EntryRow._fields, *EntryFields._fields, EXACT_TIME)
"""The names of the values of an entry."""


def timeline(view: View) -> Table:
    """The sheet of the entries that pass the filters: placed entries in order, then unplaced."""
    noted = (_NOTES,) if view.notes is not None else ()
    filtered = (_FILTERS,) if view.filters.any else ()
    columns = (*_COLUMNS, *noted, *filtered)
    return Table(
        "Timeline",
        zoned(columns, view.lens),
        _rows(view),
        "No entry passes the filters." if view.filters.any else "The record has no entry.",
        fixed=2,
        printed=len(_PRINTED),
    )


def _rows(view: View) -> Iterator[Row]:
    lens, zone = view.lens, view.lens.zone.zone
    in_order = itemgetter(*(_NAMES.index(column.title) for column in _COLUMNS))
    moments = [_NAMES.index(column.title) for column in _COLUMNS if column.kind == "moment"]
    part = " · ".join(filter(None, (view.filter_words, lens_words(lens))))
    last = (part,) if view.filters.any else ()
    for position in view.shown:
        outline = lens.outline(position)
        row, fields = entry_row(lens, position), entry_fields(lens, position)
        values: list[Cell] = [*row, *fields, exact_time(lens, outline.time, outline.placement)]
        for number in moments:
            values[number] = stamp_of(str(values[number]), zone)
        beside = () if view.notes is None else ("\n".join(notes_beside(view, position)),)
        yield (*in_order(values), *beside, *last)
