"""Ids of calls: a table of blocks has the answers of a plain dictionary, rising or not."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record.calls.ids import Ids, IdTable, ids_of
from tests.examples import examples

ALL_NAMES = ("", "a", "a\nb", "b", "b\nb", "c0", "c00", "c1", "c10", "c2", "d", "é", "字", "~")
NAMES = st.sampled_from(ALL_NAMES)


class Block:
    """A block of nothing but ids."""

    def __init__(self, ids: Ids) -> None:
        self.ids = ids


@examples(300)
@given(st.lists(NAMES, unique=True, min_size=1), st.lists(NAMES, unique=True))
def test_ids_are_the_list_that_they_are_of(names: list[str], others: list[str]) -> None:
    """Ids of any characters come back, with their ends; those among others are seen."""
    ids = ids_of(names)
    assert [*ids.all] == names
    assert ids.ends == (names[0], names[-1])
    assert ids.is_rising == (names == sorted(names))
    places = {name: place for place, name in enumerate(names)}
    assert [ids.place_of(name) for name in ALL_NAMES] == [*map(places.get, ALL_NAMES)]
    assert ids.is_any_of(sorted(others)) == bool({*names} & {*others})


@examples(300)
@given(st.lists(NAMES, unique=True), st.data(), st.sampled_from([list, sorted]))
def test_a_table_is_a_dictionary(
    names: list[str], data: st.DataObject, order: Callable[[list[str]], list[str]]
) -> None:
    """Whatever blocks are appended, each id is in its block, and no other id in any."""
    names = order(names)
    blocks: list[Block] = []
    table, expected = IdTable(blocks), dict[str, int]()
    while names:
        size = data.draw(st.integers(1, len(names)))
        ids, names = ids_of(names[:size]), names[size:]
        if data.draw(st.booleans()):
            assert not table.is_any_taken(ids)
        table.append(ids)
        expected |= dict.fromkeys(ids.all, len(blocks))
        blocks.append(Block(ids))
        for name in ALL_NAMES:
            number = table.block_of(name)
            if name in expected:
                assert number == expected[name]
                assert table.is_any_taken(ids_of([name]))
            else:  # a block that may have it, and does not
                assert number is None or name not in blocks[number].ids.all
                assert not table.is_any_taken(ids_of([name]))


@pytest.mark.parametrize(
    ("blocks", "has_dictionary"),
    [
        ([["a", "b"], ["c", "d"]], False),
        ([["a", "b"], ["b0"]], False),
        ([["c", "d"], ["a", "b"]], True),
        ([["a", "c"], ["b"]], True),
        ([["b", "a"]], True),
    ],
)
def test_rising_ids_need_no_dictionary(blocks: list[list[str]], has_dictionary: bool) -> None:
    """While every id is greater than the one before, only the first of each block is kept."""
    table = IdTable([])
    for names in blocks:
        table.append(ids_of(names))
    assert (table._numbers is not None) is has_dictionary


def test_an_id_after_the_last_is_in_no_block() -> None:
    """A block that is read line by line asks for each id: no earlier block is searched for it."""
    table = IdTable([])
    for names in (["a", "b"], ["c", "d"]):
        table.append(ids_of(names))
    assert [table.block_of(name) for name in ("", "a", "b0", "d", "d0", "e")] == [
        None,
        0,
        0,
        1,
        None,
        None,
    ]
