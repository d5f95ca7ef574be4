"""Chains of relative times: where each ends, and that many links take little time."""

import json
from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.time_chains import TimeChain
from incident_tui.exchange.exports.columns import rows
from incident_tui.record.numbering import Position
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.lens import Lens
from tests.cpu import cpu_limit
from tests.records import entry, text_of
from tests.thorough import thorough

LINKS = 10_000


def chronology(*times: str) -> Chronology:
    """A record of entries `e0`, `e1`, … at these times."""
    entries = "".join(entry(f"e{number}", time) for number, time in enumerate(times))
    return chronology_of(read_bytes(text_of(entries).encode(), "record.yaml"))


@pytest.mark.parametrize(
    ("times", "root", "least_s", "most_s", "together"),
    [
        (['"13:00:00"'], 0, 0, 0, True),
        (['"13:00:00"', "e0 +5s"], 0, 5, 5, False),
        (['"13:00:00"', "e0 +5s", "e1 -2s..+3s"], 0, 3, 8, False),
        (['"13:00:00"', "e0 +0s", "e1 +0s"], 0, 0, 0, True),
        (['"13:00:00"', "e0 +5s", "e1 -5s"], 0, 0, 0, False),
        (["13:00..14:00", "e0 +5s"], 0, 5, 5, False),
    ],
)
def test_a_chain_ends_with_a_time_of_its_own(
    times: list[str], root: int, least_s: int, most_s: int, together: bool
) -> None:
    """The last entry's chain: its root, what is counted from there, and whether that is nothing."""
    chronicle = chronology(*times)
    positions, chains = chronicle.positions, chronicle.time_chains
    chain = TimeChain(positions[f"e{root}"], least_s * 1_000, most_s * 1_000, together)
    assert chains[positions[f"e{len(times) - 1}"]] == chain


def test_a_circle_has_no_end() -> None:
    """Times that are counted from each other, and what is counted from them, have no root."""
    chronicle = chronology("e1 +1s", "e0 +1s", "e1 +1s", '"13:00"')
    chains = [chronicle.time_chains[chronicle.positions[f"e{number}"]] for number in range(3)]
    assert chains == [None, None, None]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "times",
    [
        pytest.param(['"10:00:00"', *(f"e{n} +1s" for n in range(LINKS))], id="onwards"),
        pytest.param(
            [*(f"e{n + 1} -1s" for n in range(LINKS)), '"20:00:00"'],
            id="backwards",
            marks=pytest.mark.thorough,
        ),
    ],
)
def test_ten_thousand_links_take_little_time(times: list[str]) -> None:
    """Each entry counted from the one before, or after, in the file: placed, and in words."""
    with cpu_limit(30):  # of which they take two
        chronicle = chronology(*times)
        lens = Lens(chronicle)
        assert sum(1 for _ in rows(lens)) == LINKS + 1
        last = chronicle.time_chains[Position(LINKS)]
    assert last is not None


@pytest.mark.parametrize("size", [2, *thorough(LINKS)])
def test_a_circle_in_a_file_of_calls_is_reported_for_each_call(size: int, tmp_path: Path) -> None:
    """Each with its line, in little time; what is counted from the circle has no time either."""
    times = [f"e{(number + 1) % size} +1s" for number in range(size)] + ["e0 +1s", "13:00"]
    calls = [
        {"id": f"e{number}", "kind": "note", "time": time, "text": "t", "cite": {"source": "src"}}
        for number, time in enumerate(times)
    ]
    (tmp_path / "calls.jsonl").write_text("".join(f"{json.dumps(call)}\n" for call in calls))
    (tmp_path / "record.yaml").write_text(text_of() + "calls: [calls.jsonl]\n")
    with cpu_limit(30):
        chronicle = chronology_of(read_record(tmp_path))
        assert sum(1 for _ in rows(Lens(chronicle))) == size + 2
    assert [(problem.mark.line, problem.message) for problem in chronicle.problems] == [
        (
            number + 1,
            f"`e{number}` is timed in a circle, through `e{(number + 1) % size}`; it is left"
            " unplaced",
        )
        for number in range(size)
    ]
    assert chronicle.placed_count == 1
