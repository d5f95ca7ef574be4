"""Writing exports: bytes, what is refused, and what is said of entries without a place."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.writing import (
    narrowing_names,
    pieces,
    refusal,
    remarks,
    written_words,
)
from incident_tui.exchange.printed.view import View
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from tests.records import PLACES, chronology, entry

RECORD = chronology(
    entry("a", "13:15"),
    entry("b", "13:20", kind="action", known="15:00"),
    entry("c", "unplaced"),
)
NOTES = Filters(kinds=frozenset({"note"}))


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.is_binary])
def test_an_export_is_its_text_in_utf_8(name: str) -> None:
    """Piece by piece."""
    written = b"".join(pieces(View(Lens(RECORD)), FORMATS[name]))
    assert written.decode() == "".join(FORMATS[name].load()(View(Lens(RECORD))))


def test_only_the_whole_record_cannot_withhold() -> None:
    """On the clock of the known before the end of the record."""
    known = View(Lens(RECORD, RECORD.as_of[0], Clock.KNOWN))
    assert [name for name, form in FORMATS.items() if refusal(known, form)] == ["json"]
    assert not any(refusal(View(Lens(RECORD)), form) for form in FORMATS.values())


def test_remarks_count_the_entries_of_the_part() -> None:
    """Unplaced entries, and entries that are not known yet, of those that are exported."""
    known = Lens(RECORD, RECORD.as_of[0], Clock.KNOWN)
    ical = FORMATS["ical"]
    whole = [*remarks(View(known), ical)]
    assert whole[-1] == f"{known.withheld_count()} entry not known yet: left out"
    assert not [one for one in remarks(View(known, NOTES), ical) if "not known" in one]
    assert [*remarks(View(known), FORMATS["csv"])] == []


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_a_map_says_what_is_not_on_it(name: str) -> None:
    """Of the entries of the part; and that nothing is, where no place has coordinates."""
    located = chronology(entry("a", "13:15", location="spot"), entry("b", "13:20"), rest=PLACES)
    form = FORMATS[name]
    assert [*remarks(View(Lens(located)), form)] == [
        "1 entry without coordinates is not on the map"
    ]
    assert written_words(View(Lens(located)), form) == "1 entry"
    assert [*remarks(View(Lens(located), Filters(marked=frozenset("a"))), form)] == []
    assert [*remarks(View(Lens(RECORD)), form)] == [
        "No place of this record has coordinates: there is nothing to put on a map.",
        "3 entries without coordinates are not on the map",
    ]
    known = View(Lens(RECORD, RECORD.as_of[0], Clock.KNOWN))
    assert [*remarks(known, form)][-1] == "1 entry not known yet, left out"


def test_the_formats_that_can_be_narrowed_are_named() -> None:
    """In the order of the table."""
    assert narrowing_names() == (
        "markdown, html, ics214, csv, xlsx, timesketch, timelinejs, ical, geojson, kml, srt, vtt,"
        " audacity, audio, audio-flac, aar, aar-html, aar-docx"
    )
