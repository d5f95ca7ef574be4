"""The timeline: its rows, how they stand out, and what stands in it when nothing passes."""

from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, Clock
from incident_tui.chronology.names import AGENCY_COLOURS, UNIDENTIFIED
from incident_tui.drawing.ink import Line
from incident_tui.notes.kinds import WORDS
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.model import deleted_note
from incident_tui.panes.timeline import (
    Timeline,
    agency_ink,
    draw_entry,
    draw_gap,
    draw_nothing,
    draw_rest,
    draw_tray,
    line_end,
    text_cells,
    time_width,
)
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import HOUR, MINUTE, parse_moment
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review import intents
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of, step
from incident_tui.review.rows import Gap, Tray
from incident_tui.review.search import Query
from incident_tui.samples import bundled_record
from incident_tui.words.names import KIND_GLYPHS
from tests.drawn import line_text
from tests.driving import (
    click,
    entry_id,
    folder_of,
    opened,
    place_of,
    press,
    resize,
    screen_of,
    until,
)
from tests.notes.noting import note, notes_of, with_log
from tests.records import sound
from tests.transmissions import record_of, recorded

HEAD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
agencies:
  - {id: ipd, name: Independence Police Department, short: IPD}
  - {id: kcpd, name: Kansas City Police Department, short: KCPD, color: "#0072b2"}
  - {id: court, name: Jackson County Circuit Court}
units:
  - {id: e12, call_sign: Engine 12}
timeline:
"""


def chronology(*entries: str) -> Chronology:
    """A record of these entries, in flow style without their citations."""
    lines = [f"  - {{id: e{n}, cite: s, {entry}}}\n" for n, entry in enumerate(entries)]
    return sound(HEAD + "".join(lines))


def row(entry: str, width: int = 60) -> Line:
    """The row of the one entry of a record."""
    lens = Lens(chronology(entry))
    return draw_entry(lens, 0, time_width(lens), width)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            'kind: radio_call, time: 13:17~, agency: ipd, text: "Two down.", verbatim: true',
            "13:17~ ▎IPD ◉ Two down.",
        ),
        # Nobody is known to have spoken.
        (
            'kind: radio_call, time: 13:17~, text: "Two down.", verbatim: true',
            "13:17~ ▎? ◉ Two down.",
        ),
        # A title stands for words that are not the source's own.
        (
            "kind: action, time: 13:00..13:12, agency: kcpd, title: Shots, text: Shots were heard.",
            "13:00…13:12 ▎KCPD ✦ Shots",
        ),
        (
            "kind: statement, time: 13:15, agency: ipd, agencies: [kcpd], text: Said.",
            "13:15 ▎IPD› “ Said.",
        ),
        # An agency without a short name is named as far as there is room.
        ("kind: note, time: 13:15, agency: court, text: Closed.", "13:15 ▎Jacks… · Closed."),
        ("kind: note, time: unplaced, text: Told.", "no time ▎? · Told."),
        # A unit without an agency is named, and its number is whole.
        (
            'kind: radio_call, time: 13:17~, speaker: {unit: e12}, text: "Two down."',
            "13:17~ ▎Eng 12 ◉ Two down.",
        ),
        # Of a machine's words, the figures of its engine stand in Detail.
        (
            "kind: radio_call, time: 13:17~, agency: ipd, transcript: {method: asr},"
            ' text: "Two down.\\nmean log probability -0.4"',
            "13:17~ ▎IPD ◉ Two down.",
        ),
        (
            'kind: radio_call, time: 13:17~, agency: ipd, text: "(no transcript) 2 s\\nlen: 2.1"',
            "13:17~ ▎IPD ◉ (no transcript) 2 s",
        ),
    ],
)
def test_a_row_says_when_who_what_kind_and_what(entry: str, said: str) -> None:
    """A row is time, agency, kind and words, in this order."""
    assert " ".join(line_text(row(entry)).split()) == said


@pytest.mark.parametrize(
    ("at", "known", "said"),
    [
        ("2024-03-02", "certain", "13:17~ ▎IPD ◉ Two down."),
        ("2024-03-02T12:00", "unknown", "13:17~ ▎≠ ◉ not known yet · known by 2 Mar"),
        ("13:20", "unknown", "13:17~ ▎≠ ◉ not known yet · known by 2 Mar"),
    ],
)
@pytest.mark.parametrize("width", [30, 60])
def test_a_row_tells_no_more_than_was_known(
    at: str, known: Certainty, said: str, width: int
) -> None:
    """What was not known yet is masked, all but its time and kind; what perhaps was has a `?`."""
    fields = "agency: ipd, text: Two down., verbatim: true, known: ..2024-03-02"
    record = chronology(f"kind: radio_call, time: 13:17~, {fields}")
    lens = Lens(record, record.zone.bounds(parse_moment(at))[1], Clock.KNOWN)
    assert lens.certainty(0) == known
    line = draw_entry(lens, 0, time_width(lens), width)
    assert cell_len(line_text(line)) == width
    shown = " ".join(line_text(line).split())
    assert shown == said if width == 60 else said.startswith(shown.rstrip("…"))
    if known == "unknown":
        assert {span.ink for span in line if span.text.strip()} == {"faint", "accent"}


@pytest.mark.parametrize("kind", ENTRY_KINDS)
def test_the_mark_of_a_radio_call_has_a_hue(kind: str) -> None:
    """The kind of an entry is told by its mark: a radio call's mark stands out."""
    inks = {span.text.strip(): span.ink for span in row(f"kind: {kind}, time: 13:17, text: words")}
    assert inks[KIND_GLYPHS[kind]] == ("accent" if kind == "radio_call" else "dim")
    assert (inks["13:17"], inks["words"]) == ("time", "routine")


