"""The author of a note that names none is the user, and never a reason to stop."""

import pytest

from incident_tui.notes.author import NOBODY, default_author
from incident_tui.notes.model import MAX_NAME_CHARACTERS
from tests.notes.noting import note

NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME")


def named(patch: pytest.MonkeyPatch, name: str) -> str:
    """The author where the environment has this name."""
    for variable in NAMES:
        patch.setenv(variable, name)
    return default_author()


def test_the_author_is_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name that the system has."""
    assert named(monkeypatch, "ann") == "ann"


@pytest.mark.parametrize("name", ["a" * 500, "\udcff", " "])
def test_an_odd_name_can_stand_in_a_note(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A name that is too long is cut, and one without a letter is no name."""
    found = named(monkeypatch, name)
    assert 0 < len(found) <= MAX_NAME_CHARACTERS
    assert note(by=found).by == found
    assert (found == NOBODY) == (name == " ")


def test_who_has_no_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container whose user is in no list."""
    pwd = pytest.importorskip("pwd")
    for variable in NAMES:
        monkeypatch.delenv(variable, raising=False)

    def missing(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", missing)
    assert default_author() == NOBODY
