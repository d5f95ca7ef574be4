"""The cursor keeps to the newest entry as entries arrive, until the reader moves away."""

from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from incident_tui.review import intents

if TYPE_CHECKING:
    from incident_tui.review.review import Review


class Following(Enum):
    """Whether the cursor keeps to the newest entry."""

    OFF = "off"
    ON = "on"
    PAUSED = "paused"
    """The reader has moved away from the newest entry, and is left there."""


_MOVES = (
    intents.Move,
    intents.MoveRadio,
    intents.MoveMinutes,
    intents.MoveHit,
    intents.MoveToChange,
    intents.MoveSame,
    intents.First,
    intents.GoTo,
    intents.ReturnTo,
    intents.GoToPosition,
    intents.GoToMoment,
    intents.SeekHit,
)
"""The intents of a reader who moves the cursor; at the newest entry, following goes on."""


def newest_shown(review: "Review") -> int | None:
    """The position of the newest entry that passes the filters; None if no entry is shown.

    Entries without a time come after all others, and are the newest only among themselves.
    """
    shown = review.shown
    if not shown:
        return None
    placed = shown.rank(review.chronology.placed_count)
    return shown[placed - 1]


def toggled(review: "Review") -> "Review":
    """The review following the newest entry; a review that follows already, following no more."""
    if review.following is Following.ON:
        return msgspec.structs.replace(review, following=Following.OFF)
    return _at_newest(review)


def followed(review: "Review", intent: intents.Intent) -> "Review":
    """A review after an intent, the cursor at the newest entry if the review follows it.

    A move to another entry pauses following; the last entry, and a move to the newest, resume it.
    Arrivals and filters leave a paused review where it is.
    """
    if isinstance(intent, intents.Last):
        return _at_newest(review)
    if isinstance(intent, _MOVES):
        is_there = review.cursor == newest_shown(review)
        following = Following.ON if is_there else Following.PAUSED
        if following is review.following:
            return review
        return msgspec.structs.replace(review, following=following)
    return _at_newest(review) if review.following is Following.ON else review


def _at_newest(review: "Review") -> "Review":
    newest = newest_shown(review)
    cursor = review.cursor if newest is None else newest
    if (cursor, review.following) == (review.cursor, Following.ON):
        return review
    return msgspec.structs.replace(review, cursor=cursor, following=Following.ON)
