"""The sheet Timeline, compared with the record's own fields as another library reads it."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from incident_tui.chronology.histories import Clock, certainty_by
from incident_tui.exchange.exports.columns import EntryRow, cite_text, rows
from incident_tui.exchange.imports.tables.own_columns import is_own_export
from incident_tui.record.model import Entry, Speaker
from incident_tui.record.text import paragraphs
from incident_tui.record.time_value import Moment, Precision
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import Make, exercise, independence
from tests.exchange.exports.workbooks import Cells, grids_in, rows_in, rows_of, whole
from tests.notes.noting import note, notes_of
from tests.records import AGENCIES, chronology, entry

MOMENTS = ("exact_time", "earliest", "latest", "known_earliest", "known_latest")
"""The columns of dates."""
LENSES = [
    (make, clock, part)
    for make in (independence, exercise)
    for clock in Clock
    for part in (0.0, 0.5, None)
]
"""A record, a clock, and how far into the record; None for its end."""


def lens_of(make: Make, clock: Clock, part: float | None) -> Lens:
    """The lens of a row of `LENSES`."""
    moments = make().as_of
    return Lens(make(), None if part is None else moments[int(part * (len(moments) - 1))], clock)


def row_of(time: str = "13:15", **fields: str) -> Cells:
    """The row of an entry with a time and fields."""
    rest = AGENCIES + PLACES
    (row,) = rows_of("Timeline", Lens(chronology(entry("x", time, **fields), rest=rest)))
    return row


PLACES = """
    people: [{id: caller, label: a caller}]
    locations: [{id: house, text: a house}]
    casualties: [{id: c, group: public, person: caller}]
