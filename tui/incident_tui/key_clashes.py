"""Clashes of changed keys: two actions on a key in a place. Imported where keys are changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from incident_tui.keymap import USUAL, Changes, shown_key
from incident_tui.keys import BOARD_KEYS, NAMED


class Place(NamedTuple):
    """A place over the review with keys of its own, beside those of actions."""

    name: str
    own: Mapping[str, str]
    """Keys that are no usual keys of actions, and their use."""
    live: frozenset[str]
    """The names of the actions with a meaning there."""


_LISTED = (
    *("down", "up", "page_down", "page_up", "first", "last", "open", "clear", "quit"),
    "screenshot",
)
"""The actions of every dialog."""
_PANES = tuple(name for name in NAMED if name.startswith("pane_"))
PLACES = (
    Place(
        "boards",
        {"A": "the facts of a source alone", "d": "delete a note", "delete": "delete a note"},
        frozenset(
            [
                *(*_LISTED, *_PANES, *BOARD_KEYS, "next_minute", "previous_minute", "next_pane"),
                *("previous_pane", "detail_down", "detail_up", "this_agency", "agencies"),
                *("back", "help", "clock", "align", "problems", "go_to", "library", "lanes"),
                *("overview", "search", "next_hit", "previous_hit"),
                *("bookmark", "note", "note_in_editor", "observe", "words", "same_moment", "copy"),
            ]
        ),
    ),
    Place(
        "lanes",
        {"shift+right": "pan", "shift+left": "pan"},
        frozenset(
            [
                *(*_LISTED, *_PANES, "next_radio", "previous_radio", "next_turn"),
                *("previous_turn", "next_same", "previous_same", "clock", "align", "larger"),
                *("smaller", "next_minute", "previous_minute", "toggle", "sources", "lanes"),
                *("help", "problems", "go_to", "same_moment", "copy"),
            ]
        ),
    ),
    Place(
        "saved filters",
        {"d": "forget a name", "delete": "forget a name"},
        frozenset([*_LISTED, "saved_filters"]),
    ),
)
"""The places with keys of their own; in every other place all keys are usual keys of actions."""


class Clash(NamedTuple):
    """An action that cannot have a key."""

    action: str
    words: str
    """Why: the key has a different use."""
    owner: str = ""
    """The action that keeps the key; "" for a key of a place."""


def without_clashes(changes: Changes) -> tuple[dict[str, tuple[str, ...]], list[Clash]]:
    """The changes that can stand together, and the clashes of the others.

    An action that clashes keeps its usual keys; of two changed actions the first keeps the key.

    Args:
        changes: in the order in which they are written.
    """
    kept, clashes = dict(changes), list[Clash]()
    while new := [*_clashes(kept)]:
        clashes += new
        for clash in new:
            kept.pop(clash.action, None)
    return kept, clashes


def _clashes(changes: Changes) -> Iterator[Clash]:
    """The clashes of changes, for each action that would have to give way."""
    order = [name for name in NAMED if name not in changes] + [*changes]
    owners: dict[str, str] = {}
    for name in order:
        for key in changes.get(name, USUAL[name]):
            owner = owners.setdefault(key, name)
            if owner != name:
                words = f"`{shown_key(key)}` is the key of `{owner}`, and of `{name}`"
                yield Clash(name, words, owner)
    for name, keys in changes.items():
        yield from _clashes_over_review(name, keys)


def _clashes_over_review(name: str, keys: Iterable[str]) -> Iterator[Clash]:
    for place in PLACES:
        for key in keys:
            if key in place.own and name in place.live:
                words = f"`{shown_key(key)}` is the key of `{name}`, and in {place.name} of another"
                yield Clash(name, f"{words}: {place.own[key]}")
