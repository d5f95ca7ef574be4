"""Casualties: their groups apart, certain and possible apart, and nobody else's counted."""

from pathlib import Path

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import Line
from incident_tui.panes.casualties import Casualties, draw
from incident_tui.record.vocabulary import CASUALTY_STATUSES
from incident_tui.review import intents
from incident_tui.review.review import Review, review_of, step
from tests.drawn import row_words
from tests.driving import opened, screen_of, words_of
from tests.records import sound

HEAD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: cad_export}, {id: p, kind: report, published: 2024-03-02}]
agencies: [{id: ipd, name: Independence Police Department, short: IPD}, {id: court, name: Court}]
people: [{id: allen, name: Cody Allen}]
timeline:
  - {id: early, kind: note, time: 13:00, text: x, cite: s}
  - {id: middle, kind: note, time: 13:15, text: x, cite: s}
  - {id: late, kind: note, time: 14:00, text: x, cite: s}
"""
WOUNDED = """
casualties:
  - {id: man, group: suspect, label: male suspect, history: [{status: minor, time: 13:50, cite: s}]}
  - id: allen
    group: responder
    person: allen
    agency: ipd
    role: police officer
    history:
      - {status: shot, time: 13:10..13:20, cite: s}
      - {status: deceased, time: 13:30, cite: s}
  - id: second
    group: responder
    label: second officer
    history: [{status: uninjured, time: 13:00, cite: s}]
  - id: crowd
    group: public
    label: others
    count: 24
    history: [{status: injured, time: 13:00, cite: s}]
"""
RELATED = """
related:
  - id: r
    title: R
    relation: [same_area]
    casualties: [{group: responder, status: deceased, count: 7}]
"""


def review(sections: str, entry: str = "early", clock: Clock = Clock.HAPPENED) -> Review:
    """A review of a record with these sections, its cursor on an entry."""
    moved = step(review_of(sound(HEAD + sections)), intents.GoTo(entry))
    return moved if clock is Clock.HAPPENED else step(moved, intents.SwitchClock())


def said(sections: str, entry: str, width: int = 60, clock: Clock = Clock.HAPPENED) -> list[str]:
    """The lines of the pane, runs of spaces as one."""
    return row_words(draw(review(sections, entry, clock), width))


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        (
            "early",
            [
                "RESPONDERS none yet",
                "○ Cody Allen police officer · IPD not yet",
                "● second officer uninjured",
                "PUBLIC 24 injured",
                "● 24 × others injured",
                "SUSPECTS none yet",
                "○ male suspect not yet",
            ],
        ),
        (
            "middle",
            [
                "RESPONDERS 1 possible",
                "◐ Cody Allen police officer · IPD shot?",
                "● second officer uninjured",
                "PUBLIC 24 injured",
                "● 24 × others injured",
                "SUSPECTS none yet",
                "○ male suspect not yet",
            ],
        ),
        (
            "late",
            [
                "RESPONDERS 1 deceased",
                "● Cody Allen police officer · IPD deceased",
                "● second officer uninjured",
                "PUBLIC 24 injured",
                "● 24 × others injured",
                "SUSPECTS 1 minor",
                "● male suspect minor",
            ],
        ),
    ],
)
def test_each_group_is_told_as_of_the_cursor(entry: str, lines: list[str]) -> None:
    """Responders, the public and suspects stand apart in this order, each with its own count."""
    assert said(WOUNDED, entry) == lines


def test_a_group_without_casualties_is_not_there() -> None:
    """Only groups that somebody belongs to have a heading."""
    one = "casualties: [{id: c, group: public, label: a neighbour}]"
    assert said(one, "late") == ["PUBLIC none yet", "○ a neighbour unknown"]


def test_a_record_without_casualties_says_so() -> None:
    """An empty pane is told from one that has not been drawn."""
    assert said("", "late") == ["none recorded"]


@pytest.mark.parametrize("entry", ["early", "middle", "late"])
def test_casualties_of_related_incidents_are_never_counted(entry: str) -> None:
    """What is known of another incident changes no line here."""
    assert draw(review(WOUNDED + RELATED, entry), 60) == draw(review(WOUNDED, entry), 60)


def _line_of(status: str, time: str) -> Line:
    """The line of the one casualty of a record, who came to a status."""
    history = f"history: [{{status: {status}, time: {time}, cite: s}}]"
    one = f"casualties: [{{id: c, group: public, label: somebody, {history}}}]"
    return draw(review(one, "middle"), 60)[-1].line


@pytest.mark.parametrize(
    ("time", "glyph", "ink"),
    [("13:00", "●", "bright"), ("13:10..13:20", "◐", "possible"), ("13:50", "○", "dim")],
)
def test_colour_tells_how_sure_a_status_is_and_not_which(time: str, glyph: str, ink: str) -> None:
    """Certain, possible and not yet have a glyph and an ink each, the same for every status."""
    for status in CASUALTY_STATUSES:
        line = _line_of(status, time)
        assert (line[0].text, line[0].ink, line[-1].ink) == (glyph, ink, ink), status


def test_the_status_stays_whole_where_a_name_does_not() -> None:
    """On a narrow pane the name and the role are cut, and never the status."""
    assert said(WOUNDED, "late", 22)[1] == "● Cody Allen… deceased"
    assert said(WOUNDED, "late", 14)[1] == "● Co… deceased"


def test_counts_give_way_on_a_narrow_pane() -> None:
    """Where the statuses do not fit beside the group's name, their sum does."""
    assert said(WOUNDED, "late", 20)[0] == "RESPONDERS 1 in all"