@pytest.mark.parametrize(
    ("weight", "before", "later"),
    [("key", "bright", "later-key"), ("notable", "text", "dim"), ("routine", "routine", "dim")],
)
def test_brightness_follows_weight_and_the_cursor(weight: str, before: str, later: str) -> None:
    """What matters stands out, and what comes after the cursor is dimmer, time included."""
    lens = Lens(chronology(f"kind: radio_call, time: 13:17, text: words, weight: {weight}"))
    for is_later, ink, time in ((False, before, "time"), (True, later, "dim")):
        line = draw_entry(lens, 0, 5, 60, is_later=is_later)
        inks = {span.text.strip(): span.ink for span in line}
        assert (inks["words"], inks["13:17"]) == (ink, time)


async def test_rows_after_the_cursor_are_dim() -> None:
    """A step and a jump dim the rows after the cursor, and no other rows; the unplaced stay."""
    async with opened() as (app, pilot):
        timeline = app.review_screen.query_one(Timeline)
        for key, at in (("j", 1), ("j", 2), ("k", 1), ("J", 4), ("g", 0)):
            await pilot.press(key)
            await pilot.pause()
            assert app.review.cursor == at
            inks = {timeline.app.theme_variables[f"ink-{ink}"]: ink for ink in ("time", "dim")}
            painted = [[*timeline.render_line(number)][1].style for number in range(8)]
            drawn = [inks[style.color.name] for style in painted if style and style.color]
            assert drawn[at + 1 :] == ["dim"] * (7 - at)
            assert drawn[:at] == ["time"] * at
        last = timeline.line(timeline.count() - 1, 60)
        assert last[-1].ink in ("bright", "text", "routine")


def test_every_kind_has_its_glyph() -> None:
    """Kinds are told apart without colour: a glyph each, one cell wide, none of them twice."""
    assert list(KIND_GLYPHS) == list(ENTRY_KINDS)
    assert len(set(KIND_GLYPHS.values())) == len(ENTRY_KINDS)
    assert {cell_len(glyph) for glyph in KIND_GLYPHS.values()} == {1}


@pytest.mark.parametrize(
    ("agency", "ink"),
    [("ipd", "agency-0"), ("kcpd", "#0072b2"), ("court", "agency-2"), (UNIDENTIFIED, "dim")],
)
def test_an_agency_has_its_own_colour_or_one_of_the_palette(agency: str, ink: str) -> None:
    """The record's colour goes before the palette's, and no agency is no colour."""
    assert agency_ink(Lens(chronology("kind: note, time: 13:00, text: x")), agency) == ink


def test_the_palette_begins_again() -> None:
    """With more agencies than colours, the palette starts over."""
    many = "".join(f"  - {{id: a{n}, name: A{n}}}\n" for n in range(AGENCY_COLOURS + 1))
    text = HEAD.replace("agencies:\n", f"agencies:\n{many}").replace("timeline:\n", "")
    lens = Lens(chronology_of(read_bytes(text.encode(), "record.yaml")))
    assert agency_ink(lens, f"a{AGENCY_COLOURS}") == agency_ink(lens, "a0") == "agency-0"


