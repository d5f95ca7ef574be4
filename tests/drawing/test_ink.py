"""Lines of ink: fitted, cut, wrapped and spread; and what holds of the lines of every pane."""

import unicodedata
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from incident_tui.boards import help as help_page
from incident_tui.boards import problems
from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.ink import (
    Ink,
    Line,
    clip,
    cut,
    fit,
    highlighted,
    lit,
    spread,
    text_of_line,
    width_of,
    wrap,
)
from incident_tui.panes import (
    agencies,
    casualties,
    detail,
    footer,
    header,
    related,
    status,
    strip,
    timeline,
)
from incident_tui.record.reading import read_bytes
from incident_tui.record.text import visible
from incident_tui.record.time_value import MINUTE
from incident_tui.review import intents
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.rows import Gap, Tray
from incident_tui.review.search import Query, spans
from tests.drawn import line_text

WIDTHS = st.integers(1, 200)
NASTY = st.text(
    "a [b]/:é日👩❤\ufe0f\u0301\u200d\u00ad\u202e\u2066\ufeff\x00\x1b\x7f\x9b\r\n\t", max_size=30
)
"""Wide and combining characters, joiners, controls, overrides of direction, what markup is of."""
MARKUP = "[bold red]x[/] [link=file:///etc/passwd]y[/link] :smile: $ink-text"

_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def is_harmless(text: str) -> bool:
    """Whether a terminal takes every character of a text for a character and not a command."""
    return not any(
        unicodedata.category(one) in ("Cc", "Cs") or unicodedata.bidirectional(one) in _TURNS
        for one in text
    )


@given(NASTY, st.integers(-2, 200))
def test_fit_takes_exactly_its_width(text: str, width: int) -> None:
    """A fitted text has as many cells as were asked for, whatever is in it."""
    assert cell_len(fit(visible(text), width)) == max(width, 0)


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("abc", 3, "abc"),
        ("abcdef", 4, "abc…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日 …"),  # half a character is no character
        ("e\u0301e\u0301", 3, "e\u0301e\u0301 "),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("abc", -1, ""),
    ],
)
def test_fit_pads_or_says_that_it_cut(text: str, width: int, fitted: str) -> None:
    """A text that is too short is padded; one that is too long ends in `…`."""
    assert fit(text, width) == fitted


@pytest.mark.parametrize(
    ("text", "width", "cut_text"), [("abc", 5, "abc"), ("abc", 3, "abc"), ("abcd", 3, "ab…")]
)
def test_cut_leaves_alone_what_fits(text: str, width: int, cut_text: str) -> None:
    """A text is cut only where it has to be, and never padded."""
    assert cut(text, width) == cut_text


@given(NASTY, WIDTHS)
def test_wrapped_lines_fit_and_are_harmless(text: str, width: int) -> None:
    """No wrapped line is wider than the width, and none holds a control character."""
    lines = wrap(text, width)
    assert lines
    assert all(cell_len(line) <= width and is_harmless(line) for line in lines)


@given(NASTY, st.integers(2, 200))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    """Wrapping takes away white space at the ends of lines and nothing else."""
    whole = " ".join(visible(paragraph) for paragraph in text.split("\n"))
    assert "".join("".join(wrap(text, width)).split()) == "".join(whole.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one\n\ntwo", 20, ["one", "", "two"]),
        ("abcdef", 4, ["abcd", "ef"]),
        ("日本語", 4, ["日本", "語"]),
        ("", 10, [""]),
        ("a\u3164b", 20, ["a‹U+3164›b"]),  # a letter without a shape
        (MARKUP, 80, [MARKUP]),
    ],
)
def test_wrap_breaks_between_words(text: str, width: int, lines: list[str]) -> None:
    """Lines break between words where they can, at every line of the text, and markup is text."""
    assert wrap(text, width) == lines


@given(st.text("a bcé日“…-\u2003\u0301\u3000", max_size=60).map(visible), st.integers(1, 30))
def test_wrap_breaks_where_textual_does(text: str, width: int) -> None:
    """Lines break where Textual breaks them in its own widgets."""
    lines = [line.plain.rstrip() for line in Content(text).wrap(width)]
    assert wrap(text, width) == (lines if cell_len(text) > width else [text.rstrip()])


LINES = st.lists(st.builds(Ink, NASTY.map(visible), st.sampled_from(["text", "dim"])), max_size=4)


@given(LINES, LINES, st.integers(0, 200))
def test_spread_fills_the_width_and_no_more(left: Line, right: Line, width: int) -> None:
    """Two ends spread over a width take exactly that width, however long either of them is."""
    assert width_of(spread(left, right, width)) == width


