"""Records with statuses for tests of lanes: a few subjects, or a large number of units."""

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.reading import read_bytes
from tests.records import entry, sound, text_of

SUBJECTS = """
    agencies:
      - {id: ems, name: Ambulance Service, short: EMS}
      - {id: ipd, name: Independence Police Department, short: IPD}
      - {id: idle, name: Idle Agency}
    units:
      - id: medic
        call_sign: M1
        agency: ems
        status_history:
          - {status: Dispatched, time: "13:00:00", cite: cad}
          - {status: OnScene, time: 13:10..13:20, cite: "cad:L9"}
          - {status: Cleared, time: "13:40:00", cite: cad}
      - {id: quiet, call_sign: M2, agency: ems}
      - {id: stray, call_sign: X, status_history: [{status: OnScene, time: 13:30, cite: cad}]}
    people: [{id: p, name: Ada Bell, known: 13:50}]
    casualties:
      - id: c1
        group: public
        person: p
        label: swimmer
        history:
          - {status: minor, time: "13:05:00", known: "13:30:00", cite: src}
          - {status: deceased, time: unplaced, known: "13:55:00", cite: src}
    facilities: [{id: f, name: School, time: 13:15, cite: src}]
"""
_HOUR = 60


def subjects() -> Chronology:
    """A unit with three statuses, a casualty with a status without time, and others, in an hour."""
    text = text_of(
        entry("start", "13:00:00", kind="radio_call", speaker="{unit: medic}", verbatim="true"),
        entry("arrival", "13:20:00", agency="ems", cite='"cad:L9"'),
        entry("police", "13:25:00", agency="ipd", effects="[{agency: ipd, status: OnScene}]"),
        entry("bounds", "13:30..13:40"),
        entry("end", "14:00:00"),
        entry("tray", "unplaced"),
        rest=SUBJECTS,
    )
    return sound(text.replace("kind: report}", "kind: report}, {id: cad, kind: cad_export}"))


def county(units: int, changes: int) -> Chronology:
    """A record of a number of units, each with a number of changes of status, and 100 entries."""
    statuses = ("Dispatched", "EnRoute", "OnScene", "Cleared")
    lines = [
        "format: incident-record/1",
        "incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}",
        "sources: [{id: src, kind: cad_export}]",
        "agencies: [{id: a, name: A}, {id: b, name: B}]",
        "units:",
    ]
    for unit in range(units):
        steps = ", ".join(
            f"{{status: {statuses[step % 4]}, time: {_time(600 * step // changes)}, cite: src}}"
            for step in range(changes)
        )
        lines.append(
            f"  - {{id: u{unit}, call_sign: E{unit}, agency: {'ab'[unit % 2]},"
            f" status_history: [{steps}]}}"
        )
    lines.append("timeline:")
    lines += [
        f"  - {{id: e{number}, kind: radio_call, time: {_time(6 * number)}, text: t, cite: src,"
        f" speaker: {{unit: u{number % units}}}}}"
        for number in range(100)
    ]
    return chronology_of(read_bytes("\n".join(lines).encode(), "record.yaml"))


def _time(minutes: int) -> str:
    return f'"{12 + minutes // _HOUR:02}:{minutes % _HOUR:02}"'
