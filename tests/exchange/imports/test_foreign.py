"""Files of other programs: bounded, in a fixed order, with ids that follow from what things are."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign import (
    File,
    Part,
    files,
    identifier,
    lines_of,
    number_of,
    parse_json,
    raw_of,
)
from incident_tui.exchange.imports.items import Rejected
from tests.examples import examples
from tests.exchange.imports.imported import any_json


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("metro", "101", "0"), "metro-101-0"),
        (("fire.weirfalls.example",), "fire.weirfalls.example"),
        (("a b",), "a-b-c8687a08"),
        (("a/b",), "a-b-c14cddc0"),
        (("é",), "4a99557e"),
    ],
)
def test_ids(parts: tuple[str, ...], expected: str) -> None:
    """What can stand in an id does; anything else has a sign of its own."""
    assert identifier(*parts) == expected


@given(st.text(min_size=1), st.text(min_size=1))
def test_different_texts_have_different_ids(one: str, other: str) -> None:
    """Two texts share an id only if they are the same; an id is never empty."""
    assert (identifier(one) == identifier(other)) is (one == other)
    assert identifier(one)
    assert " " not in identifier(one)


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


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1, 1.0),
        ("1.5", 1.5),
        (True, None),
        ("1e999", None),
        (10**400, None),
        ("٣", None),
        ([], None),
    ],
)
def test_numbers(value: object, number: float | None) -> None:
    """A number is finite and written in digits; a truth value is none."""
    assert number_of(value) == number


@given(any_json())
def test_any_value_is_told_in_lines(value: object) -> None:
    """Whatever stands in a field can be written down."""
    "\n".join(lines_of(value, "x")).encode()
    raw_of(value).encode()


def test_a_field_is_asked_for_once() -> None:
    """What was asked for is taken from the rest; what was wrong is told with its path."""
    faults: list[Rejected] = []
    part = Part({"a": "x", "b": [1, {"c": True}], "d": 1}, faults, "f.json", "calls[2]")
    assert part.text("a") == "x"
    assert [inner.whole("c") for inner in part.parts("b")] == [None]
    assert part.rest == {"d": 1}
    assert [one.place.path for one in faults] == [
        "f.json#calls[2].b[0]",
        "f.json#calls[2].b[1].c",
    ]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Folders and files come as people count; what cannot be listed is told of."""
    for name in ("10/a", "9/b", "9/10", "9/2"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    names = [one.name for one in files([tmp_path]) if isinstance(one, File)]
    assert names == ["9/2", "9/10", "9/b", "10/a"]


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may list any folder")
def test_a_closed_folder_is_told_of(tmp_path: Path) -> None:
    """A folder that may not be listed is told of, and the walk goes on."""
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "open").write_text("")
    found = list(files([tmp_path]))
    assert [type(one) for one in found] == [Rejected, File]


def test_a_deep_tree_costs_no_stack(tmp_path: Path) -> None:
    """Folders inside each other as far as the system allows are walked."""
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "f").write_text("")
    assert len(list(files([tmp_path]))) == 1


@examples(30)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """No file of bytes, whatever they are, raises."""
    from incident_tui.exchange.imports import eido, openmhz, timesketch, trunk_recorder
    from incident_tui.exchange.imports.items import Wishes

    path = tmp_path_factory.mktemp("bytes") / "x.json"
    path.write_bytes(data)
    for importer in (eido, openmhz, timesketch, trunk_recorder):
        assert list(importer.read([path], Wishes()))
