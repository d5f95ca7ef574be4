"""Intervals: bounds that no possible moment breaks, and why where there are none."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.model import Interval
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND
from incident_tui.review import intents
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of, step
from incident_tui.samples import bundled_record
from incident_tui.words.intervals import (
    Length,
    length_between,
    length_of,
    lengths,
    mark_words,
    range_words,
    since_mark,
)
from tests.records import chronology, entry, text_of, times


def said(of: Chronology, start: str, end: str) -> str:
    """The length from one entry or milestone to another, in words."""
    return str(length_of(Lens(of), Interval(id="i", name="n", start=start, end=end)))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        # Exact, as fine as both are written.
        ("13:12", "13:15", "3 min"),
        ("13:12", "13:12", "0 min"),
        ("13:12:10", "13:12:55", "45 s"),
        ("13:12:10", "13:14:10", "2 min"),
        ("13:12:10", "13:15:40", "3 min 30 s"),
        ("13:12:10.250", "13:12:11", "750 ms – 1 s 749 ms"),
        ("13:12", "14:12", "1 h"),
        ("13:12", "2024-03-02T00:00", "1 d 10 h 48 min"),
        # One finer than the other: each moment of the coarser one counts.
        ("13:12", "13:15:30", "2 min 31 s – 3 min 30 s"),
        ("13:12:30", "13:15", "2 min 30 s – 3 min 29 s"),
        # Bounds.
        ("13:00..13:12", "13:12", "0–12 min"),
        ("13:00..13:12", "13:20", "8–20 min"),
        ("13:00", "13:00:10..13:00:40", "-49 s – 40 s"),
        ("13:00:00", "13:00:10..13:00:40", "10–40 s"),
        ("13:00:30..13:01:30", "13:05:00", "3 min 30 s – 4 min 30 s"),
        ("13:00", "14:30..16:00", "1 h 30 min – 3 h"),
        ("13:00", "13:45..14:30", "45–90 min"),
        # A whole day is known by its bounds alone.
        ("13:00", "2024-03-01", "11 h – 1 d 10 h 59 min"),
        # Qualified: by the tolerance, and marked.
        ("13:12~", "13:20", "3–13 min~"),
        ("13:12", "{at: 13:20~, tolerance: 2m}", "6–10 min~"),
        ("13:12?", "13:20~", "-2 min – 18 min%"),
        # What lasts counts from its start.
        ("13:10/13:30", "13:40", "30 min"),
        # Counted from another entry, which need not have a time itself.
        ("13:12~", "a +2m", "2 min"),
        ("13:12~", "a +2m~", "1–3 min~"),
        ("13:12", "a +20m..30m", "20–30 min"),
        ("unplaced", "a +5m", "5 min"),
        ("b -5m", "unplaced", "5 min"),
        ("b -30s", "13:15", "30 s"),
        # The end before the start.
        ("13:20", "13:15", "-5 min"),
        ("13:20:30", "13:20:00", "-30 s"),
        ("13:10..13:20", "13:00", "-20 min – -10 min"),
        ("13:15", "13:10..13:20", "-5 min – 5 min"),
        # In the order known, nothing is below 0.
        ("13:12~", "{at: 13:14~, after: a}", "0–12 min~"),
        ("{at: 13:12~, before: b}", "13:14~", "0–12 min~"),
        ("{at: 13:12~, after: b}", "13:14~", "-8 min – 0 min~"),
        # Half of a time: one bound, unless it says no more than that time goes on.
        ("13:12", "14:00..", "at least 48 min: no full time for “text”"),
        ("13:12~", "14:00:30..", "at least 42 min 31 s~: no full time for “text”"),
        ("..13:00", "13:12", "at least 12 min: no full time for “text”"),
        ("13:12", "..14:00", "at most 48 min: no full time for “text”"),
        ("13:12", "{at: ..14:00, after: a}", "0–48 min"),
        ("14:00..", "13:12", "at most -48 min: no full time for “text”"),
        ("13:12", "13:00..", "not computable: no full time for “text”"),
        ("13:00..", "13:12..", "not computable: no full time for “text” nor for “text”"),
        # No time: never 0.
        ("13:12", "unplaced", "not computable: no full time for “text”"),
        ("unplaced", "unplaced", "not computable: no full time for “text” nor for “text”"),
        ("13:12", "{at: unplaced, after: a}", "not computable: no full time for “text”"),
        # Counted from itself, which is reported.
        ("13:12", "b +2m", "not computable: no full time for “text”"),
    ],
)
def test_a_length_is_as_wide_as_its_ends(start: str, end: str, words: str) -> None:
    """From each form of a time to each other: the bounds of the length, or why there are none."""
    quoted = [time if time.startswith("{") else f'"{time}"' for time in (start, end)]
    assert said(chronology(*times(a=quoted[0], b=quoted[1])), "a", "b") == words


def test_times_counted_from_a_third_entry_are_apart_by_their_difference() -> None:
    """Two times counted from one that is vague are as far from each other as they say."""
    shown = chronology(*times(root='"13:00~"', a='"root +2m"', b='"root +5m..7m"', c='"a +1m"'))
    assert said(shown, "a", "b") == "3–5 min"
    assert said(shown, "c", "b") == "2–4 min"
    assert said(shown, "b", "a") == "-5 min – -3 min"
    assert said(shown, "a", "a") == "0 min"


def test_clocks_narrow_what_is_counted() -> None:
    """Where one end has bounds of its own too, the narrower ones hold."""
    shown = chronology(
        entry("a", '"13:00"'),
        entry("b", '{at: "a +1m..30m", before: c}'),
        entry("c", '"13:10"'),
    )
    assert said(shown, "a", "b") == "1–10 min"


def test_a_chain_of_orders_keeps_the_end_after_the_start() -> None:
    """Orders through other entries, written at either end, and counted times hold as well."""
    shown = chronology(
        entry("a", '{at: "13:10~", before: m}'),
        entry("m", '{at: "13:10~"}'),
        entry("n", '"m +0m..1m"'),
        entry("b", '{at: "13:11~", after: n}'),
    )
    assert said(shown, "a", "b").startswith("0–")


ENDS = """
questions:
  - {id: u1, text: When, refs: [none]}
  - {id: u2, text: Where, refs: [none]}
