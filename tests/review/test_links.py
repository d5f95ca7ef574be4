"""Links: where the key of a row leads."""

import pytest

from incident_tui.review.commands import Follow, OpenPane, OpenRelated, Say, ShowBoard, Wish
from incident_tui.review.intents import GoTo, GoToMoment
from incident_tui.review.links import link_to, source_and_place, to_source, wishes_of


@pytest.mark.parametrize(
    ("link", "wishes"),
    [
        ("", ()),
        ("entry:a:b", (OpenPane("timeline"), GoTo("a:b"))),
        ("conflict:c04", (Follow("conflict:c04"),)),
        ("related:r1", (OpenRelated("r1"),)),
        ("board:conflicts", (ShowBoard("conflicts"),)),
        (to_source("art", "L13"), (Follow(to_source("art", "L13")),)),
    ],
)
def test_a_link_stands_for_wishes(link: str, wishes: tuple[Wish, ...]) -> None:
    """To an entry the cursor goes; any other page is shown."""
    assert wishes_of(link) == wishes


def test_a_link_to_a_time_says_that_it_is_one() -> None:
    """The entry under the cursor is not the cited one then."""
    opened, gone, said = wishes_of("moment:-5")
    assert (opened, gone) == (OpenPane("timeline"), GoToMoment(-5))
    assert isinstance(said, Say)


@pytest.mark.parametrize(("source", "place"), [("a", ""), ("a", "L1"), ("a:b", "t=00:01:02")])
def test_a_place_comes_back_out_of_its_link(source: str, place: str) -> None:
    """Ids and places may have colons."""
    assert source_and_place(to_source(source, place)) == (source, place)


@pytest.mark.parametrize(
    ("section", "link"),
    [
        ("casualties", "casualty:x"),
        ("intervals", "interval:x"),
        ("related incidents", "related:x"),
        ("locations", ""),
        ("", ""),
    ],
)
def test_an_object_has_a_link_if_it_has_a_page(section: str, link: str) -> None:
    """By the section of the record that the object is in."""
    assert link_to(section, "x") == link