@pytest.mark.parametrize("width", [30, 44, 60, 120])
@pytest.mark.parametrize("text", ["short", "words " * 40, "日本語" * 40])
def test_rows_stand_in_columns(text: str, width: int) -> None:
    """Every row is exactly as wide as the pane, its words beginning where the others' do."""
    record = chronology(
        f"kind: radio_call, time: 13:17~, text: {text}",
        f"kind: note, time: 13:30, agency: kcpd, agencies: [ipd], text: {text}",
        f"kind: note, time: {{at: unplaced, after: [e0]}}, text: {text}",
    )
    lens = Lens(record)
    lines = [draw_entry(lens, n, time_width(lens), width) for n in range(3)]
    assert {cell_len(line_text(line)) for line in lines} == {width}
    assert len({cell_len(line_text(line[:-1])) for line in lines}) == 1


@pytest.mark.parametrize(
    ("times", "width"),
    [
        (["13:15"], 5),
        (["13:15", "13:17~"], 6),
        (["13:15", "13:00..13:12~"], 12),
        (["2023-12-30T13:00..2024-01-02T13:12~"], 18),  # the longest ones are cut
    ],
)
def test_the_column_of_times_is_as_wide_as_it_has_to_be(times: list[str], width: int) -> None:
    """The longest time decides, within bounds."""
    record = chronology(*(f"kind: note, text: x, time: {time}" for time in times))
    assert time_width(Lens(record)) == width


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (Gap(13 * MINUTE, 13 * MINUTE, 0, True), "13 min to the next radio call"),
        (Gap(7 * MINUTE, 19 * MINUTE, 0, True), "7–19 min to the next radio call"),
        (Gap(2 * HOUR, 2 * HOUR, 0, False), "2 h to the next entry with a time"),
        (Gap(13 * MINUTE, 13 * MINUTE, 3, True), "13 min · 3 hidden"),  # only not shown
    ],
)
def test_a_gap_says_how_long_it_was_and_what_was_missing(gap: Gap, said: str) -> None:
    """A gap tells silence on the radio from no entry at all, and hidden entries from none."""
    line = draw_gap(gap, 60)
    assert line_text(line).strip("╌ ") == said
    assert [span.ink for span in line] == ["line", "faint", "line"]  # strokes step back
    assert cell_len(line_text(line)) == 60


@pytest.mark.parametrize(
    ("shown", "total", "width", "said"),
    [
        (24, 24, 80, "unplaced · 24 entries the source gives no full time for"),
        (1, 1, 80, "unplaced · 1 entry the source gives no full time for"),
        (7, 24, 80, "unplaced · 7 of 24 entries the source gives no full time for"),
        (24, 24, 40, "unplaced · 24 entries"),
        (7, 24, 40, "unplaced · 7 of 24 entries"),
    ],
)
def test_the_tray_says_what_it_holds(shown: int, total: int, width: int, said: str) -> None:
    """The heading counts the unplaced entries, and explains them where there is room."""
    line = draw_tray(Tray(shown, total), width)
    assert line_text(line).strip("─ ") == said
    assert cell_len(line_text(line)) == width


def test_an_empty_timeline_says_why_and_what_to_press() -> None:
    """When no entry passes, the filter is named, and so are the keys that lead out of it."""
    record = chronology("kind: note, time: 13:00, text: x", "kind: note, time: 13:01, text: y")
    review = step(review_of(record), intents.ShowAgencies(frozenset({"kcpd"})))
    lines = [*map(line_text, draw_nothing(review))]
    assert lines == [
        "No entry passes: only KCPD",
        "All 2 entries are hidden. The panes keep their moment.",
        "0 shows everything · f picks other agencies",
    ]
    keys = {span.text for line in draw_nothing(review) for span in line if span.ink == "key"}
    assert keys == {"0", "f"}


@pytest.mark.parametrize(
    ("wishes", "keys"),
    [
        ([intents.Find(Query("zzz")), intents.KeepMatches()], "0&"),
        ([intents.ShowUnits(frozenset({"gone"}))], "0f"),
        ([intents.OnlyAgency("kcpd"), intents.RadioOnly()], "0fr"),
        ([intents.OnlySource("gone")], "0"),
    ],
)
def test_an_empty_timeline_names_the_keys_of_its_filters(
    wishes: list[intents.Intent], keys: str
) -> None:
    """A key for agencies is no help where words hide the entries."""
    record = chronology("kind: note, time: 13:00, text: x")
    review = review_of(record)
    for wish in wishes:
        review = step(review, wish)
    if review.kept:
        review = step(review, intents.TakeFound(review.kept.query, (b"",) * record.texts.chunks))
    assert not review.shown
    spans = [span for line in draw_nothing(review) for span in line]
    assert "".join(span.text for span in spans if span.ink == "key") == keys