@pytest.mark.parametrize(
    ("width", "words"),
    [(12, "left   right"), (10, "left right"), (9, "le… right"), (6, " right"), (5, "right")],
)
def test_spread_cuts_the_left_end_first(width: int, words: str) -> None:
    """The right end stays whole, a space before it, while the left one is cut."""
    line = spread([Ink("left")], [Ink("right")], width)
    assert line_text(line) == words


def test_spread_cuts_the_right_end_when_it_alone_is_too_long() -> None:
    """Where not even the right end fits, that is cut too."""
    line = spread([Ink("left")], [Ink("right")], 3)
    assert line_text(line) == "ri…"


def test_clip_keeps_ink_and_action_of_what_it_cuts() -> None:
    """A span that is cut is still drawn in its ink and can still be clicked."""
    line = [Ink("a", "dim"), Ink("bcd", "key", "help"), Ink("e")]
    assert clip(line, 3) == (Ink("a", "dim"), Ink("b…", "key", "help"))


def test_width_counts_cells() -> None:
    """A wide character counts for two cells, a combining mark for none."""
    assert width_of([Ink("日本"), Ink("e\u0301")]) == 5


@pytest.mark.parametrize(
    ("words", "shown", "found", "drawn"),
    [
        ("two officers", "two officers", [(4, 7)], ["two ", "<off>", "icers"]),
        ("two officers", "two officers", [], ["two officers"]),
        ("two officers", "two officers", [(0, 12)], ["<two officers>"]),
        ("two officers", "two officers   ", [(4, 12)], ["two ", "<officers>", "   "]),
        ("a b a", "a b a", [(0, 1), (4, 5)], ["<a>", " b ", "<a>"]),
        ("aaaa", "aaaa", [(0, 2), (2, 4)], ["<aa>", "<aa>"]),
        # What is cut off is lit as far as it is seen, and where it begins beyond that, its `…` is.
        ("two officers", "two off…", [(4, 12)], ["two ", "<off…>"]),
        ("two officers", "two off…", [(8, 12)], ["two off", "<…>"]),
        ("two officers", "two off…", [(0, 3), (8, 12)], ["<two>", " off", "<…>"]),
        ("two officers", "two off…", [(7, 8), (9, 10)], ["two off", "<…>"]),
        ("日本語 abc", "日 …", [(1, 3)], ["日", "< …>"]),
        ("[b]x[/b]", "[b]x[/b]", [(0, 3)], ["<[b]>", "x[/b]"]),
    ],
)
def test_what_is_found_is_lit(
    words: str, shown: str, found: list[tuple[int, int]], drawn: list[str]
) -> None:
    """The found parts of what is shown stand in the ink of a hit, all else in its own."""
    line = highlighted(words, shown, found, "dim")
    marks = {"hit": "<{}>", "dim": "{}"}
    assert [marks[span.ink].format(span.text) for span in line if span.text] == drawn


@given(NASTY, st.integers(0, 40), st.sampled_from("aé[b日 \u200d"))
def test_lighting_changes_no_letter(text: str, width: int, letter: str) -> None:
    """A row with hits says what it says without them; each hit that is seen is lit."""
    words = visible(text)
    shown = fit(words, width)
    found = spans(Query(letter), words) if letter.strip() else []
    line = highlighted(words, shown, found, "dim")
    assert line_text(line) == shown
    hits = [span for span in line if span.ink == "hit"]
    assert bool(hits) == bool(found and shown)
    assert all(span.text for span in hits)


# What holds of every pane.

RECORD = """
format: incident-record/1
TEXT: no key of a record
incident:
  {id: i, title: TEXT, date: 2024-02-29, timezone: America/Chicago, location: l, exercise: yes}
tolerances: {TEXT: 5m}
sources: [{id: s, kind: report, title: TEXT}, {id: t, kind: report}]
locations: [{id: l, text: TEXT, city: TEXT}]
agencies:
  - {id: a, name: TEXT, short: TEXT, color: "#0072b2"}
  - {id: b, name: TEXT}
units: [{id: u, call_sign: TEXT, agency: b}]
people: [{id: p, name: TEXT}]
timeline:
  - id: e1
    kind: radio_call
    time: {at: 13:00~, stated: TEXT, basis: TEXT, duration: 3m}
    title: TEXT
    text: TEXT
    verbatim: true
    sic: TEXT
    agency: a
    agencies: [b]
    speaker: {person: p, unit: u, label: TEXT, addressed_to: TEXT}
    channel: {system: TEXT, talkgroup: TEXT, frequency: TEXT, feed: TEXT, site: TEXT}
    location: l
    effects: [{agency: a, status: TEXT}, {milestone: TEXT}]
    milestone: TEXT
    grade: B2
    cite: {source: s, at: TEXT, via: TEXT, by: TEXT, quote: TEXT}
  - {id: e2, kind: note, time: e1 +2h~, text: TEXT, cite: t, units: [u]}
  - {id: e3, kind: note, time: {at: unplaced, after: [e1]}, text: TEXT, cite: t}
  - {id: e4, kind: TEXT, time: 13:00, text: TEXT, cite: t}
casualties:
  - {id: c, group: public, label: TEXT, role: TEXT, agency: b, count: 3}
related:
  - id: r
    title: TEXT
    relation: [same_area]
    casualties: [{group: public, status: injured, count: 2}]
conflicts:
  - {id: x, topic: TEXT, affects: [e1], claims: [{value: TEXT, cite: s}, {value: TEXT, cite: s}]}
"""
"""A record with the same text in every place that has room for one."""


