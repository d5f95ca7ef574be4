"""A view in words: its parts as sheets, and sheets as Markdown."""

from itertools import islice

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.printed.sheets import PARTS, Sheet, markdown_lines, sheets
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import parse_moment
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from incident_tui.samples import bundled_record
from tests.notes.noting import note, notes_of
from tests.records import AGENCIES, chronology, entry

STATE = chronology(
    entry("a", "13:00", effects="[{unit: car, status: EnRoute}, {milestone: left}]"),
    entry("b", "13:30..13:40", effects="[{unit: car, status: OnScene}]", milestone="there"),
    rest=AGENCIES
    + """
    facilities:
      - {id: f, name: A school, kind: school, time: 13:05..13:15, action: {reported: locked}}
    intervals:
      - {id: i, name: Travel, from: left, to: there, note: A convention.}
      - {id: j, name: Odd, from: a, to: nowhere}
    conflicts:
      - id: c
        topic: How many
        status: explained
        claims:
          - {value: one, cite: {source: src, at: L1, by: A clerk}}
          - {value: two, cite: src, known: 13:20}
        readings: [They count apart.]
        note: Ask.
    questions:
      - {id: q, text: Who?, origin: stated_in_source, answer: Nobody., status: answered,
         cite: "src:L3", refs: [a, ipd, zzz]}
""",
)