FIRE = 'kind: note, time: 13:00, title: "Smoke, [b]then[/b] fire", text: Flames in a stairwell.'


@pytest.mark.parametrize(
    ("entry", "query", "width", "said", "lit"),
    [
        (FIRE, "fire", 60, "Smoke, [b]then[/b] fire", ["fire"]),
        (FIRE, "FIRE", 60, "Smoke, [b]then[/b] fire", ["fire"]),
        (FIRE, "[b]", 60, "Smoke, [b]then[/b] fire", ["[b]"]),
        (FIRE, "k", 60, "Smoke, [b]then[/b] fire", ["k"]),
        (FIRE, "water", 60, "Smoke, [b]then[/b] fire", []),
        # A hit in the text under the title is a lit `…` after it.
        (FIRE, "flames", 60, "Smoke, [b]then[/b] fire …", ["…"]),
        (FIRE, "flames", 28, "Smoke, [b… …", ["…"]),
        # So is one further on than the row reaches.
        (FIRE, "fire", 28, "Smoke, [b]t…", ["…"]),
        # Where the words on the air stand in the row, their title is below them.
        (
            "kind: radio_call, time: 13:00, title: Gunshots, text: Send help., verbatim: true",
            "gunshots",
            60,
            "Send help. …",
            ["…"],
        ),
        ('kind: note, time: 13:00, text: "a\\tb\\e[0m"', "[0", 60, "a b␛[0m", ["[0"]),
        ("kind: note, time: 13:00, text: Straße und Çafé", "strasse", 60, None, ["Straße"]),
        ("kind: note, time: 13:00, text: Straße und Çafé", "cafe", 60, None, ["Çafé"]),
    ],
)
def test_a_row_lights_what_is_searched_for(
    entry: str, query: str, width: int, said: str | None, lit: list[str]
) -> None:
    """Hits stand out in their row, or as a lit `…` where the row does not reach them."""
    lens = Lens(chronology(entry))
    line = draw_entry(lens, 0, time_width(lens), width, Query(query))
    assert [span.text for span in line if span.ink == "hit"] == lit
    assert cell_len(line_text(line)) == width
    if said is not None:
        assert line_text(line).partition("· ")[2].strip() == said or said in line_text(line)


def test_a_search_leaves_rows_without_a_hit_as_they_are() -> None:
    """Only hits are drawn otherwise."""
    lens = Lens(chronology(FIRE))
    plain = draw_entry(lens, 0, 5, 60)
    searched = draw_entry(lens, 0, 5, 60, Query("water"))
    assert line_text(searched) == line_text(plain)
    assert {span.ink for span in searched} == {span.ink for span in plain}


def test_times_and_agencies_are_not_searched() -> None:
    """What is lit is what was searched: title and text, not the columns before them."""
    lens = Lens(chronology("kind: note, time: 13:00, agency: ipd, text: At 13:00 IPD is there."))
    for query in ("13:00", "ipd"):
        line = draw_entry(lens, 0, 5, 60, Query(query))
        lit = [number for number, span in enumerate(line) if span.ink == "hit"]
        assert len(lit) == 1
        assert lit[0] > 6


def test_a_record_whose_entries_are_still_to_come_says_so() -> None:
    """Nothing there yet is told from nothing there at all."""
    whole = chronology()
    reading = msgspec.structs.replace(whole.reading, complete=False)
    unread = msgspec.structs.replace(whole, reading=reading)
    assert [*map(line_text, draw_nothing(review_of(unread)))] == ["No entry is read yet."]


def test_a_record_without_entries_says_so() -> None:
    """Where there is nothing to filter, no key is offered."""
    assert [*map(line_text, draw_nothing(review_of(chronology())))] == [
        "The record has no entries."
    ]


LONG = (
    "kind: radio_call, time: 13:00, agency: ipd, "
    "text: Engine 1 copies and comes in from the north side where the smoke is less"
)


@pytest.mark.parametrize(
    ("words", "room", "end"),
    [
        ("two words", 20, 9),
        ("two words", 9, 9),
        ("two words", 8, 3),
        ("two words", 3, 3),
        ("unbroken", 4, 4),
        ("日本語 text", 5, 2),
        ("日本語 text", 7, 3),
        ("e\u0301" * 6 + " x", 6, 12),
        ("", 5, 0),
    ],
)
def test_a_line_ends_between_words(words: str, room: int, end: int) -> None:
    """The first line has as many whole words as fit, or as many letters of a word too wide."""
    assert line_end(words, room) == end
    assert cell_len(words[:end]) <= room


