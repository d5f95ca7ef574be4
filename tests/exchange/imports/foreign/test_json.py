"""JSON of other programs: nothing in it is lost, and a field is what it should be or rejected."""

import pytest

from incident_tui.exchange.imports.foreign.json import JsonObject, parse_json
from incident_tui.exchange.imports.landing.protocol import Rejected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, "a": 2, "a": 3}', {"a": 1, "a (2)": 2, "a (3)": 3}),
        ("1e999", "1e999"),
        ("[NaN, -Infinity]", ["NaN", "-Infinity"]),
        ('"\\ud800"', "\ud800"),
    ],
)
def test_json_that_others_lose_something_of(text: str, value: object) -> None:
    """A key that stands twice is kept twice, and a number that cannot be held stays text."""
    assert parse_json(text) == value


def test_a_field_is_asked_for_once() -> None:
    """What was asked for is taken from the rest; what was wrong is told with its path."""
    faults: list[Rejected] = []
    part = JsonObject({"a": "x", "b": [1, {"c": True}], "d": 1}, faults, "f.json", "calls[2]")
    assert part.text("a") == "x"
    assert [inner.whole("c") for inner in part.parts("b")] == [None]
    assert part.rest == {"d": 1}
    assert [one.origin.path for one in faults] == [
        "f.json#calls[2].b[0]",
        "f.json#calls[2].b[1].c",
    ]