"""


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("by_entry", "by_effect", "10 min"),
        ("first", "by_effect", "10 min"),
        ("by_effect", "twice", "-15 min"),  # the first entry that reaches it
        ("first", "none", "not computable: no full time for “text” (questions about it: u1, u2)"),
        ("first", "missing", "not computable: nothing is, or reaches, `missing`"),
        ("missing", "none", "not computable: nothing is, or reaches, `missing`"),
    ],
)
def test_ends_are_entries_or_milestones(start: str, end: str, words: str) -> None:
    """A milestone is reached by an entry of its own, or by an effect; the first one counts."""
    shown = chronology(
        entry("first", '"13:00"', milestone="by_entry"),
        entry("second", '"13:10"', effects="[{milestone: by_effect}, {milestone: twice}]"),
        entry("before", '"12:55"', milestone="twice"),
        entry("none", "unplaced"),
        rest=ENDS,
    )
    assert said(shown, start, end) == words


def test_an_entry_goes_before_a_milestone_of_its_name(tmp_path: Path) -> None:
    """A name that is both means the entry."""
    shown = chronology(entry("a", '"13:00"'), entry("b", '"13:10"', milestone="a"))
    assert Lens(shown).end_of_interval("a") == shown.entry_of("a") == 0


def test_calls_are_ends_too(tmp_path: Path) -> None:
    """An interval may lie between a call and the milestone that another one reaches."""
    call = {"kind": "radio_call", "text": "x", "cite": "src"}
    lines = [
        call | {"id": "c1", "time": "2024-02-29T13:00:05"},
        call | {"id": "c2", "time": "2024-02-29T13:01:05", "effects": [{"milestone": "water"}]},
    ]
    (tmp_path / "calls.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    rest = "calls: [calls.jsonl]\nintervals: [{id: i, name: n, from: c1, to: water}]\n"
    (tmp_path / "record.yaml").write_text(text_of(entry("a", '"12:00"'), rest=rest))
    reading = read_record(tmp_path)
    assert reading.problems == ()
    assert [str(length) for _, length in lengths(Lens(chronology_of(reading)))] == ["1 min"]


INDEPENDENCE = {
    # First shots lie between 13:00 and the first call; that was about 13:12, 3 min either way.
    "i-shots-q1": "0–15 min~",
    "i-q1-q2": "0–6 min~",  # 13:09…13:15 to 13:15
    "i-q2-q4": "1–3 min~",  # "two minutes later", a minute either way
    "i-q4-q5": "7–19 min~",  # 13:16…13:18 to around 13:30, 5 min either way
    "i-q5-q6": "0–20 min~",  # 13:25…13:35 to 13:35…13:45
    "i-q1-q6": "20–36 min~",  # 13:09…13:15 to 13:35…13:45
    "i-q1-house": "3 h 30 min – 3 h 51 min~",  # to 16:45…17:00
    "i-response": "not computable: no full time for “Independence officers respond”"
    " (questions about it: u05)",
    "i-on-scene": "not computable: no full time for “Independence officers respond”"
    " (questions about it: u05) nor for “Victims taken to Centerpoint” (questions about it: u16)",
    "i-custody": "not computable: no full time for “Male suspect taken into custody”"
    " (questions about it: u06)",
    "i-hospital": "not computable: no full time for “Victims taken to Centerpoint”"
    " (questions about it: u16)",
}


def test_the_intervals_of_independence_are_those_its_times_allow() -> None:
    """Each of the eleven, worked out by hand from the record's times and tolerances."""
    shown = Lens(chronology_of(read_record(bundled_record())))
    assert {one.id: str(length) for one, length in lengths(shown)} == INDEPENDENCE


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, 0, "0 min"),
        (-1, 0, "-1 ms – 0 min"),
        (0, SECOND, "0–1 s"),
        (0, 59 * SECOND, "0–59 s"),
        (45 * SECOND, 2 * MINUTE, "45 s – 2 min"),
        (0, 59 * MINUTE, "0–59 min"),
        (0, HOUR, "0–60 min"),
        (DAY + SECOND, DAY + SECOND, "1 d 1 s"),
        (-2 * HOUR, -2 * HOUR, "-2 h"),
    ],
)
def test_words_lose_nothing(least: int, most: int, words: str) -> None:
    """A length is told whole, in the shortest way that is."""
    assert range_words(least, most) == words


