"""One casualty or agency on a page: what became of it, on either clock, and why that is said."""

import pytest

from incident_tui.boards.subjects import draw_agency, draw_casualty
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.review import Review, step
from tests.boards.records import NASTY, independence, review, said, ways

RECORD = f"""
sources:
  - {{id: air, kind: radio_audio}}
  - {{id: paper, kind: news_article, published: 2024-03-01}}
agencies:
  - id: fire
    name: "Fire {NASTY}"
    short: FD
    aliases: [Command]
    kind: fire
    level: city
    aid: RECEIVED
    talkgroups: ["101"]
    roles: [{{role: Assisting, from: 13:00, to: 14:00, cite: paper:L1}}]
    status_history: [{{status: Dispatched, time: 13:00, cite: air:L1}}]
    note: A note.
    cite: paper:L2
  - {{id: plain, name: Plain, named: false}}
units:
  - id: e1
    call_sign: Engine 1
    agency: fire
    type: engine
    status_history:
      - {{status: EnRoute, time: 13:05, cite: air:L2}}
      - {{status: OnScene, time: 13:20, cite: air:L3}}
  - {{id: e2, call_sign: Engine 2, agency: fire}}
people: [{{id: p, name: Pat Doe, known: 2024-03-01}}]
timeline:
  - {{id: a, kind: note, time: 13:00, text: It began., cite: air:L1}}
  - {{id: b, kind: radio_call, time: 13:10, text: One hurt., cite: air:L4,
     effects: [{{casualty: c, status: injured}}, {{agency: fire, status: OnScene}}]}}
  - {{id: z, kind: note, time: unplaced, text: It ended., cite: paper}}
casualties:
  - id: c
    group: public
    person: p
    role: visitor
    agency: fire
    cause: smoke
    count: 2
    history: [{{status: serious, time: "13:30..", cite: {{source: paper, at: L5, by: a doctor}}}}]
    transported: {{by: e1, to: hospital, time: 13:40, cite: paper:L6}}
    note: Of the casualty.
    cite: paper:L7
conflicts:
  - {{id: k1, topic: How bad, affects: [c], claims: [&CLAIM, &CLAIM]}}
  - {{id: k2, topic: Who, affects: [p, c], claims: [&CLAIM, &CLAIM]}}
questions: [{{id: u1, text: How long?, refs: [p], answer: An hour.}}]
""".replace("&CLAIM", "{value: x, cite: air}")


def seen(entry: str, known: bool = False) -> Review:
    """A review of the record, its cursor on an entry."""
    shown = review(RECORD, entry)
    return step(shown, intents.SwitchClock()) if known else shown


def test_a_casualty_is_told_whole() -> None:
    """Statuses with their times and sources, the way to hospital, disputes, questions, sources."""
    rows = draw_casualty("c", seen("b"), 90)
    assert said(rows) == [
        "Pat Doe at the cursor: injured",
        "group public",
        "how many 2",
        "role visitor · Fire ␛[31m‹U+202E›␈",
        "cause smoke",
        "statuses, in order",
        "● injured 13:10 · known at once",
        "13:10 One hurt.",
        "○ serious after 13:30 · known 1 Mar",
        "news article L5 · said by a doctor",
        "transported by Engine 1 · to hospital · 13:40",
        "source news article L6",
        "disputed and not known",
        "⇄ k1 How bad",
        "⇄ k2 Who",
        "? u1 How long? An hour.",
        "Of the casualty.",
        "source news article L7",
    ]
    assert ways(rows) == ["entry:b", "source:paper", "source:paper", "source:paper"]


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        ("a", ["Nobody had heard of this casualty yet."]),
        (
            "b",
            [
                "visitor at the cursor: injured",
                "group public",
                "how many 2",
                "role Fire ␛[31m‹U+202E›␈",
                "statuses, in order",
                "● injured 13:10 · known at once",
                "13:10 One hurt.",
                "○ ≠ not known yet",
            ],
        ),
    ],
)
def test_a_casualty_is_told_as_it_was_known(entry: str, lines: list[str]) -> None:
    """No name, cause or status before it was known; nothing that came out later."""
    assert said(draw_casualty("c", seen(entry, known=True), 90)) == lines


def test_at_the_end_both_clocks_tell_the_same() -> None:
    """Everything is known then, but for how it is told."""
    for draw, identifier in ((draw_casualty, "c"), (draw_agency, "fire")):
        there = said(draw(identifier, seen("z"), 90))
        assert said(draw(identifier, seen("z", known=True), 90)) == there


def test_an_agency_is_told_whole() -> None:
    """Names, roles, statuses, and each unit with its own."""
    rows = draw_agency("fire", seen("b"), 90)
    assert said(rows) == [
        "Fire ␛[31m‹U+202E›␈ at the cursor: OnScene",
        "short name FD",
        "also called Command",
        "kind fire · city",
        "mutual aid received",
        "talkgroups 101",
        "entries 0",
        "roles",
        "Assisting from 13:00 to 14:00",
        "news article L1",
        "statuses, in order",
        "● Dispatched 13:00 · known at once",
        "radio audio L1",
        "● OnScene 13:10 · known at once",
        "13:10 One hurt.",
        "units: 2",
        "● Engine 1 engine EnRoute",
        "EnRoute 13:05 · OnScene 13:20",
        "○ Engine 2 —",
        "A note.",
        "source news article L2",
    ]
    assert ways(rows) == ["source:paper", "source:air", "entry:b", "source:paper"]


def test_a_unit_is_told_as_it_was_known() -> None:
    """On the clock of knowing its later statuses are not there yet."""
    lines = said(draw_agency("fire", seen("b", known=True), 90))
    assert lines[lines.index("units: 2") :] == [
        "units: 2",
        "● Engine 1 engine EnRoute",
        "EnRoute 13:05",
        "○ Engine 2 —",
    ]
    assert "roles" not in lines


def test_what_is_not_recorded_takes_no_line() -> None:
    """An agency of which only a name is known; and entries of which no agency is."""
    assert said(draw_agency("plain", seen("a"), 90)) == [
        "Plain",
        "kind unknown · not named by its source",
        "entries 0",
    ]
    assert said(draw_agency("unidentified", seen("a"), 90)) == ["No agency is known of 3 entries."]


@pytest.mark.parametrize("width", [20, 40, 74, 110])
@pytest.mark.parametrize("entry", ["q4", "custody"])
@pytest.mark.parametrize("known", [False, True])
def test_pages_of_independence_stay_in_their_width(width: int, entry: str, known: bool) -> None:
    """Every casualty and agency, on either clock, at any width."""
    shown = independence(entry)
    shown = step(shown, intents.SwitchClock()) if known else shown
    record = shown.chronology.record
    pages = [draw_casualty(one.id, shown, width) for one in record.casualties]
    pages += [draw_agency(one.id, shown, width) for one in record.agencies]
    assert max(width_of(row.line) for rows in pages for row in rows) <= width
