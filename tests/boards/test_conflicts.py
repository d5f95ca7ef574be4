"""Conflicts: every claim with its voices, side by side where there is room, never resolved."""

import pytest

from incident_tui.boards.conflicts import draw, touching
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.links import to_source
from incident_tui.review.review import step
from incident_tui.review.told import letter
from tests.boards.records import NASTY, independence, review, said, ways

CLAIMS = f"""
sources: [{{id: s, kind: report, title: Report}}, {{id: t, kind: news_article, title: Paper}}]
casualties: [{{id: c, group: public, label: C}}]
timeline:
  - {{id: a, kind: statement, time: 13:00, text: One was hurt., cite: s:L1}}
  - {{id: b, kind: statement, time: 13:05, text: Two were hurt., cite: s:L2,
     effects: [{{casualty: c, status: injured}}]}}
  - {{id: other, kind: note, time: 13:10, text: x, cite: s:L3}}
conflicts:
  - id: k1
    topic: How many
    claims: [{{value: One., cite: s:L1}}, {{value: Two., cite: [t:L9, s:L2], known: 13:07}}]
    affects: [a, c]
    readings: [They counted at different times.]
    note: A note.
  - id: k2
    topic: "Where {NASTY}"
    status: explained
    claims: [{{value: "Here {NASTY}", cite: s:L8}}, {{value: There., cite: t:L1}}]
"""
OPINION = "possible reading, an opinion: They counted at different times."


@pytest.mark.parametrize(("entry", "touched"), [("a", ["k1"]), ("b", ["k1"]), ("other", [])])
def test_an_entry_is_touched_itself_or_through_its_casualties(
    entry: str, touched: list[str]
) -> None:
    """What a conflict names, and who is hurt by what it names."""
    assert [one.id for one in touching(review(CLAIMS, entry))] == touched


def test_claims_stand_below_each_other_where_there_is_little_room() -> None:
    """Each with its voices and when that was known; then opinions, marked; then the note."""
    rows = draw(review(CLAIMS, "a"), 74)
    assert said(rows) == [
        "1 of 2 conflicts in the record touches this entry",
        "k1 · How many · open",
        "A One.",
        "report L1 · 13:00",
        "B Two.",
        "known 13:07",
        "news article L9",
        "report L2 · 13:05",
        OPINION,
        "A note.",
    ]
    assert ways(rows) == ["entry:a", "entry:b"]


def test_claims_stand_beside_each_other_where_there_is_room() -> None:
    """In columns, and below them a row for each that leads to where it is told."""
    rows = draw(review(CLAIMS, "a"), 100)
    assert said(rows) == [
        "1 of 2 conflicts in the record touches this entry",
        "k1 · How many · open",
        "A One. │ B Two.",
        "report L1 · 13:00 │ known 13:07",
        "│ news article L9",
        "│ report L2 · 13:05",
        "A → 13:00 One was hurt.",
        "B → 13:05 Two were hurt.",
        OPINION,
        "A note.",
    ]
    assert ways(rows) == ["entry:a", "entry:b"]


@pytest.mark.parametrize("width", [74, 100])
def test_what_no_entry_tells_leads_to_its_source(width: int) -> None:
    """The source of the first citation; controls in a text are shown as text."""
    rows = draw(review(CLAIMS, "a"), width, everything=True)
    places = to_source("s", "L8"), to_source("t", "L1")
    assert ways(rows) == ["entry:a", "entry:b", *places]
    assert any("k2 · Where ␛[31m‹U+202E›" in line for line in said(rows))
    assert all(span.text.isprintable() for row in rows for span in row.line)


def test_all_are_shown_where_none_touches() -> None:
    """An entry out of every dispute leads to all of them, and says so."""
    lines = said(draw(review(CLAIMS, "other"), 74))
    assert lines[0] == "2 conflicts in the record; none touches this entry"
    assert "k2 · Where ␛[31m‹U+202E›␈ · explained" in lines
    everything = said(draw(review(CLAIMS, "other"), 74, everything=True))
    assert everything[0] == "2 conflicts in the record"
    assert everything[1:] == lines[1:]


def test_no_conflict_says_so() -> None:
    """Of a record without any, and without any entry."""
    assert said(draw(review(), 74)) == ["No conflict is recorded."]


def test_a_conflict_of_one_claim_shows_it() -> None:
    """It is a problem, and what can be shown of it is."""
    one = "sources: [{id: s, kind: report}]\n"
    one += "conflicts: [{id: k, topic: T, claims: [{value: One., cite: s}]}]\n"
    shown = review(one)
    assert shown.chronology.problems
    assert [len(draw(shown, width)) > 0 for width in (74, 110)] == [True, True]


