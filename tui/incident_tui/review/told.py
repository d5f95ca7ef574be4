"""Values and words that a lens gives: claims, conflicts and changes without withheld words."""

import msgspec

from incident_tui.chronology.histories import Certainty
from incident_tui.placing.placement import Placement
from incident_tui.record.calls.entry_parts import has_figures_below
from incident_tui.record.model import Cite, Entry
from incident_tui.record.time_value import TimeValue
from incident_tui.record.vocabulary import EntryKind

NAME_WITHHELD = "name not known"
"""Stands for a person of whom a status is known and no name."""
PERSON_WITHHELD = "a person not known of yet"
NOT_YET = "not known yet"
"""Stands in place of withheld words."""
PERHAPS_NOT_YET = "perhaps not known yet"
"""Stands beside words of which nobody can say whether they were known by the moment."""
ENTRY_WITHHELD = f"an entry {NOT_YET}"
RELATED_WITHHELD = "an incident not known of yet"


class ToldClaim(msgspec.Struct, frozen=True):
    """A claim of a conflict."""

    letter: str
    """`A` for the first claim of a conflict; `AA` after `Z`."""
    certainty: Certainty
    """How certainly the claim was known; `unknown` where the claim is withheld."""
    id: str
    value: str | None
    """None where withheld."""
    cite: tuple[Cite, ...] = ()
    known: TimeValue | None = None
    """When the claim was known, as the record states."""


class ToldConflict(msgspec.Struct, frozen=True):
    """A conflict; told once two claims are known, for a single report contradicts nobody."""

    id: str
    status: str
    affects: tuple[str, ...]
    claims: tuple[ToldClaim, ...]
    topic: str | None
    """None where the conflict is withheld."""
    readings: tuple[str, ...] = ()
    """Opinions; withheld until every claim is known, for their author knew every claim."""
    note: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the conflict is known, and not only a claim."""
        return self.topic is not None


class ToldChange(msgspec.Struct, frozen=True):
    """A change of a subject's status."""

    certainty: Certainty
    """How certainly the change had happened, or was known, by the moment of the lens."""
    status: str | None
    """None where withheld."""
    placement: Placement = Placement()
    """When the change took place."""
    known: Placement = Placement()
    """When the change was reported."""
    cite: tuple[Cite, ...] = ()
    entry: str = ""
    """The id of the entry that reports the change; "" for a step of the subject's own history."""
    time: TimeValue | None = None
    """When the change took place, as the subject's own history states; None for an entry."""
    known_time: TimeValue | None = None
    """When the change was reported, as the subject's own history states."""
    note: str = ""


class Outline(msgspec.Struct, frozen=True):
    """The parts of an entry that are always told."""

    id: str
    kind: EntryKind
    time: TimeValue
    placement: Placement


def entry_words(entry: Entry) -> str:
    """An entry on a line: its words on the air, or else its title.

    Of a call whose words a machine wrote, or nobody, the first line alone: the lines below it are
    the figures of the recorder or of the engine.
    """
    words = entry.text if entry.verbatim else entry.title or entry.text
    return words.partition("\n")[0] if has_figures_below(entry) else words


def letter(number: int) -> str:
    """The letters of a claim by number from 0: `A` to `Z`, then `AA`, `AB`."""
    before, here = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + here)
