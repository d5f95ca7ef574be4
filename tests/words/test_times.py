"""Times and places in time in words."""

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.placing.placement import Placement
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    TimeValue,
    parse_duration,
    parse_form,
    parse_moment,
)
from incident_tui.review.lens import Lens
from incident_tui.samples import bundled_record
from incident_tui.words.times import (
    as_of_words,
    bounds_words,
    date_words,
    day_words,
    duration_words,
    entry_time,
    instant_words,
    known_words,
    length_words,
    moment_words,
    time_words,
    unknown_words,
    zone_words,
)
from tests.record_strategies import as_yaml, records
from tests.records import chronology, entry, lens_of, text_of, times


def words(identifier: str, given: dict[str, str]) -> str:
    """The time of one of these entries in words."""
    chronicle = chronology(*times(**given))
    position = chronicle.positions[identifier]
    value, placement = chronicle.entries[position].time, chronicle.placements[position]
    return time_words(Lens(chronicle), value, placement)


def as_of(identifier: str, given: dict[str, str]) -> str:
    """The moment that the panes show at one of these entries, in words."""
    chronicle = chronology(*times(**given))
    return as_of_words(Lens(chronicle), chronicle.positions[identifier])


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        # A moment as it is written; its date only when it is another.
        ("13:15", "13:15"),
        ("13:15:07", "13:15:07"),
        ("13:15:07.250", "13:15:07.250"),
        ("13:12~", "13:12~"),
        ("13:12?", "13:12?"),
        ("13:12%", "13:12%"),
        ("2024-02-29T13:15", "13:15"),
        ("2024-02-22T16:40~", "22 Feb 16:40~"),
        ("2024-03-01T00:10", "1 Mar 00:10"),
        ("2023-12-31T23:59", "31 Dec 2023 23:59"),
        # Dates alone.
        ("2024-02-29", "29 Feb"),
        ("2024-02-29?", "29 Feb?"),
        ("2023-02-28", "28 Feb 2023"),
        ("2024-02~", "Feb 2024~"),
        ("2024", "2024"),
        # With an offset of its own, on the incident's clocks.
        ("2024-02-29T13:15-06:00", "13:15"),
        ("2024-02-29T19:15Z", "13:15"),
        ("2024-02-29T13:15-05:00~", "12:15~"),
        ("2024-03-01T01:30Z", "19:30"),
        ("2024-02-29T23:30-08:00", "1 Mar 01:30"),
        # One moment between bounds; one that lasted.
        ("13:00..13:12", "13:00…13:12"),
        ("13:00..13:12~", "13:00…13:12~"),
        ("2024-02-28T23:50..00:10", "28 Feb 23:50…00:10"),
        ("13:15/13:40", "13:15–13:40"),
        ("13:15~/13:40~", "13:15~–13:40~"),
        ("23:50/2024-03-01T00:10", "23:50–1 Mar 00:10"),
        # One end open, or both.
        ("13:12~..", "after 13:12~"),
        ("..17:00", "before 17:00"),
        ("..2024-03-02", "before 2 Mar"),
        ("2024-02-29..", "after 29 Feb"),
        ("unplaced", "no time"),
        # Both ends of the calendar.
        ("0001-01-01T00:00", "1 Jan 1 00:00"),
        ("9999-12-31T23:59", "31 Dec 9999 23:59"),
        ("9999", "9999"),
    ],
)
def test_a_time_by_itself(time: str, expected: str) -> None:
    """A time is told in the fewest words that are as honest as the source."""
    assert words("x", {"x": time}) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Without a time of its own: what the order says, in the words of whom it comes from.
        ({"x": "{at: unplaced, after: [q]}", "q": "13:12~"}, "after 13:12~"),
        ({"x": "{at: unplaced, before: [q]}", "q": "17:00"}, "before 17:00"),
        (
            {"x": "{at: unplaced, after: [q], before: [r]}", "q": "13:12~", "r": "13:15"},
            "13:12~…13:15",
        ),
        (
            {"x": "{at: unplaced, after: [q], before: [r]}", "q": "13:15", "r": "13:15"},
            "13:15",
        ),
        (
            {"x": "{at: unplaced, after: [y]}", "y": "{at: unplaced, after: [q]}", "q": "13:12~"},
            "after 13:12~",
        ),
        ({"x": "{at: unplaced, after: [q]}", "q": "2024-02-28"}, "after 28 Feb 00:00"),
        ({"x": "{at: unplaced, after: [q]}", "q": "13:00..13:12"}, "after 13:00"),
        ({"x": "{at: unplaced, before: [q]}", "q": "13:00..13:12"}, "before 13:12"),
        # A clock time of its own is told as it is written, also where the order narrows it.
        ({"x": "{at: 13:12~, after: [q]}", "q": "13:14"}, "13:12~"),
        # Bounds, and an open end, as the order narrows them.
        ({"x": "{at: 13:00..13:12, after: [q]}", "q": "13:05"}, "13:05…13:12"),
        ({"x": "{at: 13:00..13:12, before: [q]}", "q": "13:05"}, "13:00…13:05"),
        ({"x": "{at: 13:00..13:12~, after: [q]}", "q": "12:05"}, "13:00…13:12~"),
        ({"x": "{at: 13:00.., before: [q]}", "q": "13:30~"}, "13:00…13:30~"),
        ({"x": "{at: 13:00.., after: [q]}", "q": "13:30~"}, "after 13:30~"),
        ({"x": "{at: ..17:00, before: [q]}", "q": "16:00"}, "before 16:00"),
        ({"x": "{at: ..17:00, after: [q]}", "q": "16:00"}, "16:00…17:00"),
    ],
)
def test_a_time_among_others(given: dict[str, str], expected: str) -> None:
    """What is known of a time through others is told in their words."""
    assert words("x", given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # From a clock time: the clock time that it comes to.
        ({"q": "13:15", "x": "q +2m"}, "13:17"),
        ({"q": "13:15", "x": "q +2m~"}, "13:17~"),
        ({"q": "13:12~", "x": "q +2m"}, "13:14~"),
        ({"q": "13:12?", "x": "q +2m~"}, "13:14%"),
        ({"q": "13:15", "x": "q -30s"}, "13:14…13:15"),
        ({"q": "13:15:07", "x": "q +2m"}, "13:17:07"),
        ({"q": "13:30~", "x": "q +2m..10m"}, "13:32…13:40~"),
        ({"q": "23:59", "x": "q +2m"}, "1 Mar 00:01"),
        ({"q": "13:15", "p": "q +2m", "x": "p +1m"}, "13:18"),
        ({"q": "2024-02-29T19:15Z", "x": "q +2m"}, "13:17"),
        # At the same time as something: in that one's words.
        ({"q": "2024-02-29?", "x": "q +0m"}, "29 Feb?"),
        ({"q": "13:00..13:12", "x": "q +0m~"}, "13:00…13:12~"),
        ({"q": "13:00..13:12~", "x": "q +0m~"}, "13:00…13:12~"),
        ({"q": "13:15/13:40", "x": "q +0m"}, "13:15–13:40"),
        # From what is no clock time: the bounds.
        ({"q": "13:00..13:12", "x": "q +10m"}, "13:10…13:22"),
        ({"q": "13:00..", "x": "q +10m"}, "after 13:10"),
        ({"q": "..17:00", "x": "q -10m"}, "before 16:50"),
        ({"q": "unplaced", "x": "q +10m"}, "no time"),
        # From something that is not there, or round in a circle: what else is known.
        ({"x": "nothing +10m"}, "no time"),
        ({"q": "13:15", "x": "{at: nothing +10m, after: [q]}"}, "after 13:15"),
        (
            {
                "x": "{at: y +0m, after: [q], before: [r]}",
                "y": "x +0m",
                "q": "13:00",
                "r": "13:30",
            },
            "13:00…13:30",
        ),
        (
            {
                "x": "{at: y +1m, after: [q], before: [r]}",
                "y": "z +0m",
                "z": "y +0m",
                "q": "13:00",
                "r": "13:30",
            },
            "13:00…13:30",
        ),
    ],
)
def test_a_time_counted_from_another(given: dict[str, str], expected: str) -> None:
    """A relative time is told as a clock time, where it comes to one, and as bounds otherwise."""
    assert words("x", given) == expected