@pytest.mark.parametrize("width", [74, 97, 110, 200])
def test_many_claims_are_all_there(width: int) -> None:
    """As many beside each other as there is room for, the others below them; none is lost."""
    claims = ", ".join(f"{{value: claim{number}, cite: s}}" for number in range(60))
    sections = (
        "sources: [{id: s, kind: report}]\nconflicts: [{id: k, topic: T, claims: [CLAIMS]}]\n"
    )
    shown = review(sections.replace("CLAIMS", claims))
    rows = draw(shown, width)
    text = " ".join(said(rows))
    assert all(f"{letter(number)} claim{number}" in text for number in range(60))
    assert len(ways(rows)) == 60
    assert max(width_of(row.line) for row in rows) <= width


@pytest.mark.parametrize("width", [74, 114])
def test_every_claim_of_independence_is_on_its_board(width: int) -> None:
    """28 conflicts with each of their claims, each leading to an entry or the article."""
    shown = independence()
    record = shown.chronology.record
    rows = draw(shown, width, everything=True)
    assert len(ways(rows)) == sum(len(conflict.claims) for conflict in record.conflicts)
    lines = said(rows)
    assert all(f"{one.id} · {one.topic} · open" in lines for one in record.conflicts)
    assert max(width_of(row.line) for row in rows) <= width


def test_the_counts_of_independence_are_told_as_they_were_known() -> None:
    """c04 and c07 by hand: reports of a later day against what was said on the air."""
    lines = said(draw(independence("q4"), 74))
    start = lines.index("c07 · How many were down, call by call · open")
    assert lines[start + 1 : start + 10] == [
        "A About 13:12, more than one officer.",
        "news article L13 · via Broadcastify.com · said by unidentified voice",
        "· paraphrase · 13:12~ · graded F6",
        "B At 13:15, one officer.",
        "news article L14 · said by unidentified voice · paraphrase · 13:15 ·",
        "graded F6",
        "C Two minutes later, two officers, told as something new.",
        "news article L16 · said by unidentified voice · paraphrase · 13:17~ ·",
        "graded F6",
    ]
    lines = said(draw(independence("two-critical"), 74))
    start = lines.index("c04 · How many died and how many lived · open")
    assert lines[start + 1 : start + 4] == [
        "A Three were shot and two of them died; that leaves one.",
        "news article L2 · said by officials (unnamed) · paraphrase · known by",
        "2 Mar",
    ]


KNOWN = """
sources:
  - {id: air, kind: radio_audio}
  - {id: paper, kind: news_article, published: 2024-03-01}
timeline:
  - {id: one, kind: radio_call, time: 13:00, text: One is down., cite: air:L1}
  - {id: between, kind: radio_call, time: 13:10, text: On our way., cite: air:L3}
  - {id: two, kind: radio_call, time: 13:20~, text: Two are down., cite: air:L2}
conflicts:
  - id: k1
    topic: How many
    claims:
      - {value: One., cite: air:L1}
      - {value: Two., cite: air:L2}
      - {value: Three., cite: paper:L9}
      - {value: Four., cite: paper:L9, known: 13:10}
    affects: [one]
    readings: [They counted at different times.]
"""
NOT_YET = "≠ not known yet"


@pytest.mark.parametrize(
    ("entry", "claims"),
    [
        # One claim contradicts nobody.
        ("one", ["No conflict is known as of this moment."]),
        ("between", ["A One.", f"B {NOT_YET}", f"C {NOT_YET}", "D Four."]),
        ("two", ["A One.", "B Two.", f"C {NOT_YET}", "D Four."]),
    ],
)
@pytest.mark.parametrize("width", [74, 100])
def test_a_claim_is_told_once_it_was_known(entry: str, claims: list[str], width: int) -> None:
    """By its own time of knowing, its entry's, or its source's; no reading before all are told."""
    shown = step(review(KNOWN, entry), intents.SwitchClock())
    page = " ".join(said(draw(shown, width, everything=True)))
    beside_each_other = page.replace("│ ", "")
    assert all(claim in beside_each_other for claim in claims)
    assert OPINION not in page
    assert ("? perhaps not known yet" in page) is (entry == "two")
    assert ("How many" in page) is (entry != "one")


def test_at_the_end_everything_is_known() -> None:
    """An unplaced entry shows the end of the record, on both clocks alike."""
    record = KNOWN.replace("13:20~", "unplaced")
    shown = review(record, "two")
    known = step(shown, intents.SwitchClock())
    assert said(draw(known, 74, everything=True)) == said(draw(shown, 74, everything=True))
    assert OPINION in said(draw(known, 74, everything=True))