CLOCKS = st.integers(0, 40).map(lambda minute: f"13:{minute:02}")
SECONDS = st.builds("{}:{:02}".format, CLOCKS, st.integers(0, 59))
MOMENTS = st.builds("{}{}".format, CLOCKS | SECONDS, st.sampled_from(["", "", "~", "?"]))
BOUNDS = st.builds("{}..{}".format, CLOCKS | SECONDS, CLOCKS | SECONDS)


@given(MOMENTS | BOUNDS, MOMENTS | BOUNDS, st.data())
def test_no_pair_of_moments_breaks_the_bounds(start: str, end: str, data: st.DataObject) -> None:
    """The length between any two moments inside the bounds lies within least and most.

    Moments are whole minutes where both times are written to the minute, and else whole seconds.
    """
    shown = chronology(*times(a=f'"{start}"', b=f'"{end}"'))
    one, other = (shown.placements[shown.positions[identifier]] for identifier in "ab")
    length = length_between(Lens(shown), shown.positions["a"], shown.positions["b"])
    if one.earliest is None or other.earliest is None:
        assert not length.is_computable
        return
    assert one.latest is not None
    assert other.latest is not None
    grain = SECOND if (start + end).count(":") > sum(map(_clocks, (start, end))) else MINUTE
    first = data.draw(st.integers(one.earliest // grain, one.latest // grain)) * grain
    last = data.draw(st.integers(other.earliest // grain, other.latest // grain)) * grain
    assert length.least is not None
    assert length.most is not None
    assert length.least <= last - first <= length.most


@given(MOMENTS | BOUNDS, CLOCKS, st.booleans(), st.booleans())
def test_an_open_end_opens_one_bound(time: str, edge: str, after: bool, first: bool) -> None:
    """What is known by one end alone gives one bound, the same that a far end would give."""
    half, far = (
        (f"{edge}..", f"{edge}..2025-01-01") if after else (f"..{edge}", f"2023-01-01..{edge}")
    )
    opened, closed = (
        length_of(
            Lens(chronology(*times(a=f'"{time}"', b=f'"{one}"'))),
            Interval(id="i", name="n", start="b" if first else "a", end="a" if first else "b"),
        )
        for one in (half, far)
    )
    if after is first:
        assert opened.least is None
        assert opened.most == closed.most
    else:
        assert opened.most is None
        assert opened.least == (closed.least if closed.least and closed.least > 0 else None)


def _clocks(text: str) -> int:
    """How many clock times stand in a text: as many colons, if all are to the minute."""
    return 2 if ".." in text else 1


def test_a_mark_counts_to_the_cursor() -> None:
    """From the marked entry to any other; at the mark itself it is nothing, whatever its time."""
    review = review_of(chronology(*times(a='"13:00~"', b='"13:10"', c="unplaced")))
    assert since_mark(review) is None
    review = step(review, intents.SetMark())
    for wish, words in (
        (intents.First(), "0 min"),
        (intents.GoTo("b"), "5–15 min~"),
        (intents.GoTo("c"), "not computable: no full time for “text”"),
    ):
        review = step(review, wish)
        assert str(since_mark(review)) == words
    review = step(step(review, intents.SetMark()), intents.GoTo("b"))
    assert str(since_mark(review)) == "not computable: no full time for “text”"
    review = step(step(review, intents.GoTo("c")), intents.SetMark())
    assert since_mark(review) is None


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Length(3 * MINUTE, 13 * MINUTE, "~"), "3–13 min~ after the mark"),
        (Length(-78 * MINUTE, -1 * MINUTE, "~"), "1–78 min~ before the mark"),
        (Length(-5 * MINUTE, -5 * MINUTE), "5 min before the mark"),
        (Length(-5 * MINUTE, 0), "0–5 min before the mark"),
        (Length(-5 * MINUTE, 3 * MINUTE), "5 min before to 3 min after the mark"),
        (Length(0, 0), "0 min after the mark"),
        (Length(28 * MINUTE, None, "~"), "at least 28 min~ after the mark"),
        (Length(None, -28 * MINUTE), "at least 28 min before the mark"),
        (Length(None, 5 * MINUTE), "at most 5 min after the mark"),
        (Length(None, None), "not computable since the mark"),
    ],
)
def test_the_cursor_is_before_or_after_the_mark(length: Length, words: str) -> None:
    """No length has a minus sign."""
    assert mark_words(length) == words
