"""Conflicts: reports that contradict each other, claim by claim; never resolved by the program."""

from functools import partial

from incident_tui.boards.board import Board
from incident_tui.boards.lines import (
    BETWEEN,
    NOT_YET,
    TO_ENTRY,
    TO_SOURCE,
    columns,
    entry_line,
    heading,
    paragraph,
    remark,
)
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, Clock
from incident_tui.drawing.ink import Ink, Line, Row, clip
from incident_tui.record.model import Claim, Conflict, Entry
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import claim_known_by, entries_at, letter, source_of, voices_of
from incident_tui.words.counts import count_words

_WIDE = 96
"""Cells from which on claims stand beside each other."""
_COLUMN = 24
"""Cells that a claim needs, at least, to stand beside others."""


def touching(review: Review) -> list[Conflict]:
    """The conflicts that touch the entry under the cursor, or its casualties."""
    entry, found = review.entry, review.chronology.conflicts_of
    if entry is None:
        return []
    ids = (entry.id, *(effect.casualty for effect in entry.effects if effect.casualty))
    touched = {conflict.id for one in ids for conflict in found.get(one, ())}
    return [one for one in review.chronology.record.conflicts if one.id in touched]


def draw(review: Review, width: int, everything: bool = False) -> list[Row]:
    """The page: the conflicts of the entry under the cursor, or all of them."""
    chronology = review.chronology
    here, conflicts = touching(review), chronology.record.conflicts
    if not conflicts:
        return remark("No conflict is recorded.", width)
    shown = [*conflicts] if everything or not here else here
    words = f"{count_words(len(conflicts), 'conflict')} in the record"
    if here and not everything:
        words = f"{len(here)} of {words} {'touches' if len(here) == 1 else 'touch'} this entry"
    elif not everything:
        words += "; none touches this entry"
    rows = remark(words, width)
    for conflict in shown:
        rows += _conflict(review, conflict, width)
    return rows


def _conflict(review: Review, conflict: Conflict, width: int) -> list[Row]:
    rows = heading(f"{conflict.id} · {conflict.topic} · {conflict.status}", width)
    if width >= _WIDE and len(conflict.claims) > 1:
        rows += _side_by_side(review, conflict, width)
    else:
        for number, claim in enumerate(conflict.claims):
            rows += _stacked(review, conflict, claim, f"  {letter(number)}  ", width)
    if any(_how_known(review, conflict, claim) == "unknown" for claim in conflict.claims):
        return rows  # what was made of them later is not told
    for reading in conflict.readings:
        rows += paragraph(f"possible reading, an opinion: {reading}", width, "possible", "     ")
    if conflict.note:
        rows += paragraph(conflict.note, width, "dim", "     ")
    return rows


def _stacked(review: Review, conflict: Conflict, claim: Claim, head: str, width: int) -> list[Row]:
    key = _key(review.chronology, conflict, claim)
    return _claim(review, conflict, claim, width, head, key)


def _claim(
    review: Review, conflict: Conflict, claim: Claim, width: int, head: str, key: str = ""
) -> list[Row]:
    """What is claimed and by whom; on the clock of knowing, if anybody knew."""
    known = _how_known(review, conflict, claim)
    if known == "unknown":
        return paragraph(NOT_YET, width, "faint", head, key)
    rows = paragraph(claim.value, width, "bright", head, key)
    voices = voices_of(review.chronology, conflict, claim)
    for words in (*voices, "? perhaps not known yet") if known == "possible" else voices:
        rows += paragraph(words, width, "dim", " " * len(head))
    return rows


def _how_known(review: Review, conflict: Conflict, claim: Claim) -> Certainty:
    """How sure it is that a claim was known as of the cursor."""
    if review.clock is Clock.HAPPENED:
        return "certain"
    return claim_known_by(review.chronology, conflict, claim, review.as_of)


def _side_by_side(review: Review, conflict: Conflict, width: int) -> list[Row]:
    """The claims in columns; below them, a row for each that leads to where it is told."""
    rows: list[Row] = []
    most = (width - 2 + len(BETWEEN)) // (_COLUMN + len(BETWEEN))
    bands = -(-len(conflict.claims) // most)
    across = -(-len(conflict.claims) // bands)
    size = (width - 2 - (across - 1) * len(BETWEEN)) // across
    for first in range(0, len(conflict.claims), across):
        band = [*enumerate(conflict.claims)][first : first + across]
        blocks = []
        for number, claim in band:
            head = f"{letter(number)}  "
            block = _claim(review, conflict, claim, size, head)
            blocks.append([row.line for row in block])
        rows += [Row((Ink("  "), *row.line)) for row in columns(blocks, size)]
        for number, claim in band:
            rows += _way(review, conflict, claim, f"  {letter(number)} → ", width)
    return rows


def _way(review: Review, conflict: Conflict, claim: Claim, head: str, width: int) -> list[Row]:
    """The row that leads to the entry, or the source, that a claim is told in."""
    chronology = review.chronology
    key = _key(chronology, conflict, claim)
    if key.startswith(TO_ENTRY):
        return entry_line(review, key.removeprefix(TO_ENTRY), width, head)
    source = source_of(chronology, claim.cite[0].source)
    name = f"{claim.cite[0].source} {source.title if source else ''}"
    line: Line = (
        Ink(head, "dim"),
        Ink("source        ", "time"),
        Ink(visible(name.strip()), "text"),
    )
    return [Row(clip(line, width), key)]


def _key(chronology: Chronology, conflict: Conflict, claim: Claim) -> str:
    entry = _entry(chronology, conflict, claim)
    return TO_ENTRY + entry.id if entry else TO_SOURCE + claim.cite[0].source


def _entry(chronology: Chronology, conflict: Conflict, claim: Claim) -> Entry | None:
    """The entry that tells of a claim, if possible one that the conflict names."""
    named = {*conflict.affects}
    found = [
        entry for cite in claim.cite for entry in entries_at(chronology, cite, conflict.affects)
    ]
    return next((entry for entry in found if entry.id in named), found[0] if found else None)


_EVERY_CONFLICT = Board("Conflicts · all", partial(draw, everything=True))
BOARD = Board("Conflicts", draw, _EVERY_CONFLICT)
