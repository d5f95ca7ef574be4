"""The recordings of each transmission of a record: which is shown, and how a record grows."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.growing import GrowingRecord
from incident_tui.chronology.positions import Positions
from incident_tui.chronology.recordings import Recordings
from incident_tui.record.numbering import Position
from incident_tui.record.reading import read_record
from incident_tui.samples import data_folder
from tests.chronology.growth import check_equal
from tests.driving import bundled_chronology, reader_of
from tests.examples import examples
from tests.transmissions import folder_of, groups_of, line_of, record_of, recorded


def lasting(identifier: str, talkgroup: str, length: float, **fields: Any) -> dict[str, Any]:
    """A call with a sound of so many seconds."""
    audio = {"path": f"{identifier}.wav", "length": length}
    return recorded(identifier, talkgroup, audio=audio, **fields)


@pytest.mark.parametrize("path", sorted(data_folder().rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_call_of_a_bundled_record_is_folded(path: Path) -> None:
    """None of them was recorded twice."""
    assert groups_of(bundled_chronology(path)) == []


@pytest.mark.parametrize(
    ("calls", "shown"),
    [
        ([recorded("a"), recorded("b", "2"), recorded("c", "3")], ["a", "b", "c"]),
        ([lasting("a", "1", 3.0), lasting("b", "2", 3.5)], ["b", "a"]),
        ([lasting("a", "1", 3.5), lasting("b", "2", 3.0)], ["a", "b"]),
        ([recorded("a"), lasting("b", "2", 3.0)], ["b", "a"]),
        ([lasting("a", "1", 3.5), lasting("b", "2", 3.0, title="Mayday")], ["b", "a"]),
    ],
)
def test_the_longest_recording_is_shown(calls: list[dict[str, Any]], shown: list[str]) -> None:
    """Or else the first in order; before both, an entry that says more than its sound."""
    assert groups_of(record_of(*calls)) == [shown]


def test_each_turn_has_its_own_recordings() -> None:
    """Of two short turns in one second, on two talkgroups, each is said once."""
    calls = [
        recorded("a1"),
        recorded("a2", cite="rec:a1 t=1"),
        recorded("b1", "2"),
        recorded("b2", "2"),
    ]
    assert groups_of(record_of(*calls)) == [["a1", "b1"], ["a2", "b2"]]


def test_a_crowd_in_one_second_stays_as_it_is() -> None:
    """A file in which a unit speaks on a hundred talkgroups at once is compared no further."""
    assert groups_of(record_of(*(recorded(f"c{n}", str(n)) for n in range(100)))) == []


def test_a_second_recording_may_arrive_later(tmp_path: Path) -> None:
    """The call that was alone before is one of two; a longer recording takes its place."""
    folder = folder_of(tmp_path / "r", lasting("a", "1", 3.0))
    record = GrowingRecord(reader_of(folder))
    assert groups_of(record.chronology) == []
    for call, groups in (
        (lasting("b", "2", 3.0), [["a", "b"]]),
        (recorded("x", "2", time="2024-02-29T14:00:00-06:00"), [["a", "b"]]),
        (lasting("c", "3", 3.5), [["c", "a", "b"]]),
        (recorded("w", "3", time="2024-02-29T12:00:00-06:00"), [["c", "a", "b"]]),
    ):
        with (folder / "calls.jsonl").open("a", encoding="utf-8") as file:
            file.write(line_of(call))
        assert record.read_on()
        assert groups_of(record.chronology) == groups
        check_equal(record.chronology, chronology_of(read_record(folder)))


@st.composite
def seconds(draw: st.DrawFn) -> list[list[dict[str, Any]]]:
    """Calls of few units on few talkgroups within few seconds, in the parts in which they come."""
    size = draw(st.integers(1, 16))
    calls = [
        recorded(
            f"c{number}",
            str(draw(st.integers(1, 3))),
            time=f"2024-02-29T13:00:{draw(st.integers(0, 3)):02}-06:00",
            speaker={"unit": draw(st.sampled_from(["e1", "e2", "none"]))},
            audio={"path": f"{number}.wav", "length": draw(st.sampled_from([1.0, 1.8, 2.6]))},
        )
        for number in range(size)
    ]
    cuts = sorted(draw(st.sets(st.integers(1, size))) | {size})
    return [calls[start:stop] for start, stop in zip([0, *cuts], cuts, strict=False)]


@given(parts=seconds())
@examples(150)
def test_the_recordings_do_not_depend_on_how_calls_arrive(
    parts: list[list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A record read on call by call has the groups of the record read at once."""
    folder = folder_of(tmp_path_factory.mktemp("r"), *parts[0])
    record = GrowingRecord(reader_of(folder))
    for part in parts[1:]:
        with (folder / "calls.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(map(line_of, part))
        assert record.read_on()
    whole = groups_of(chronology_of(read_record(folder)))
    assert groups_of(record.chronology) == whole
    assert groups_of(record_of(*(call for part in parts for call in part))) == whole


GROUPS = tuple(tuple(map(Position, group)) for group in ((4, 2, 5), (7, 8)))


@pytest.mark.parametrize(
    ("entries", "here", "shown"),
    [
        (range(10), -1, [0, 1, 3, 4, 6, 7, 9]),
        (range(10), 5, [0, 1, 3, 5, 6, 7, 9]),
        (range(10), 6, [0, 1, 3, 4, 6, 7, 9]),
        ([1, 2, 5, 8], -1, [1, 2, 8]),  # the recording to show does not pass
        ([1, 2, 5, 8], 5, [1, 5, 8]),
        ([1, 2, 5, 8], 4, [1, 2, 8]),  # the cursor does not pass
        ([4], 2, [4]),
        ([], -1, []),
    ],
)
def test_each_transmission_is_shown_once(entries: list[int], here: int, shown: list[int]) -> None:
    """By the recording of the cursor, or else by the first of the group that passes."""
    found = Recordings(GROUPS, 10).once(Positions.of(entries, 10), here)
    assert [*found] == shown


def test_a_record_without_repeated_calls_costs_no_set() -> None:
    """The entries that pass are the entries with a row, as the same object."""
    entries = Positions.all(10)
    assert Recordings().once(entries) is entries


def test_a_recording_takes_the_row_of_another() -> None:
    """And that of no other transmission."""
    recordings = Recordings(GROUPS, 10)
    shown = recordings.once(Positions.all(10))
    assert [*recordings.shown_by(shown, 2)] == [0, 1, 2, 3, 6, 7, 9]
    assert [*recordings.shown_by(recordings.shown_by(shown, 2), 4)] == [*shown]


def test_only_a_record_with_radios_is_compared(tmp_path: Path) -> None:
    """Without the id of a radio there is nothing to compare, and nothing is kept of the calls."""
    folder = folder_of(tmp_path / "r", recorded("a"), recorded("b", "2"))
    head = (folder / "record.yaml").read_text("utf-8")
    without = re.sub(r", radio_ids: \[[^]]*\]", "", head)
    (folder / "record.yaml").write_text(without, "utf-8")
    assert groups_of(chronology_of(read_record(folder))) == []
