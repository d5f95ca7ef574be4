"""The bundled exercise hangs together: units, radio calls, clocks, texts and what is cited of them.

It is made up and marked so. What it is there to show is counted here, so that it stays in it.
"""

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.placing.placement import Placement, TimeFault, place_alone
from incident_tui.record.model import Cite, Entry, Record, UnitStatusChange
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import MINUTE, SECOND, TimeValue
from incident_tui.samples import EXERCISE, data_folder
from tests.data.values import within

FOLDER = data_folder() / EXERCISE
READING = read_record(FOLDER)
CHRONOLOGY = chronology_of(READING)
RECORD: Record = CHRONOLOGY.record
ENTRIES: dict[str, Entry] = {entry.id: entry for entry in CHRONOLOGY.entries}
LINES = [json.loads(line) for line in (FOLDER / "calls.jsonl").read_text("utf-8").splitlines()]
CALLS = [ENTRIES[line["id"]] for line in LINES]
UNITS = {unit.id: unit for unit in RECORD.units}
SOURCES = {source.id: source for source in RECORD.sources}
MILESTONES = Counter(
    name
    for entry in ENTRIES.values()
    for name in (entry.milestone, *(effect.milestone for effect in entry.effects))
    if name
)
MILESTONE_ENTRIES = {entry.milestone: entry.id for entry in ENTRIES.values() if entry.milestone}


def _placed(identifier: str) -> Placement:
    return CHRONOLOGY.placements[CHRONOLOGY.positions[identifier]]


def _alone(value: TimeValue) -> Placement:
    """Where a time stands that no entry has to do with."""
    faults: list[TimeFault] = []
    placement = place_alone(value, CHRONOLOGY.zone, faults)
    assert faults == []
    return placement


def _start(identifier: str) -> int:
    """The moment at which an entry stands."""
    best = _placed(identifier).best
    assert best is not None
    return best


def _steps(unit: str) -> list[tuple[UnitStatusChange, int, int]]:
    """The changes of a unit, each with its earliest and latest moment."""
    steps = []
    for step in UNITS[unit].status_history:
        placement = _alone(step.time)
        assert placement.earliest is not None
        assert placement.latest is not None
        steps.append((step, placement.earliest, placement.latest))
    return steps


def _cites() -> Iterator[Cite]:
    for value in (RECORD, *CALLS):
        yield from (one for one in within(value) if isinstance(one, Cite))


def test_it_is_sound_and_says_that_it_is_an_exercise() -> None:
    """Nothing is wrong with it, and nobody can take it for something that took place."""
    assert [str(problem) for problem in CHRONOLOGY.problems] == []
    assert CHRONOLOGY.left_out == ()
    assert RECORD.incident.exercise
    assert "exercise" in RECORD.incident.title.casefold()
    assert "exercise" in RECORD.incident.content_note.casefold()
    for path in (FOLDER / "sources").iterdir():
        assert "EXERCISE" in path.read_text("utf-8").splitlines()[0]


def test_it_has_what_it_is_there_to_show() -> None:
    """It is as large and as varied as it was made."""
    assert (len(RECORD.timeline), len(CALLS)) == (62, 111)
    assert (len(RECORD.agencies), len(RECORD.units), len(RECORD.sources)) == (11, 20, 9)
    assert Counter(one.status for one in RECORD.conflicts) == {
        "open": 5,
        "explained": 5,
        "superseded": 1,
    }
    assert Counter(one.status for one in RECORD.questions) == {
        "open": 9,
        "answered": 4,
        "withdrawn": 1,
    }
    assert {one.origin for one in RECORD.questions} == {"stated_in_source", "reviewer"}
    assert all(one.answer for one in RECORD.questions if one.status != "open")
    assert Counter(one.group for one in RECORD.casualties) == {"responder": 2, "public": 6}
    assert {entry.kind for entry in ENTRIES.values()} == {
        *("radio_call", "phone_call", "cad_event", "unit_status", "observation", "statement"),
        *("media_post", "milestone", "action", "forecast", "note"),
    }
    assert {step.status for unit in RECORD.units for step in unit.status_history} >= {
        *("Dispatched", "EnRoute", "Staging", "OnScene", "AtPatient", "Transporting"),
        *("Hospital", "Cleared", "Canceled", "OutOfService"),
    }
    assert CHRONOLOGY.unplaced_count == 5


