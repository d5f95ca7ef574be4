"""Parts of a record: an export has the entries that filters let through, and names the filters."""

import json
import re

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.writing import pieces
from incident_tui.exchange.printed.view import View
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from incident_tui.review.search import Query
from tests.exchange.exports.exported import text_in
from tests.exchange.exports.reports import independence
from tests.records import AGENCIES, PLACES, chronology
from tests.records import entry as entry_without_place


def entry(identifier: str, time: str, **fields: str) -> str:
    """An entry at a place with coordinates, so that a map has it."""
    return entry_without_place(identifier, time, location="spot", **fields)


ENTRIES = (
    entry("a", "13:15", text="Alpha said", agency="ipd"),
    entry("b", "13:20", text="Bravo said", agency="kcpd"),
    entry("c", "13:25", text="Charlie said", agency="ipd", known="15:00"),
    entry("d", "unplaced", text="Delta said", agency="ipd"),
    entry("e", "unplaced", text="Echo said", agency="kcpd"),
)
RECORD = chronology(*ENTRIES, rest=AGENCIES + PLACES)
ONLY_IPD = Filters(agencies=frozenset({"ipd"}))
NARROWING = [name for name, form in FORMATS.items() if form.narrows and not form.is_sound]
WHOLE_ONES = [name for name, form in FORMATS.items() if not form.narrows]


def exported(name: str, view: View) -> str:
    """The text of an export, its lines unfolded and its escapes resolved."""
    text = text_in(name, b"".join(pieces(view, FORMATS[name])))
    if name == "ics214":
        return " ".join(re.sub(r"\s*\|\n\|\s*\|?\s*", " ", text).split())
    if name in ("timelinejs", "timesketch", "geojson"):
        lines = text.splitlines() if name == "timesketch" else [text]
        return "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in lines)
    return text.replace("\r\n ", "").replace("\\,", ",")


def said(text: str) -> list[str]:
    """Which of the entries are in a text."""
    return [word for word in ("Alpha", "Bravo", "Charlie", "Delta", "Echo") if word in text]


@pytest.mark.parametrize("name", NARROWING)
def test_a_part_has_its_entries_and_names_the_filters(name: str) -> None:
    """Placed and unplaced entries alike; without filters it has every entry and names none.

    A report that is made of notes has entries with notes alone then.
    """
    text = exported(name, View(Lens(RECORD), ONLY_IPD))
    assert said(text) == ["Alpha", "Charlie", "Delta"]
    assert "only IPD · 3 of 5 entries · 2 hidden" in text
    whole = exported(name, View(Lens(RECORD)))
    assert len(said(whole)) == (0 if FORMATS[name].is_of_notes else 5)
    assert "only IPD" not in whole


@pytest.mark.parametrize("name", NARROWING)
def test_a_part_names_its_moment_and_its_clock(name: str) -> None:
    """And has no word that was not known by then."""
    lens = Lens(RECORD, RECORD.as_of[1], Clock.KNOWN)
    text = exported(name, View(lens, ONLY_IPD))
    assert "Alpha" in text
    assert "Charlie" not in text
    assert "only IPD · 3 of 5 entries · 2 hidden" in text
    assert "as of 13:20 · what had been published or said on the air" in text.lower()


def found_by_a_search(name: str, late: str, clock: Clock) -> str:
    """An export of the entries with `smoke`, as of 13:40, of which two are known at 15:00 alone.

    Args:
        late: the words of those two, one of them without a full time.
    """
    record = chronology(
        entry("early", "13:15", text="smoke seen", agency="ipd"),
        entry("placed", "13:20", text=late, agency="ipd", known="15:00"),
        entry("other", "13:40", text="water", agency="kcpd"),
        entry("vague", "unplaced", text=late, agency="ipd", known="15:00"),
        rest=AGENCIES + PLACES,
    )
    lens = Lens(record, record.as_of[2], clock)
    return exported(name, View(lens, Filters(words=Query("smoke"))))


@pytest.mark.parametrize("name", NARROWING)
def test_a_search_on_the_clock_of_the_known_reaches_no_withheld_entry(name: str) -> None:
    """Not even the row, the time or the number of an entry says that the words are in it."""
    with_the_words = found_by_a_search(name, "more smoke", Clock.KNOWN)
    assert with_the_words == found_by_a_search(name, "hardly any", Clock.KNOWN)
    assert "smoke seen" in with_the_words
    assert "more smoke" in found_by_a_search(name, "more smoke", Clock.HAPPENED)


@pytest.mark.parametrize("name", WHOLE_ONES)
def test_the_other_formats_have_every_entry(name: str) -> None:
    """The same bytes as without filters."""
    whole = b"".join(pieces(View(Lens(RECORD)), FORMATS[name]))
    assert whole
    assert b"".join(pieces(View(Lens(RECORD), ONLY_IPD), FORMATS[name])) == whole


def test_a_part_counts_its_entries() -> None:
    """All of them, and from a position on; the withheld ones among them."""
    view = View(Lens(RECORD, RECORD.as_of[1], Clock.KNOWN), ONLY_IPD)
    lens, whole = view.lens, View(view.lens)
    assert [*view.shown] == [one for one in range(5) if one in view.shown] == [0, 2, 3]
    assert [*view.placed] == [0, 2]
    assert (len(view.shown), view.unplaced_count) == (3, 1)
    assert (len(whole.shown), whole.unplaced_count) == (5, 2)
    assert view.withheld_count() == sum(not lens.tells(one) for one in (0, 2, 3))
    assert view.withheld_count(4) == 0


@pytest.mark.parametrize("name", NARROWING)
def test_filters_that_let_everything_through_change_no_row(name: str) -> None:
    """Of a bundled record: the entries are those of the whole export, in the same order."""
    lens = Lens(independence())
    kinds = frozenset(lens.outline(one).kind for one in range(lens.count))
    every = exported(name, View(lens, Filters(kinds=kinds)))
    ids = [lens.outline(one).id for one in range(lens.count)]
    whole = exported(name, View(lens, Filters(marked=frozenset(ids))))
    found = [[one for one in ids if one in text] for text in (whole, every)]
    assert found[0] == found[1]
