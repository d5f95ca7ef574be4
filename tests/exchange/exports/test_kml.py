"""A map as KML 2.2: its structure, its times as exact as the record, and words that stay words."""

import html
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.kml import export
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.record.text import visible
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.located import located
from tests.exchange.exports.reports import Make, exercise, hostile, independence
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, PLACES, chronology, entry

KML = "{http://www.opengis.net/kml/2.2}"
ORDER = ("name", "description", "TimeStamp", "TimeSpan", "ExtendedData", "Point")
"""The parts of a placemark in the order of the schema."""
DATE_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?[+-]\d\d:\d\d"
MOMENT = re.compile(rf"{DATE_TIME}|\d{{4}}(-\d\d(-\d\d)?)?")
"""The forms of a time: `dateTime`, `date`, `gYearMonth`, `gYear` of XML Schema."""
TAGS = re.compile("<br>")


def root_of(lens: Lens, filters: Filters = EVERYTHING) -> Element:
    """The document of a map, with what the standard asks of every map."""
    root = ElementTree.fromstring("".join(export(View(lens, filters))))
    [document] = root
    assert (root.tag, document.tag) == (f"{KML}kml", f"{KML}Document")
    assert [part.tag.removeprefix(KML) for part in document] == [
        "name",
        "description",
        "Folder",
        "Folder",
    ]
    for placemark in root.iter(f"{KML}Placemark"):
        parts = [part.tag.removeprefix(KML) for part in placemark]
        assert parts == [part for part in ORDER if part in parts]
        longitude, latitude = map(float, (of(placemark, "Point/coordinates")).split(","))
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        for time in (*placemark.iter(f"{KML}when"), *placemark.iter(f"{KML}begin")):
            assert MOMENT.fullmatch(time.text or "")
    return root


def of(element: Element, path: str) -> str:
    """The text at a path inside an element; "" without one."""
    return element.findtext("/".join(KML + name for name in path.split("/"))) or ""


def placemarks(root: Element, folder: str = "Entries") -> list[Element]:
    """The placemarks of a folder."""
    [found] = [one for one in root.iter(f"{KML}Folder") if of(one, "name") == folder]
    return found.findall(f"{KML}Placemark")


def data_of(placemark: Element) -> dict[str, str]:
    """The data of a placemark."""
    return {one.attrib["name"]: of(one, "value") for one in placemark.iter(f"{KML}Data")}


def entry_at(time: str) -> Element:
    """The placemark of an entry with this time, after an entry at 13:00."""
    root = root_of(
        Lens(
            chronology(
                entry("a", "13:00"),
                entry("x", time, location="spot"),
                rest=PLACES,
            )
        )
    )
    [found] = placemarks(root)
    return found


@pytest.mark.parametrize(
    ("time", "when"),
    [
        ("13:15:07", "2024-02-29T13:15:07-06:00"),
        ("13:15:07.250", "2024-02-29T13:15:07.250-06:00"),
        ("2024-02-28", "2024-02-28"),
        ("2024-03-10", "2024-03-10"),  # a day of 23 hours
        ("2024-01", "2024-01"),
        ("2023", "2023"),
    ],
)
def test_a_whole_second_day_month_or_year_is_a_moment(time: str, when: str) -> None:
    """In the form of KML that is as fine as the record."""
    placemark = entry_at(time)
    assert of(placemark, "TimeStamp/when") == when
    assert placemark.find(f"{KML}TimeSpan") is None


@pytest.mark.parametrize(
    ("time", "begin", "end"),
    [
        ("13:15", "13:15:00", "13:15:59.999"),  # a moment would name the second
        ("13:12~", "13:07:00", "13:17:59.999"),
        ("13:15:07?", "13:14:37", "13:15:37.999"),
        ("13:15..13:17", "13:15:00", "13:17:59.999"),
        ("13:15/13:40", "13:15:00", "13:40:59.999"),
        ("{at: 13:15:07, duration: 10m}", "13:15:07", "13:25:07.999"),
        ("a +2m", "13:02:00", "13:02:59.999"),
        ("2024-02-29?", "00:00:00", "23:59:59.999"),
        # A day that the order of entries narrows is no whole day.
        ("{at: 2024-02-29, after: [a]}", "13:00:00", "23:59:59.999"),
        # Open where the record is.
        ("{at: unplaced, after: [a]}", "13:00:00", ""),
        ("..17:00", "", "17:00:59.999"),
        ("unplaced", "", ""),
    ],
)
def test_any_other_time_reaches_over_its_bounds(time: str, begin: str, end: str) -> None:
    """From the first to the last moment, and no further; without either there is no time."""
    placemark = entry_at(time)
    assert placemark.find(f"{KML}TimeStamp") is None
    assert (placemark.find(f"{KML}TimeSpan") is None) is not bool(begin or end)
    found = (of(placemark, "TimeSpan/begin"), of(placemark, "TimeSpan/end"))
    assert found == tuple(f"2024-02-29T{one}-06:00" if one else "" for one in (begin, end))


