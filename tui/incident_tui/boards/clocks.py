"""Clocks: what pairs of entries of one moment say of the clocks of sources, and proposed pairs."""

from collections.abc import Callable, Iterator, Sequence

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import (
    MAX_CELLS,
    entry_line,
    heading,
    paragraph,
    remark,
    time_size,
)
from incident_tui.clocks.offsets import Lead, Pair
from incident_tui.clocks.proposals import Proposal
from incident_tui.clocks.record_lines import clock_lines
from incident_tui.clocks.told import is_looked_through, look_through, told_leads, told_proposals
from incident_tui.drawing.ink import EMPTY, Ink, Row, clip
from incident_tui.keymap import with_keys
from incident_tui.placing.aligning import Shift
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.links import (
    TO_CLOCK,
    TO_CONFLICT,
    TO_ENTRY,
    TO_INTERVAL,
    TO_NOTE,
    TO_PROPOSAL,
    id_of,
    to_pair,
    to_proposal,
    two_of,
)
from incident_tui.review.review import Review
from incident_tui.words.clock_changes import (
    ChangedConflict,
    ClockChanges,
    clock_changes,
    known_changes,
)
from incident_tui.words.clocks import (
    clock_name,
    clock_title,
    lead_words,
    pair_words,
    residual_words,
    result_words,
    signed_words,
)
from incident_tui.words.counts import count_words

_MAX_MOVED = 8
"""The maximum number of moved entries that are listed."""
_MAX_CANDIDATES = 40
"""The maximum number of proposed pairs of two sources that are listed."""
_REASONS = {"words": "the same words", "status": "the same status of a unit"}
_NO_PAIRS = (
    "No pair of entries is noted. {same_moment} on an entry, and {same_moment} on an entry of the"
    " same moment in another source, make a pair."
)


def prepare(review: Review) -> Callable[[], None] | None:
    """What takes long in a record of many entries: to find proposals, and to compare orders."""
    lens = review.lens
    if not lens.is_complete:
        return None
    shifts = [(lead.source, lead.shift) for lead in told_leads(lens, review.notes)]
    missing = [
        (source, shift)
        for source, shift in shifts
        if shift and known_changes(lens, source, shift) is None
    ]
    if is_looked_through(lens) and not missing:
        return None

    def work() -> None:
        look_through(lens)
        for source, shift in missing:
            clock_changes(lens, source, shift)

    return work


# The page, and the list.


def draw(review: Review, width: int) -> list[Row]:
    """The page: each clock with its pairs, then the proposed pairs."""
    width = min(width, MAX_CELLS)
    found, rows = told_leads(review.lens, review.notes), list[Row]()
    for lead in found:
        rows += [*([Row(EMPTY)] if rows else []), *_clock(review, lead, width)]
    if not found:
        rows += remark(with_keys(_NO_PAIRS), width)
    for proposal in told_proposals(review.lens, review.notes):
        rows += [Row(EMPTY), *_proposed(review, proposal, width)]
    return [*rows, Row(EMPTY), *remark(_remark(review), width)]


def _remark(review: Review) -> str:
    """What there is no row for."""
    lens, words = review.lens, []
    if withheld := len(review.notes) - len(review.told_notes):
        words.append(
            f"{count_words(withheld, 'note')} about facts not known yet count for nothing."
        )
    if not lens.is_complete:
        words.append("Pairs are proposed once all calls are read.")
    elif not is_looked_through(lens):
        words.append("Looking for pairs to propose…")
    elif not told_proposals(review.lens, review.notes):
        words.append("No further pair is proposed: no two sources share long words or a status.")
    else:
        words.append("A proposed pair counts for nothing before {same_moment} on it.")
    words.append("{align} shows times by these clocks; the record stays as it is.")
    return with_keys(" ".join(words))


def items(subject: str, review: Review, width: int) -> Items:
    """The list: the clocks that pairs name, then two sources each with proposed pairs."""
    found, proposed = (
        told_leads(review.lens, review.notes),
        told_proposals(review.lens, review.notes),
    )
    listed = [_item(review.lens, lead) for lead in found]
    near = {item.key for item in listed}
    listed += [_proposal_item(proposal) for proposal in proposed]
    pairs = {pair.id for lead in found for pair in lead.pairs}
    return Items(
        listed,
        near,
        f"{count_words(len(pairs), 'pair')}",
        "proposed, and not applied",
        remark="" if listed else f"{with_keys(_NO_PAIRS)} {_remark(review)}",
    )


