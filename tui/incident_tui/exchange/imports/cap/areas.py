"""The areas of an alert: as lines of its text, and as locations.

A location has coordinates only where the area is a circle and nothing else: those of the centre.
A polygon has no point that stands for it; it stays in the text, as a geocode does. The polygons of
some alerts have tens of thousands of points: a long one is rejected, and counted in the text.
"""

import re
from typing import NamedTuple

from incident_tui.exchange.imports.cap.message import Alert
from incident_tui.exchange.imports.foreign.values import (
    digest,
    identifier,
    number_of,
    raw_of,
)
from incident_tui.exchange.imports.foreign.xml import XmlElement
from incident_tui.exchange.imports.landing.drafts import LocationDraft
from incident_tui.exchange.imports.landing.protocol import MAX_QUOTED_CHARACTERS

MAX_SHAPE_CHARACTERS = 10_000
"""Length of a polygon in the text of an alert."""

_SHAPES = ("polygon", "circle")
_CIRCLE = re.compile(r"\s*(?P<lat>[^\s,]+)\s*,\s*(?P<lon>[^\s,]+)\s+(?P<radius>\S+)\s*")
_NO_CIRCLE = "is no centre and radius in km; CAP writes 38.47,-120.14 12.5"


class Area(NamedTuple):
    """An area."""

    name: str
    """The description of the area, in the words of the sender."""
    lines: tuple[str, ...]
    """A line `name: value` for each further fact, such as a polygon."""
    location: LocationDraft


class _Circle(NamedTuple):
    """A circle on WGS 84: centre in degrees, radius in km."""

    lat: float
    lon: float
    radius: float


def area_of(alert: Alert, element: XmlElement, lines: list[str]) -> Area:
    """Read an area; a circle that is none stays in the lines, and is rejected.

    Args:
        alert: the alert around the area.
        element: the element of the area.
        lines: the lines of the elements inside but for the description.
    """
    name = " ".join(filter(None, map(alert.words_of, element.all("areaDesc"))))
    shapes = [one for one in element.children if is_shape(one) and one.text]
    circles = [_circle_of(alert, one) for one in shapes if one.name == "circle"]
    text = name or "; ".join(lines) or "an area without a description"
    location: LocationDraft = {
        "id": identifier("area", digest("\n".join([name, *lines]))),
        "text": " ".join(text.split()),
        "kind": "alert area",
        "precision": "area",
        "cite": alert.id,
    }
    if len(shapes) == 1 and circles and (circle := circles[0]):
        location["lat"], location["lon"] = circle.lat, circle.lon
        # A radius of 0 makes a point of the area, and says nothing of how exact the point is.
        location["precision"] = "area" if circle.radius else "unknown"
    return Area(name, tuple(lines), location)


def shape_words(alert: Alert, element: XmlElement) -> str:
    """The points of a polygon or a circle as written; a long one is counted, and rejected."""
    text = " ".join(element.text.split())
    if len(text) <= MAX_SHAPE_CHARACTERS:
        return text
    first, *rest = text.split(" ")
    count = f"{1 + len(rest):,} points from {first[:MAX_QUOTED_CHARACTERS]}"
    words = f"`{element.name}` has {count}, more than an entry holds; it stays in the imported file"
    alert.reject(element, words, raw_of(text))
    return f"{count}, in the imported file alone"


def is_shape(element: XmlElement) -> bool:
    """Whether an element is a polygon or a circle."""
    return element.name in _SHAPES


def _circle_of(alert: Alert, element: XmlElement) -> _Circle | None:
    """Read a circle; None, and a fault of the alert, for another text or a place off the globe."""
    text = element.text
    match = _CIRCLE.fullmatch(text)
    lat, lon, radius = map(number_of, match.group("lat", "lon", "radius")) if match else (None,) * 3
    if lat is None or lon is None or radius is None or radius < 0:
        alert.reject(element, f"`circle`: `{text}` {_NO_CIRCLE}", text)
        return None
    if abs(lat) > 90 or abs(lon) > 180:
        words = "is off the globe: the latitude comes first, from -90 to 90"
        alert.reject(element, f"`circle`: `{text}` {words}", text)
        return None
    return _Circle(lat, lon, radius)
