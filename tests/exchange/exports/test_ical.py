"""A calendar: what its components say, and that they are read back as they were written."""

import datetime as dt
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from icalendar import Calendar

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.ical import export
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry


def calendar_of(chronicle: Chronology) -> Any:
    """The calendar, read back."""
    return Calendar.from_ical("".join(export(View(Lens(chronicle)))))


def of(time: str) -> Any:
    """The component of an entry with this time."""
    calendar = calendar_of(chronology(entry("a", "13:00"), entry("x", time, title="X")))
    return next(one for one in calendar.subcomponents if one["summary"].endswith("· X"))


def utc(clock: str, day: int = 29) -> dt.datetime:
    """A moment of February 2024."""
    return dt.datetime.combine(dt.date(2024, 2, day), dt.time.fromisoformat(clock), dt.UTC)


@pytest.mark.parametrize(
    ("time", "start", "stop", "status", "summary"),
    [
        ("13:15", utc("19:15"), None, "CONFIRMED", "13:15"),
        ("13:15:07.250", utc("19:15:07"), None, "CONFIRMED", "13:15:07.250"),
        ("13:12~", utc("19:12"), None, "TENTATIVE", "about 13:12"),
        ("13:12?", utc("19:12"), None, "TENTATIVE", "13:12 (uncertain)"),
        ("13:15/13:40", utc("19:15"), utc("19:41"), "CONFIRMED", "13:15–13:40"),
        (
            "13:15..13:17",
            utc("19:15"),
            utc("19:18"),
            "TENTATIVE",
            "somewhere between 13:15 and 13:17",
        ),
        (
            "2024-02-29",
            dt.date(2024, 2, 29),
            dt.date(2024, 3, 1),
            "TENTATIVE",
            "somewhere within 29 Feb",
        ),
        (
            "2024-02",
            dt.date(2024, 2, 1),
            dt.date(2024, 3, 1),
            "TENTATIVE",
            "somewhere within Feb 2024",
        ),
        # Both within the second that a calendar can tell.
        (
            "13:15:07.100..13:15:07.300",
            utc("19:15:07"),
            None,
            "TENTATIVE",
            "somewhere between 13:15:07.100 and 13:15:07.300",
        ),
    ],
)
def test_an_event_says_how_sure_its_time_is(
    time: str, start: dt.date, stop: dt.date | None, status: str, summary: str
) -> None:
    """A moment has no end, bounds reach from one to the other, whole days are days."""
    event = of(time)
    assert event.name == "VEVENT"
    assert event.decoded("dtstart") == start
    assert event.decoded("dtend", None) == stop
    assert event["status"] == status
    assert event["summary"] == f"{summary} · X"


@pytest.mark.parametrize(
    ("time", "summary"),
    [("unplaced", "no time"), ("13:05..", "after 13:05"), ("..17:00", "before 17:00")],
)
def test_what_is_unplaced_is_a_journal_without_a_date(time: str, summary: str) -> None:
    """With what is known of its time in words."""
    journal = of(time)
    assert journal.name == "VJOURNAL"
    assert journal["summary"] == f"{summary} · X"
    assert "dtstart" not in journal


def test_a_description_tells_the_rest() -> None:
    """The words, what the source said of the time, where it stands, and what is disputed."""
    chronicle = chronology(
        entry("x", "{at: 13:12~, stated: 'one; two'}", title="X", agency="ipd", cite="src:L3"),
        rest=AGENCIES
        + """
    conflicts:
      - {id: c01, topic: Who, affects: [x], claims: [{value: a, cite: src}, {value: b, cite: src}]}
""",
    )
    (event,) = calendar_of(chronicle).subcomponents
    assert event["summary"] == "about 13:12 · IPD · X"
    assert event["description"].splitlines() == [
        "text",
        "Time: approximate, stated “one; two”",
        "Source: report L3",
        "Bounds: somewhere in 13:07…13:17",
        "Known: after 13:07",
        "Who: Independence Police Department",
        "Disputed: c01 Who",
    ]


