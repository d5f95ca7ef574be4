"""The overview: what a record says as a whole, with the way to each part of it."""

import pytest

from incident_tui.boards.overview import draw
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.review import step
from tests.boards.records import exercise, independence, review, said, ways

WIDTH = 110


def test_the_bundled_record_is_told_as_a_whole() -> None:
    """Summary, harm by group, what is disputed and unknown, sources, and the entries of weight."""
    rows = said(draw(independence(), WIDTH))
    words = "\n".join(rows)
    for wanted in (
        "At an eviction, two officers",
        "Date Thu 29 Feb 2024? CST? · inferred; the Thursday before",
        "Who was hurt, by the end of the record",
        "Responders 2 deceased, 1 critical",
        "Cody Allen police officer deceased",
        "Suspects 1 minor",
        "Disputed 28 The date of the shooting",
        "25 more c",
        "Not known 29",
        "Sources 2",
        "Key moments",
        "13:12~ first radio call: “Independence, we have units en route.",
        "13:40~ last radio call: “I’m on foot…we’re approaching the house",
    ):
        assert wanted in words
    assert "Public" not in words


def test_every_row_leads_somewhere() -> None:
    """A casualty leads to its page, a moment to its entry, a count to its board."""
    links = ways(draw(independence(), WIDTH))
    assert {link.partition(":")[0] for link in links} == {"casualty", "board", "entry"}
    assert {"board:conflicts", "board:questions", "board:sources"} <= {*links}
    assert "entry:q1" in links


def test_the_overview_is_of_the_end_wherever_the_cursor_stands() -> None:
    """On the clock of what happened, the page is the same at each entry."""
    first = independence()
    assert draw(first, WIDTH) == draw(step(first, intents.Last()), WIDTH)


def test_on_the_clock_of_the_known_nothing_later_is_told() -> None:
    """At 13:17 neither the summary, nor a name, nor who died was known."""
    shown = step(independence("q4"), intents.SwitchClock())
    words = "\n".join(said(draw(shown, WIDTH)))
    assert "The summary is not known yet." in words
    assert "as known by then" in words
    assert "two officers down" in words, "the report on the air"
    for later in ("Allen", "Mack", "deceased", "eviction", "custody"):
        assert later not in words


@pytest.mark.parametrize(
    ("sections", "said_of_it"),
    [
        ("", ["The record has no summary.", "Date Thu 29 Feb 2024 CST"]),
        (
            "sources: [{id: s, kind: report, title: A report}]\n"
            "timeline: [{id: e, kind: radio_call, time: 13:00, text: Out., cite: s}]\n",
            [
                "The record has no summary.",
                "Date Thu 29 Feb 2024 CST",
                "Entries 1 entry",
                "Sources 1 A report o",
                "First and last",
                "13:00 the only radio call: Out.",
            ],
        ),
    ],
)
def test_what_a_record_does_not_have_is_not_shown(sections: str, said_of_it: list[str]) -> None:
    """No zero, and no heading without rows."""
    assert said(draw(review(sections), WIDTH)) == said_of_it


def test_a_summary_that_the_record_does_not_have_is_not_withheld() -> None:
    """On the clock of the known, too, a record without a summary is said to have none."""
    timeline = "timeline: [{id: e, kind: radio_call, time: 13:00, text: Out., cite: s}]\n"
    shown = review(f"sources: [{{id: s, kind: report}}]\n{timeline}")
    known = step(shown, intents.SwitchClock())
    assert known.lens.withholds
    assert said(draw(known, WIDTH))[0] == "The record has no summary."


def test_a_long_record_is_cut_to_what_comes_first() -> None:
    """Ten moments at most, the first and the last radio call among them, and how many are left."""
    rows = said(draw(exercise(), WIDTH))
    moments = rows[rows.index("Key moments") + 1 :]
    assert len(moments) == 11
    assert any("first radio call" in row for row in moments)
    assert any("last radio call" in row for row in moments)
    assert moments[-1].startswith("and ")


@pytest.mark.parametrize("width", [20, 40, 78, 110, 240])
def test_lines_are_never_wider_than_can_be_read(width: int) -> None:
    """The page fits a narrow screen, and does not stretch on a wide screen."""
    for shown in (independence(), exercise()):
        assert max(width_of(row.line) for row in draw(shown, width)) <= min(width, 110)