def test_it_goes_past_midnight() -> None:
    """Its last entries stand on the day after the incident's."""
    days = {CHRONOLOGY.zone.local(best).date() for best in CHRONOLOGY.bests}
    assert RECORD.incident.date is not None
    assert days == {RECORD.incident.date, RECORD.incident.date + dt.timedelta(days=1)}


@pytest.mark.parametrize("source", [one for one in RECORD.sources if one.path], ids=lambda x: x.id)
def test_the_texts_it_carries_are_those_it_describes(source: msgspec.Struct) -> None:
    """Each text has the hash and the number of lines that the record gives it."""
    described = SOURCES[getattr(source, "id", "")]
    data = (FOLDER / described.path).read_bytes()
    assert hashlib.sha256(data).hexdigest() == described.sha256
    assert len(data.decode("utf-8").splitlines()) == described.lines


def test_lines_that_are_cited_are_there() -> None:
    """Whatever is cited of a text that comes with the record is a line that says something."""
    cited: Counter[str] = Counter()
    for cite in _cites():
        path = SOURCES[cite.source].path
        if path:
            assert re.fullmatch(r"L\d+", cite.at), cite
            lines = (FOLDER / path).read_text("utf-8").splitlines()
            assert lines[int(cite.at[1:]) - 1].strip(), cite
            cited[cite.source] += 1
    assert cited["log"] >= 40
    assert cited["release"] >= 6


def test_log_lines_are_those_of_their_entries() -> None:
    """An entry that cites the shift log stands at the line's minute; one thing is told later."""
    lines = (FOLDER / "sources/shift-log.txt").read_text("utf-8").splitlines()
    for entry in RECORD.timeline:
        for cite in entry.cite:
            best = _placed(entry.id).best
            if cite.source != "log" or best is None or entry.id == "officer-cough":
                continue
            stamp = re.match(r"(\d\d):(\d\d) ", lines[int(cite.at[1:]) - 1])
            if not stamp:
                continue
            local = CHRONOLOGY.zone.local(best)
            apart = (local.hour * 60 + local.minute) - (int(stamp[1]) * 60 + int(stamp[2]))
            assert -1 <= apart <= 1, entry.id


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_goes_forward_in_time(unit: str) -> None:
    """Each status begins after the one before it, and the last one ends the unit's part."""
    steps = _steps(unit)
    for (_, _, latest), (_, earliest, _) in pairwise(steps):
        assert latest < earliest
    assert steps[0][0].status in ("Dispatched", "EnRoute")
    assert steps[-1][0].status in ("Cleared", "Canceled")
    assert all(step.cite for step, _, _ in steps)


def test_calls_rise_in_time_and_say_when_they_were_recorded() -> None:
    """No call comes before the one above it; its id and its place on the recorder fit its time."""
    times = [dt.datetime.fromisoformat(line["time"]) for line in LINES]
    assert times == sorted(set(times))
    start = times[0].replace(hour=20, minute=0, second=0)
    for line, time in zip(LINES, times, strict=True):
        assert line["id"] == f"{line['channel']['talkgroup']}-{time:%H%M%S}"
        hours, rest = divmod((time - start).seconds, 3600)
        assert line["cite"] == f"radio:t={hours:02}:{rest // 60:02}:{rest % 60:02}"
        assert f"{time:%Y%m%d-%H%M%S}" in line["audio"]["path"]


def test_whoever_speaks_on_the_air_is_on_duty() -> None:
    """A unit speaks after it was sent, before it has cleared, and for its own agency."""
    for call in CALLS:
        assert call.speaker is not None
        assert call.agency == call.speaker.agency
        if not call.speaker.unit:
            assert call.agency in ("tcec", "bend-general")
            continue
        steps = _steps(call.speaker.unit)
        assert UNITS[call.speaker.unit].agency == call.agency
        assert steps[0][1] <= _start(call.id) <= steps[-1][2], call.id


def test_units_that_are_told_of_are_on_duty() -> None:
    """An entry names no unit before it was sent or after it has cleared."""
    for entry in ENTRIES.values():
        for unit in entry.units:
            placement = _placed(entry.id)
            if placement.latest is None or placement.earliest is None:
                continue
            steps = _steps(unit)
            sent, ended = steps[0][1] - 30 * SECOND, steps[-1][2]
            assert sent <= placement.latest, (entry.id, unit)
            assert placement.earliest <= ended, (entry.id, unit)


