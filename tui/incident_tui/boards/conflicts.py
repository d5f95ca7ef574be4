"""Conflicts: contradicting reports, claim by claim, never resolved by the program."""

from functools import partial

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import (
    BETWEEN,
    WITHHELD,
    columns,
    entry_line,
    heading,
    linked,
    paragraph,
    remark,
    time_size,
)
from incident_tui.drawing.ink import DIFFERS, Ink, Line, Row, clip
from incident_tui.keymap import keymap
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.citing import claim_link, source_link
from incident_tui.review.links import TO_CONFLICT, TO_ENTRY, TO_SOURCE, id_of, to_claim
from incident_tui.review.review import Review
from incident_tui.review.told import PERHAPS_NOT_YET, ToldClaim, ToldConflict
from incident_tui.words.citations import voices_of
from incident_tui.words.counts import count_words
from incident_tui.words.written import written_words

_WIDE = 96
"""The minimum width, in cells, for claims beside each other."""
_COLUMN = 24
"""The minimum width of a claim's column, in cells."""


_MARKS = (
    ("A →", "the entry, the time or the source that the claim leads to"),
    (DIFFERS, "a claim that was not known yet, on the clock of the known"),
    ("?", "perhaps not known yet"),
)


def touching(review: Review) -> tuple[ToldConflict, ...]:
    """The conflicts told about the entry under the cursor, or about the entry's casualties."""
    return review.lens.conflicts_of(*review.lens.ids_of(review.entry_id))


def draw(review: Review, width: int, everything: bool = False) -> list[Row]:
    """The page: the conflicts of the entry under the cursor, or all of them."""
    here = touching(review)
    told = tuple(conflict for conflict in review.lens.conflicts() if conflict.is_told)
    if not told:
        return remark(_no_conflict(review), width)
    words = f"{count_words(len(told), 'conflict')} {_where(review)}"
    if here and not everything:
        words = f"{len(here)} of {words} {'touches' if len(here) == 1 else 'touch'} this entry"
    elif not everything:
        words += "; none touches this entry"
    rows = remark(words, width)
    for conflict in here if here and not everything else told:
        rows += _conflict(review, conflict, width)
    return rows


def _no_conflict(review: Review) -> str:
    recorded = any(True for _ in review.lens.conflicts())
    return f"No conflict is {'known as of this moment' if recorded else 'recorded'}."


def draw_about(subject: str, review: Review, width: int) -> list[Row]:
    """The page of a subject: the conflicts about a casualty, an agency or a unit, by the id."""
    lens = review.lens
    found, count = lens.conflicts_of(*lens.ids_of(subject)), lens.conflict_count
    words = f"{count_words(count, 'conflict')} {_where(review)}"
    if not found:
        words += f"; none touches {lens.name(subject)}"
        return remark(
            f"{words}: {keymap().firsts['this_agency']} shows all" if count else words, width
        )
    touch = "touches" if len(found) == 1 else "touch"
    rows = remark(f"{len(found)} of {words} {touch} {lens.name(subject)}", width)
    for conflict in found:
        rows += _conflict(review, conflict, width)
    return rows


def items(subject: str, review: Review, width: int) -> Items:
    """The list: the conflicts told, each with its status and the number of its claims."""
    lens = review.lens
    near = lens.conflicts_of(*lens.ids_of(subject or review.entry_id))
    told = [conflict for conflict in lens.conflicts() if conflict.is_told]
    about = lens.name(subject) if subject else "this entry"
    touch = "touches" if len(near) == 1 else "touch"
    return Items(
        [_item(conflict) for conflict in told],
        {TO_CONFLICT + conflict.id for conflict in near},
        f"{len(told)} · {len(near) or 'none'} {touch if near else 'touches'} {about}",
        f"not touching {about}",
        remark="" if told else _no_conflict(review),
    )