def test_a_long_chain_of_times_is_told() -> None:
    """A time at the end of thousands that are counted from each other has words as well."""
    given = {f"e{n}": f"e{n - 1} +1s" if n else "13:15:00" for n in range(2_500)}
    assert words("e2499", given) == "13:56:39"


def test_a_time_that_is_no_entry_s_is_told() -> None:
    """The time of a status is told like that of an entry."""
    lens = Lens(chronology(*times(q="13:12~")))
    value = TimeValue(parse_form("unplaced"), after=("q",))
    assert time_words(lens, value, Placement(earliest=0, after="q")) == "after 13:12~"
    assert bounds_words(lens, Placement()) == "no time"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Where an entry stands, as fine and as sure as it is.
        ({"x": "13:15"}, "13:15"),
        ({"x": "13:15:07"}, "13:15:07"),
        ({"x": "13:12~"}, "13:12~"),
        ({"x": "13:12%"}, "13:12%"),
        ({"x": "13:15/13:40"}, "13:15"),
        ({"x": "2024-03-01T00:10"}, "1 Mar 00:10"),
        ({"x": "2024-02-29T19:15Z"}, "13:15"),
        # Bounds stay bounds: no moment inside is given.
        ({"x": "13:00..13:12"}, "13:00…13:12"),
        ({"x": "13:15..13:15"}, "13:15…13:15"),
        ({"x": "2024-02-29"}, "29 Feb"),
        ({"x": "2024-02-29?"}, "29 Feb?"),
        ({"x": "a +2m..10m", "a": "13:15"}, "13:17…13:25"),
        (
            {"x": "{at: unplaced, after: [a], before: [b]}", "a": "13:00", "b": "13:30"},
            "13:00…13:30",
        ),
        ({"x": "a +2m~", "a": "13:15"}, "13:17~"),
        ({"x": "a -30s", "a": "13:15:07"}, "13:14:37"),
        # Without a place, the end.
        ({"x": "unplaced"}, "end of the record"),
        ({"x": "13:00.."}, "end of the record"),
    ],
)
def test_the_moment_that_is_shown(given: dict[str, str], expected: str) -> None:
    """The moment that the panes show is told as surely as it is known."""
    assert as_of("x", given) == expected


