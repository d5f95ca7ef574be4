"""The places of a record that have coordinates (WGS 84, in degrees), and what a point stands for.

Coordinates are those of the record, and of no other origin: no address is looked up. A point stands
for a place as exactly as the record says, such as for a city and for no address in it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from incident_tui.record.model import Location
from incident_tui.record.vocabulary import LocationPrecision
from incident_tui.review.lens import Lens

_POINT_OF: Mapping[LocationPrecision, str] = {
    "exact": "the place itself",
    "block": "the block, and no house in it",
    "intersection": "the intersection",
    "area": "an area, and no address in it",
    "city": "the city, and no address in it",
    "unknown": "the place, how exactly is not said",
}


class Place(NamedTuple):
    """A location with a point on the map."""

    location: Location
    lat: float
    lon: float

    @property
    def words(self) -> str:
        """What the point stands for: `the point stands for the city, and no address in it`."""
        return f"the point stands for {_POINT_OF[self.location.precision]}"


def places(lens: Lens) -> dict[str, Place]:
    """The places with both coordinates, by id, in the order of the record."""
    return {
        location.id: Place(location, location.lat, location.lon)
        for location in lens.locations()
        if location.lat is not None and location.lon is not None
    }
