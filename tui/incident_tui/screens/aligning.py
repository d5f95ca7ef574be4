"""The clocks of sources on the screen: corrected by the record and by pairs of entries, or not."""

from functools import partial
from typing import TYPE_CHECKING

from incident_tui.chronology.build import aligned_by, realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.keymap import with_keys
from incident_tui.placing.aligning import Shifts, shifts_of

if TYPE_CHECKING:
    from incident_tui.screens.review import ReviewScreen


class Aligning:
    """Corrects the clocks of sources in a thread; pairs that change while it holds, at once."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen

    @property
    def _found(self) -> Shifts:
        """The leads that follow from the pairs of reviewers."""
        from incident_tui.clocks.evidence import found_shifts  # a start has no pairs

        review = self._screen.review
        return found_shifts(review.chronology, review.notes)

    def switch(self) -> None:
        """Correct the clocks of sources with a known offset, or take the correction back."""
        chronology = self._screen.review.chronology
        found = self._found
        if not (shifts_of(chronology.record) or found or chronology.aligned):
            words = "no source of this record has a clock known to be off"
            self._screen.say(f"{words}; {with_keys('{same_moment} on two entries can tell')}")
        elif not chronology.complete:
            self._screen.say("once all calls are read")
        else:
            self._screen.say("putting clocks right…")
            self._run(partial(self._realign, chronology, found))

    def follow_pairs(self) -> None:
        """Correct the clocks anew, if they are corrected and the pairs say otherwise now."""
        chronology = self._screen.review.chronology
        if chronology.aligned and chronology.complete:
            by_pairs = {one: shift for one, shift in chronology.shifts.items() if shift.basis}
            found = self._found
            if found != by_pairs:
                self._run(partial(self._correct, chronology, found))

    def _run(self, work: "partial[None]") -> None:
        self._screen.run_worker(work, thread=True, group="align")

    def _realign(self, chronology: Chronology, found: Shifts) -> None:
        from incident_tui.words.aligned import aligned_words

        after, words = realigned(chronology, found), "clocks as they are written"
        if after.aligned:
            words = aligned_words(self._screen.review.lens, found)
        self._screen.app.call_from_thread(self._take, chronology, after, words)

    def _correct(self, chronology: Chronology, found: Shifts) -> None:
        after = aligned_by(chronology, found)
        self._screen.app.call_from_thread(self._take, chronology, after, "")

    def _take(self, before: Chronology, after: Chronology, words: str) -> None:
        if self._screen.review.chronology is before:
            self._screen.take_calls(after)
            if words:
                self._screen.say(words)
        self.follow_pairs()  # a pair may have come, or gone, meanwhile
