"""Panes describe themselves: a class for each name, a rule of CSS, and what wishes mean in it."""

from pathlib import Path

import pytest

import incident_tui
from incident_tui.drawing.ink import Ink, Row
from incident_tui.drawing.lines import Listing
from incident_tui.panes.pane import HEADING, FoldingPane, ListPane, Pane, pane_class
from incident_tui.review import commands, intents
from incident_tui.review.commands import Wish
from incident_tui.review.layout import PANES, number_of, title_of
from incident_tui.review.review import Review
from tests.driving import opened, screen_of, words_of

PLACES = commands.ShowBoard("sources")


@pytest.mark.parametrize("name", PANES)
def test_each_name_has_a_pane(name: str) -> None:
    """A word in the tuple is enough: its module has the class, the style sheet its rule."""
    pane = pane_class(name)(name)
    assert pane.id == name
    assert pane.border_title == f"{number_of(name)} {title_of(name)}"
    style = Path(incident_tui.__file__).with_name("app.tcss").read_text("utf-8")
    assert f".{name} {{" in style


def test_panes_are_not_defined_for_nothing() -> None:
    """Each module with a pane in it is named in the tuple."""
    modules = Path(incident_tui.__file__).parent.joinpath("panes").glob("*.py")
    defining = {path.stem for path in modules if "Pane):" in path.read_text("utf-8")}
    assert defining - {"pane"} == {*PANES}


@pytest.mark.parametrize(
    ("name", "key", "wishes"),
    [
        (
            "casualties",
            "c1",
            [commands.ShowBoard("casualty", "c1"), None, commands.ShowBoard("casualty", "c1")],
        ),
        (
            "agencies",
            "ipd",
            [
                intents.OnlyAgency("ipd"),
                intents.ToggleAgency("ipd"),
                commands.ShowBoard("agency", "ipd"),
            ],
        ),
        ("related", "r1", [commands.OpenRelated("r1"), None, None]),
        ("detail", "", [None, None, None]),
    ],
)
def test_rows_stand_for_wishes(name: str, key: str, wishes: list[Wish | None]) -> None:
    """Enter, Space and `o` on a row."""
    pane = pane_class(name)(name)
    assert isinstance(pane, ListPane)
    assert [pane.enter(key), pane.toggle(key), pane.explain(key)] == wishes


@pytest.mark.parametrize("name", [name for name in PANES if issubclass(pane_class(name), Listing)])
async def test_moves_are_those_of_the_pane(name: str) -> None:
    """Steps, pages and both ends move the mark of a pane of rows, and not the review.

    Detail has no mark: both ends are those of the timeline.
    """
    moves: list[Wish] = [intents.Move(1), commands.Page(1)]
    ends: list[Wish] = [intents.Last(), intents.First()]
    async with opened() as (app, _):
        pane = screen_of(app).panes[name]
        assert [pane.means(wish) for wish in moves] == [None] * 2
        assert [pane.means(wish) for wish in ends] == (ends if name == "detail" else [None] * 2)
        assert pane.means(intents.MoveRadio(1)) == intents.MoveRadio(1)
        assert pane.means(commands.Zoom()) == commands.Zoom()


async def test_moves_in_the_timeline_are_those_of_the_review() -> None:
    """Its cursor is the review's; Enter opens a page, `o` the sources, Space plays the call."""
    async with opened() as (app, _):
        pane = screen_of(app).panes["timeline"]
        assert pane.means(intents.Move(1)) == intents.Move(1)
        assert pane.means(commands.Page(-1)) == intents.Move(-pane.page)
        assert pane.page > 5
        assert pane.means(commands.Open()) == commands.ShowBoard("entry")
        assert pane.means(commands.Explain(PLACES)) == PLACES
        assert pane.space() == commands.Play()


def test_a_pane_without_a_row_to_choose_leaves_the_wish_elsewhere() -> None:
    """`o` shows the sources of the entry where no row is selected."""
    pane: Pane = pane_class("casualties")("casualties")
    assert pane.means(commands.Explain(PLACES)) == PLACES
    assert pane.means(commands.Open()) is None


ABOUT = commands.ShowBoard("conflicts")