def test_without_an_entry_the_end_is_shown() -> None:
    """Where nothing is under the cursor, the panes show the end of the record."""
    assert as_of_words(Lens(chronology()), 0) == "end of the record"


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, "0 min"),
        (1, "1 ms"),
        (999, "999 ms"),
        (SECOND, "1 s"),
        (59 * SECOND + 999, "59 s"),
        (MINUTE, "1 min"),
        (13 * MINUTE, "13 min"),
        (90 * SECOND, "1 min 30 s"),
        (HOUR, "1 h"),
        (3 * HOUR + 5 * MINUTE, "3 h 5 min"),
        (3 * HOUR + 5 * SECOND, "3 h"),
        (2 * DAY + 4 * HOUR + 7 * MINUTE, "2 d 4 h"),
        (366 * DAY, "366 d"),
        (-13 * MINUTE, "13 min"),
    ],
)
def test_a_length_in_words(length: int, expected: str) -> None:
    """A length of time is told in its two largest units, and never more."""
    assert length_words(length) == expected


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("20m", "20 min"),
        ("20m~", "20 min~"),
        ("20m..30m", "20 min – 30 min"),
        ("2m..1h30m?", "2 min – 1 h 30 min?"),
        ("0m", "0 min"),
    ],
)
def test_a_duration_in_words(duration: str, expected: str) -> None:
    """A duration is told by its length, or by its bounds."""
    assert duration_words(parse_duration(duration)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-02-29", "Thu 29 Feb 2024"),
        ("2024-12-01", "Sun 1 Dec 2024"),
        ("0001-01-01", "Mon 1 Jan 1"),
    ],
)
def test_the_date_in_words(date: str, expected: str) -> None:
    """The incident's date is told with its weekday."""
    assert date_words(lens_of(date=date)) == expected


