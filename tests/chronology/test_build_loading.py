"""A record as its calls arrive: each chronology has more of them, the last one all."""

import gc
import json
import sys
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from math import log
from pathlib import Path
from threading import Thread

import pytest

from incident_tui.chronology.build import ChronologyBuilder, LoadingRecord, chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.reading import Reader, Reading, open_record, read_record
from tests.records import AGENCIES, entry, text_of

COUNT = 2_000


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls come in many blocks."""
    monkeypatch.setattr("incident_tui.record.calls.packing.BLOCK_BYTES", 4_096)
    monkeypatch.setattr("incident_tui.chronology.build.MIN_INTERVAL_S", 0)


def line(number: int, time: str, **fields: object) -> str:
    """A call as it stands in its file."""
    usual = {"kind": "radio_call", "agency": "kcpd" if number % 2 else "ipd"}
    words = {"text": f"call number {number}", "cite": "src"}
    return json.dumps({"id": f"c{number}", "time": time} | usual | words | fields)


def clock(second: int) -> str:
    """A second of the incident's day."""
    return f"2024-02-29T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}-06:00"


def rising(number: int) -> str:
    """Calls in the order of their times."""
    return line(number, clock(30 * number))


def falling(number: int) -> str:
    """Calls from the last to the first."""
    return line(number, clock(80_000 - 30 * number))


def mixed(number: int) -> str:
    """Calls in no order, some tied to others, some telling of a change, some at fault."""
    if number % 97 == 5:
        return line(number, f"c{number - 1} +2m")
    if number % 89 == 7:
        return line(
            number,
            clock(7919 * number % 80_000),
            effects=[{"agency": "ipd", "status": f"S{number}"}],
        )
    if number % 83 == 9:
        return "{flawed"
    return line(number, clock(7919 * number % 80_000)) if number % 61 else line(number, "unplaced")


