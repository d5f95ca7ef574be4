"""Values of other programs: as text, as numbers, and ids made of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.values import (
    column_names,
    identifier,
    lines_of,
    number_of,
    raw_of,
)
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


@pytest.mark.parametrize(
    ("header", "cells", "names"),
    [
        (["a", "b"], 2, ["a", "b"]),
        (["a", "b"], 1, ["a", "b"]),
        (["a", "", "a"], 4, ["a", "column 2", "a (3)", "column 4"]),
        ([], 0, []),
    ],
)
def test_each_cell_has_a_name(header: list[str], cells: int, names: list[str]) -> None:
    """Equal names are told apart, and a cell without a name has its number."""
    assert column_names(header, cells) == names
