"""What a map can show: the entries at places with coordinates, and these places."""

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.places import Map, Mapped, label
from incident_tui.exchange.printed.view import View
from incident_tui.notes.notes import Notes
from incident_tui.record.reading import read_bytes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.notes.noting import note, notes_of
from tests.records import PLACES, chronology, entry, text_of

CHRONICLE = chronology(
    entry("a", "13:15", kind="radio_call", location="spot"),
    entry("b", "13:20", known="15:00", location="far"),
    entry("c", "13:25", known="15:00"),
    entry("d", "unplaced", kind="statement", location="half"),
    rest=PLACES,
)
WHOLE, KNOWN = Lens(CHRONICLE), Lens(CHRONICLE, CHRONICLE.as_of[0], Clock.KNOWN)
NOTES = notes_of(note("On a", "a"), note("On c", "c", ms=0), note("On all", "a", "c", ms=1))


@pytest.mark.parametrize(
    ("lens", "filters", "counts"),
    [
        (WHOLE, EVERYTHING, Mapped(2, 2, 0)),
        (WHOLE, Filters(marked=frozenset("bc")), Mapped(1, 1, 0)),
        # Whether an entry that is not known yet has a place is not told.
        (KNOWN, EVERYTHING, Mapped(1, 1, 2)),
    ],
)
def test_each_shown_entry_is_counted_once(lens: Lens, filters: Filters, counts: Mapped) -> None:
    """On the map, without coordinates, or not known yet."""
    assert Map(View(lens, filters)).counts == counts
    assert sum(counts) == len(View(lens, filters).shown)


@pytest.mark.parametrize(
    ("lens", "filters", "of_entries", "places"),
    [
        (WHOLE, EVERYTHING, (), ["spot", "far"]),
        (WHOLE, Filters(marked=frozenset("b")), ("far",), ["far"]),
        (KNOWN, EVERYTHING, ("spot",), ["spot"]),
        (KNOWN, EVERYTHING, (), []),
    ],
)
def test_a_place_is_shown_with_what_is_shown_there(
    lens: Lens, filters: Filters, of_entries: tuple[str, ...], places: list[str]
) -> None:
    """A view of everything has every place with coordinates; no other view has more than it may."""
    found = Map(View(lens, filters)).shown_places(of_entries)
    assert [place.location.id for place in found] == places


def test_the_place_of_the_incident_is_always_shown() -> None:
    """It is told before anything else is."""
    text = text_of(entry("a", "13:15"), rest=PLACES).replace(
        "title: Title", "title: Title, location: far"
    )
    lens = Lens(chronology_of(read_bytes(text.encode(), "record.yaml")), 0, Clock.KNOWN)
    assert [place.location.id for place in Map(View(lens)).shown_places(())] == ["far"]


@pytest.mark.parametrize(
    ("notes", "apart"),
    [(None, []), (NOTES, ["On c"])],
)
def test_notes_on_no_entry_of_the_map_stand_apart(notes: Notes | None, apart: list[str]) -> None:
    """An entry without coordinates has no place for its notes."""
    found = Map(View(WHOLE, notes=notes)).notes_apart()
    assert [line.rpartition(": ")[2] for line in found] == apart


def test_a_label_is_short() -> None:
    """It stands on the map; the whole text stands behind it."""
    lens = Lens(chronology(entry("a", "13:12~", text="word " * 100)))
    assert label(lens, 0).startswith("about 13:12 · word word")
    assert len(label(lens, 0)) < 120
    assert label(lens, 0).endswith("…")