def folder_of(folder: Path, *lines: str, calls: str = "[calls.jsonl]") -> Path:
    """A record with two entries of its own, and these calls."""
    rest = f"{AGENCIES}calls: {calls}\n"
    head = text_of(
        entry("e1", "06:00:00"), entry("e2", "unplaced"), rest=rest.replace("\n    ", "\n")
    )
    (folder / "record.yaml").write_text(head, "utf-8")
    (folder / "calls.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def arrivals_of(folder: Path) -> LoadingRecord:
    """The record, its first calls read."""
    reader = open_record(folder)
    assert isinstance(reader, Reader)
    return LoadingRecord(reader)


def ids(chronology: Chronology) -> list[str]:
    """Its entries in their order."""
    return [one.id for one in chronology.entries]


@pytest.mark.thorough
@pytest.mark.parametrize("written", [rising, falling, mixed])
def test_the_last_is_what_reading_all_at_once_comes_to(
    tmp_path: Path, written: Callable[[int], str]
) -> None:
    """Whatever order calls come in, in the end everything is as if they had come together."""
    folder = folder_of(tmp_path, *map(written, range(COUNT)))
    arrivals = arrivals_of(folder)
    *_, last = arrivals
    whole = chronology_of(read_record(folder))
    assert last is not None
    assert last.complete
    assert ids(last) == ids(whole)
    assert [*last.bests] == [*whole.bests]
    assert [*last.as_of] == [*whole.as_of]
    assert [*last.placements] == [*whole.placements]
    assert last.counts == whole.counts
    assert last.radio == whole.radio
    assert last.lasting == whole.lasting
    assert last.change_moments == whole.change_moments
    assert last.problems == whole.problems
    assert last.left_out == whole.left_out
    assert all(last.positions.get(one) == place for place, one in enumerate(ids(last)))


@pytest.mark.parametrize("written", [rising, falling, mixed])
def test_each_has_more_and_those_before_it_stay(
    tmp_path: Path, written: Callable[[int], str]
) -> None:
    """Every chronology is sound for what is read by then, and none changes afterwards."""
    arrivals = arrivals_of(folder_of(tmp_path, *map(written, range(COUNT))))
    some = [arrivals.first, *filter(None, arrivals)]
    seen = [ids(one) for one in some]
    assert not any(one.complete for one in some[:-1])
    for before, after in pairwise(seen):
        assert set(before) <= set(after)
    for chronology, names in zip(some, seen, strict=True):
        assert ids(chronology) == names
        assert [*chronology.bests] == sorted(chronology.bests)
        assert chronology.radio.size == len(names)


def test_all_of_them_together_are_few(tmp_path: Path) -> None:
    """Each has half as many calls again as the one before, but the last, which has the rest."""
    arrivals = arrivals_of(folder_of(tmp_path, *map(rising, range(COUNT))))
    first, counts = arrivals.count, []
    read = []
    for chronology in arrivals:
        read.append(arrivals.count)
        if chronology:
            counts.append(arrivals.count)
    assert 0 < first < COUNT / 10
    assert read == sorted(read)
    assert read[-1] == COUNT
    assert len(read) > 3 * len(counts)
    assert len(counts) <= log(COUNT / first, 1.5) + 2
    grown = [first, *counts[:-1]]
    assert all(after >= before * 3 // 2 for before, after in pairwise(grown))


def test_what_is_read_in_a_moment_comes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all is read before anybody could look, the first is followed by the last."""
    monkeypatch.setattr("incident_tui.chronology.build.MIN_INTERVAL_S", 60)
    arrivals = arrivals_of(folder_of(tmp_path, *map(rising, range(COUNT))))
    [last] = filter(None, arrivals)
    assert last.complete


def test_a_record_without_calls_is_there_at_once(tmp_path: Path) -> None:
    """Where there is nothing to read, the first chronology is the only one."""
    folder_of(tmp_path)
    text = (tmp_path / "record.yaml").read_text("utf-8")
    (tmp_path / "record.yaml").write_text(text[: text.index("calls:")], "utf-8")
    arrivals = arrivals_of(tmp_path)
    assert arrivals.first.complete
    assert arrivals.count == 0
    assert [*arrivals] == []


@pytest.mark.parametrize(
    ("calls", "lines"),
    [
        ("[calls.jsonl]", []),  # an empty file
        ("[calls.jsonl]", [""] * 9),
        ("[none.jsonl]", []),  # one that is not there
        ("[calls.jsonl]", [rising(0), rising(1)]),  # no more than a block
        ("[calls.jsonl]", ["{flawed"] * 3_000),  # nothing that can be read
    ],
)
def test_a_record_with_few_calls_or_none_comes_to_its_end(
    tmp_path: Path, calls: str, lines: list[str]
) -> None:
    """However little there is, the last chronology is complete and says what was wrong."""
    folder = folder_of(tmp_path, *lines, calls=calls)
    arrivals = arrivals_of(folder)
    last = [arrivals.first, *filter(None, arrivals)][-1]
    whole = chronology_of(read_record(folder))
    assert last.complete
    assert ids(last) == ids(whole)
    assert last.problems == whole.problems
    assert last.left_out_count == whole.left_out_count


def test_without_a_record_nothing_arrives(tmp_path: Path) -> None:
    """A file that holds no record has no chronology, not even a first one."""
    (tmp_path / "record.yaml").write_text("- a list\n", "utf-8")
    opened = open_record(tmp_path)
    assert not isinstance(opened, Reading)
    with pytest.raises(ValueError, match="holds no record"):
        LoadingRecord(opened)


def of_unit(number: int) -> str:
    """Calls of ever more units, each the first of its party."""
    return line(number, clock(7919 * number % 80_000), units=[f"u{number}"])


def test_a_chronology_stays_as_it_is_while_a_thread_reads_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked of it meanwhile, a chronology has the calls that it was made with."""
    monkeypatch.setattr("incident_tui.record.calls.packing.BLOCK_BYTES", 200)
    arrivals = arrivals_of(folder_of(tmp_path, *map(of_unit, range(COUNT))))
    chronology = arrivals.first
    names, units = ids(chronology), [f"u{number}" for number in range(COUNT)]
    reading = Thread(target=deque, args=(arrivals, 0))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        reading.start()
        while reading.is_alive():
            assert [*chronology.of_units(units)] == [
                chronology.positions[name] for name in names if name.startswith("c")
            ]
            assert {*chronology.positions} == {*names}
            assert f"c{COUNT - 1}" not in chronology.positions
    finally:
        sys.setswitchinterval(interval)
        reading.join()
    assert arrivals.count == COUNT


def test_ids_are_gone_through_while_more_are_read(tmp_path: Path) -> None:
    """Between two ids of a chronology there may be more calls, which are none of it."""
    arrivals = arrivals_of(folder_of(tmp_path, *map(of_unit, range(COUNT))))
    later, seen = iter(arrivals), []
    for identifier in arrivals.first.positions:
        seen.append(identifier)
        next(later, None)
    assert sorted(seen) == sorted(ids(arrivals.first))


def test_the_builder_ends_with_the_reading(tmp_path: Path) -> None:
    """When all is read, nothing is kept that was needed only to read on."""
    arrivals = arrivals_of(folder_of(tmp_path, *map(rising, range(COUNT))))
    *_, last = arrivals
    gc.collect()
    assert last
    builders = [one for one in gc.get_objects() if isinstance(one, ChronologyBuilder)]
    assert builders == []