def test_the_calendar_explains_itself() -> None:
    """How bounds are drawn, which entries have no date, and what each source is."""
    chronicle = chronology(entry("a", "13:00..13:10"), entry("x", "unplaced"))
    about = str(calendar_of(chronicle)["x-wr-caldesc"])
    assert "1 entry without a full time is a journal entry without a date (VJOURNAL)" in about
    assert "given by bounds alone" in about
    assert "src: src (report)" in about


def test_a_forecast_is_no_event_that_took_place() -> None:
    """Its words begin with what it is."""
    chronicle = chronology(entry("x", "unplaced", kind="forecast", title="House to be handed over"))
    (journal,) = calendar_of(chronicle).subcomponents
    summary = "no time · Expected or planned, as said: House to be handed over"
    assert journal["summary"] == summary


@given(records())
def test_events_sorted_by_start_keep_the_order_of_the_record(sections: dict[str, str]) -> None:
    """Days among days, and clock times among clock times: a day has no place within itself."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    components = calendar_of(chronicle).subcomponents
    starts = [one.decoded("dtstart") for one in components if one.name == "VEVENT"]
    clocks = [start for start in starts if isinstance(start, dt.datetime)]
    assert clocks == sorted(clocks)
    zone = chronicle.zone.zone
    days = [
        start.astimezone(zone).date() if isinstance(start, dt.datetime) else start
        for start in starts
    ]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("incident", "stamp"),
    [
        ("date: 2024-02-29, timezone: America/Chicago, as_of: 2024-03-02T10:00Z", utc("10:00", 2)),
        ("date: 2024-02-29, timezone: America/Chicago, as_of: unplaced", utc("06:00")),
        ("date: 2024-02-29, timezone: America/Chicago", utc("06:00")),
        ("timezone: America/Chicago", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
    ],
)
def test_a_stamp_follows_from_the_record(incident: str, stamp: dt.datetime) -> None:
    """As of when it is, or its date; so the same record is the same calendar, whenever written."""
    sections = {
        "format": "incident-record/1",
        "incident": f"{{id: i, title: T, {incident}}}",
        "sources": "[{id: s, kind: report}]",
        "timeline": "[{id: e, kind: note, time: unplaced, text: t, cite: s}]",
    }
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    (journal,) = calendar_of(chronicle).subcomponents
    expected = stamp.replace(month=3) if "as_of: 2024" in incident else stamp
    assert journal.decoded("dtstamp") == expected


def test_an_entry_keeps_its_identifier() -> None:
    """In every export of it, also when others come; entries of one name elsewhere have others."""
    alone = calendar_of(chronology(entry("x", "13:15"))).subcomponents
    more = calendar_of(chronology(entry("w", "13:00"), entry("x", "13:20"))).subcomponents
    other = chronology_of(
        read_bytes(
            b"format: incident-record/1\n"
            b"incident: {id: other, title: T, date: 2024-02-29, timezone: UTC}\n"
            b"timeline: [{id: x, kind: note, time: '13:15', text: t, cite: s}]\n",
            "record.yaml",
        )
    )
    found = [one["uid"] for one in (*alone, *more, *calendar_of(other).subcomponents)]
    assert found[0] == found[2]
    assert len({*found}) == 3


@given(texts())
def test_any_words_stay_in_their_property(text: str) -> None:
    """A stranger's line ends and commands begin no line of a calendar, and all words are there."""
    written = "".join(export(View(Lens(saying(text, title=text)))))
    for line in written.split("\r\n"):
        assert len(line.encode()) <= 75
        assert not any(unicodedata.category(one) == "Cc" for one in line)
    event, journal = Calendar.from_ical(written).subcomponents
    assert event["summary"] == " · ".join(filter(None, ("about 13:12", visible(text))))
    assert journal["summary"] == " · ".join(filter(None, ("no time", visible(text))))


@given(records())
def test_any_record_is_a_calendar(sections: dict[str, str]) -> None:
    """A component for each entry, an end only after the beginning, and none of it twice."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    components = calendar_of(chronicle).subcomponents
    names = [component.name for component in components]
    assert names == ["VEVENT"] * chronicle.placed_count + ["VJOURNAL"] * chronicle.unplaced_count
    assert len({component["uid"] for component in components}) == len(chronicle.entries)
    for component in components:
        assert not component.errors
        if "dtend" in component:
            assert component.decoded("dtend") > component.decoded("dtstart")
