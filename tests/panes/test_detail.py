"""Detail: everything the record says of one entry, and nothing that it does not say."""

import pytest
from rich.cells import cell_len

from incident_tui.chronology.build import chronology_of
from incident_tui.notes.kinds import WORDS
from incident_tui.notes.lines import line_of
from incident_tui.notes.notes import NO_NOTES
from incident_tui.panes.detail import Detail, draw
from incident_tui.panes.timeline import hints_of
from incident_tui.record.reading import read_bytes
from incident_tui.review import intents
from incident_tui.review.links import to_source
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.search import Query
from incident_tui.screens.board import BoardDialog
from tests.drawn import line_text, row_texts
from tests.driving import opened, press, screen_of
from tests.notes.noting import MS, note, notes_of
from tests.records import chronology, entry, sound

RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
tolerances: {around: 5m}
sources:
  - {id: art, kind: news_article}
  - {id: feed, kind: scanner_archive, title: Broadcastify}
  - {id: other, kind: scanner_archive}
locations:
  - {id: house, text: 1111 N. Elsea Smith Road, precision: exact}
  - {id: field, text: a field}
agencies: [{id: ipd, name: Independence Police}, {id: kcpd, name: Kansas City Police}]
units: [{id: u12, call_sign: Unit 12, agency: kcpd}]
people: [{id: ewing, name: Justin Ewing}, {id: allen, name: Cody Allen}]
facilities: [{id: school, name: Fort Osage}]
casualties: [{id: c1, group: responder, person: allen}]
timeline:
  - id: call
    kind: radio_call
    time: {at: 13:15~, stated: around 1:15, basis: read from the text, duration: 3m}
    title: Two officers
    text: We now have two officers down.
    verbatim: true
    sic: officer's
    speaker: {person: ewing, agency: ipd, label: a calm voice, addressed_to: dispatch}
    channel: {system: MARRS, talkgroup: "101", talkgroup_tag: IPD Main, feed: feed, site: North}
    audio: {path: audio/1.wav, start: 2.5, length: 4}
    transcript: {method: asr, model: asr-1, confidence: 0.94, corrected_by: a supervisor}
    location: house
    units: [u12]
    effects:
      - {casualty: c1, status: shot}
      - {agency: ipd, status: OnScene}
      - {facility: school, status: locked}
      - {milestone: first call}
    grade: B2
    cite:
      - source: art
        at: L16
        via: feed
        by: ewing
        basis: quote
        hedge: reportedly
        quote: two down
      - {source: feed, at: t=00:12:31, by: feed}
  - {id: later, kind: action, time: call +2m, title: Help, text: Help, cite: art, location: field}
  - {id: earlier, kind: action, time: call -30s, text: Shots, cite: art:L2}
  - {id: same, kind: action, time: call +0m, text: Shouts, cite: art:L2}
  - {id: within, kind: note, time: 13:00..13:12, text: Somewhere, cite: art:L3}
  - {id: told, kind: note, time: {at: unplaced, after: [call, later]}, text: Told, cite: art:L4}
  - {id: plain, kind: note, time: 14:00, text: Nothing else., cite: art}
  - {id: refers, kind: note, time: 14:01, text: Of this see x1., cite: art}
  - {id: heard, kind: radio_call, verbatim: true, time: 14:02, text: Take x1 there., cite: art}
conflicts:
  - id: x1
    topic: How many
    affects: [call]
    claims: [{value: two, cite: art}, {value: three, cite: art}]
  - id: x2
    topic: Where
    affects: [call]
    claims: [{value: inside, cite: art}, {value: outside, cite: art}]
