"""JSON of other programs: nothing in it is lost, and a field is what it should be or rejected."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign.json import JsonObject, parse_json, read_object
from incident_tui.exchange.imports.landing.protocol import Origin, Passed, Rejected
from tests.cpu import cpu_limit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, "a": 2, "a": 3}', {"a": 1, "a (2)": 2, "a (3)": 3}),
        (
            '{"a": 1, "a (2)": 2, "a": 3, "a (2)": 4, "a": 5}',
            {"a": 1, "a (2)": 2, "a (3)": 3, "a (2) (2)": 4, "a (4)": 5},
        ),
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


def part(**value: object) -> JsonObject:
    """An object of a file."""
    return JsonObject(value, [], "f.json", "calls[2]")


@pytest.mark.parametrize(
    ("ask", "value", "expected", "fault"),
    [
        ("text", 5, "5", ""),
        ("text", None, "", ""),
        ("text", ["a"], "", "`a` is no text"),
        ("texts", ["a", "", 5], ["a", "5"], ""),
        ("texts", "a", ["a"], ""),
        ("texts", [{}], [], "`a[0]` is no text"),
        ("number", "1.5", 1.5, ""),
        ("number", "", None, ""),
        ("number", True, None, "`a` is no number that can stand here"),
        ("number", 1e16, None, "`a` is no number that can stand here"),
        ("whole", 3.0, 3, ""),
        ("whole", 3.5, None, "`a` is no whole number"),
        ("flag", 1, True, ""),
        ("flag", "FALSE", False, ""),
        ("flag", None, False, ""),
        ("flag", "often", False, "`a` is neither true nor false"),
        ("epoch", 1_709_234_527, 1_709_234_527_000, ""),
        ("epoch", -1, None, "`a` is no time: seconds since 1970"),
        ("epoch", "x", None, "`a` is no number of seconds since 1970"),
    ],
)
def test_a_field_is_what_it_should_be_or_a_fault(
    ask: str, value: object, expected: object, fault: str
) -> None:
    """What holds something else counts as not given, and is told with its path."""
    found = part(a=value)
    assert getattr(found, ask)("a") == expected
    assert found.rest == {}
    faults = found.take_faults()
    assert [one.reason.startswith(fault) for one in faults] == ([True] if fault else [])
    assert all(one.origin.path.startswith("f.json#calls[2].a") for one in faults)
    assert found.faults == []


def test_the_first_of_several_fields_holds() -> None:
    """All of them are asked for; a later one does not win."""
    found = part(a="", b="x", c="y", d=1)
    assert found.text("a", "b", "c") == "x"
    assert list(found.leftovers("says nothing")) == [
        Passed(Origin("f.json#calls[2].d"), "says nothing")
    ]


@pytest.mark.parametrize(
    ("where", "index"), [("calls[12]", "12"), ("calls", "0"), ("", "0"), ("a[1].b[2]", "2")]
)
def test_the_place_in_a_list(where: str, index: str) -> None:
    """The index is the last in the path; an object outside of a list has the index 0."""
    assert JsonObject({}, [], "f.json", where).index == index


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"a": 1}', None, ""),
        ("[1]", 0, "no object"),
        ('{"a":\n1,}', 2, "not JSON: "),
        ("[" * 100_000, 0, "nested more than 64 deep"),
        ("1" * 5_000, 0, "longer than any can be held"),
    ],
)
def test_a_file_of_a_format(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    """It is an object that the format knows, or is told of whole, with the reason."""
    path = tmp_path / "f.json"
    path.write_text(text)
    found = read_object(path, lambda value: value if isinstance(value, dict) else None, "no object")
    if line is None:
        assert isinstance(found, JsonObject)
        assert (found.value, found.origin) == ({"a": 1}, Origin(str(path)))
    else:
        assert isinstance(found, Rejected)
        assert words in found.reason
        assert found.origin == Origin(str(path), line)
        assert found.raw


def test_many_equal_keys_take_little_time() -> None:
    """Each double has the next number, which is not counted anew."""
    with cpu_limit():
        value = parse_json("{" + '"a":1,' * 100_000 + '"b":2}')
    assert len(value) == 100_001
    assert "a (100000)" in value