"""


def field_cells(one: Entry) -> Cells:
    """The fields of an entry in the notation of records, straight from the record."""
    speaker = one.speaker or Speaker()
    return {
        "id": one.id,
        "kind": one.kind,
        "notation": str(one.time.at),
        "stated": one.time.stated,
        "after": "; ".join(one.time.after),
        "before": "; ".join(one.time.before),
        "tolerance": str(one.time.tolerance or ""),
        "duration": str(one.time.duration or ""),
        "time_basis": one.time.basis,
        "title": one.title,
        "text": one.text,
        "verbatim": str(one.verbatim).lower(),
        "sic": one.sic,
        "weight": one.weight,
        "grade": one.grade,
        "tags": "; ".join(one.tags),
        "cites": "; ".join(map(cite_text, one.cite)),
        "known_notation": str(one.known or ""),
        "agency_id": one.agency,
        "agency_ids": "; ".join(one.agencies),
        "unit_ids": "; ".join(one.units),
        "people_ids": "; ".join(one.people),
        "location_id": one.location,
        "speaker_person": speaker.person,
        "speaker_unit": speaker.unit,
        "speaker_agency": speaker.agency,
        "speaker_label": speaker.label,
        "addressed_to": speaker.addressed_to,
        "milestone": one.milestone,
    } | {
        name: getattr(one.channel, name) if one.channel else ""
        for name in ("system", "talkgroup", "talkgroup_tag", "frequency", "feed", "site")
    }


@pytest.mark.parametrize(("make", "clock", "part"), LENSES)
def test_a_row_has_the_fields_of_its_entry(make: Make, clock: Clock, part: float | None) -> None:
    """As the record has them; of an entry that is not known yet, only what is always told."""
    chronicle, lens = make(), lens_of(make, clock, part)
    found = rows_of("Timeline", lens)
    assert len(found) == len(chronicle.entries)
    for position, row in enumerate(found):
        one = chronicle.entries[position]
        expected = field_cells(one)
        known = chronicle.known(position)
        if lens.withholds and certainty_by(known, lens.moment) == "unknown":
            told = {"id", "kind", "notation"}
            expected = {name: cell if name in told else "" for name, cell in expected.items()}
            expected["text"] = "not known yet"
        assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize(("make", "clock", "part"), LENSES)
def test_a_row_is_that_of_the_table_of_entries(
    make: Make, clock: Clock, part: float | None
) -> None:
    """Each column of the export as CSV is here, under its name; moments are dates."""
    lens = lens_of(make, clock, part)
    for row, found in zip(rows(lens), rows_of("Timeline", lens), strict=True):
        for name, text in row._asdict().items():
            if name in MOMENTS:
                assert as_text(found[name], lens) == text, name
            else:
                assert found[name] == "\n".join(paragraphs(text)), name


def as_text(cell: Any, lens: Lens) -> str:
    """A date on the clocks of a record as RFC 3339."""
    if cell == "":
        return ""
    midnight = dt.time()
    local = cell if isinstance(cell, dt.datetime) else dt.datetime.combine(cell, midnight)
    instant = local.replace(tzinfo=lens.zone.zone)
    return instant.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


@pytest.mark.parametrize("make", [independence, exercise])
def test_a_date_is_exact_or_is_a_bound(make: Make) -> None:
    """An exact date is the moment that the record has; no vague time has one.

    Computed from the fields of the record: a moment without a mark, that no order narrows.
    """
    chronicle = make()
    incident = chronicle.record.incident
    dated = 0
    for position, row in enumerate(rows_in(whole(make), "Timeline")):
        form, placement = chronicle.entries[position].time.at, chronicle.placements[position]
        is_exact = (
            isinstance(form, Moment)
            and not form.qualifier
            and form.precision >= Precision.MINUTE
            and not (placement.after or placement.before)
        )
        assert (row["exact_time"] != "") is is_exact, row["id"]
        if isinstance(form, Moment) and is_exact:
            dated += 1
            date = form.date or incident.date
            assert date
            clock = dt.timedelta(milliseconds=form.clock)
            moment = dt.datetime.combine(date, dt.time()) + clock
            if form.offset is not None:
                own = dt.timezone(dt.timedelta(minutes=form.offset))
                moment = moment.replace(tzinfo=own).astimezone(ZoneInfo(incident.timezone))
            assert row["exact_time"] == moment.replace(tzinfo=None), row["id"]
    assert dated > 0


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("13:15", {"exact_time": dt.datetime(2024, 2, 29, 13, 15), "notation": "13:15"}),
        (
            "13:15:07.250",
            {"exact_time": dt.datetime(2024, 2, 29, 13, 15, 7, 250_000)},
        ),
        (
            "13:12~",
            {
                "exact_time": "",
                "time": "13:12~",
                "earliest": dt.datetime(2024, 2, 29, 13, 7),
                "latest": dt.datetime(2024, 2, 29, 13, 17, 59, 999_000),
                "sort_time": "2024-02-29T13:12:00-06:00",
            },
        ),
        (
            "13:15..13:17",
            {
                "exact_time": "",
                "notation": "13:15..13:17",
                "earliest": dt.datetime(2024, 2, 29, 13, 15),
                "latest": dt.datetime(2024, 2, 29, 13, 17, 59, 999_000),
            },
        ),
        ("13:00..", {"exact_time": "", "latest": "", "time": "after 13:00"}),
        ("unplaced", {"exact_time": "", "earliest": "", "latest": "", "notation": "unplaced"}),
        (
            "1899-12-31T13:15",
            {"exact_time": "1899-12-31T13:15-06:00", "earliest": "1899-12-31T13:15:00-06:00"},
        ),
    ],
)
def test_a_vague_time_is_no_date(time: str, expected: Cells) -> None:
    """Its words stand, and its bounds in columns that are called so; a date of 1899 is text."""
    row = row_of(time)
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"agency": "ipd", "agencies": "[ems, kcpd]", "units": "[car]"},
            {
                "who": "Independence Police Department",
                "agency_id": "ipd",
                "agency_ids": "ems; kcpd",
                "unit_ids": "car",
                "units": "12",
            },
        ),
        (
            {"location": "house", "people": "[caller]"},
            {
                "location": "a house",
                "location_id": "house",
                "people": "a caller",
                "people_ids": "caller",
            },
        ),
        (
            {
                "effects": "[{casualty: c, status: shot}, {group: responder, status: two down},"
                " {agency: ipd, status: OnScene}, {milestone: first}]",
                "milestone": "second",
            },
            {
                "effects": "a caller → shot; responder → two down; IPD → OnScene",
                "effect_ids": "c → shot; responder → two down; ipd → OnScene; milestone → first",
                "milestones": "first; second",
                "milestone": "second",
            },
        ),
        ({"known": "14:00.."}, {"known_notation": "14:00.."}),
    ],
)
def test_an_id_stands_beside_each_name(fields: dict[str, str], expected: Cells) -> None:
    """A name alone could not be led back to what it names."""
    row = row_of(**fields)
    assert {name: row[name] for name in expected} == expected


def test_the_columns_begin_with_id_and_time() -> None:
    """The header names the zone of dates; a reader of the other table finds its columns."""
    head = grids_in(whole(exercise))["Timeline"][0]
    assert head[:4] == ["id", "notation", "exact_time [America/Chicago]", "time"]
    assert {re.sub(r".* \[", "[", one) for one in head if "[" in one} == {"[America/Chicago]"}
    names = [one.partition(" [")[0] for one in head]
    assert [one for one, title in zip(names, head, strict=True) if one != title] == [*MOMENTS]
    assert {*EntryRow._fields} <= {*names}
    assert is_own_export(names)


def test_a_part_names_its_filters_in_every_row() -> None:
    """In the last column, as the table as CSV does; without filters there is none."""
    record = chronology(entry("a", "13:15", agency="ipd"), entry("b", "13:20"), rest=AGENCIES)
    only = Filters(agencies=frozenset({"ipd"}))
    (row,) = rows_of("Timeline", Lens(record), only)
    assert row["id"] == "a"
    assert [*row][-1] == "part"
    assert row["part"] == "only IPD · 1 of 2 entries · 1 hidden"
    assert "part" not in rows_of("Timeline", Lens(record))[0]


def test_notes_stand_beside_their_entry() -> None:
    """In a column of their own, if they are asked for."""
    record = chronology(entry("a", "13:15"), entry("b", "13:20"))
    written = notes_of(note("Who?", "a"), note("When?", "a", chance=1))
    first, second = rows_of("Timeline", Lens(record), EVERYTHING, written)
    by = "note by Ann, 2024-02-29 19:15 UTC"
    assert first["reviewer_notes"] == f"{by}: Who?\n{by}: When?"
    assert second["reviewer_notes"] == ""
    assert "reviewer_notes" not in rows_of("Timeline", Lens(record))[0]


def test_every_field_of_an_entry_has_a_column() -> None:
    """A field that is added to the record is thought of here."""
    without_notation = {"audio", "transcript", "channel", "speaker", "effects", "time", "known"}
    others = {
        "cite": "cites",
        "agency": "agency_id",
        "agencies": "agency_ids",
        "units": "unit_ids",
        "people": "people_ids",
        "location": "location_id",
    }
    fields = {one.name for one in msgspec.structs.fields(Entry)} - without_notation
    assert {others.get(one, one) for one in fields} <= {*row_of()}
