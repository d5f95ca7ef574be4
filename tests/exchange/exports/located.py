"""Records whose entries stand at places with coordinates, for tests of maps."""

from functools import cache

import msgspec

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.model import Location
from tests.exchange.exports.reports import Make

SPOT = Location(id="spot", text="the spot", lat=39.1, lon=-94.4, precision="city")


def located(chronology: Chronology) -> Chronology:
    """The record, each entry of its head at a place with coordinates."""
    reading = chronology.reading
    assert reading.record
    timeline = tuple(
        msgspec.structs.replace(entry, location=SPOT.id) for entry in reading.record.timeline
    )
    places = (*reading.record.locations, SPOT)
    record = msgspec.structs.replace(reading.record, timeline=timeline, locations=places)
    return chronology_of(msgspec.structs.replace(reading, record=record))


@cache
def made_located(make: Make) -> Chronology:
    """The same of a record that a function makes."""
    return located(make())
