"""Hashes in arrays: none is forgotten as the table grows."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.hashes import HashMap, HashSet
from tests.examples import examples

LEAST, MOST = -(2**63), 2**63 - 1
HASHES = (
    st.integers(LEAST, MOST) | st.integers(-3, 3) | st.sampled_from([1024 * n for n in range(9)])
)


@examples(100)
@given(st.lists(HASHES.filter(lambda value: value != 1)))
def test_a_hash_is_new_once(values: list[int]) -> None:
    """As in a `set`, also of hashes that begin at the same slot."""
    found, known = HashSet(), set[int]()
    for value in values:
        assert found.add(value) is (value not in known)
        known.add(value)


@examples(100)
@given(st.lists(st.tuples(HASHES.filter(lambda value: value != 1), HASHES)))
def test_a_hash_has_the_number_that_it_was_given_last(pairs: list[tuple[int, int]]) -> None:
    """A hash without a number has 0."""
    found, known = HashMap(), dict[int, int]()
    for key, number in pairs:
        assert found.get(key) == known.get(key, 0)
        found.put(key, number)
        known[key] = number
    assert [found.get(key) for key in known] == list(known.values())


@pytest.mark.parametrize("count", [700, 20_000])
def test_none_is_forgotten_as_the_table_grows(count: int) -> None:
    """Every hash is known, with its number, after the table has doubled."""
    random = Random(7)
    values = [random.randint(LEAST, MOST) for _ in range(count)]
    numbers, hashes = HashMap(), HashSet()
    for number, value in enumerate(values, start=1):
        hashes.add(value)
        numbers.put(value, number)
    assert not any(map(hashes.add, values))
    assert [*map(numbers.get, values)] == [*range(1, count + 1)]
