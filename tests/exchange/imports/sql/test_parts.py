"""The parts of a call: turns with names and frequencies, rows beside calls, JSON in a column."""

import json
from typing import Any

import pytest

from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.sql.known_names import KnownNames
from incident_tui.exchange.imports.sql.parts import (
    MAX_PARTS,
    RowsBeside,
    named_turns,
    parsed,
    with_frequencies,
)


def test_rows_beside_calls_are_found_in_order() -> None:
    """Each call has its own rows; rows of no call are passed over."""
    rows = [(5, 1, "a"), (5, 1, "b"), (5, 2, "of no call"), (6, 1, "c"), ("text", 9, "d")]
    beside = RowsBeside(iter(rows))
    keys = [(None, 1), (4, 1), (5, 1), (5, 3), (6, 1), (6, 2), ("text", 9), ("texts", 1)]
    found = {key: [row[0] for row in beside.of(*key)] for key in keys}
    assert {key: those for key, those in found.items() if those} == {
        (5, 1): ["a", "b"],
        (6, 1): ["c"],
        ("text", 9): ["d"],
    }


def test_the_rows_of_a_call_are_bounded() -> None:
    """A call has at most so many parts, and the next call its own."""
    rows = [*((1, 1, number) for number in range(MAX_PARTS + 5)), (2, 1, "next")]
    beside = RowsBeside(iter(rows))
    assert len(beside.of(1, 1)) == MAX_PARTS
    assert beside.of(2, 1) == [("next",)]


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [
        ('[{"src": 1}]', [{"src": 1}], ""),
        ("", None, ""),
        (None, None, ""),
        (7, None, ""),
        ("[", None, "is no JSON"),
        ("[" * 100 + "]" * 100, None, "nested more than"),
        (json.dumps([*range(MAX_PARTS + 1)]), [*range(MAX_PARTS)], "has more than 1,000 parts"),
    ],
)
def test_json_in_a_column(text: object, value: object, fault: str) -> None:
    """A text that is none is told of, and one that is too long is cut."""
    fields = JsonObject({}, [], "calls.id=1")
    assert parsed(text, "sources", fields) == value
    assert [fault in one.reason for one in fields.faults] == ([True] if fault else [])


A, B = 851_012_500, 852_012_500


@pytest.mark.parametrize(
    ("turns", "frequencies", "hertz", "expected"),
    [
        ([{"pos": 0}], None, None, ([{"pos": 0}], None, [])),
        ([{"pos": 0}], [{"freq": A, "pos": 0, "errorCount": 0}], None, ([{"pos": 0}], A, [])),
        ([{"pos": 0}], [{"freq": A, "errorCount": 3}], A, ([{"pos": 0}], A, [{"errorCount": 3}])),
        (
            [{"pos": 0}, {"pos": 4}],
            [{"freq": A, "pos": 0}, {"freq": B, "pos": 4.0, "spikeCount": 2}],
            A,
            ([{"pos": 0, "freq": A}, {"pos": 4, "freq": B}], A, [{"spikeCount": 2}]),
        ),
        (
            [{"pos": 0}, "no turn"],
            [{"freq": A, "pos": 9}, {"freq": B, "pos": 9}, "none"],
            None,
            ([{"pos": 0}, "no turn"], None, [{"freq": A, "pos": 9}, {"freq": B, "pos": 9}]),
        ),
    ],
)
def test_frequencies_of_turns(
    turns: list[Any], frequencies: Any, hertz: float | None, expected: tuple[Any, ...]
) -> None:
    """A frequency is that of the call, or of the turn at its position; the others are left."""
    assert with_frequencies(turns, frequencies, hertz) == expected


def test_turns_have_the_names_of_units() -> None:
    """A name that stands in the turn comes before that of the archive."""
    names = KnownNames({}, [], {("1", "11"): "Engine 7"}, [("1", range(12, 20), "Medics")])
    turns = [{"src": 11}, {"src": 11, "tag": "E7"}, {"src": 12}, {"src": 20}, "none"]
    assert named_turns(turns, "1", names) == [
        {"src": 11, "tag": "Engine 7"},
        {"src": 11, "tag": "E7"},
        {"src": 12, "tag": "Medics 12"},
        {"src": 20},
        "none",
    ]
    assert named_turns([{"src": 11}], "2", names) == [{"src": 11}]
    assert named_turns({"src": 9}, "1", names) == [{"src": 9}]
