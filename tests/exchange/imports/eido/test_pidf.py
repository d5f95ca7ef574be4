"""PIDF-LO: an address and a point are read; hostile or broken XML is refused."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.eido.pidf import NotReadError, read_place
from tests.exchange.imports.eido.samples import PLACE


def test_an_address_and_a_point() -> None:
    """A civic address and a point are fields of one location; what has no field is kept."""
    found = read_place(PLACE)
    assert found.fields == {
        "text": "410 Weir Lane, FLR 2, Weir Falls, MO, US",
        "number": "410",
        "street": "Weir Lane",
        "city": "Weir Falls",
        "county": "Tamarack",
        "state": "MO",
        "precision": "exact",
        "lat": 39.1,
        "lon": -94.4,
    }
    assert found.rest == ["method: Manual"]


@pytest.mark.parametrize(
    ("xml", "fields", "rest"),
    [
        (
            '<Circle srsName="EPSG:4326"><pos>39 -94</pos><radius>50</radius></Circle>',
            {"lat": 39.0, "lon": -94.0, "precision": "area", "text": "39.0, -94.0"},
            ["radius: 50"],
        ),
        # Coordinates of another system, or beyond the globe, stay text.
        ('<Point srsName="EPSG:3857"><pos>39 -94</pos></Point>', {}, ["pos: 39 -94"]),
        ('<Point srsName="EPSG:4326"><pos>939 -94</pos></Point>', {}, ["pos: 939 -94"]),
        ('<Point srsName="EPSG:4326"><pos>39</pos></Point>', {}, ["pos: 39"]),
        ("<a><RD>Elm</RD></a>", {"text": "Elm", "street": "Elm", "precision": "unknown"}, []),
        ("<a/>", {}, []),
    ],
)
def test_parts_of_a_place(xml: str, fields: dict[str, Any], rest: list[str]) -> None:
    """A place is as exact as its XML says."""
    assert read_place(xml) == (fields, rest)


BOMB = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><a><RD>&y;</RD></a>'
FILE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a><RD>&x;</RD></a>'


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (BOMB, "entities"),
        (FILE, "entities"),
        ("<a>", "no XML"),
        ("", "no XML"),
        ("not xml", "no XML"),
        ("<a>\ud800</a>", "no XML"),
        (f"<a>{'x' * 300_000}</a>", "longer than"),
    ],
)
def test_xml_that_is_refused(xml: str, reason: str) -> None:
    """A document type, entities, broken and endless XML are refused with the reason."""
    with pytest.raises(NotReadError, match=reason):
        read_place(xml)


def test_deep_xml_is_no_crash() -> None:
    """Elements inside each other cost no stack."""
    assert read_place("<a>" * 20_000 + "</a>" * 20_000).fields == {}


@given(st.text(st.sampled_from("<>/aRDpos &;!\"'=\x00é"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands there is a place or is refused."""
    with suppress(NotReadError):
        assert read_place(text).fields.keys() <= {"text", "street", "precision"}
