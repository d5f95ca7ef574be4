"""The names of an archive for numbers, and the talkgroups of a wish."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.sql.names import listed, near_words
from incident_tui.exchange.imports.tables.wanted import ArchiveError


class Talkgroup(NamedTuple):
    """A talkgroup."""

    system: str
    """The number of the system."""
    number: str
    tag: str = ""
    """The short name, as on the display of a radio."""
    description: str = ""
    groups: tuple[str, ...] = ()
    """The services and kinds of the talkgroup."""
    key: int = 0
    """The key of the row; 0 where calls do not refer to the key."""
    system_key: int = 0
    """The key of the system's row; 0 where calls do not refer to the key."""


class KnownNames(NamedTuple):
    """The names in an archive."""

    systems: Mapping[str, str]
    """From the number of a system to the name."""
    talkgroups: Sequence[Talkgroup]
    units: Mapping[tuple[str, str], str]
    """From the numbers of a system and a radio to the name of the unit."""
    fleets: Sequence[tuple[str, range, str]] = ()
    """The number of a system, numbers of radios, and the common name of these radios."""

    def unit(self, system: str, radio: str) -> str:
        """Return the name of a radio's unit; with a shared name also the number; "" if unknown."""
        if name := self.units.get((system, radio)):
            return name
        number = int(radio) if self.fleets and radio.isdecimal() else -1
        shared = (name for own, all, name in self.fleets if own == system and number in all)
        return next((f"{name} {radio}" for name in shared), "")


def wished(
    talkgroups: Iterable[Talkgroup], words: Sequence[str], has_unnamed: bool = False
) -> Mapping[str, Sequence[Talkgroup]]:
    """Return the talkgroups for each word: with this number, tag or description.

    Args:
        talkgroups: the talkgroups of the archive.
        words: the numbers and tags of the user.
        has_unnamed: whether there are calls of further talkgroups.

    Raises:
        ArchiveError: if there is no talkgroup for a word.
    """
    by_name: dict[str, list[Talkgroup]] = {}
    for talkgroup in talkgroups:
        own = talkgroup.number, talkgroup.tag, talkgroup.description
        for name in dict.fromkeys(one.casefold() for one in own if one):
            by_name.setdefault(name, []).append(talkgroup)
    found = {word: by_name.get(word.strip().casefold(), []) for word in words}
    for word, those in found.items():
        if not those and not (has_unnamed and word.strip().isdecimal()):
            tags = {one.tag or one.number for several in by_name.values() for one in several}
            hint = f"{near_words(word, tags)}{listed('talkgroups', tags)}"
            raise ArchiveError(f"there is no talkgroup `{word}`; {hint}")
    return found