def record_saying(text: str) -> Review:
    """A review of `RECORD` where every text is this one."""
    quoted = "".join(f"\\U{ord(one):08X}" for one in text)
    filled = RECORD.replace("TEXT", f'"{quoted}"')
    return review_of(chronology_of(read_bytes(filled.encode(), f"{text}.yaml")))


def only(review: Review) -> Review:
    """The review through a filter by the agency whose names are all odd."""
    return step(review, intents.OnlyAgency("b"))


def timeline_lines(review: Review, width: int) -> list[Line]:
    """Every kind of row that a timeline has."""
    lens = review.lens
    times = timeline.time_width(lens)
    entries = [timeline.draw_entry(lens, one, times, width) for one in range(lens.count)]
    gap = timeline.draw_gap(Gap(13 * MINUTE, 13 * MINUTE, 2, False), width)
    return [*entries, gap, timeline.draw_tray(Tray(3, 3), width)]


DRAWN: dict[str, tuple[Callable[[Review, int], Iterable[Line]], int]] = {
    "title": (lambda review, width: [header.draw_title(review, width)], 1),
    "strip": (lambda review, width: strip.draw_strip(review, width, 2), 16),
    "status": (status.draw_status, 1),
    "timeline": (timeline_lines, 44),
    "casualties": (lambda review, width: [row.line for row in casualties.draw(review, width)], 13),
    "agencies": (lambda review, width: [row.line for row in agencies.draw(review, width)], 1),
    "related": (lambda review, width: [row.line for row in related.draw(review, width)], 3),
    "detail": (lambda review, width: [row.line for row in detail.draw(review, width)], 12),
    "status, filtered": (lambda review, width: status.draw_status(only(review), width), 2),
    "timeline, empty": (lambda review, width: timeline.draw_nothing(only(review)), 10_000),
    "titles": (lambda review, width: [footer.draw_titles(review, "detail", width)], 80),
    "keys": (lambda review, width: [footer.draw_keys(width, ("back",))], 8),
    "problems": (lambda review, width: [row.line for row in problems.draw(review, width)], 12),
    "help": (lambda review, width: [row.line for row in help_page.draw(width)], 15),
}
"""What is drawn of a review, and the cells that its columns take, which the painter would cut."""


@given(NASTY, WIDTHS)
def test_no_line_is_wider_than_its_width_and_none_holds_a_control(text: str, width: int) -> None:
    """Whatever a record says, each pane keeps to its width, and a terminal takes no orders."""
    review = record_saying(text)
    for name, (draw, least) in DRAWN.items():
        for line in draw(review, width):
            assert width_of(line) <= max(width, least), name
            assert is_harmless(line_text(line)), name


@pytest.mark.parametrize(
    "name", ["title", "timeline", "casualties", "agencies", "related", "detail", "problems"]
)
def test_markup_stays_text(name: str) -> None:
    """What looks like markup in a record is drawn letter by letter."""
    draw, _ = DRAWN[name]
    review = record_saying(MARKUP)
    assert MARKUP in "\n".join(map(line_text, draw(review, 1_000)))


@pytest.mark.parametrize(
    ("found", "parts"),
    [
        ([], [("ab", "dim"), ("cdef", "text")]),
        ([(0, 2)], [("ab", "hit"), ("cdef", "text")]),
        ([(1, 4)], [("a", "dim"), ("b", "hit"), ("cd", "hit"), ("ef", "text")]),
        ([(2, 3), (5, 6)], [("ab", "dim"), ("c", "hit"), ("de", "text"), ("f", "hit")]),
        ([(0, 9)], [("ab", "hit"), ("cdef", "hit")]),
    ],
)
def test_matches_are_highlighted_across_spans(
    found: list[tuple[int, int]], parts: list[tuple[str, str]]
) -> None:
    """No letter is lost, and what a click presses stays."""
    line = (Ink("ab", "dim", "enter"), Ink("cdef"))
    shown = lit(line, found)
    assert [(span.text, span.ink) for span in shown] == parts
    assert text_of_line(shown) == "abcdef"
    assert all((span.action == "enter") is (span.text in "ab") for span in shown)