@pytest.mark.parametrize(
    ("name", "key", "subject"),
    [
        ("casualties", "c1", "c1"),
        ("agencies", "ipd", "ipd"),
        ("agencies", "unidentified", ""),
        ("units", "e1", "e1"),
        ("units", "heading:ipd", "ipd"),
        ("units", "heading:unidentified", ""),
        ("related", "r1", "r1"),
        ("detail", "source:art", ""),
    ],
)
def test_conflicts_and_questions_are_about_the_row(name: str, key: str, subject: str) -> None:
    """Of a row that is nobody, the board is about the entry under the cursor."""
    pane = pane_class(name)(name)
    assert isinstance(pane, ListPane)
    assert pane.means(commands.ShowAbout(ABOUT)) == ABOUT  # no row is selected
    pane.rows, pane.selected = [Row((), key)], 0
    assert pane.means(commands.ShowAbout(ABOUT)) == commands.ShowBoard("conflicts", subject)


class Shelf(FoldingPane):
    """Two headings with rows under them."""

    @staticmethod
    def draw(review: Review, width: int, unfolded: frozenset[str] = frozenset()) -> list[Row]:
        """A row for each heading, and its rows where it is unfolded."""
        rows = []
        for name, below in (("one", ("a", "b")), ("two", ("c",))):
            heading = HEADING + name
            rows.append(Row((Ink(name),), heading))
            rows += [Row((Ink(key),), key) for key in below if heading in unfolded]
        return rows

    def enter(self, key: str) -> Wish:
        """Go to the entry of this id."""
        return intents.GoTo(key)


MINUTE = intents.MoveMinutes(1)
UNFOLD, FOLD = commands.Unfold(MINUTE), commands.Fold(MINUTE)


@pytest.mark.parametrize(
    ("wishes", "shown", "selected"),
    [
        ([], "one two", "one"),
        ([UNFOLD], "one a b two", "one"),
        ([UNFOLD, UNFOLD], "one a b two", "one"),
        ([commands.Open()], "one a b two", "one"),
        ([commands.Toggle(), commands.Toggle()], "one two", "one"),
        ([FOLD], "one two", "one"),
        ([UNFOLD, intents.Last(), UNFOLD], "one a b two c", "two"),
        # From any row under it, ← folds the heading and selects it.
        ([UNFOLD, intents.Move(2), FOLD], "one two", "one"),
        ([UNFOLD, intents.Move(2), UNFOLD], "one a b two", "b"),
        ([UNFOLD, intents.Last(), UNFOLD, intents.Last(), FOLD], "one a b two", "two"),
    ],
)
async def test_a_heading_is_unfolded_and_folded(
    wishes: list[Wish], shown: str, selected: str
) -> None:
    """→ ← Enter and Space on a heading show its rows or hide them, and change nothing else."""
    async with opened() as (app, pilot):
        shelf = Shelf("related")
        await screen_of(app).query_one("#left").mount(shelf)
        shelf.show(app.review)
        await pilot.pause()
        assert [shelf.means(wish) for wish in wishes] == [None] * len(wishes)
        assert words_of(shelf).split() == shown.split()
        assert shelf.key.removeprefix(HEADING) == selected


async def test_rows_under_a_heading_are_entered() -> None:
    """A click selects a heading, or a row below a heading; Enter then enters the row."""
    async with opened() as (app, pilot):
        shelf = Shelf("related")
        await screen_of(app).query_one("#left").mount(shelf)
        shelf.show(app.review)
        await pilot.pause()
        for number, shown in ((0, "one two"), (1, "one two"), (0, "one two")):
            assert shelf.click(number) is None
            assert shelf.selected == number
            assert words_of(shelf).split() == shown.split()
        shelf.unfold(shelf.key)
        assert shelf.click(1) is None
        assert shelf.means(commands.Open()) == intents.GoTo("a")


def test_arrows_leave_a_pane_that_does_not_fold_to_the_review() -> None:
    """→ is a minute on wherever nothing can be unfolded, and where no row is selected."""
    for name in PANES:
        assert pane_class(name)(name).means(UNFOLD) == MINUTE
