"""The overview over the panes: a record opens on it, and a step leaves it."""

from collections.abc import Mapping, Sequence

import msgspec

from incident_tui.boards.overview import draw
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.lines import LinkedLines
from incident_tui.panes.pane import ListPane
from incident_tui.review import commands, intents
from incident_tui.review.commands import LeaveOverview, Wish
from incident_tui.review.layout import OVERVIEW
from incident_tui.review.links import TO_CASUALTY, id_of, subject_of, wish_of
from incident_tui.review.review import Review

_STAYS = (
    intents.SwitchClock,
    intents.TakeCalls,
    intents.TakeFound,
    intents.TakeNotes,
    intents.TakeRecord,
    intents.TakeFaults,
)
"""The intents that a reader of the overview can see the effect of."""


def leaves(intent: intents.Intent) -> bool:
    """Whether the panes are shown for an intent: the intent moves the cursor, or filters."""
    return not isinstance(intent, _STAYS)


class Overview(LinkedLines, ListPane):
    """The page of the record as a whole; no row is selected before a key selects it."""

    SELECTS_FIRST = False
    draw = staticmethod(draw)

    def __init__(self) -> None:
        super().__init__(OVERVIEW)
        self.is_opening = False
        """Whether no step has been made: a step leads to the first entry."""

    @staticmethod
    def hint(review: Review) -> Sequence[Hint]:
        """The keys of the page."""
        return (Hint("j", "steps through it"), Hint("Tab", "next row"), Hint("Enter", "opens it"))

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether more calls are read, or the page is as of a different moment."""
        return (
            not old.is_of_same_chronology(new)
            or old.clock is not new.clock
            or (new.lens.withholds and old.as_of != new.as_of)
        )

    def keys(self) -> Mapping[str, str]:
        """The keys with a meaning of their own."""
        opens = {"open": "open" if self.key else "timeline"}
        return {"down": "step through it", "next_pane": "row", **opens, "overview": "timeline"}

    def enter(self, key: str) -> Wish | None:
        """Follow the link of a row."""
        return wish_of(key)

    def explain(self, key: str) -> Wish | None:
        """Show the page of a casualty."""
        return self.enter(key) if self.subject(key) else None

    def subject(self, key: str) -> str:
        """The casualty of the row."""
        return id_of(key) if key.startswith(TO_CASUALTY) else ""

    def means(self, wish: Wish) -> Wish | None:
        """The meaning of a wish: Tab selects rows, a first step leads to the first entry."""
        match wish:
            case commands.NextPane(by):
                self.move(by)
            case commands.Page(by):
                self.move(by * self.page)
            case commands.ScrollDetail(by):
                self.scroll_half_pages(by)
            case commands.Resize():
                pass  # the overview has all the room
            case commands.ShowOverview():
                return LeaveOverview()
            case intents.UndoFilter() | commands.Open() if not self.key:
                return LeaveOverview()
            case intents.UndoFilter():
                self.select(None)
            case commands.OnSubject() if self._review:
                subject = subject_of(self.key) or self._review.lens.incident.id
                return msgspec.structs.replace(wish, subject=subject)
            case commands.InPane() if self.key:
                return self._means_for_row(wish, self.key)
            case intents.Move(by) | intents.MoveRadio(by) if self.is_opening and by > 0:
                return intents.First() if self._is_first(wish) else wish
            case commands.InPane():
                return super().means(wish)
            case _:
                return wish
        return None

    def _is_first(self, wish: Wish) -> bool:
        """Whether a first step on ends at the first entry."""
        review = self._review
        is_call = review is not None and review.cursor in review.lens.radio
        return is_call or isinstance(wish, intents.Move)