def test_what_an_entry_says_of_a_unit_stands_in_its_history() -> None:
    """A status told on the air or by CAD is that of the unit's history, to the second."""
    told = 0
    for entry in ENTRIES.values():
        for effect in entry.effects:
            if effect.unit:
                placement = _placed(entry.id)
                steps = [
                    (step.status, earliest, latest)
                    for step, earliest, latest in _steps(effect.unit)
                ]
                expected = (effect.status, placement.earliest, placement.latest)
                assert expected in steps, entry.id
                told += 1
    assert told >= 15


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (r"\bstaged\b", "Staging"),
        (r"\ben route\b", "EnRoute"),
        (r"\bis transporting\b|^Medic \d transporting", "Transporting"),
        (r"^Medic \d (is )?at (Bend General|Osier Regional)", "Hospital"),
        (r"\bon scene\b", "OnScene"),
    ],
)
def test_what_a_crew_says_of_itself_cad_has_within_seconds(words: str, status: str) -> None:
    """Where a crew says that it is on its way, staged, there or gone, CAD agrees in a moment."""
    found = 0
    for call in CALLS:
        assert call.speaker is not None
        unit = call.speaker.unit
        if not unit or not re.search(words, call.text):
            continue
        moments = [earliest for step, earliest, _ in _steps(unit) if step.status == status]
        assert any(0 <= moment - _start(call.id) <= 5 * SECOND for moment in moments), call.id
        found += 1
    assert found >= 3


def test_one_clock_is_five_minutes_fast() -> None:
    """The panel and CAD have one signal at two times, which its clock explains."""
    clock = SOURCES["panel"].clock
    assert clock is not None
    assert clock.offset is not None
    assert (clock.offset.least, clock.offset.most) == (5 * MINUTE, 5 * MINUTE)
    assert _start("panel-signal") - _start("auto-alarm") == 5 * MINUTE
    shown = [
        entry for entry in RECORD.timeline if {cite.source for cite in entry.cite} == {"panel"}
    ]
    assert len(shown) == 6
    assert (
        _start("panel-sounders") > _start("call-received") > _start("panel-sounders") - 5 * MINUTE
    )


def test_transcripts_say_how_sure_they_are() -> None:
    """Every call has a confidence; a few are low, of which some were corrected."""
    transcripts = [call.transcript for call in CALLS if call.transcript]
    assert len(transcripts) == len(CALLS)
    low = [one for one in transcripts if (one.confidence or 0) < 0.6]
    assert len(low) == 4
    assert sum(bool(one.corrected_by) for one in low) == 3


INTERVALS: dict[str, tuple[int, int] | None] = {
    "i-answering": (4, 4),
    "i-processing": (91, 91),
    "i-turnout": (68, 68),
    "i-travel": (224, 224),
    "i-patient": (208, 400),
    "i-transport": (575, 575),
    "i-patient-hospital": (2360, 2360),
    "i-second-alarm": (15, 15),
    "i-missing": (4700, 4700),
    "i-secure": (7730, 7730),
    "i-osier-turnout": None,
}


def test_intervals_are_to_the_second_bounds_or_not_to_be_had() -> None:
    """Most can be computed, one is bounds alone, and one has no beginning."""
    found: dict[str, tuple[int, int] | None] = {}
    for interval in RECORD.intervals:
        first = _placed(MILESTONE_ENTRIES.get(interval.start, interval.start))
        last = _placed(MILESTONE_ENTRIES.get(interval.end, interval.end))
        ends = (first.earliest, first.latest, last.earliest, last.latest)
        if None in ends:
            found[interval.id] = None
            continue
        early, late, from_, to = (end // SECOND for end in ends if end is not None)
        found[interval.id] = (from_ - late, to - early)
    assert found == INTERVALS
    assert "i-osier-turnout" in next(one.refs for one in RECORD.questions if one.id == "u01")


def test_milestones_are_reached_once() -> None:
    """A name of a milestone stands for one moment."""
    assert set(MILESTONES.values()) == {1}
    assert {"call_received", "call_answered", "dispatched", "en_route", "on_scene"} <= set(
        MILESTONES
    )


def test_some_things_are_known_later_than_they_happened() -> None:
    """A condition and a name come to be known after the fact."""
    steps = {one.id: one.history for one in RECORD.casualties}
    critical = next(step for step in steps["calloway"] if step.status == "critical")
    happened = _alone(critical.time)
    assert critical.known is not None
    known = _alone(critical.known)
    assert happened.latest is not None
    assert known.earliest is not None
    assert known.earliest - happened.latest > 30 * MINUTE
    assert any(person.known for person in RECORD.people)