@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("width", [40, 60, 64])
def test_a_tall_row_has_the_words_of_its_text(width: int, clock: Clock) -> None:
    """Both lines are as wide as the pane, and the second line goes on below the first."""
    lens = Lens(chronology(LONG), clock=clock)
    first, second = draw_entry(lens, 0, 5, width, is_tall=True), draw_rest(lens, 0, 5, width)
    start = width - text_cells(lens, 5, width)
    words = [line_text(line)[start:].rstrip() for line in (first, second)]
    assert [cell_len(line_text(line)) for line in (first, second)] == [width, width]
    text = chronology(LONG).entries[0].text
    assert not words[0].endswith("…")
    assert text.startswith(" ".join(words).removesuffix("…"))
    assert line_text(second)[:start].split() == ["▎"]


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("copies", ["copies"], []),
        ("smoke", [], ["smoke"]),
        ("north side", ["north"], ["side"]),
        ("less", [], ["less"]),
        ("water", [], []),
    ],
)
def test_both_lines_light_what_is_searched_for(
    query: str, first: list[str], second: list[str]
) -> None:
    """A hit stands out in its line, or in both lines where it goes across."""
    lens = Lens(chronology(LONG))
    lines = (
        draw_entry(lens, 0, 5, 60, Query(query), is_tall=True),
        draw_rest(lens, 0, 5, 60, Query(query)),
    )
    lit = [[span.text for span in line if span.ink == "hit"] for line in lines]
    assert "".join(lit[0]).split() == "".join(first).split()
    assert "".join(lit[1]).split() == "".join(second).split()


def test_a_hit_behind_a_tall_title_lights_the_end_of_the_second_line() -> None:
    """A match in the text, while the title shows."""
    title = "A title that is so long that it takes more than the first of two lines"
    lens = Lens(chronology(f"kind: note, time: 13:00, title: {title}, text: Water."))
    first = draw_entry(lens, 0, 5, 60, Query("water"), is_tall=True)
    rest = draw_rest(lens, 0, 5, 60, Query("water"))
    assert [span.text for line in (first, rest) for span in line if span.ink == "hit"] == ["…"]


EXERCISE = bundled_record().parent / "exercise"


@pytest.mark.thorough
async def test_a_wide_timeline_shows_long_texts_in_two_lines() -> None:
    """Steps, clicks and the selection take a row whole; a narrower pane has single lines again."""
    async with opened(EXERCISE, size=(200, 60)) as (app, pilot):
        await press(app, pilot, *"JJ")
        timeline = screen_of(app).query_one(Timeline)
        assert len(timeline.selected_lines) == 2
        here = entry_id(app)
        for line in timeline.selected_lines:
            assert timeline.position_of(line) == app.review.cursor
        await press(app, pilot, *"jk")
        assert entry_id(app) == here
        lines = timeline.count()
        await press(app, pilot, "j")
        await click(app, pilot, place_of(app, "zero Weir Lane. Fire is on the way.", timeline))
        assert app.review.chronology.entries[app.review.cursor].text.endswith("on the way.")
        assert timeline.selected == timeline.selected_lines.start
        await press(app, pilot, *"G")
        assert timeline.selected_lines.stop == lines
        await resize(app, pilot, 120, 36)
        assert len(timeline.selected_lines) == 1
        assert timeline.position_of(timeline.selected_lines.start) == app.review.cursor
        assert timeline.count() < lines


async def test_a_page_is_what_is_in_view() -> None:
    """A page has fewer entries than lines where rows are tall, and a page up has as many."""
    async with opened(EXERCISE, size=(200, 60)) as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        await press(app, pilot, "j")
        here, height = app.review.cursor, timeline.scrollable_content_region.height
        await press(app, pilot, "pagedown")
        there = app.review.cursor
        assert height / 2 < there - here < height
        await press(app, pilot, "pageup")
        assert height / 2 < there - app.review.cursor < height


