"""Changed keys: those that clash are left out, and the places are those that there are."""

import pytest
from textual.binding import Binding

from incident_tui.key_clashes import PLACES, Place
from incident_tui.key_clashes import without_clashes as sound
from incident_tui.keymap import USUAL
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.dialog import Dialog
from incident_tui.screens.exports import Exports
from incident_tui.screens.help import Help
from incident_tui.screens.lanes import LanesDialog
from incident_tui.screens.library import Library
from incident_tui.screens.problems import ProblemList
from incident_tui.screens.saved_filters import SavedFilters


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"zoom": "X"}, "zoom"),
        ({"zoom": "T"}, ""),
        ({"zoom": "T", "times": "z"}, "zoom times"),
        ({"zoom": "T", "times": "T"}, ""),
        ({"zoom": "T", "times": "c"}, ""),
        ({"down": "k", "up": "j"}, "down up"),
        ({"zoom": "z"}, "zoom"),
        ({"zoom": "d", "down": "X"}, "zoom down"),
        ({"down": "d"}, ""),
        ({"zoom": "A"}, "zoom"),
        ({"back": "A"}, ""),
        ({"clock": "shift+right"}, ""),
    ],
)
def test_no_key_stands_for_two_actions_in_a_place(changes: dict[str, str], kept: str) -> None:
    """A change that clashes is left out, and so is a change that relied on it."""
    found, clashes = sound({name: (key,) for name, key in changes.items()})
    assert [*found] == kept.split()
    assert {clash.action for clash in clashes} == changes.keys() - found.keys()


@pytest.mark.parametrize(
    ("place", "dialog"), [*zip(PLACES, (BoardDialog, LanesDialog, SavedFilters), strict=True)]
)
def test_the_places_are_those_of_the_dialogs(place: Place, dialog: type[Dialog]) -> None:
    """Each key of a dialog is its own, or a usual key of an action that is listed for it."""
    keys = _keys_of(dialog)
    usual = {key: name for name, keys_of in USUAL.items() for key in keys_of}
    assert {*place.own} == {key for key in keys if key not in usual}
    assert place.live == {usual[key] for key in keys if key in usual}


@pytest.mark.parametrize("dialog", [Help, ProblemList, Library, Exports])
def test_other_dialogs_have_no_keys_of_their_own(dialog: type[Dialog]) -> None:
    """All their keys are usual keys of actions."""
    assert _keys_of(dialog) <= {key for keys in USUAL.values() for key in keys}


def _keys_of(dialog: type[Dialog]) -> set[str]:
    lists = [vars(base).get("BINDINGS", ()) for base in dialog.__mro__ if issubclass(base, Dialog)]
    bindings = [one for each in lists for one in each]
    assert all(isinstance(one, Binding) for one in bindings)
    return {key for one in bindings for key in one.key.split(",")}
