"""Links of a report: no two parts become one, and addresses lead only into the web."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.exports.report.links import Links, anchor, web_address
from incident_tui.panes.timeline import agency_ink
from incident_tui.review.lens import Lens
from tests.records import AGENCIES, chronology


@given(st.lists(st.tuples(st.sampled_from(["entry", "agency"]), st.text()), unique=True))
def test_no_two_ids_become_one(identifiers: list[tuple[str, str]]) -> None:
    """And none has anything in it that a link, or an attribute, has a meaning for."""
    anchors = [anchor(section, identifier) for section, identifier in identifiers]
    assert len(set(anchors)) == len(anchors)
    assert all(
        set(one) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        for one in anchors
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:example.org", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_an_address_of_the_web(url: str, link: bool) -> None:
    """Of the two schemes of the web, with a host."""
    assert bool(web_address(url)) is link


@pytest.mark.parametrize("own", ["", "color: '#0072B2'"])
def test_an_agency_has_the_colour_that_it_has_on_the_screen(own: str) -> None:
    """Its own, or that of the palette by its place in the record."""
    shown = Lens(chronology(rest=AGENCIES.replace("name: Ambulance", f"name: Ambulance, {own}")))
    agencies = [agency.id for agency in shown.agencies()]
    marks = [Links(shown, ()).mark(identifier).colour for identifier in agencies]
    inks = [agency_ink(shown, identifier) for identifier in agencies]
    assert marks == [ink.removeprefix("agency-") for ink in inks]
