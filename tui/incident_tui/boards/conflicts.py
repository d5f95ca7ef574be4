"""Conflicts: reports that contradict each other, claim by claim; never resolved by the program."""

from string import ascii_uppercase

from incident_tui.boards.lines import TO_ENTRY, TO_SOURCE, heading, paragraph, said_by, told_in
from incident_tui.panes.ink import Ink, Row
from incident_tui.record.model import Claim, Conflict
from incident_tui.review.chronology import Chronology
from incident_tui.review.review import Review
from incident_tui.review.wording import count_words


def touching(review: Review) -> list[Conflict]:
    """The conflicts that touch the entry under the cursor, or its casualties; all if none does."""
    conflicts, entry = review.chronology.record.conflicts, review.entry
    if entry is None:
        return [*conflicts]
    touched = {entry.id, *(effect.casualty for effect in entry.effects if effect.casualty)}
    return [one for one in conflicts if touched & {*one.affects}]


def draw(review: Review, width: int, everything: bool = False) -> list[Row]:
    """The page: the conflicts of the entry under the cursor first, or all of them."""
    chronology = review.chronology
    here, conflicts = touching(review), chronology.record.conflicts
    if not conflicts:
        return [Row((Ink("No conflict is recorded.", "dim"),))]
    shown = [*conflicts] if everything or not here else here
    words = f"{count_words(len(conflicts), 'conflict')} in the record"
    if here and not everything:
        words = f"{len(here)} of {words} touch this entry; a shows all"
    elif not everything:
        words += "; none touches this entry"
    rows = [Row((Ink(words, "dim"),))]
    for conflict in shown:
        rows += _conflict(chronology, conflict, width)
    return rows


def _conflict(chronology: Chronology, conflict: Conflict, width: int) -> list[Row]:
    rows = heading(f"{conflict.topic} · {conflict.status}", width)
    for letter, claim in zip(ascii_uppercase * 9, conflict.claims, strict=False):
        rows += _claim(chronology, conflict, claim, f"  {letter}  ", width)
    for reading in conflict.readings:
        rows += paragraph(f"possible reading, an opinion: {reading}", width, "possible", "     ")
    if conflict.note:
        rows += paragraph(conflict.note, width, "dim", "     ")
    return rows


def _claim(
    chronology: Chronology, conflict: Conflict, claim: Claim, head: str, width: int
) -> list[Row]:
    first = claim.cite[0]
    entry = told_in(chronology, first, conflict.affects) or told_in(chronology, first)
    key = TO_ENTRY + entry.id if entry else TO_SOURCE + first.source
    rows = paragraph(claim.value, width, "bright", head, key)
    for cite in claim.cite:
        rows += paragraph(said_by(chronology, cite), width, "dim", " " * len(head))
    return rows
