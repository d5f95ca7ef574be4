"""Exports of some entries of a record: the others are hidden, and every format says so."""

import csv
import io
import re
from typing import Any

import pytest
from icalendar import Calendar

from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.comma_separated import PART
from incident_tui.exchange.printed.view import View
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.exported import exported
from tests.exchange.exports.reports import Make, exercise, hostile, independence
from tests.exchange.exports.test_html import Page
from tests.records import PLACES, chronology
from tests.records import entry as entry_without_place

PARTIAL = [name for name, form in FORMATS.items() if form.narrows and not form.is_sound]


def entry(identifier: str, time: str, **fields: str) -> str:
    """An entry at a place with coordinates, so that a map has it."""
    return entry_without_place(identifier, time, location="spot", **fields)


CHRONICLE = chronology(
    entry("a", "13:00/18:00", text="Alpha"),
    entry("b", "13:10..13:20", text="Bravo", effects="[{agency: unidentified, status: OnScene}]"),
    entry("c", "13:30", text="Charlie"),
    entry("d", "14:30", text="Delta"),
    entry("e", "unplaced", text="Echo"),
    entry("f", "unplaced", text="Foxtrot"),
    entry("g", "unplaced", kind="forecast", text="Golf"),
    entry("h", "unplaced", kind="forecast", text="Hotel"),
    rest=PLACES,
)
WORDS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")


def written(name: str, lens: Lens, filters: Filters = EVERYTHING) -> str:
    """An export, its lines unfolded."""
    text = exported(name, lens, filters)
    return text.replace("\r\n ", "") if name == "ical" else text


def marked(*entries: str) -> Filters:
    """The filter of these entries."""
    return Filters(marked=frozenset(entries))


@pytest.mark.parametrize("name", PARTIAL)
@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ("bdfh", {"Bravo", "Delta", "Foxtrot", "Hotel"}),
        ("a", {"Alpha"}),
        ("e", {"Echo"}),
        ("g", {"Golf"}),
        ("", set()),
    ],
)
def test_hidden_entries_are_in_no_format(name: str, entries: str, told: set[str]) -> None:
    """Placed or not, or a forecast; each entry that is shown is there."""
    text = written(name, Lens(CHRONICLE), marked(*entries))
    assert {word for word in WORDS if word in text} == told


@pytest.mark.parametrize("name", PARTIAL)
def test_a_format_names_the_filter(name: str) -> None:
    """With the number of hidden entries."""
    words = "only marked · 2 of 8 entries · 6 hidden"
    text = re.sub(r"\\u00b7", "·", written(name, Lens(CHRONICLE), marked("b", "e")))
    assert words in text
    assert "hidden" not in written(name, Lens(CHRONICLE)).replace("aria-hidden", "").replace(
        "overflow: hidden", ""
    ).replace("overflow-y: hidden", "")


@pytest.mark.parametrize("make", [independence, exercise])
def test_a_shown_entry_is_told_as_in_the_whole_record(make: Make) -> None:
    """The row of an entry does not depend on what is hidden."""
    lens = Lens(make())
    whole = [*csv.reader(io.StringIO(written("csv", lens), newline=""))]
    shown = [lens.outline(position).id for position in (0, 3, lens.count - 1)]
    some = [*csv.reader(io.StringIO(written("csv", lens, marked(*shown)), newline=""))]
    parts = [row.pop() for row in some]
    assert some == [row for row in whole if row[0] in ("id", *shown)]
    total = f"only marked · 3 of {lens.count} entries · {lens.count - 3} hidden"
    assert parts == [PART, *[total] * 3]


@pytest.mark.parametrize("make", [independence, exercise, hostile])
def test_no_link_of_a_page_leads_to_a_hidden_entry(make: Make) -> None:
    """Words about a hidden entry are text."""
    lens = Lens(make())
    page = Page(written("html", lens, marked(lens.outline(0).id)))
    places = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert places <= set(page.values("id"))


def test_events_keep_their_times() -> None:
    """An event begins when it begins in the export of the whole record."""
    lens = Lens(CHRONICLE)
    whole: Any = Calendar.from_ical(written("ical", lens))
    some: Any = Calendar.from_ical(written("ical", lens, marked("b", "d")))
    starts = {one["uid"]: one["dtstart"].dt for one in whole.walk("VEVENT")}
    found = {one["uid"]: one["dtstart"].dt for one in some.walk("VEVENT")}
    assert len(found) == 2
    assert found.items() <= starts.items()


def test_a_form_has_the_first_and_the_last_time_of_its_log() -> None:
    """Of the entries that it has, by their ends; none where none has a place in time."""
    form = written("ics214", Lens(CHRONICLE), marked("a", "c"))
    assert re.search(r"First time in the log:.*\n.*13:00–18:00 CST", form)
    assert re.search(r"Last time in the log:.*\n.*13:00–18:00 CST", form)
    assert "time in the log" not in written("ics214", Lens(CHRONICLE), marked("e"))
    assert "Entries of the record are left out" in form


def test_a_record_with_hidden_entries_is_not_whole() -> None:
    """The record itself is written with every entry, or not at all."""
    with pytest.raises(ValueError, match="whole only"):
        next(FORMATS["json"].load()(View(Lens(CHRONICLE), marked("a"))))
