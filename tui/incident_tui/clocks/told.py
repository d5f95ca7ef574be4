"""Leads of clocks and proposed pairs, as far as they are told through a lens."""

import msgspec

from incident_tui.clocks.evidence import leads
from incident_tui.clocks.offsets import Lead
from incident_tui.clocks.proposals import Candidate, Proposal, known_proposals, proposals
from incident_tui.notes.notes import Notes
from incident_tui.review.lens import Lens
from incident_tui.review.told_notes import told_ones


def told_leads(lens: Lens, notes: Notes) -> list[Lead]:
    """What the pairs that are told say of clocks; clocks that are taken for right come last."""
    found = leads(lens.chronology, told_ones(lens, notes))
    return sorted(found, key=lambda lead: (lead.is_reference, bool(lead.stated)))


def told_proposals(lens: Lens, notes: Notes) -> list[Proposal]:
    """The proposals, as far as they are found, of candidates that are told and no pair yet."""
    noted = {frozenset(note.on) for note in notes}
    found = []
    for proposal in known_proposals(lens.chronology) or ():
        left = tuple(
            one for one in proposal.candidates if one.entries not in noted and _is_told(lens, one)
        )
        if left:
            agreed = sum(one.agrees for one in left)
            found.append(msgspec.structs.replace(proposal, candidates=left, agreed=agreed))
    return found


def _is_told(lens: Lens, candidate: Candidate) -> bool:
    positions = [lens.position(one) for one in candidate.entries]
    return all(one is not None and lens.tells(one) for one in positions)


def is_looked_through(lens: Lens) -> bool:
    """Whether the entries were gone through for pairs to propose, or are few."""
    return known_proposals(lens.chronology) is not None


def look_through(lens: Lens) -> None:
    """Go through the entries for pairs to propose, which takes long where they are many."""
    proposals(lens.chronology)
