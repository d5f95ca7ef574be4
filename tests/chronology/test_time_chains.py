"""Chains of relative times: where each ends, and that many links take little time."""

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.time_chains import TimeChain
from incident_tui.exchange.exports.columns import rows
from incident_tui.record.numbering import Position
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.cpu import cpu_limit
from tests.records import entry, text_of

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


@pytest.mark.parametrize(
    "times",
    [
        ['"10:00:00"', *(f"e{number} +1s" for number in range(LINKS))],
        [*(f"e{number + 1} -1s" for number in range(LINKS)), '"20:00:00"'],
    ],
    ids=["onwards", "backwards"],
)
def test_ten_thousand_links_take_little_time(times: list[str]) -> None:
    """Each entry counted from the one before, or after, in the file: placed, and in words."""
    with cpu_limit(30):  # of which they take two
        chronicle = chronology(*times)
        lens = Lens(chronicle)
        assert sum(1 for _ in rows(lens)) == LINKS + 1
        last = chronicle.time_chains[Position(LINKS)]
    assert last is not None
