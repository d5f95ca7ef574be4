"""Sets of positions, and the positions of codes: each as a plain list has it."""

from array import array
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology import positions
from incident_tui.chronology.positions import Codes, Positions
from tests.examples import examples

BLOCK = 8


@pytest.fixture(autouse=True, scope="module")
def _short_blocks() -> Iterator[None]:
    """Blocks that a test can hold several of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(positions, "_BLOCK", BLOCK)
        yield


SIZES = st.sampled_from([0, 1, 2, 9, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[int, list[int], list[int]]:
    """A size, and two sorted lists of positions below it: few, many or all."""
    size = draw(SIZES)
    some = st.lists(st.integers(0, max(size - 1, 0)), max_size=12 if size else 0, unique=True)

    def one() -> list[int]:
        few = sorted(draw(some))
        return few if draw(st.booleans()) else sorted({*range(size)} - {*few})

    return size, one(), one()


@examples(300)
@given(pairs(), st.lists(st.integers(-3, 3 * BLOCK + 9), min_size=3, max_size=6))
def test_positions_are_a_sorted_list(
    both: tuple[int, list[int], list[int]], places: list[int]
) -> None:
    """Whatever is asked of positions has the answer that the sorted list of them gives."""
    size, plain, _ = both
    these = Positions.of(plain, size)
    assert (len(these), these.size) == (len(plain), size)
    assert [*these] == plain
    assert bool(these) == bool(plain)
    for place in (*places, -1, 0, size - 1, size, BLOCK - 1, BLOCK, *plain[:3], *plain[-3:]):
        assert (place in these) == (place in set(plain))
        assert these.rank(place) == sum(one < place for one in plain)
        if place >= -1:
            assert these.after(place) == next((one for one in plain if one > place), None)
        assert these.before(place) == next((one for one in plain[::-1] if one < place), None)
        if -len(plain) <= place < len(plain):
            assert these[place] == plain[place]
        else:
            with pytest.raises(IndexError):
                these[place]
    for number, one in [*enumerate(plain)][:5]:
        assert these[these.rank(one)] == one
        assert these.index(one) == number
    start, stop, by = places[0], places[1], places[2] or None
    assert these[start:stop] == tuple(plain[start:stop])
    assert these[start:stop:by] == tuple(plain[start:stop:by])
    assert these[stop:start:by] == tuple(plain[stop:start:by])
    assert [*reversed(these)] == plain[::-1]


@examples(200)
@given(pairs(), st.lists(st.integers(0, 3 * BLOCK), max_size=4))
def test_two_sets_of_positions(both: tuple[int, list[int], list[int]], places: list[int]) -> None:
    """Both, either, and the next that is in both are those of the sorted lists."""
    size, plain, other_plain = both
    one, other = Positions.of(plain, size), Positions.of(other_plain, size)
    shared = sorted({*plain} & {*other_plain})
    assert [*(one & other)] == shared
    assert [*(one | other)] == sorted({*plain} | {*other_plain})
    assert (one == other) == (plain == other_plain)
    assert one == Positions.of(reversed(plain), size)
    assert [*(one & Positions.all(size))] == [*(Positions.all(size) & one)] == plain
    for place in (*places, 0, size, *plain[:2], *other_plain[-2:]):
        following = next((p for p in shared if p > place), None)
        preceding = next((p for p in shared[::-1] if p < place), None)
        assert one.next_shared(other, place) == following
        assert one.next_shared(other, place, back=True) == preceding


def test_positions_are_not_other_things() -> None:
    """Positions are equal to positions alone, also in size, and hold numbers alone."""
    two = Positions.of([0, 2], 3)
    assert two != (0, 2)
    assert two != Positions.of([0, 2], 4)
    word: object = "0"
    assert word not in [*two]
    assert not two.__contains__(word)
    assert repr(two) == "Positions([0, 2] of 3)"
    with pytest.raises(TypeError):
        hash(two)


@given(
    st.sampled_from([1, 2, 255, 256, 257, 65_535, 65_536, 65_537, 1 << 20]).flatmap(
        lambda most: st.tuples(
            st.just(most), st.lists(st.integers(0, most - 1)), st.sets(st.integers(0, most - 1))
        )
    )
)
def test_the_positions_of_codes(these: tuple[int, list[int], set[int]]) -> None:
    """Of numbers of any length, those wanted are found where they stand."""
    most, numbers, wanted = these
    wanted |= {*numbers[::2]}
    codes = Codes(array("B" if most <= 256 else "I", numbers))
    found = codes.where(wanted)
    assert [*found] == [place for place, number in enumerate(numbers) if number in wanted]
    assert found.size == len(numbers)
    assert len(codes.where([])) == 0


@given(
    st.sampled_from([3, 256, 257, 65_537]).flatmap(
        lambda most: st.tuples(
            st.just(most),
            st.lists(st.sampled_from([0, 1, most - 1]), max_size=3 * BLOCK),
            st.sampled_from([1, most - 1]),
        )
    ),
    st.integers(-3, 3 * BLOCK + 3),
)
def test_the_next_position_of_a_code(these: tuple[int, list[int], int], position: int) -> None:
    """The nearest is found, on either side, however few codes are looked at in a call."""
    most, numbers, wanted = these
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(positions, "_FIRST_LOOK", 2)
        patch.setattr(positions, "_LAST_LOOK", 5)
        codes = Codes(array("B" if most <= 256 else "I", numbers))
        places = [place for place, number in enumerate(numbers) if number == wanted]
        after = [place for place in places if place > position]
        before = [place for place in places if place < position]
        assert codes.next([wanted], position) == (after[0] if after else None)
        assert codes.next([wanted], position, back=True) == (before[-1] if before else None)
