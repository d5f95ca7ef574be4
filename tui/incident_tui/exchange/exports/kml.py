"""A map as KML (OGC KML 2.2): placemarks for entries at places with coordinates, and for places.

- A time that is exact to the second, the day, the month or the year is a TimeStamp, as fine as the
  record. Any other time is a TimeSpan of its first and last moment, open where the record is open;
  without either there is none. A minute is a span of 60 s, since a TimeStamp would name a second.
- Words of a record are text: a description is HTML in which they are escaped; a name, which some
  programs set as HTML, has other signs in place of `<` and `>`.
- The description of the document explains the file, counts the entries without coordinates, which
  are not in it, and has the sources and the notes of reviewers on none of its entries.
"""

import html
import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from incident_tui.exchange.exports.columns import entry_row
from incident_tui.exchange.exports.entry_lines import fact_lines, source_lines
from incident_tui.exchange.exports.note_lines import OPINIONS, TITLE, notes_beside
from incident_tui.exchange.exports.places import Map, label
from incident_tui.exchange.printed.view import View, rfc3339
from incident_tui.exchange.printed.withheld import title_words
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.time_value import SECOND
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline
from incident_tui.words.exactness import exactness_of
from incident_tui.words.places import Place

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_END = "</Document></kml>"
_NO_XML = re.compile("[\ufffe\uffff]")
"""Characters that `visible` keeps and XML 1.0 has not."""
_NO_MARKUP = str.maketrans("<>", "‹›")
_TIMES_NOTE = (
    "A time that the record gives to the second, the day, the month or the year is a moment here."
    " Any other time reaches from its first to its last moment. The words of an entry say what is"
    " known of its time."
)
_DATA = (
    *("id", "kind", "time", "notation", "stated", "earliest", "latest", "precision", "qualifier"),
    *("who", "location", "cites", "grade"),
)
"""Columns of an entry that stand as data in the placemark."""
_DATE_CHARACTERS = {"day": 10, "month": 7, "year": 4}
"""The length of a date as `date`, `gYearMonth` and `gYear` of XML Schema have it."""
_WIDTHS = {"second": SECOND, "millisecond": 1}


def export(view: View) -> Iterator[str]:
    """The head of the document, then a placemark a line: entries in the order of time, then places.

    An entry that is not on the map is an empty piece.
    """
    chart = Map(view)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{_head(chart)}\n'
    yield "<Folder><name>Entries</name>\n"
    of_entries = set[str]()
    for position in view.shown:
        place = chart.place_of(position)
        if place is None:
            yield ""
            continue
        of_entries.add(place.location.id)
        yield f"{_written(_entry(view, position, place))}\n"
    yield "</Folder>\n<Folder><name>Places</name>\n"
    for place in chart.shown_places(of_entries):
        yield f"{_written(_place(view.lens, place))}\n"
    yield f"</Folder>\n{_END}\n"


def _head(chart: Map) -> str:
    """The beginning of the file, up to the first folder."""
    lens = chart.view.lens
    root = Element("kml", {"xmlns": _NAMESPACE})
    document = SubElement(root, "Document")
    exercise = "EXERCISE · " if lens.incident.exercise else ""
    _add(document, "name", _name(exercise + title_words(lens)))
    lines = [*chart.about(), _TIMES_NOTE, "Sources:", *source_lines(lens)]
    if apart := chart.notes_apart():
        lines += [f"{TITLE}, on no entry of this map. {OPINIONS}", *apart]
    _add(document, "description", _html(lines))
    return _written(root).removesuffix(_END)


def _entry(view: View, position: int, place: Place) -> Element:
    """The placemark of an entry."""
    lens, row = view.lens, entry_row(view.lens, position)
    placemark = Element("Placemark")
    _add(placemark, "name", _name(label(lens, position)))
    lines = [*_said(lens, position), *fact_lines(lens, position), _capital(place.words)]
    _add(placemark, "description", _html([*lines, *notes_beside(view, position)]))
    if (time := _time(lens, lens.outline(position))) is not None:
        placemark.append(time)
    data = {name: value for name, value in row._asdict().items() if name in _DATA}
    return _with_place(placemark, place, data)


def _place(lens: Lens, place: Place) -> Element:
    """The placemark of a place, which has no time."""
    placemark, location = Element("Placemark"), place.location
    _add(placemark, "name", _name(location.text))
    where = (location.block and f"block {location.block}", location.number, location.street)
    street = " ".join(filter(None, where))
    town = (location.cross_street, location.city, location.county, location.state)
    lines = [location.kind, ", ".join(filter(None, (street, *town))), _capital(place.words)]
    if location.id == lens.incident.location:
        lines.append("The place of the incident")
    _add(placemark, "description", _html(filter(None, lines)))
    return _with_place(placemark, place, {"id": location.id})


def _with_place(placemark: Element, place: Place, data: dict[str, str]) -> Element:
    """Add the data and the point to a placemark, in the order that KML has."""
    extended = SubElement(placemark, "ExtendedData")
    for name, value in {**data, "place_precision": place.location.precision}.items():
        if value:
            _add(SubElement(extended, "Data", {"name": name}), "value", _name(value))
    _add(SubElement(placemark, "Point"), "coordinates", f"{place.lon!r},{place.lat!r}")
    return placemark


def _time(lens: Lens, outline: Outline) -> Element | None:
    """The TimeStamp or the TimeSpan of an entry; None where no moment bounds the time."""
    placement, zone = outline.placement, lens.zone
    last = placement.latest if placement.end is None else placement.end
    if moment := _moment(lens, outline, placement.earliest, last):
        time = Element("TimeStamp")
        _add(time, "when", moment)
        return time
    bounds = {"begin": rfc3339(placement.earliest, zone), "end": rfc3339(last, zone)}
    if not any(bounds.values()):
        return None
    time = Element("TimeSpan")
    for name, value in bounds.items():
        if value:
            _add(time, name, value)
    return time


def _moment(lens: Lens, outline: Outline, first: int | None, last: int | None) -> str:
    """A time in a form of KML that says neither more nor less than the record; "" without one.

    Args:
        lens: the lens on the record.
        outline: the entry.
        first: the first instant, in milliseconds since 1970.
        last: the last instant.
    """
    if outline.placement.qualifier or first is None or last is None:
        return ""
    unit = exactness_of(lens, outline)
    if last - first + 1 == _WIDTHS.get(unit):
        return rfc3339(first, lens.zone) or ""
    if count := _DATE_CHARACTERS.get(unit):
        edges = (first - 1, first, last, last + 1)
        before, begin, end, after = (lens.zone.local(one).isoformat()[:count] for one in edges)
        if before != begin == end != after:  # the day, month or year, whole
            return begin
    return ""


def _said(lens: Lens, position: int) -> list[str]:
    """The title and the text of an entry, line by line: a name has the beginning alone."""
    entry = lens.entry(position)
    return [*filter(None, [entry.title]), *paragraphs(entry.text)] if entry else []


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _name(text: str) -> str:
    """A text for a program that may set it as HTML."""
    return visible(text).translate(_NO_MARKUP)


def _html(lines: Iterable[str]) -> str:
    """Lines of text as HTML."""
    return "<br>".join(html.escape(visible(line), quote=False) for line in lines)


def _add(parent: Element, name: str, text: str) -> None:
    """Add an element with a text to an element."""
    SubElement(parent, name).text = _NO_XML.sub(lambda one: f"‹U+{ord(one[0]):04X}›", text)


def _written(element: Element) -> str:
    return tostring(element, encoding="unicode")
