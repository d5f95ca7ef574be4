"""Places with coordinates, and what a point stands for."""

import pytest

from incident_tui.record.model import Location
from incident_tui.record.vocabulary import LocationPrecision, listed
from incident_tui.words.places import Place, places
from tests.records import PLACES, entry, lens_of


@pytest.mark.parametrize("precision", listed(LocationPrecision))
def test_every_precision_has_words(precision: LocationPrecision) -> None:
    """A city centre is not an address, and says so."""
    words = Place(Location(id="l", text="L", precision=precision), 1, 2).words
    assert words.startswith("the point stands for ")
    assert ("no address" in words) is (precision in ("area", "city"))


def test_a_place_has_both_coordinates() -> None:
    """Half a point is none."""
    found = places(lens_of(entry("a", "13:15"), rest=PLACES))
    assert [(one, place.lat, place.lon) for one, place in found.items()] == [
        ("spot", 39.1, -94.4),
        ("far", -90, 180),
    ]
