"""Leads and proposals as they are told: through the lens, and without what is a pair already."""

import msgspec

from incident_tui.chronology.histories import Clock
from incident_tui.clocks.told import is_looked_through, look_through, told_leads, told_proposals
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.review import review_of
from tests.clocks.clocked import clocked, same_moment
from tests.notes.noting import notes_of
from tests.records import entry

SAID = '"Engine {} reports to the command post."'
RECORD = clocked(
    *(entry(f"c{n}", f'"13:{n}0:00"', cite="cad", text=SAID.format(n)) for n in range(3)),
    *(
        entry(f"p{n}", f'"13:{n}5:00"', cite="panel", text=SAID.format(n), known='"15:00"')
        for n in range(3)
    ),
    entry("end", '"16:00:00"', cite="cad"),
)
LENS = review_of(RECORD).lens


def test_clocks_taken_for_right_come_last() -> None:
    """What is found out comes first, whatever the order of the record."""
    found = told_leads(LENS, notes_of(same_moment("p0", "c0")))
    assert [lead.source for lead in found] == ["panel", "cad"]


def test_pairs_are_not_proposed_twice() -> None:
    """A pair that is noted is no proposal; without the others there is none."""
    (proposal,) = told_proposals(LENS, NO_NOTES)
    assert (len(proposal.candidates), proposal.agreed) == (3, 3)
    (proposal,) = told_proposals(LENS, notes_of(same_moment("p0", "c0")))
    assert (len(proposal.candidates), proposal.agreed) == (2, 2)
    all_noted = notes_of(*(same_moment(f"c{n}", f"p{n}") for n in range(3)))
    assert told_proposals(LENS, all_noted) == []


def test_nothing_is_told_of_entries_that_are_withheld() -> None:
    """Before 15:00 the panel's entries were not known: no proposal and no lead names them."""
    early = msgspec.structs.replace(review_of(RECORD), clock=Clock.KNOWN).lens
    assert told_proposals(early, NO_NOTES) == []
    assert told_leads(early, notes_of(same_moment("p0", "c0"))) == []


def test_a_small_record_is_looked_through_at_once() -> None:
    """And a second look finds the same."""
    assert is_looked_through(LENS)
    look_through(LENS)
    assert len(told_proposals(LENS, NO_NOTES)) == 1
