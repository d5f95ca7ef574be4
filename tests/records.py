"""Small records for tests, written as the YAML that a record is."""

from textwrap import dedent

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.placing.zone import Zone
from incident_tui.record.model import Record
from incident_tui.record.reading import Reading, read_bytes
from incident_tui.review.lens import Lens

PATH = "record.yaml"
DATE = "2024-02-29"
TIMEZONE = "America/Chicago"

AGENCIES = """
    agencies:
      - {id: ipd, name: Independence Police Department, short: IPD}
      - {id: kcpd, name: Kansas City Police Department, short: KCPD}
      - {id: ems, name: Ambulance}
    units:
      - {id: car, call_sign: "12", agency: ipd}
      - {id: medic, call_sign: M1, agency: ems}
      - {id: stray, call_sign: X}
"""

PLACES = """
    locations:
      - {id: spot, text: the spot, lat: 39.1, lon: -94.4, precision: city}
      - {id: half, text: half a spot, lat: 39.1}
      - {id: far, text: far away, lat: -90, lon: 180}
"""

PEOPLE = """
    people:
      - {id: mack, name: Drexel Mack, label: process server}
      - {id: caller, label: neighbour who called}
    casualties:
      - {id: c1, group: responder, person: mack, label: C}
      - {id: c2, group: public, person: caller}
      - {id: c3, group: public, label: unnamed}
"""


def entry(identifier: str, time: str, **fields: str) -> str:
    """One entry, as a line of the timeline."""
    usual = {"kind": "note", "text": "text", "cite": "src"}
    listed = ", ".join(f"{key}: {value}" for key, value in (usual | fields).items())
    return f"  - {{id: {identifier}, time: {time}, {listed}}}\n"


def times(**times: str) -> list[str]:
    """Entries of which only the id and the time matter."""
    return [entry(identifier, time) for identifier, time in times.items()]


def text_of(*entries: str, rest: str = "", date: str = DATE, timezone: str = TIMEZONE) -> str:
    """A record of these entries and, as they stand, other sections."""
    incident = f"{{id: incident, title: Title, date: {date}, timezone: {timezone}}}"
    return (
        f"format: incident-record/1\nincident: {incident}\n"
        "sources: [{id: src, kind: report}]\n"
        f"timeline:\n{''.join(entries)}{dedent(rest)}"
    )


def reading_of(
    *entries: str, rest: str = "", date: str = DATE, timezone: str = TIMEZONE
) -> Reading:
    """What comes of reading such a record."""
    text = text_of(*entries, rest=rest, date=date, timezone=timezone)
    return read_bytes(text.encode(), PATH)


def record_of(*entries: str, rest: str = "", date: str = DATE, timezone: str = TIMEZONE) -> Record:
    """Such a record; it must be sound, but for its order in time."""
    reading = reading_of(*entries, rest=rest, date=date, timezone=timezone)
    assert reading.record
    assert not reading.problems, [str(problem) for problem in reading.problems]
    return reading.record


def chronology(
    *entries: str, rest: str = "", date: str = DATE, timezone: str = TIMEZONE
) -> Chronology:
    """Such a record with every entry in its place."""
    return chronology_of(reading_of(*entries, rest=rest, date=date, timezone=timezone))


def sound(text: str) -> Chronology:
    """A record as its YAML stands, with every entry in its place; it must be without a problem."""
    chronicle = chronology_of(read_bytes(text.encode(), PATH))
    assert [str(problem) for problem in chronicle.problems] == []
    return chronicle


def lens_of(*entries: str, rest: str = "", date: str = DATE, timezone: str = TIMEZONE) -> Lens:
    """Such a record at its end, where all of it is told; it must be as sound as for `record_of`."""
    reading = reading_of(*entries, rest=rest, date=date, timezone=timezone)
    assert not reading.problems, [str(problem) for problem in reading.problems]
    return Lens(chronology_of(reading))


def written(zone: Zone, instant: int | None) -> str:
    """An instant on the clocks of the zone, to the millisecond; its date only when another."""
    if instant is None:
        return "open"
    local = zone.local(instant).replace(tzinfo=None)
    text = local.isoformat(timespec="milliseconds")
    return text[11:] if local.date() == zone.date else text