def _item(conflict: ToldConflict) -> Item:
    claims = f"{len(conflict.claims)} claims"
    cells = [(Ink(visible(plain(conflict.status)), "dim"),), (Ink(claims, "dim"),)]
    return Item(TO_CONFLICT + conflict.id, f"{conflict.id} {conflict.topic}", cells)


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: a conflict, by the link."""
    conflict = review.lens.conflict(id_of(key))
    return _conflict(review, conflict, width)[1:] if conflict else []


def _where(review: Review) -> str:
    return "known as of this moment" if review.lens.withholds else "in the record"


def _conflict(review: Review, conflict: ToldConflict, width: int) -> list[Row]:
    title = f"{conflict.id} · {conflict.topic} · {plain(conflict.status)}"
    rows = heading(title, width)
    rows[1] = rows[1]._replace(anchor=TO_CONFLICT + conflict.id)
    if width >= _WIDE and len(conflict.claims) > 1:
        rows += _side_by_side(review, conflict, width)
    else:
        for claim in conflict.claims:
            head = f"  {claim.letter}  "
            claimed = _claim(review, conflict, claim, width, head)
            link = claim_link(review.lens, conflict, claim)
            rows += [_leading(conflict, claim, link, claimed[0]), *claimed[1:]]
    for reading in conflict.readings:
        words = f"possible reading, an opinion: {reading}"
        rows += linked(review.lens, words, width, "routine", "     ")
    if conflict.note:
        rows += linked(review.lens, conflict.note, width, "dim", "     ")
    return rows


def _leading(conflict: ToldConflict, claim: ToldClaim, link: str, row: Row) -> Row:
    """The row of a claim with the links to its entry, time or source; none while withheld."""
    if not link:
        return row._replace(key="")
    copy_link = to_claim(conflict.id, claim.letter)
    return row._replace(key=link, source=source_link(claim.cite), copy_link=copy_link)


def _claim(
    review: Review, conflict: ToldConflict, claim: ToldClaim, width: int, head: str
) -> list[Row]:
    """A claim and its voices; no words while withheld."""
    if claim.value is None:
        return paragraph(WITHHELD, width, "faint", head)
    rows = paragraph(claim.value, width, "bright", head)
    voices = voices_of(review.lens, conflict, claim)
    doubt = [f"? {PERHAPS_NOT_YET}"] if claim.certainty == "possible" else []
    for words in (*voices, *doubt):
        rows += paragraph(words, width, "dim", " " * len(head))
    return rows


def _side_by_side(review: Review, conflict: ToldConflict, width: int) -> list[Row]:
    """The claims in columns; below, a row for each claim that leads to an entry or a source."""
    rows: list[Row] = []
    links = [claim_link(review.lens, conflict, claim) for claim in conflict.claims]
    entries = [link.removeprefix(TO_ENTRY) for link in links if link.startswith(TO_ENTRY)]
    times = time_size(review.lens, entries, width)
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
        for claim, link in zip(band, links[first : first + across], strict=True):
            ways = _way(review, claim, link, f"  {claim.letter} → ", width, times)
            rows += [_leading(conflict, claim, link, row) for row in ways]
    return rows


def _way(
    review: Review, claim: ToldClaim, link: str, head: str, width: int, times: int
) -> list[Row]:
    """The row of the entry, the time or the source of a claim; no row while withheld."""
    lens = review.lens
    if link.startswith(TO_ENTRY):
        return entry_line(review, link.removeprefix(TO_ENTRY), width, head, times)
    if not link:
        return []
    label, words = "source", ""
    if claim.known and not link.startswith(TO_SOURCE):
        label = written_words(lens, claim.known)
    if claim.cite:
        source = claim.cite[0].source
        words = f"{source} {claim.cite[0].at}".strip() + f" {lens.name(source)}"
    line: Line = (
        Ink(head, "dim"),
        Ink(f"{visible(label):<{times}}  ", "time"),
        Ink(visible(words), "text"),
    )
    return [Row(clip(line, width))]


BOARD = Board(
    "Conflicts",
    draw,
    Board(
        "Conflicts · all",
        partial(draw, everything=True),
        has_sources=True,
        items=items,
        draw_item=draw_item,
        marks=_MARKS,
    ),
    draw_about,
    has_sources=True,
    items=items,
    draw_item=draw_item,
    marks=_MARKS,
)