def test_no_date_in_words() -> None:
    """An incident whose date cannot be read has none, and its times have all of theirs."""
    text = (
        b"incident: {id: i, title: T, timezone: UTC}\nsources: [{id: s, kind: report}]\n"
        b"timeline: [{id: x, kind: note, time: 2024-02-29T13:15, text: t, cite: s},"
        b" {id: y, kind: note, time: '19:15Z', text: t, cite: s}]\n"
    )
    chronicle = chronology_of(read_bytes(text, "record.yaml"))
    lens = Lens(chronicle)
    assert date_words(lens) == "no date"
    shown = [
        time_words(lens, one.time, placement)
        for one, placement in zip(chronicle.entries, chronicle.placements, strict=True)
    ]
    assert shown == ["29 Feb 2024 13:15", "19:15"]
    assert as_of_words(lens, 0) == "29 Feb 2024 13:15"
    assert zone_words(lens) == "UTC"


@pytest.mark.parametrize(
    ("date", "timezone", "expected"),
    [
        ("2024-02-29", "America/Chicago", "CST"),
        ("2024-07-04", "America/Chicago", "CDT"),
        ("2024-03-10", "America/Chicago", "CDT"),  # at noon, after the change
        ("2024-02-29", "America/Sao_Paulo", "UTC-03"),  # has no letters of its own
        ("2024-02-29", "Asia/Kathmandu", "UTC+0545"),
        ("2024-02-29", "UTC", "UTC"),
    ],
)
def test_the_zone_in_words(date: str, timezone: str, expected: str) -> None:
    """The zone is named as on the incident's day, whatever else the record tells of."""
    entries = times(a="2023-01-01T13:15", b="2023-07-01T13:15")
    assert zone_words(Lens(chronology(*entries, date=date, timezone=timezone))) == expected


def test_an_instant_in_words() -> None:
    """An instant is told on the incident's clocks, with its date where that is another."""
    zone = chronology().zone
    noon = zone.bounds(parse_moment("12:00"))[0]
    assert instant_words(noon, zone) == "12:00"
    assert instant_words(noon + 7 * SECOND, zone, SECOND) == "12:00:07"
    assert instant_words(noon + DAY, zone) == "1 Mar 12:00"
    assert instant_words(noon - 366 * DAY, zone) == "28 Feb 2023 12:00"
    assert instant_words(1 << 60, zone) == "31 Dec 9999 23:59"
    assert instant_words(-(1 << 60), zone) == "1 Jan 1 00:00"
    assert day_words(29, 2) == "29 Feb"
    assert moment_words(parse_moment("13:15~"), zone) == "13:15~"


