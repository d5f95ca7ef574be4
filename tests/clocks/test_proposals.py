"""Proposed pairs: the same words or the same status of a unit in two sources, near in time."""

import json
from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.clocks import proposals as module
from incident_tui.clocks.offsets import Range
from incident_tui.clocks.proposals import MAX_ALIKE, known_proposals, proposals
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.samples import bundled_record
from tests.clocks.clocked import clocked, clocked_text
from tests.records import entry

WORDS = '"Engine {} reports to the command post."'
UNITS = "units: [{id: e1, call_sign: E1}, {id: e2, call_sign: E2}]\n"


def said(number: int, identifier: str, time: str, source: str) -> str:
    """An entry with words of its number."""
    return entry(identifier, f'"{time}"', cite=source, text=WORDS.format(number))


def test_the_same_words_in_two_sources_are_proposed() -> None:
    """Case and punctuation count for nothing; the offset that most of them share is told."""
    found = proposals(
        clocked(
            *(said(number, f"c{number}", f"13:{number}0:00", "cad") for number in range(4)),
            *(said(number, f"l{number}", f"13:{number}3:00", "log") for number in range(3)),
            entry("l3", '"13:49:00"', cite="log", text='"ENGINE 3, reports to the Command Post"'),
        )
    )
    (proposal,) = found
    assert (proposal.first, proposal.second) == ("cad", "log")
    assert (proposal.agreed, proposal.lead) == (3, Range(-180_999, -179_001))
    assert [(one.first, one.second, one.agrees) for one in proposal.candidates] == [
        ("c0", "l0", True),
        ("c1", "l1", True),
        ("c2", "l2", True),
        ("c3", "l3", False),
    ]


def test_a_source_that_the_record_lacks_is_proposed_nothing() -> None:
    """The fault of the record is told elsewhere, and the others are compared."""
    text = clocked_text(
        *(said(1, source, "13:00:00", source) for source in ("cad", "log", "zz")),
    )
    found = proposals(chronology_of(read_bytes(text.encode(), "record.yaml")))
    assert [(one.first, one.second) for one in found] == [("cad", "log")]


def test_the_same_status_of_a_unit_is_proposed() -> None:
    """A unit and its status, whatever the words."""
    effects = "[{{unit: {}, status: {}}}]"
    found = proposals(
        clocked(
            entry("c", '"13:00:00"', cite="cad", effects=effects.format("e1", "OnScene")),
            entry("l", '"13:02:00"', cite="log", effects=effects.format("e1", "OnScene")),
            entry("m", '"13:02:00"', cite="log", effects=effects.format("e2", "OnScene")),
            rest=UNITS,
        )
    )
    (candidate,) = found[0].candidates
    assert (candidate.first, candidate.second, candidate.reason) == ("c", "l", "status")


@pytest.mark.parametrize(
    "entries",
    [
        # Of one source.
        (said(1, "a", "13:00:00", "cad"), said(1, "b", "13:01:00", "cad")),
        # Too far apart.
        (said(1, "a", "13:00:00", "cad"), said(1, "b", "13:31:01", "log")),
        # Few words.
        (
            entry("a", '"13:00:00"', cite="cad", text="Copy."),
            entry("b", '"13:00:00"', cite="log", text="Copy."),
        ),
        # Without a time.
        (said(1, "a", "13:00:00", "cad"), entry("b", "unplaced", text=WORDS.format(1), cite="log")),
        # By the clock of the other source.
        (
            said(1, "a", "13:00:00", "cad"),
            entry("b", "a +1m", text=WORDS.format(1), cite="log"),
        ),
        # A phrase that is said all the time.
        (
            said(1, "a", "13:00:00", "cad"),
            *(said(1, f"b{n}", "13:00:00", "log") for n in range(MAX_ALIKE + 1)),
        ),
    ],
)
def test_other_entries_are_not_proposed(entries: tuple[str, ...]) -> None:
    """What is no evidence of one moment in two sources is left out."""
    assert proposals(clocked(*entries)) == ()


def test_calls_in_bulk_are_compared(tmp_path: Path) -> None:
    """Two archives of the same calls, and a record too large to go through while it is drawn."""
    calls = [
        {
            "id": f"{source}{number}",
            "kind": "radio_call",
            "time": f"2024-02-29T13:{number % 60:02}:{late + number // 60:02}Z",
            "text": f"Engine {number} is on the way to the scene.",
            "cite": source,
        }
        for number in range(1_100)
        for source, late in (("one", 0), ("two", 20))
    ]
    (tmp_path / "calls.jsonl").write_text("\n".join(map(json.dumps, calls)), "utf-8")
    (tmp_path / "record.yaml").write_text(
        "format: incident-record/1\n"
        "incident: {id: i, title: T, date: 2024-02-29, timezone: UTC}\n"
        "sources: [{id: one, kind: radio_audio}, {id: two, kind: radio_audio}]\n"
        "calls: [calls.jsonl]\ntimeline: []\n",
        "utf-8",
    )
    chronology = chronology_of(read_record(tmp_path))
    assert known_proposals(chronology) is None
    (proposal,) = proposals(chronology)
    assert known_proposals(chronology) == (proposal,)
    assert proposal.alike == 1_100
    assert len(proposal.candidates) == proposal.agreed == module.MAX_PROPOSED
    assert proposal.lead == Range(-20_999, -19_001)


def test_bundled_records_have_no_pairs_by_chance() -> None:
    """An article alone has nothing to compare."""
    assert proposals(chronology_of(read_record(bundled_record()))) == ()
