"""The page of an entry: what Detail tells, and its disputes and questions in full."""

import pytest

from incident_tui.boards import questions
from incident_tui.boards.entry import draw
from incident_tui.drawing.ink import width_of
from incident_tui.panes import detail
from incident_tui.review import intents
from incident_tui.review.review import review_of, step
from incident_tui.samples import EXERCISE, data_folder
from incident_tui.screens.board import BoardDialog
from tests.boards.records import independence, review, said
from tests.driving import opened, play, until
from tests.records import sound

WIDTH = 110


def test_the_page_has_all_of_the_entry() -> None:
    """First the rows of Detail, then each conflict that touches the entry, claim by claim."""
    shown = independence("q4")
    rows = draw(shown, WIDTH)
    assert rows[: len(detail.draw(shown, WIDTH))] == detail.draw(shown, WIDTH)
    words = "\n".join(said(rows))
    assert "touch this entry" in words
    assert "How many were down" in words


def test_questions_about_casualties_of_the_entry_are_on_the_page() -> None:
    """The page has the questions that the board of questions lists as about the entry."""
    text = """
    format: incident-record/1
    incident: {id: i, title: T, date: 2024-02-29, timezone: UTC}
    sources: [{id: s, kind: report}]
    casualties: [{id: ann, group: public, label: Ann}]
    timeline:
      - {id: e, kind: note, time: "13:00", text: One is hurt., cite: s,
         effects: [{casualty: ann, status: injured}]}
    questions: [{id: u1, text: How was she hurt?, refs: [ann]}]
    """
    shown = review_of(sound(text))
    (near,) = questions.items("", shown, WIDTH).near
    assert near == "question:u1"
    assert "How was she hurt?" in "\n".join(said(draw(shown, WIDTH)))


def test_the_page_of_a_withheld_entry_tells_no_more_than_its_row() -> None:
    """On the clock of the known neither words nor disputes of the entry are told."""
    shown = step(independence("eviction"), intents.SwitchClock())
    words = "\n".join(said(draw(shown, WIDTH)))
    assert "not known yet as of this moment" in words
    assert "eviction" not in words.casefold()


def test_without_an_entry_there_is_nothing_to_tell() -> None:
    """An empty record has a page without rows of an entry."""
    assert said(draw(review(), WIDTH)) == ["Nothing is selected."]


def test_lines_are_never_wider_than_can_be_read() -> None:
    """On a wide screen the page does not stretch."""
    assert max(width_of(row.line) for row in draw(independence("q4"), 240)) <= 110


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_page_begins_with_the_first_words(size: tuple[int, int]) -> None:
    """Where the first link is beyond the screen, the page is not scrolled to it."""
    async with opened(data_folder() / EXERCISE, size=size) as (app, pilot):
        await play(app, pilot, "J", "enter")
        assert isinstance(app.screen, BoardDialog)
        page = app.screen.page
        await until(pilot, lambda: page.size.height)
        assert page.scroll_offset.y == 0
        await play(app, pilot, "j", "j")
        assert page.key, "keys come to the link all the same"
