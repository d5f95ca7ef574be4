"""The after-action report as a page."""

import pytest

from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.aar.hostile import ATTACKS, hostile_notes
from tests.exchange.exports.aar.reviews import RECORD, notes
from tests.exchange.exports.exported import exported
from tests.exchange.exports.reports import exercise, hostile
from tests.exchange.exports.test_html import Page
from tests.exchange.exports.test_reviewer_notes import notes_on_everything

LENS = Lens(RECORD)


def test_no_link_of_the_page_is_broken() -> None:
    """Evidence leads to the appendix, if the entry is there; ids are unique."""
    pages = [
        exported("aar-html", LENS, EVERYTHING, notes()),
        exported("aar-html", LENS, Filters(marked=frozenset({"d"})), notes()),
        exported("aar-html", Lens(hostile()), EVERYTHING, notes_on_everything(hostile)),
    ]
    for text in pages:
        page = Page(text)
        ids = page.values("id")
        assert page.open == []
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    assert "#entry-a" in Page(pages[0]).values("href")
    assert "#entry-a" not in Page(pages[1]).values("href")


def test_the_page_needs_nothing_else() -> None:
    """No script, and nothing that a browser would load."""
    page = Page(exported("aar-html", Lens(hostile()), EVERYTHING, notes_on_everything(hostile)))
    assert not {"script", "img", "link", "iframe"} & page.tags.keys()
    assert not page.values("src")
    assert all(one.startswith(("#", "https://")) for one in page.values("href"))


def test_the_page_says_who_concludes_what() -> None:
    """Words, authors and ratings, and what nobody has given."""
    words = " ".join(" ".join(Page(exported("aar-html", LENS, EVERYTHING, notes())).words).split())
    for said in (
        "Strength 1 Units were told where to stage. observed by Ann, 2024-02-29 19:15 UTC",
        "Rating M performed with major challenges",
        "Reference not given",
        "13:20 Bravo said report",
        "Name who asks for the patch.",
        "2026-01 to 2026-06-30",
        "note by Ann, 2024-02-29 19:15 UTC Ask them. on agencies: Independence Police Department",
    ):
        assert said in words


def test_an_exercise_says_that_it_is_one() -> None:
    """Above the page."""
    page = Page(exported("aar-html", Lens(exercise())))
    assert "EXERCISE" in page.words
    assert "Exercise Overview" in page.words


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_a_reviewer_is_markup(attack: str) -> None:
    """The page has the elements that it has with harmless texts."""
    found = Page(exported("aar-html", LENS, EVERYTHING, hostile_notes(attack)))
    lines = attack.count("\n")
    harmless = Page(
        exported("aar-html", LENS, EVERYTHING, hostile_notes("\n".join("xy"[: lines + 1])))
    )
    assert found.tags == harmless.tags
    assert found.open == []