"""


def review(entry: str) -> Review:
    """A review of the record, its cursor on an entry."""
    return step(review_of(sound(RECORD)), intents.GoTo(entry))


def said(entry: str, width: int = 200) -> list[str]:
    """The lines of the pane."""
    return [line_text(row.line).rstrip() for row in draw(review(entry), width)]


def test_an_entry_is_told_whole() -> None:
    """Words, time, speaker, recording, place, sources, grade, changes, disputes, in this order."""
    assert said("call") == [
        "◉ radio call · Two officers",
        "“We now have two officers down.”",
        "time       13:15~ · stated “around 1:15”",
        "           somewhere in 13:10…13:20",
        "           “around” taken as ±5 min: a convention",
        "           lasted 3 min",
        "           basis: read from the text",
        "known      at once",
        "who        Justin Ewing · Independence Police · a calm voice → dispatch",
        "units      Unit 12",
        "concerns   Kansas City Police",
        "channel    MARRS · IPD Main (101) · Broadcastify · North",
        "audio      audio/1.wav · from 2.5 s · 4 s",
        "transcript by a machine · asr-1 · confidence 94% · corrected by a supervisor",
        "place      1111 N. Elsea Smith Road (exact)",
        "source     news article L16 · via Broadcastify · said by Justin Ewing · quote · reportedly"
        " · “two down”",
        "           scanner archive feed t=00:12:31",
        "grade      B2 usually reliable, probably true",
        "changes    Cody Allen → shot · Independence Police → on scene · Fort Osage → locked"
        " · milestone first call",
        "disputed   How many: two ↔ three",
        "           Where: inside ↔ outside",
        "sic        officer's",
    ]


def test_what_is_not_recorded_takes_no_line() -> None:
    """An entry of which little is known has few lines; that nobody is known is said."""
    assert said("plain") == [
        "· note",
        "Nothing else.",
        "time       14:00",
        "known      after 14:00",
        "who        no agency identified",
        "source     news article",
    ]


def test_a_title_that_is_the_text_stands_once() -> None:
    """Words are not repeated under themselves."""
    assert said("later")[:2] == ["✦ action · Help", "time       13:17~ · 2 min after 13:15~ (call)"]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("later", "time       13:17~ · 2 min after 13:15~ (call)"),
        ("earlier", "time       13:14…13:15~ · 30 s before 13:15~ (call)"),
        ("same", "time       13:15~ · together with 13:15~ (call)"),
        ("within", "time       13:00…13:12"),
        ("told", "           after “Two officers”, “Help”"),
        ("later", "place      a field"),
    ],
)
def test_a_time_says_what_it_rests_on(entry: str, line: str) -> None:
    """A relative time names its anchor; one without a clock time names what it follows."""
    assert line in said(entry)


def test_words_that_are_not_the_sources_own_are_not_quoted() -> None:
    """Quotation marks stand around verbatim text only."""
    assert said("told")[1] == "Told"


@pytest.mark.parametrize("width", [20, 30, 46, 80])
def test_long_words_are_wrapped_beside_their_label(width: int) -> None:
    """Every line fits; only the first line of a field has its label, and no word is lost."""
    lines = said("call", width)
    assert all(cell_len(line) <= width for line in lines)
    labels = [line[:10].strip() for line in lines if line[:10].strip()]
    assert [label for label in labels if label in ("time", "who", "source", "disputed", "sic")] == [
        "time",
        "who",
        "source",
        "disputed",
        "sic",
    ]
    everything = "".join("".join(said("call")).split())
    assert sorted("".join("".join(lines).split())) == sorted(everything)


def test_disputes_stand_out() -> None:
    """A line that is disputed has an ink of its own, which is not the ink of doubt."""
    inks = {row.line[0].text.strip(): row.line[-1].ink for row in draw(review("call"), 200)}
    assert inks["disputed"] == "dispute"
    assert inks["who"] == "text"


@pytest.mark.parametrize(
    ("entry", "links"),
    [
        (
            "call",
            {
                "source": to_source("art", "L16"),
                "": to_source("feed", "t=00:12:31"),
                "disputed": "conflict:x1",
            },
        ),
        ("later", {"time": "entry:call", "source": "source:art"}),
    ],
)
def test_rows_lead_to_what_they_name(entry: str, links: dict[str, str]) -> None:
    """A source to the cited place, a dispute to its conflict, a counted time to its entry."""
    found = [(row.line[0].text.strip(), row.key) for row in draw(review(entry), 200) if row.key]
    assert {*found} >= {*links.items()}


def test_an_author_of_a_record_may_refer_to_a_conflict() -> None:
    """Words of the record itself lead there; the words of a radio call are never taken for it."""
    rows = draw(review("refers"), 200)
    assert [row.key for row in rows if "x1" in line_text(row.line)] == ["conflict:x1"]
    heard = draw(review("heard"), 200)
    assert [row.key for row in heard if "x1" in line_text(row.line)] == [""]


async def test_no_row_of_detail_is_selected_before_a_key_selects_it() -> None:
    """A text is read from its top; keys select its links then, and Enter follows them."""
    async with opened() as (app, pilot):
        await press(app, pilot, "J", "6")
        detail = screen_of(app).query_one(Detail)
        assert detail.selected is None
        await press(app, pilot, "enter")
        assert app.screen is app.active_review_screen
        await press(app, pilot, "j")
        assert detail.key.startswith("source:")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, BoardDialog)
        assert app.screen.page.border_title == "Source art"
        await press(app, pilot, "escape")
        await press(app, pilot, "1", "j")
        assert detail.selected is None


def test_nothing_selected_says_so() -> None:
    """When the filters let nothing through there is nothing to tell, and that is said."""
    nothing = step(review("call"), intents.ShowAgencies(frozenset()))
    assert row_texts(draw(nothing, 40)) == ["Nothing is selected."]


@pytest.mark.parametrize(
    ("fields", "happened", "known"),
    [
        ("known: 13:00", "13:00", ""),
        ("known: 12:50..13:10", "12:50…13:10", "? perhaps not known yet as of this moment"),
        ("title: T", "at once", ""),
    ],
)
def test_what_was_not_known_yet_says_so(fields: str, happened: str, known: str) -> None:
    """On the clock of knowing, the first line says that an entry was not surely known."""
    text = RECORD.split("timeline:")[0] + (
        f"timeline: [{{id: x, kind: note, time: 13:00, text: x, cite: feed, {fields}}}]\n"
    )
    shown = review_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
    lines = []
    for one in (shown, step(shown, intents.SwitchClock())):
        rows = draw(one, 60)
        lines.append(row_texts(rows))
    assert f"known      {happened}" in lines[0]
    assert lines[1] == ([known] if known else []) + lines[0]
    if known:
        (ink,) = draw(step(shown, intents.SwitchClock()), 60)[0].line
        assert ink.ink == "possible"
        assert cell_len(line_text(draw(step(shown, intents.SwitchClock()), 20)[0].line)) <= 20


@pytest.mark.parametrize(("known", "words"), [("14:00", "14:00"), ("..2024-03-02", "by 2 Mar")])
def test_what_nobody_had_heard_of_is_not_told(known: str, words: str) -> None:
    """On the clock of knowing there is its time, and when it came to be known; no word of it."""
    text = RECORD.split("timeline:")[0] + (
        "timeline:\n  - {id: x, kind: note, time: {at: 13:00, stated: when Allen fell},"
        " title: Allen, text: Allen fell., cite: {source: feed, by: Allen}, people: [allen],"
        f" known: {known}}}\n"
    )
    shown = review_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
    rows = draw(step(shown, intents.SwitchClock()), 80)
    assert row_texts(rows) == [
        "≠ not known yet as of this moment; h shows what happened",
        "· note",
        "time       13:00",
        f"known      {words}",
    ]


def test_a_change_of_a_group_is_told() -> None:
    """A report of a group names the group and what is said of it."""
    text = RECORD.replace("{milestone: first call}", "{group: responder, status: two down}")
    shown = step(
        review_of(chronology_of(read_bytes(text.encode(), "record.yaml"))), intents.GoTo("call")
    )
    lines = [line_text(row.line).rstrip() for row in draw(shown, 200)]
    (changes,) = (line for line in lines if line.startswith("changes"))
    assert changes.endswith(" · reported of responders: two down")


def lit_words(entry: str, query: Query, width: int = 200) -> list[str]:
    """What is lit of an entry while something is searched for, row by row."""
    found = step(review(entry), intents.Find(query))
    return [span.text for row in draw(found, width) for span in row.line if span.ink == "hit"]


@pytest.mark.parametrize(
    ("query", "lit"),
    [
        (Query("two officers"), ["Two officers", "two officers"]),  # in the title and in the text
        (Query("OFFICERS DOWN"), ["officers down"]),
        (Query("o[a-z]+", regex=True), ["officers", "ow", "officers", "own"]),
        (Query("radio call"), []),  # the kind is not among the words searched
        (Query("off[a-z]+", regex=True), ["officers", "officers"]),
        (Query("nothing of this"), []),
        (Query("Justin Ewing"), []),  # who said it is not among the words searched
        (Query("calm"), []),
        (Query("“we"), []),  # nor are the marks around them
        (Query(r"^we|down\.$", regex=True), ["We", "down."]),
    ],
)
def test_words_found_are_lit_in_title_and_text(query: Query, lit: list[str]) -> None:
    """What is searched, and nothing else, is lit wherever it matches."""
    assert lit_words("call", query) == lit


def test_words_found_are_lit_in_the_row_that_they_are_wrapped_to() -> None:
    """What is found over the end of a row is lit in both; the rows say what they said before."""
    found = step(review("call"), intents.Find(Query("officers down")))
    for width in (12, 20, 24, 40):
        rows = draw(found, width)
        plain = draw(review("call"), width)
        assert row_texts(rows) == row_texts(plain)
        lit = [span.text for row in rows for span in row.line if span.ink == "hit"]
        assert " ".join(lit) == "officers down"


def test_words_found_are_lit_in_each_of_their_lines() -> None:
    """A text of several lines, with letters that are written out, is lit where it is found."""
    text = "One\\n\\ntwo  \\tthree\\n\\e[0m four"
    record = f"{RECORD[: RECORD.index('timeline:')]}timeline:\n"
    record += f'  - {{id: e, kind: note, time: 13:00, cite: art, title: "[b]", text: "{text}"}}\n'
    shown = review_of(chronology_of(read_bytes(record.encode(), "record.yaml")))
    for query, lit in (
        ("one", ["One"]),
        ("two", ["two"]),
        ("three", ["three"]),
        ("[0m f", ["[0m f"]),
        ("[b]", ["[b]"]),
        ("e\\s", ["e", "e"]),
    ):
        found = step(shown, intents.Find(Query(query, regex="\\" in query)))
        rows = draw(found, 60)
        drawn = [span.text.strip() for row in rows for span in row.line if span.ink == "hit"]
        assert drawn == lit, query


@pytest.mark.parametrize("keys", ["J 2 J 6", "J 3 space 6", "J 2 h 6"])
async def test_a_pane_drawn_while_hidden_has_the_width_of_the_screen(keys: str) -> None:
    """On a small screen Detail is drawn anew when it is opened, for the width it then has."""
    async with opened(size=(80, 24)) as (app, pilot):
        detail = screen_of(app).query_one(Detail)
        await press(app, pilot, *keys.split())
        await pilot.pause()
        assert max(len(line_text(row.line)) for row in detail.rows) > 40


def test_a_note_on_what_is_not_known_yet_stands_on_no_pane() -> None:
    """A note on two entries is hindsight beside the first, until the second is known."""
    record = chronology(
        entry("one", "13:00", text="First."), entry("two", "13:10", known="13:30", text="Second.")
    )
    written = note("dead by then", "one", "two")
    shown = step(review_of(record), intents.TakeNotes(NO_NOTES.with_lines([line_of(written)])))
    known = step(shown, intents.SwitchClock())
    for review, is_told in ((shown, True), (known, False)):
        drawn = "\n".join(row_texts(draw(review, 80)))
        assert ("dead by then" in drawn) is is_told
        marks = " ".join(hint.words for hint in hints_of(review))
        assert ("1 note" in marks) is is_told


def test_corrected_words_stand_above_those_of_the_record() -> None:
    """With who heard them, a link to the note, and the words of others below."""
    ann = note("Now two officers down.", "call", kind=WORDS)
    bob = note("Now ten officers down.", "call", kind=WORDS, by="Bob", ms=MS - 1, chance=1)
    found = step(review("call"), intents.TakeNotes(notes_of(ann, bob)))
    rows = draw(found, 200)
    lines = [line_text(row.line).rstrip() for row in rows]
    assert lines[1] == "“Now two officers down.”"
    assert lines[2].startswith("¶ words by Ann, ")
    assert lines[3] == "in record  “We now have two officers down.”"
    assert lines[4] == "¶ Now ten officers down."
    assert lines[5].startswith("  Bob · ")
    assert [row.key for row in rows[2:5]] == [f"note:{ann.id}", "", f"note:{bob.id}"]
    searched = step(found, intents.Find(Query("we now have")))
    assert [span.text for row in draw(searched, 200) for span in row.line if span.ink == "hit"] == [
        "We now have"
    ]


def test_words_that_the_record_has_too_are_said_to_be_its_own() -> None:
    """They are not told twice, and the words before are told with their machine."""
    before = "model: asr-1, confidence: 0.9, uncorrected: Engine one."
    transcript = f"{{method: human, corrected_by: Ann, {before}}}"
    record = chronology(
        entry("e", "13:00", text="Engine 1.", verbatim="true", transcript=transcript)
    )
    same = note("Engine 1.", "e", kind=WORDS)
    shown = step(review_of(record), intents.TakeNotes(notes_of(same)))
    lines = row_texts(draw(shown, 200))
    assert [line for line in lines if "Engine 1." in line] == ["“Engine 1.”"]
    assert [line.endswith(": those of the record") for line in lines if "¶" in line] == [True]
    assert "transcript by a person · corrected by Ann" in lines
    assert "           before by asr-1, confidence 90%: “Engine one.”" in lines
