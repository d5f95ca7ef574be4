"""The talkgroups that a user wishes, by number, tag or description."""

import pytest

from incident_tui.exchange.imports.sql.known_names import Talkgroup, wished
from incident_tui.exchange.imports.tables.wanted import ArchiveError

FIRE = Talkgroup("1", "101", "FD Disp", "Fire Dispatch")
OTHER = Talkgroup("2", "101", "FD Disp")
POLICE = Talkgroup("1", "102", "PD Disp")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("101", [FIRE, OTHER]),
        (" fd disp ", [FIRE, OTHER]),
        ("Fire dispatch", [FIRE]),
        ("102", [POLICE]),
    ],
)
def test_each_spelling(word: str, found: list[Talkgroup]) -> None:
    """A number or a name is that of a talkgroup in each system."""
    assert wished([FIRE, OTHER, POLICE], [word]) == {word: found}


def test_an_unknown_talkgroup_is_told_of() -> None:
    """The words have the nearest name and all names; a number may have no name."""
    with pytest.raises(ArchiveError, match=r"`PD Dips`; did you mean `PD Disp`\? talkgroups: FD"):
        wished([FIRE, POLICE], ["PD Dips"])
    with pytest.raises(ArchiveError, match="`103`"):
        wished([FIRE], ["103"])
    assert wished([FIRE], ["103"], has_unnamed=True) == {"103": []}
    with pytest.raises(ArchiveError, match="there are no talkgroups"):
        wished([], ["FD"], has_unnamed=True)