def test_a_placemark_has_its_words_its_data_and_its_point() -> None:
    """The time without marks in the name; who said it, and what the point stands for, below."""
    [placemark] = placemarks(
        root_of(
            Lens(
                chronology(
                    entry(
                        "q1",
                        "{at: 13:12~, stated: about 1:12}",
                        title="Call",
                        agency="ipd",
                        location="spot",
                        cite="src:L3",
                    ),
                    rest=AGENCIES + PLACES,
                )
            )
        )
    )
    assert of(placemark, "name") == "about 13:12 · IPD · Call"
    assert of(placemark, "description").split("<br>") == [
        "Call",
        "text",
        "Time: approximate, stated “about 1:12”",
        "Source: report L3",
        "Bounds: somewhere in 13:07…13:17",
        "Known: after 13:07",
        "Who: Independence Police Department",
        "Place: the spot (city)",
        "The point stands for the city, and no address in it",
    ]
    assert data_of(placemark) == {
        "id": "q1",
        "kind": "note",
        "time": "13:12~",
        "notation": "13:12~",
        "stated": "about 1:12",
        "earliest": "2024-02-29T13:07:00-06:00",
        "latest": "2024-02-29T13:17:59.999-06:00",
        "precision": "minute",
        "qualifier": "~",
        "who": "Independence Police Department",
        "location": "the spot",
        "cites": "src:L3",
        "place_precision": "city",
    }
    assert of(placemark, "Point/coordinates") == "-94.4,39.1"


def test_places_stand_apart_without_a_time() -> None:
    """Of a whole record each place with coordinates; of a part those of its entries."""
    lens = Lens(
        chronology(
            entry("a", "13:15", location="spot"), entry("b", "13:20", location="far"), rest=PLACES
        )
    )
    names = [of(one, "name") for one in placemarks(root_of(lens), "Places")]
    assert names == ["the spot", "far away"]
    root = root_of(lens, Filters(marked=frozenset("b")))
    assert [of(one, "name") for one in placemarks(root, "Places")] == ["far away"]
    [point] = placemarks(root, "Places")
    assert of(point, "Point/coordinates") == "180.0,-90.0"
    assert point.find(f"{KML}TimeStamp") is point.find(f"{KML}TimeSpan") is None


def about(lens: Lens) -> list[str]:
    """The lines of the description of the document."""
    return html.unescape(of(root_of(lens), "Document/description")).split("<br>")


@pytest.mark.parametrize("make", [independence, exercise])
def test_a_record_without_coordinates_says_so(make: Make) -> None:
    """The folders are empty, and the document says why."""
    lens = Lens(make())
    assert placemarks(root_of(lens)) == placemarks(root_of(lens), "Places") == []
    assert {
        "No place of this record has coordinates: there is nothing to put on a map.",
        f"{lens.count} entries without coordinates are not on the map",
        "Sources:",
    } <= {*about(lens)}


def test_an_exercise_says_so_at_once() -> None:
    """In the name of the document and in its first line."""
    root = root_of(Lens(exercise()))
    assert of(root, "Document/name").startswith("EXERCISE · ")
    assert about(Lens(exercise()))[0] == "Exercise: nothing of it took place."


def test_what_is_not_known_yet_is_left_out_and_counted() -> None:
    """With the moment and the clock."""
    chronicle = chronology(
        entry("a", "13:15", kind="radio_call", location="spot"),
        entry("b", "13:20", known="15:00", location="far"),
        rest=PLACES,
    )
    lens = Lens(chronicle, chronicle.as_of[1], Clock.KNOWN)
    assert [data_of(one)["id"] for one in placemarks(root_of(lens))] == ["a"]
    assert [of(one, "name") for one in placemarks(root_of(lens), "Places")] == ["the spot"]
    assert "1 entry not known yet, left out" in about(lens)
    assert any(line.startswith("as of 13:20 · what had been published") for line in about(lens))


def words_in(description: str) -> str:
    """A description as a browser shows it."""
    return html.unescape(TAGS.sub("\n", description))


@given(texts())
def test_no_words_are_markup(text: str) -> None:
    """A description is HTML with line ends alone as tags; a name and data have no tag at all."""
    root = root_of(Lens(located(saying(text, title=text))))
    for placemark in placemarks(root):
        description = of(placemark, "description")
        assert not set("<>") & set(TAGS.sub("", description))
        shown = visible(text).replace("\ufffe", "‹U+FFFE›").replace("\uffff", "‹U+FFFF›")
        assert shown in words_in(description)
        assert not set("<>") & {*of(placemark, "name"), *"".join(data_of(placemark).values())}
    assert not set("<>") & set(of(root, "Document/name"))


def test_a_record_of_markup_is_a_map() -> None:
    """Every text of it is an attack on some format."""
    root = root_of(Lens(located(hostile())))
    assert len(placemarks(root)) == 2
    texts_of = [one.text or "" for one in root.iter() if not one.tag.endswith("description")]
    assert not [text for text in texts_of if set("<>") & set(text)]


@pytest.mark.thorough
@given(records())
def test_any_record_is_a_map(sections: dict[str, str]) -> None:
    """A placemark for each entry, in the order of time; no end is before its beginning."""
    chronicle: Chronology = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    lens = Lens(located(chronicle))
    found = placemarks(root_of(lens))
    assert [data_of(one)["id"] for one in found] == [
        visible(lens.outline(position).id) for position in range(lens.count)
    ]
    for placemark in found:
        begin, end = of(placemark, "TimeSpan/begin"), of(placemark, "TimeSpan/end")
        if begin and end and begin[-6:] == end[-6:]:
            assert begin <= end