async def test_a_withheld_text_takes_a_single_line(tmp_path: Path) -> None:
    """The height of a row does not tell that there is a long text that nobody knows yet."""
    later = LONG.replace("13:00", "13:00, known: 13:30") + " than at the doors of the front"
    entries = (later, "kind: note, time: 13:01, text: Now.", "kind: note, time: 13:31, text: Then.")
    head = HEAD + "".join(f"  - {{id: e{n}, cite: s, {one}}}\n" for n, one in enumerate(entries))
    async with opened(folder_of(tmp_path / "r", [], head), size=(200, 60)) as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        await press(app, pilot, *"jk")
        assert timeline.line_width < cell_len(LONG)
        assert timeline.count() == len(entries) + 2, "a gap, and a second line"
        await press(app, pilot, "h")
        assert timeline.count() == len(entries) + 1
        await press(app, pilot, *"jj")
        assert timeline.count() == len(entries) + 2


def test_a_row_has_the_corrected_words() -> None:
    """In place of those of the record, which a search finds all the same, in Detail."""
    lens = Lens(chronology("kind: radio_call, time: 13:17, text: Engine one., title: First"))
    notes = notes_of(note("Ladder 9 is out.", "e0", kind=WORDS))
    said = line_text(draw_entry(lens, 0, 5, 60, notes=notes))
    assert "Ladder 9 is out." in said
    assert "First" not in said
    for query in ("engine", "ladder"):
        line = draw_entry(lens, 0, 5, 60, Query(query), notes=notes)
        assert "".join(span.text for span in line if span.ink == "hit") == (
            "…" if query == "engine" else "Ladder"
        )


def test_corrected_words_go_on_in_the_second_line() -> None:
    """A row is as tall as the words that are shown."""
    lens = Lens(chronology("kind: note, time: 13:17, text: Short."))
    notes = notes_of(note("word " * 30, "e0", kind=WORDS))
    first = line_text(draw_entry(lens, 0, 5, 80, is_tall=True, notes=notes))
    assert (
        first.count("word") + line_text(draw_rest(lens, 0, 5, 80, notes=notes)).count("word") > 20
    )


async def test_a_row_grows_with_the_words_of_a_reviewer(tmp_path: Path) -> None:
    """A correction that takes two lines has them at once, and gives them back."""
    path = folder_of(
        tmp_path, [], HEAD + "  - {id: e0, kind: note, time: 13:17, text: Short., cite: s}\n"
    )
    heard = note("word " * 30, "e0", kind=WORDS)
    with_log(path / "record.yaml", heard, incident="i")
    async with opened(path / "record.yaml", size=(160, 40), has_notes=True) as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        await until(pilot, lambda: timeline.count() == 2)
        ReviewLog(path / "record.review.jsonl", "i").append(deleted_note(heard, by="Ann"))
        await until(pilot, lambda: timeline.count() == 1)


SAID = "engine one on scene of a large warehouse with smoke from the second floor"
RECORDED = Lens(record_of(recorded("a", text=SAID), recorded("b", "2", text=SAID)))


@pytest.mark.parametrize("width", range(30, 130, 3))
def test_a_row_has_room_for_where_else_a_call_was_recorded(width: int) -> None:
    """Long words are cut before it; in a narrow row it has half of the room for words."""
    line = line_text(draw_entry(RECORDED, 0, 8, width))
    assert cell_len(line) == width
    assert " · also o" in line or width < 50
    assert width < 60 or "… · also on Tac 2" in line or f"{SAID} · also on Tac 2" in line


def test_the_second_line_of_a_row_ends_in_where_else_a_call_was_recorded() -> None:
    """The first line is for the words alone, also where all of them fit into it."""
    first, rest = draw_entry(RECORDED, 0, 8, 82, is_tall=True), draw_rest(RECORDED, 0, 8, 82)
    assert "also on" not in line_text(first)
    assert line_text(rest).rstrip().endswith("· also on Tac 2")
    assert cell_len(line_text(rest)) == 82


def test_a_match_in_a_row_with_two_places_is_highlighted() -> None:
    """The words before where else the call was recorded keep their highlights."""
    line = draw_entry(RECORDED, 0, 8, 100, Query("engine"))
    assert [span.text for span in line if span.ink == "hit"] == ["engine"]
    assert "also on Tac 2" in line_text(line)


def test_a_tag_of_a_talkgroup_is_text() -> None:
    """Markup and control characters in it are shown, and do nothing."""
    channel = {"system": "metro", "talkgroup": "2", "talkgroup_tag": "[b]\x1b[31m"}
    lens = Lens(record_of(recorded("a"), recorded("b", channel=channel)))
    line = line_text(draw_entry(lens, 0, 8, 100))
    assert "also on [b]" in line
    assert "\x1b" not in line