def told(view: View, *parts: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of every sheet but the first, by title; what is left out as a row of one cell."""
    return {
        one.title: [tuple(row) for row in one.rows] + ([(one.remark,)] if one.remark else [])
        for one in islice(sheets(view, parts), 1, None)
    }


def at(chronicle: Chronology, clock_time: str, clock: Clock = Clock.HAPPENED) -> View:
    """A view as of a clock time."""
    return View(Lens(chronicle, chronicle.zone.bounds(parse_moment(clock_time))[1], clock))


def test_the_state_of_everything() -> None:
    """Units, facilities and milestones too, `?` where it is only possible, the rest counted."""
    found = told(at(STATE, "13:10"), "state")
    assert [*found] == ["Casualties", "Agencies", "Units", "Facilities", "Milestones"]
    assert found["Units"] == [("12", "en route", "IPD", ""), ("2 units without a status by then",)]
    assert found["Facilities"] == [("A school", "locked?", "school")]
    assert found["Milestones"] == [("left", "reached", "13:00"), ("there", "not yet", "")]
    later = told(at(STATE, "13:35"), "state")
    assert later["Units"][0] == ("12", "en route, on scene?", "IPD", "")
    assert later["Milestones"] == [
        ("left", "reached", "13:00"),
        ("there", "reached?", "13:30…13:40"),
    ]


def test_intervals_say_between_what() -> None:
    """Their length or why there is none, both ends, and a note."""
    assert told(View(Lens(STATE)), "intervals")["Intervals"] == [
        ("Travel", "length", "30–40 min"),
        ("", "from", "13:00 “text”"),
        ("", "to", "13:30…13:40 “text”"),
        ("", "note", "A convention."),
        ("Odd", "length", "not computable: nothing is, or reaches, `nowhere`"),
        ("", "from", "13:00 “text”"),
        ("", "to", "`nowhere`"),
    ]


def test_conflicts_have_every_claim_and_who_makes_it() -> None:
    """Claims stand side by side with their voices, opinions are marked as such."""
    assert told(View(Lens(STATE)), "conflicts")["Conflicts"] == [
        ("c", "explained", "How many"),
        ("", "A", "one · report L1 · said by A clerk"),
        ("", "B", "two · known 13:20 · report"),
        ("", "reading", "possible, an opinion: They count apart."),
        ("", "note", "Ask."),
    ]


def test_questions_say_what_they_are_about() -> None:
    """Their status, answer and sources, and what they refer to by its name."""
    assert told(View(Lens(STATE)), "questions")["Questions"] == [
        ("q", "answered", "Who? · the source itself says so"),
        ("", "answer", "Nobody."),
        ("", "source", "report L3"),
        ("", "about", "13:00 “text”"),
        ("", "about", "Independence Police Department"),
        ("", "about", "zzz"),
    ]


def test_what_was_not_known_is_only_counted() -> None:
    """On the clock of knowing, nothing is told that nobody had heard of."""
    view = at(
        chronology(
            entry("a", "13:00", known="13:30", text="Secret", milestone="secret"),
            rest="""
            intervals: [{id: i, name: Secret, from: a, to: a}]
            conflicts:
              - {id: c, topic: Secret, claims: [{value: Secret, cite: src, known: 13:30},
                 {value: Secret, cite: src, known: 14:00}]}
              - {id: d, topic: Secret, claims: [{value: Secret, cite: src, known: 13:00},
                 {value: Secret, cite: src, known: 14:00}]}
              - {id: e, topic: Open, readings: [Secret], claims: [{value: One, cite: "src:L9",
                 known: 13:00}, {value: Two, cite: "src:L8", known: 13:05}, {value: Secret,
                 cite: src, known: 14:00}]}
            questions: [{id: q, text: Secret?, refs: [a]}, {id: r, text: Why?}]
            """,
        ),
        "13:10",
        Clock.KNOWN,
    )
    found = told(view, *PARTS)
    assert "Secret" not in str(found)
    assert found["Milestones"] == [("1 milestone not known yet",)]
    assert found["Intervals"] == [("1 interval of which an end is not known yet",)]
    assert found["Conflicts"] == [
        ("e", "open", "Open"),
        ("", "A", "One · known 13:00 · report L9"),
        ("", "B", "Two · known 13:05 · report L8"),
        ("", "C ≠", "a claim not known yet"),
        ("2 conflicts not known yet",),
    ]
    assert found["Questions"] == [
        ("r", "open", "Why?"),
        ("1 question about what is not known yet",),
    ]
    assert "Secret" in str(told(View(Lens(view.lens.chronology, clock=Clock.KNOWN)), *PARTS))


def test_all_of_a_record_is_in_its_parts() -> None:
    """Every conflict and question of the bundled record is told, each claim of it too."""
    record = chronology_of(read_record(bundled_record()))
    found = told(View(Lens(record)), *PARTS)
    claims = [row for row in found["Conflicts"] if len(row[1]) == 1]
    assert len(claims) == sum(len(one.claims) for one in record.record.conflicts)
    assert {one.id for one in record.record.questions} < {row[0] for row in found["Questions"]}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[x](http://y)", r"\[x\](`http://y)`"),
        ("www.example.org", "`www.example.org`"),
        ("<img src=x onerror=y>", r"\<img src=x onerror=y\>"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("13:12~", r"13:12\~"),
        ("a\\", "a\\\\"),
        ("a@b.example", "`a@b.example`"),
        ("one\ntwo\x1b", "one two␛"),
        ("plain, words — 13:00…13:12", "plain, words — 13:00…13:12"),
    ],
)
def test_markdown_shows_a_text_as_it_is(text: str, shown: str) -> None:
    """No text of a record is markup, HTML, a link or the end of a cell."""
    lines = "".join(markdown_lines([Sheet(text, ("a", "b"), [[text, "x"]], text)])).splitlines()
    assert lines == [
        f"# {shown}",
        "",
        "| a | b |",
        "| --- | --- |",
        f"| {shown} | x |",
        "",
        shown,
        "",
    ]


def test_markdown_says_where_there_is_nothing() -> None:
    """The first title is that of the page; a sheet without rows says none."""
    lines = markdown_lines([Sheet("T", (), [["facts"]]), Sheet("E", ("a",), [])])
    assert "".join(lines) == "# T\n\nfacts\n\n## E\n\nnone\n\n"


def test_a_forecast_is_no_unplaced_event() -> None:
    """Its sheet says that somebody expected or planned it; filters count for both sheets."""
    chronicle = chronology(
        entry("a", "13:00"),
        entry("b", "unplaced", text="Custody"),
        entry("c", "unplaced", kind="forecast", text="Handover"),
    )
    found = told(View(Lens(chronicle)))
    assert [row[-1] for row in found["Unplaced"]] == ["Custody"]
    assert [row[-1] for row in found["Expected or planned, as said"]] == ["Handover"]
    of_calls = told(View(Lens(chronicle), Filters(kinds=frozenset({"note"}))))
    assert "Expected or planned, as said" not in of_calls


NOTES = notes_of(
    note("Who\n\nsaid?", "a", by="Ann"),
    note("", "b", "gone", kind="bookmark", by="Bob", chance=1),
)


def test_notes_stand_in_a_sheet_of_their_own() -> None:
    """Text, subjects, author and time of each note, and that a subject is gone."""
    view = View(Lens(STATE), notes=NOTES)
    assert told(view)["Notes of reviewers"] == [
        ("✎ note", "text", "Who"),
        ("", "text", "said?"),
        ("", "on", "13:00 “text”"),
        ("", "by", "Ann, 2024-02-29 19:15 UTC"),
        ("⚑ bookmark", "text", "bookmark"),
        ("", "on", "13:30…13:40 “text”"),
        ("", "on", "`gone`, which is not in the record"),
        ("", "by", "Bob, 2024-02-29 19:15 UTC"),
    ]
    assert [*told(view, "state")][-1] == "Notes of reviewers"


def test_an_entry_with_notes_has_a_mark_before_its_words() -> None:
    """In the timeline of a view with notes; all other sheets are as without notes."""
    with_notes, alone = told(View(Lens(STATE), notes=NOTES)), told(View(Lens(STATE)))
    assert [row[4:] for row in with_notes["Timeline"]] == [("✎", "text"), ("⚑", "text")]
    assert [row[4:] for row in alone["Timeline"]] == [("text",), ("text",)]
    of_reviewers = {"Timeline", "Notes of reviewers"}
    assert {title: rows for title, rows in with_notes.items() if title not in of_reviewers} == {
        title: rows for title, rows in alone.items() if title not in of_reviewers
    }


def test_notes_about_what_was_not_known_are_only_counted() -> None:
    """Neither their text nor their mark is told."""
    view = at(STATE, "12:00", Clock.KNOWN)
    found = told(View(view.lens, notes=NOTES))
    assert found["Notes of reviewers"] == [("2 notes about facts not known yet, left out",)]
    assert "✎" not in str(found)
