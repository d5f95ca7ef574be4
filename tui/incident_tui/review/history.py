"""The places that a reader left by a jump: moments, boards and records, back and forward."""

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.review import intents
from incident_tui.review.commands import ShowOver
from incident_tui.review.layout import OverviewReason
from incident_tui.review.review import Review, at_position

MAX_PLACES = 200
"""The maximum number of places kept in each direction: the oldest place is dropped."""
JUMPS = (
    intents.First,
    intents.Last,
    intents.GoTo,
    intents.GoToPosition,
    intents.GoToMoment,
    intents.MoveHit,
    intents.SeekHit,
)
"""The intents that leave a place; a step to a near entry does not."""


class Place(msgspec.Struct, frozen=True):
    """A review as a reader left it."""

    review: Review
    over: ShowOver | None = None
    """The dialog over the review that the reader left; None for no dialog."""
    overview: OverviewReason = ""
    """Why the overview lay over the panes; "" while the panes were shown."""

    def reread(self, review: Review) -> "Place":
        """The place in a record that was read again, on the same entry where it is still there."""
        if not self.is_of(review.chronology):
            return self
        entries = self.review.chronology.entries
        here = entries[self.review.cursor].id if entries else ""
        position = review.chronology.positions.get(here, review.cursor)
        return msgspec.structs.replace(self, review=at_position(review, position))

    def is_of(self, chronology: Chronology) -> bool:
        """Whether the place is in the record of a chronology, as it was read then or later."""
        return self.review.chronology.path == chronology.path


class History(msgspec.Struct, frozen=True):
    """The places behind and ahead, each way the nearest last."""

    back: tuple[Place, ...] = ()
    forward: tuple[Place, ...] = ()

    def leaving(self, place: Place) -> "History":
        """The history after a jump away from a place; what was ahead is gone."""
        return History((*self.back, place)[-MAX_PLACES:])

    def gone_back(self, here: Place) -> tuple["History", Place] | None:
        """The history after a step back, and the place to show; None at the first place."""
        if not self.back:
            return None
        return History(self.back[:-1], (*self.forward, here)[-MAX_PLACES:]), self.back[-1]

    def gone_forward(self, here: Place) -> tuple["History", Place] | None:
        """The history after a step forward, and the place to show; None at the last place."""
        if not self.forward:
            return None
        return History((*self.back, here)[-MAX_PLACES:], self.forward[:-1]), self.forward[-1]

    def reread(self, review: Review) -> "History":
        """The history with a record as it is now, in place of the record as it was read before."""
        return History(
            tuple(place.reread(review) for place in self.back),
            tuple(place.reread(review) for place in self.forward),
        )

    def leads_to_record(self, chronology: Chronology) -> bool:
        """Whether a place behind is in a different record."""
        return any(not place.is_of(chronology) for place in self.back)