@pytest.mark.parametrize(
    ("time", "fields", "expected", "instead"),
    [
        # On the air or in public: the row only says that it is still to come.
        ("13:15", {"kind": "radio_call"}, "at once", "not yet"),
        ("unplaced", {"kind": "statement"}, "at once", "not yet"),
        ("13:15", {"cite": "log"}, "at once", "not yet"),
        # As it is written.
        ("13:15", {"known": "13:30"}, "13:30", "not known yet · known 13:30"),
        ("13:15", {"known": "13:15", "kind": "radio_call"}, "13:15", "not known yet · known 13:15"),
        ("13:15", {"known": "13:30~"}, "13:30~", "not known yet · known 13:30~"),
        ("13:15", {"known": "16:45..17:00"}, "16:45…17:00", "not known yet · known 16:45…17:00"),
        ("13:15", {"known": "17:00.."}, "after 17:00", "not known yet · known after 17:00"),
        ("13:15", {"known": "..17:00"}, "by 17:00", "not known yet · known by 17:00"),
        ("13:15", {"known": "..2024-03-02"}, "by 2 Mar", "not known yet · known by 2 Mar"),
        ("13:15", {"known": "2024-03-02?"}, "2 Mar?", "not known yet · known 2 Mar?"),
        ("13:15", {"known": "y +5m"}, "13:25", "not known yet · known 13:25"),
        ("13:15", {"known": "{at: unplaced, after: [y]}"}, "after 13:20", None),
        # With what was published.
        ("13:15", {"cite": "paper"}, "2 Mar", "not known yet · known 2 Mar"),
        ("13:15", {"cite": "month"}, "1 Mar…31 Mar", "not known yet · known 1 Mar…31 Mar"),
        ("13:15", {"cite": "wire"}, "15:00", "not known yet · known 15:00"),
        # Not said.
        ("13:15", {}, "after 13:15", None),
        ("unplaced", {}, "not said when", None),
        ("unplaced", {"known": "unplaced"}, "not said when", None),
    ],
)
def test_when_it_was_known_in_words(
    time: str, fields: dict[str, str], expected: str, instead: str | None
) -> None:
    """When an entry was known is told as briefly as its time, also in place of the entry."""
    sources = (
        ", {id: log, kind: cad_export}, {id: paper, kind: report, published: 2024-03-02}"
        ", {id: month, kind: report, published: 2024-03}"
        ", {id: wire, kind: report, published: 2024-02-29T15:00}"
    )
    text = text_of(entry("x", time, **fields), *times(y="13:20"))
    text = text.replace("report}]", f"report}}{sources}]", 1)
    chronicle = chronology_of(read_bytes(text.encode(), "record.yaml"))
    assert chronicle.problems == ()
    lens, position = Lens(chronicle), chronicle.positions["x"]
    assert known_words(lens, position) == expected
    if instead:
        assert unknown_words(lens, position) == instead


def all_words(lens: Lens) -> dict[str, str]:
    """The times of all entries in words, told by position and by value alike."""
    found = {}
    for position in range(lens.count):
        outline = lens.outline(position)
        found[outline.id] = time_words(lens, outline.time, outline.placement)
        assert entry_time(lens, position) == found[outline.id]
    return found


def test_the_times_of_the_bundled_record() -> None:
    """The times of the bundled record read as the article tells them."""
    found = all_words(Lens(chronology_of(read_record(bundled_record()))))
    assert {one: found[one] for one in ("q1", "q2", "q3", "q4", "q5", "q6")} == {
        "q1": "13:12~",
        "q2": "13:15",
        "q3": "13:15…13:17",
        "q4": "13:17~",
        "q5": "13:30~",
        "q6": "13:40~",
    }
    assert found["eviction"] == "12:00…13:15"
    assert found["first-shots"] == "13:00…13:12~"
    assert found["server-call"] == "13:00…13:12~"
    assert found["neighbour-call"] == "13:00…13:12~"
    assert found["custody"] == "after 13:12~"
    assert found["drive-by"] == "13:32…13:40~"
    assert found["all-clear"] == "after 13:20"
    assert found["no-one-inside"] == found["no-more-people"] == "16:45…17:00"
    assert found["lucas-post"] == found["lucas-adds"] == "29 Feb?"


@given(records())
def test_every_time_has_words(sections: dict[str, str]) -> None:
    """Whatever a time is, it is told on one line, and so is the moment that it shows."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    lens = Lens(chronicle)
    found = [*all_words(lens).values()]
    found += [as_of_words(lens, position) for position in range(lens.count)]
    assert all(text and text.isprintable() and text == text.strip() for text in found)
