"""Conflicts: contradicting reports, claim by claim, never resolved by the program."""

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
from incident_tui.drawing.ink import Ink, Line, Row, clip
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.told import ToldClaim, ToldConflict
from incident_tui.words.citations import voices_of
from incident_tui.words.counts import count_words

_WIDE = 96
"""The minimum width, in cells, for claims beside each other."""
_COLUMN = 24
"""The minimum width of a claim's column, in cells."""


def touching(review: Review) -> tuple[ToldConflict, ...]:
    """The conflicts told about the entry under the cursor, or about the entry's casualties."""
    lens = review.lens
    entry = lens.entry(review.cursor) if review.shown else None
    if entry is None:
        return ()
    casualties = (effect.casualty for effect in entry.effects if effect.casualty)
    return lens.conflicts_of(entry.id, *casualties)


def draw(review: Review, width: int, everything: bool = False) -> list[Row]:
    """The page: the conflicts of the entry under the cursor, or all of them."""
    here = touching(review)
    told = tuple(conflict for conflict in review.lens.conflicts() if conflict.is_told)
    if not told:
        recorded = any(True for _ in review.lens.conflicts())
        words = "known as of this moment" if recorded else "recorded"
        return remark(f"No conflict is {words}.", width)
    words = f"{count_words(len(told), 'conflict')} {_where(review)}"
    if here and not everything:
        words = f"{len(here)} of {words} {'touches' if len(here) == 1 else 'touch'} this entry"
    elif not everything:
        words += "; none touches this entry"
    rows = remark(words, width)
    for conflict in here if here and not everything else told:
        rows += _conflict(review, conflict, width)
    return rows


def _where(review: Review) -> str:
    return "known as of this moment" if review.lens.withholds else "in the record"


def _conflict(review: Review, conflict: ToldConflict, width: int) -> list[Row]:
    title = f"{conflict.id} · {conflict.topic} · {plain(conflict.status)}"
    rows = heading(title, width)
    if width >= _WIDE and len(conflict.claims) > 1:
        rows += _side_by_side(review, conflict, width)
    else:
        for claim in conflict.claims:
            head = f"  {claim.letter}  "
            rows += _claim(review, conflict, claim, width, head, _key(review.lens, conflict, claim))
    for reading in conflict.readings:
        rows += paragraph(f"possible reading, an opinion: {reading}", width, "possible", "     ")
    return rows + (paragraph(conflict.note, width, "dim", "     ") if conflict.note else [])


def _claim(
    review: Review, conflict: ToldConflict, claim: ToldClaim, width: int, head: str, key: str = ""
) -> list[Row]:
    """A claim and its voices; no words while withheld."""
    if claim.value is None:
        return paragraph(NOT_YET, width, "faint", head, key)
    rows = paragraph(claim.value, width, "bright", head, key)
    voices = voices_of(review.lens, conflict, claim)
    doubt = ["? perhaps not known yet"] if claim.certainty == "possible" else []
    for words in (*voices, *doubt):
        rows += paragraph(words, width, "dim", " " * len(head))
    return rows


def _side_by_side(review: Review, conflict: ToldConflict, width: int) -> list[Row]:
    """The claims in columns; below, a row for each claim that leads to an entry or a source."""
    rows: list[Row] = []
    most = (width - 2 + len(BETWEEN)) // (_COLUMN + len(BETWEEN))
    bands = -(-len(conflict.claims) // most)
    across = -(-len(conflict.claims) // bands)
    size = (width - 2 - (across - 1) * len(BETWEEN)) // across
    for first in range(0, len(conflict.claims), across):
        band = conflict.claims[first : first + across]
        blocks = [
            [row.line for row in _claim(review, conflict, claim, size, f"{claim.letter}  ")]
            for claim in band
        ]
        rows += [Row((Ink("  "), *row.line)) for row in columns(blocks, size)]
        for claim in band:
            rows += _way(review, conflict, claim, f"  {claim.letter} → ", width)
    return rows


def _way(
    review: Review, conflict: ToldConflict, claim: ToldClaim, head: str, width: int
) -> list[Row]:
    """The row that leads to the entry, or the source, of a claim; no row while withheld."""
    key = _key(review.lens, conflict, claim)
    if key.startswith(TO_ENTRY):
        return entry_line(review, key.removeprefix(TO_ENTRY), width, head)
    if not key:
        return []
    source = claim.cite[0].source
    line: Line = (
        Ink(head, "dim"),
        Ink("source        ", "time"),
        Ink(visible(f"{source} {review.lens.name(source)}"), "text"),
    )
    return [Row(clip(line, width), key)]


def _key(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> str:
    """The key of a claim's row: the first entry, or else the first source."""
    if entries := lens.entries_with(conflict, claim):
        return TO_ENTRY + entries[0]
    return TO_SOURCE + claim.cite[0].source if claim.cite else ""


_EVERY_CONFLICT = Board("Conflicts · all", partial(draw, everything=True))
BOARD = Board("Conflicts", draw, _EVERY_CONFLICT)
