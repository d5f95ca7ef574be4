"""The radio calls of a unit: its own, at a moment that is given."""

from pathlib import Path

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.reading import read_record
from tests.records import AGENCIES, chronology, entry, text_of


def calls_of(chronicle: Chronology, unit: str) -> list[str]:
    """The ids of the calls of a unit."""
    return [chronicle.entries[position].id for position in chronicle.unit_calls.of(unit)]


def test_a_call_is_the_unit_s_that_speaks() -> None:
    """Neither a unit that is only named, nor an entry of another kind."""
    said = {"kind": "radio_call", "speaker": "{unit: car}"}
    found = chronology(
        entry("a", "13:00", **said),
        entry("b", "13:01", kind="radio_call", units="[car]"),
        entry("c", "13:02", speaker="{unit: car}"),
        entry("d", "13:03", kind="radio_call", speaker="{unit: medic}"),
        entry("e", "13:04~", **said),
        rest=AGENCIES,
    )
    assert calls_of(found, "car") == ["a", "e"]
    assert calls_of(found, "medic") == ["d"]
    assert calls_of(found, "stray") == []


def test_a_call_without_a_moment_has_no_tick() -> None:
    """The middle of bounds is no moment, and a time counted from bounds has none either."""
    said = {"kind": "radio_call", "speaker": "{unit: car}"}
    found = chronology(
        entry("a", "13:00..13:30", **said),
        entry("b", "a +2m", **said),
        entry("c", "2024-02-29", **said),
        entry("d", "13:05", **said),
        entry("e", "d +2m", **said),
        entry("f", "d +2m..+4m", **said),
        entry("g", "unplaced", **said),
        entry("h", "13:10/13:20", **said),
        rest=AGENCIES,
    )
    assert calls_of(found, "car") == ["d", "e", "h"]


def test_calls_of_files_count_too(tmp_path: Path) -> None:
    """Each at its own place in the order of time."""
    record = text_of(entry("a", "13:01", kind="radio_call", speaker="{unit: car}"), rest=AGENCIES)
    (tmp_path / "record.yaml").write_text(f"{record}calls: [calls.jsonl]\n", "utf-8")
    lines = [
        f'{{"id": "k{number}", "kind": "radio_call", "time": "{time}", "text": "t", "cite": "src",'
        f' "speaker": {{"unit": "{unit}"}}}}\n'
        for number, (time, unit) in enumerate(
            [("13:02", "car"), ("13:00", "car"), ("13:03", "medic"), ("13:00..13:30", "car")]
        )
    ]
    (tmp_path / "calls.jsonl").write_text("".join(lines), "utf-8")
    found = chronology_of(read_record(tmp_path))
    assert not found.problems
    assert calls_of(found, "car") == ["k1", "a", "k0"]
    assert calls_of(found, "medic") == ["k2"]
