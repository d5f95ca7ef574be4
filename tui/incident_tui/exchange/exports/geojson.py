"""A map as GeoJSON (RFC 7946): a point for each entry at a place with coordinates, and each place.

An entry has the columns of `columns.EntryRow` as properties: the time in words and in the notation
of the record, its earliest and latest moment, and how exact it is. `place_precision` says what its
point stands for. The foreign member `about` (RFC 7946, 6.1) has words about the file, the number of
entries without coordinates, which are not in it, the sources, and the notes on none of its entries.
"""

import json
from collections.abc import Iterator

from incident_tui.exchange.exports.columns import BETWEEN, cite_text, entry_row
from incident_tui.exchange.exports.entry_lines import source_lines
from incident_tui.exchange.exports.note_lines import FIELD, notes_beside
from incident_tui.exchange.exports.places import Map, label
from incident_tui.exchange.printed.plain import JsonObject
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import title_words
from incident_tui.record.writing import plain
from incident_tui.words.places import Place

_LOCATED = ("id", "text", "lat", "lon", "precision", "cite")
"""Fields of a location that have another name or form among the properties."""


def export(view: View) -> Iterator[str]:
    """A FeatureCollection, a feature a line: entries in the order of time, then places.

    An entry that is not on the map is an empty piece.
    """
    lens, chart = view.lens, Map(view)
    yield f'{{"type": "FeatureCollection",\n"about": {json.dumps(_about(chart))},\n"features": ['
    before, at_place = "\n", dict[str, int]()
    for position in view.shown:
        place = chart.place_of(position)
        if place is None:
            yield ""
            continue
        at_place[place.location.id] = at_place.get(place.location.id, 0) + 1
        yield f"{before}{json.dumps(_entry(view, position, place))}"
        before = ",\n"
    for place in chart.shown_places(at_place):
        feature = _feature(place, f"place {place.location.id}", _place(place, at_place))
        if place.location.id == lens.incident.location:
            feature["properties"]["of_incident"] = True
        yield f"{before}{json.dumps(feature)}"
        before = ",\n"
    yield "\n]}\n"


def _about(chart: Map) -> JsonObject:
    """The words and numbers about the file."""
    lens, counts = chart.view.lens, chart.counts
    about: JsonObject = {
        "incident": lens.incident.id,
        "title": title_words(lens),
        "exercise": lens.incident.exercise,
        "words": [*chart.about()],
        "entries": counts.on_map,
        "entries_without_coordinates": counts.without_coordinates,
        "entries_not_known_yet": counts.withheld,
        "sources": [*source_lines(lens)],
    }
    if chart.view.notes is not None:
        about[FIELD] = chart.notes_apart()
    return about


def _feature(place: Place, identifier: str, properties: JsonObject) -> JsonObject:
    """A feature at the point of a place; the longitude comes first."""
    return {
        "type": "Feature",
        "id": identifier,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": properties,
    }


def _entry(view: View, position: int, place: Place) -> JsonObject:
    """The feature of an entry; properties without a value are left out."""
    columns = entry_row(view.lens, position)._asdict()
    properties = {
        "feature": "entry",
        "name": label(view.lens, position),
        **columns,
        **_of_place(place),
        FIELD: "\n".join(notes_beside(view, position)),
    }
    told = {name: value for name, value in properties.items() if value}
    return _feature(place, columns["id"], told)


def _place(place: Place, at_place: dict[str, int]) -> JsonObject:
    """The properties of a place.

    Args:
        place: the place.
        at_place: from the id of a place to the number of the entries there.
    """
    fields = plain(place.location)
    return {
        "feature": "place",
        "name": place.location.text,
        **_of_place(place),
        **{name: value for name, value in fields.items() if name not in _LOCATED},
        **(
            {"cites": BETWEEN.join(map(cite_text, cites))} if (cites := place.location.cite) else {}
        ),
        "entries": at_place.get(place.location.id, 0),
    }


def _of_place(place: Place) -> JsonObject:
    """The id of a place, and how exactly the point stands for the place."""
    return {
        "place": place.location.id,
        "place_precision": place.location.precision,
        "place_note": place.words,
    }
