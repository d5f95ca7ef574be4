"""The areas of alerts as locations: a point only where an area is a circle and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.cap.areas import MAX_SHAPE_CHARACTERS
from tests.exchange.imports.cap.reading import found_of, reasons
from tests.exchange.imports.cap.samples import alert, area, info, pair
from tests.exchange.imports.imported import assert_sound, section

POLYGON = "<polygon>38.47,-120.14 38.34,-119.95 38.52,-119.74 38.47,-120.14</polygon>"
AREA: dict[str, Any] = {"kind": "alert area", "precision": "area"}


def circle(text: str) -> str:
    """The element of a circle."""
    return f"<circle>{text}</circle>"


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        ((circle("39.1,-94.4 5"),), AREA | {"lat": 39.1, "lon": -94.4}),
        ((circle(" -35.3888, 147.0598  25.0\n"),), AREA | {"lat": -35.3888, "lon": 147.0598}),
        # A point, of which the alert does not say how exact it is.
        ((circle("39.1,-94.4 0.0"),), AREA | {"lat": 39.1, "lon": -94.4, "precision": "unknown"}),
        ((circle("0,0 1"),), AREA | {"lat": 0, "lon": 0}),
        # No point stands for these.
        ((POLYGON,), AREA),
        ((circle("39.1,-94.4 5"), POLYGON), AREA),
        ((circle("39.1,-94.4 5"), circle("39.2,-94.4 5")), AREA),
        ((pair("geocode", "SAME", "029999"),), AREA),
        ((), AREA),
    ],
)
def test_an_area_has_a_point_only_where_it_is_one(
    tmp_path: Path, inside: tuple[str, ...], fields: dict[str, Any]
) -> None:
    """That of the centre of its only circle; its shapes and codes stand in the text."""
    found = found_of(tmp_path, alert(info(area("Lower Weir", *inside))))
    [place], [entry] = section(found, "locations"), section(found, "timeline")
    assert place == {"id": place["id"], "text": "Lower Weir", "cite": place["cite"]} | fields
    assert entry["location"] == place["id"]
    assert reasons(found) == []
    assert_sound(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("39.1 -94.4 5", "is no centre and radius in km"),
        ("39.1,-94.4", "is no centre and radius in km"),
        ("39.1,-94.4 -5", "is no centre and radius in km"),
        ("39.1,-94.4 nan", "is no centre and radius in km"),
        ("-94.4,39.1 5", "is off the globe: the latitude comes first"),
        ("39.1,-194.4 5", "is off the globe"),
    ],
)
def test_a_circle_that_is_none_is_rejected(tmp_path: Path, text: str, words: str) -> None:
    """Nothing is turned round or guessed; the text stays with the alert."""
    found = found_of(tmp_path, alert(info(area("Lower Weir", circle(text)))))
    [place], [entry] = section(found, "locations"), section(found, "timeline")
    assert "lat" not in place
    assert f"circle: {text}" in entry["text"]
    assert [words in reason for reason in reasons(found)] == [True]


def test_several_areas_are_locations_and_none_is_the_place(tmp_path: Path) -> None:
    """The alert is for all of them."""
    areas = area("Lower Weir", circle("39.1,-94.4 5")), area("Upper Weir")
    found = found_of(tmp_path, alert(info(*areas)))
    assert [one["text"] for one in section(found, "locations")] == ["Lower Weir", "Upper Weir"]
    assert "location" not in section(found, "timeline")[0]


def test_an_area_of_two_alerts_is_one_location(tmp_path: Path) -> None:
    """By its description, shapes and codes; another shape is another location."""
    texts = [
        alert(info(area("Lower Weir", circle(f"39.1,-94.4 {radius}"))), identifier=name)
        for name, radius in (("weir-7", 5), ("weir-8", 5), ("weir-9", 6))
    ]
    first, second, third = (section(found_of(tmp_path, text), "locations")[0] for text in texts)
    assert first["id"] == second["id"] != third["id"]


def test_a_polygon_without_end_is_counted_and_rejected(tmp_path: Path) -> None:
    """Tens of thousands of points are nothing to read; they stand in the imported file."""
    points = " ".join(["38.47,-120.14"] * 1_000)
    assert len(points) > MAX_SHAPE_CHARACTERS
    found = found_of(tmp_path, alert(info(area("Lower Weir", f"<polygon>{points}</polygon>"))))
    [entry] = section(found, "timeline")
    line = "polygon: 1,000 points from 38.47,-120.14, in the imported file alone"
    assert line in entry["text"].splitlines()
    [reason] = reasons(found)
    assert reason.startswith("`polygon` has 1,000 points from 38.47,-120.14")
    assert_sound(found)


def test_an_area_without_a_description_is_named_by_its_shapes(tmp_path: Path) -> None:
    """A location has a text."""
    inside = area("", circle("39.1,-94.4 5"))
    [place] = section(found_of(tmp_path, alert(info(inside))), "locations")
    assert place["text"] == "circle: 39.1,-94.4 5"