def _item(lens: Lens, lead: Lead) -> Item:
    if lead.is_reference:
        words, ink = "taken for right", "dim"
    elif lead.against:
        words, ink = "contradiction", "possible"
    elif lead.stated:
        words, ink = "stated", "dim"
    else:
        words, ink = signed_words(lead.range), "here" if lead.shift else "dim"
    pairs = count_words(len(lead.pairs), "pair")
    cells = [(Ink(words, ink),), (Ink(pairs, "dim"),)]
    return Item(TO_CLOCK + lead.source, clock_title(lens, lead.source), cells)


def _proposal_item(proposal: Proposal) -> Item:
    names = [clock_name(one) for one in (proposal.first, proposal.second)]
    key = to_proposal(proposal.first, proposal.second)
    return Item(
        key, " = ".join(names), [(Ink(count_words(len(proposal.candidates), "pair") + "?", "dim"),)]
    )


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: a clock, or the proposed pairs of two sources."""
    width = min(width, MAX_CELLS)
    if key.startswith(TO_PROPOSAL):
        found = (
            one
            for one in told_proposals(review.lens, review.notes)
            if (one.first, one.second) == two_of(key)
        )
        return [row for one in found for row in _proposed(review, one, width)]
    of_source = (
        lead for lead in told_leads(review.lens, review.notes) if lead.source == id_of(key)
    )
    return [row for lead in of_source for row in _clock(review, lead, width)]


# A clock.


def _clock(review: Review, lead: Lead, width: int) -> list[Row]:
    lens = review.lens
    rows = paragraph(clock_title(lens, lead.source), width, "bright")
    rows[0] = rows[0]._replace(anchor=TO_CLOCK + lead.source)
    ink = "possible" if lead.against else "text"
    rows += paragraph(result_words(lead), width, ink)
    if lead.is_reference:
        return rows  # its pairs stand with the other clocks
    rows += heading("Pairs", width)
    for pair in lead.pairs:
        rows += _pair(review, lead, pair, width)
    if lead.shift:
        is_used = lead.source in lens.corrected_clocks
        times = "Times are shown by this clock" if is_used else "If times are shown by this clock"
        rows += heading(f"{times} ({with_keys('{align}')})", width)
        rows += _changes(review, lead.source, lead.shift, width)
        rows += heading(with_keys("Lines for the record ({copy} copies them)"), width)
        rows += _record_lines(review, lead.source, lead.shift)
    return rows


def _pair(review: Review, lead: Lead, pair: Pair, width: int) -> list[Row]:
    """What a pair says, its author, and its two entries."""
    note = review.notes.get(pair.id)
    if note is None:
        return []
    doubt = "contradicts · " if pair in lead.against else ""
    parts = (
        f"{doubt}{pair_words(lead.source, pair)}",
        residual_words(lead.residual(pair)),
        note.by,
        note.text.strip(),
    )
    ink = "possible" if doubt else "text"
    rows = paragraph(" · ".join(filter(None, parts)), width, ink, "= ", TO_NOTE + pair.id)
    return [*rows, *_two_entries(review, note.on, width)]


def _two_entries(review: Review, entries: Sequence[str], width: int) -> list[Row]:
    times = time_size(review.lens, entries, width)
    return [row for one in entries for row in entry_line(review, one, width, "    ", times)]


def _changes(review: Review, source: str, shift: Shift, width: int) -> list[Row]:
    """The entries that move, and what that changes."""
    changes = known_changes(review.lens, source, shift)
    if changes is None:
        return remark("comparing…", width)
    swapped = sum(one.passed > 0 for one in changes.moved)
    moves = count_words(len(changes.moved), "entry moves", "entries move")
    past = f"{swapped:,} of them past entries of other clocks" if swapped else "no order changes"
    if swapped == len(changes.moved) > 0:
        past = "past entries of other clocks"
    rows = remark(f"{moves}, {past}", width)
    for one in changes.moved[:_MAX_MOVED]:
        words = f"{visible(one.before)} → {visible(one.after)}"
        by = f", past {count_words(one.passed, 'entry', 'entries')}" if one.passed else ""
        rows += _moved(review, one.entry, f"{words}{by}", width)
    if left := len(changes.moved) - _MAX_MOVED:
        rows += remark(f"  {left:,} more", width) if left > 0 else []
    return [*rows, *_consequences(review, changes, width)]


def _moved(review: Review, entry: str, words: str, width: int) -> list[Row]:
    """The times of an entry before and after, and its words."""
    rows = entry_line(review, entry, width, times=0)
    line = (Ink(f"  {words}  ", "time"), rows[0].line[-1])
    return [Row(clip(line, width), TO_ENTRY + entry)]


def _consequences(review: Review, changes: ClockChanges, width: int) -> Iterator[Row]:
    """Intervals and conflicts that are told, and problems that arise."""
    lens = review.lens
    told = [one for one in changes.intervals if lens.interval(one.interval)]
    for one in told:
        words = f"interval “{lens.name(one.interval)}”: {one.before} → {one.after}"
        yield from paragraph(words, width, "text", "  ", TO_INTERVAL + one.interval)
    if not told:
        yield from remark("  no interval changes", width)
    conflicts = [one for one in changes.conflicts if lens.conflict(one.conflict)]
    for conflict in conflicts:
        words = f"conflict “{lens.name(conflict.conflict)}”: "
        words += _conflict_words(conflict)
        yield from paragraph(words, width, "text", "  ", TO_CONFLICT + conflict.conflict)
    if not conflicts:
        yield from remark("  no conflict is about an entry that moves", width)
    for fault in changes.faults:
        yield from paragraph(f"a problem arises: {fault}", width, "possible", "  ")


def _conflict_words(conflict: ChangedConflict) -> str:
    """What a conflict is about, and whether the times of its claims come to agree."""
    if conflict.agreed is False and conflict.agrees:
        return "the times of its claims agree then"
    if conflict.agreed and conflict.agrees is False:
        return "the times of its claims differ then"
    return "is about an entry that moves"


def _record_lines(review: Review, source: str, shift: Shift) -> list[Row]:
    """The lines as they are pasted; a long line goes on past the border."""
    lines = clock_lines(source, shift, review.notes)
    rows = [Row((Ink(line, "text"),)) for line in lines]
    return [rows[0]._replace(key=TO_CLOCK + source, copy_link=TO_CLOCK + source), *rows[1:]]


# Proposed pairs.


def _proposed(review: Review, proposal: Proposal, width: int) -> list[Row]:
    lens, second = review.lens, clock_name(proposal.second)
    titles = (clock_title(lens, one) for one in (proposal.first, proposal.second))
    rows = paragraph(" = ".join(titles) + "?", width, "bright")
    rows[0] = rows[0]._replace(anchor=to_proposal(proposal.first, proposal.second))
    rows += paragraph(_proposal_words(proposal), width)
    rows.append(Row(EMPTY))
    for candidate in proposal.candidates[:_MAX_CANDIDATES]:
        words = f"{_REASONS[candidate.reason]} · {lead_words(candidate.lead, second)}"
        words += " · agrees" if candidate.agrees else ""
        key = to_pair(candidate.first, candidate.second)
        rows += paragraph(words, width, "text", "? ", key)
        rows += _two_entries(review, (candidate.first, candidate.second), width)
    if (left := len(proposal.candidates) - _MAX_CANDIDATES) > 0:
        rows += remark(f"{left:,} more", width)
    return rows


def _proposal_words(proposal: Proposal) -> str:
    """How many pairs are proposed, how many of them agree, and on what."""
    first, second = (clock_name(one) for one in (proposal.first, proposal.second))
    count = len(proposal.candidates)
    words = f"{count_words(count, 'pair of entries', 'pairs of entries')} may be one moment"
    if proposal.alike > count:
        words += f", chosen from {proposal.alike:,} that are alike"
    if proposal.agreed > 1:
        words += f"; by {proposal.agreed:,} of them {first} is {lead_words(proposal.lead, second)}"
    return f"{words}. " + with_keys("{same_moment} or {open} on a pair: it is one moment.")


BOARD = Board(
    "Clocks",
    draw,
    items=items,
    draw_item=draw_item,
    prepare=prepare,
    marks=(
        ("=", "a pair of entries that a reviewer takes for one moment"),
        ("?", "a proposed pair, which counts for nothing"),
        ("+ -", "the clock is ahead, or behind"),
    ),
)