# One is shot at 13:10, which is told at 13:50; his name is known from 16:00 on. Three are hurt at
# 13:10, which is on the air. That two are down is on the air at 13:15, and is told of nobody.
LATER = """
  - id: call
    kind: radio_call
    time: 13:15
    text: Two down.
    cite: s
    effects: [{group: responder, status: two officers down}]
  - {id: named, kind: note, time: 16:00, text: x, cite: s}
  - {id: end, kind: note, time: unplaced, text: x, cite: s}
casualties:
  - id: allen
    group: responder
    person: allen
    agency: ipd
    role: police officer
    history: [{status: shot, time: 13:10, known: 13:50, cite: s}]
  - id: second
    group: responder
    label: second officer
    history: [{status: critical, time: 13:10, cite: p}]
  - id: crowd
    group: public
    label: others
    count: 3
    history: [{status: injured, time: 13:10, cite: s}]
"""


@pytest.mark.parametrize(
    ("entry", "happened", "known"),
    [
        (
            "early",  # 13:00: nothing yet, on either clock
            [
                "RESPONDERS none yet",
                "○ Cody Allen police officer · IPD not yet",
                "○ second officer not yet",
                "PUBLIC none yet",
                "○ 3 × others not yet",
            ],
            ["RESPONDERS none yet", "○ 2 not known of", "PUBLIC none yet", "○ 3 not known of"],
        ),
        (
            "call",  # 13:15: two are down on the air, and were shot and critical in truth
            [
                "RESPONDERS 1 critical, 1 shot",
                "● Cody Allen police officer · IPD ≠ shot",
                "● second officer ≠ critical",
                "PUBLIC 3 injured",
                "● 3 × others injured",
            ],
            [
                "RESPONDERS as reported",
                "13:15 reported two officers down",
                "○ 2 not known of ≠",
                "PUBLIC 3 injured",
                "● 3 × others injured",
            ],
        ),
        (
            "late",  # 14:00: one is told of, not who he is; the report on the air is old news
            [
                "RESPONDERS 1 critical, 1 shot",
                "● Cody Allen police officer · IPD shot",
                "● second officer ≠ critical",
                "PUBLIC 3 injured",
                "● 3 × others injured",
            ],
            [
                "RESPONDERS 1 shot",
                "● police officer IPD shot",
                "○ 1 not known of ≠",
                "PUBLIC 3 injured",
                "● 3 × others injured",
            ],
        ),
        (
            "named",  # 16:00
            [
                "RESPONDERS 1 critical, 1 shot",
                "● Cody Allen police officer · IPD shot",
                "● second officer ≠ critical",
                "PUBLIC 3 injured",
                "● 3 × others injured",
            ],
            [
                "RESPONDERS 1 shot",
                "● Cody Allen police officer · IPD shot",
                "○ 1 not known of ≠",
                "PUBLIC 3 injured",
                "● 3 × others injured",
            ],
        ),
        (
            "end",
            [
                "RESPONDERS 1 critical, 1 shot",
                "● Cody Allen police officer · IPD shot",
                "● second officer critical",
                "PUBLIC 3 injured",
                "● 3 × others injured",
            ],
            None,  # the same
        ),
    ],
)
def test_people_and_names_are_told_as_they_were_known(
    monkeypatch: pytest.MonkeyPatch, entry: str, happened: list[str], known: list[str] | None
) -> None:
    """Whom nobody had heard of yet is only counted; reports on the air stand for them."""
    named = HEAD.replace("name: Cody Allen}", "name: Cody Allen, known: 16:00}")
    monkeypatch.setattr(f"{__name__}.HEAD", named)
    assert said(LATER, entry) == happened
    assert said(LATER, entry, clock=Clock.KNOWN) == (known or happened)


def test_a_report_is_told_where_nobody_of_its_group_is_recorded() -> None:
    """A group has a heading from its first report on; a long report is wrapped."""
    call = LATER.split("casualties:")[0].replace("13:15", "13:10..13:20")
    assert said(call, "early") == ["none recorded"]
    assert said(call, "late") == [
        "RESPONDERS as reported",
        "13:10…13:20 reported two officers down",
    ]
    assert said(call, "middle", 24) == [
        "RESPONDERS as reported",
        "13:10…13:20 r…two",
        "officers",
        "down",
    ]


@pytest.mark.parametrize(
    ("affects", "mark"), [("[allen]", "⇄1 "), ("[crowd, allen]", "⇄1 "), ("[man]", "")]
)
def test_conflicts_are_counted_beside_whom_they_touch(affects: str, mark: str) -> None:
    """A casualty that reports disagree about says how many of them do."""
    conflict = f"""
conflicts:
  - {{id: k, topic: T, affects: {affects}, claims: [{{value: A, cite: s}}, {{value: B, cite: s}}]}}
"""
    line = next(line for line in said(WOUNDED + conflict, "late") if "Cody Allen" in line)
    assert line.endswith(f"{mark}deceased")
    assert ("⇄" in line) is bool(mark)


DISPUTED = """
casualties:
  - id: allen
    group: responder
    person: allen
    history: [{status: shot, time: 13:00, cite: s}]
conflicts:
  - id: k
    topic: T
    affects: [allen]
    claims: [{value: A, cite: s, known: 13:00}, {value: B, cite: s, known: 13:15}]
"""


@pytest.mark.thorough
async def test_a_conflict_is_counted_once_it_was_known(tmp_path: Path) -> None:
    """On the clock of knowing the count follows the cursor, also where no state turns."""
    path = tmp_path / "record.yaml"
    path.write_text(HEAD + DISPUTED, "utf-8")
    async with opened(path) as (app, pilot):
        pane = screen_of(app).query_one(Casualties)
        assert "⇄1" in words_of(pane)
        for key, counted in (("h", False), ("j", True), ("k", False), ("h", True)):
            await pilot.press(key)
            await pilot.pause()
            assert ("⇄1" in words_of(pane)) is counted
