"""Agencies: each with its box in the filter, its entries, and its status as of the cursor."""

from collections.abc import Sequence

from rich.cells import cell_len

from incident_tui.chronology.histories import State, Subject
from incident_tui.drawing.ink import DIFFERS, Ink, Line, Row, cut, fit, spread
from incident_tui.drawing.lines import Listing
from incident_tui.panes.timeline import agency_ink
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review, same_states
from incident_tui.words.counts import status_words

ON, OFF = "■", "□"
_LABEL = 6
_STATUS = 10
"""Cells of a status."""


def is_on(review: Review, identifier: str) -> bool:
    """Whether the filter shows an agency's entries."""
    agencies = review.filters.agencies
    return agencies is None or identifier in agencies


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane."""
    rows = [Row(draw_agency(review, one, width), one) for one in review.lens.agency_choices]
    return rows or [Row((Ink("none recorded", "dim"),))]


def draw_agency(
    review: Review, identifier: str, width: int, on: bool | None = None, status: bool = True
) -> Line:
    """An agency: its box, its names, how many entries it has, and its status."""
    lens = review.lens
    on = is_on(review, identifier) if on is None else on
    agency, count = lens.agency(identifier), lens.entry_counts.get(identifier, 0)
    ink = agency_ink(lens, identifier)
    left = [
        Ink(ON if on else OFF, ink),
        Ink(" "),
        Ink(fit(visible(agency.short if agency else "?"), _LABEL), ink),
        Ink(visible(lens.name(identifier)), "text" if on else "dim"),
    ]
    right = [Ink(f"{count:,}".rjust(_digits(lens)), "dim")]
    if status:
        subject = Subject("agency", identifier)
        words, status_ink = _status(lens.state(subject))
        mark = DIFFERS if lens.differs(subject) else " "
        right += [Ink(f" {mark} ", "accent"), Ink(fit(words, _STATUS), status_ink)]
    return spread(left, right, width)


def _digits(lens: Lens) -> int:
    """Cells for the number of entries of any agency."""
    return max(len(f"{max(lens.entry_counts.values(), default=0):,}"), 3)


def _status(state: State) -> tuple[str, str]:
    if state.certainty == "unknown" and not state.expected:
        return "—", "faint"
    words = visible(status_words(state))
    inks = {"certain": "bright", "possible": "possible", "unknown": "dim"}
    if cell_len(words) > _STATUS and state.possible:
        words = words.rpartition(", ")[2]  # what it may be by now says what it was before
    return cut(words, _STATUS), inks["possible" if state.possible else state.certainty]


class Agencies(Listing):
    """The pane of agencies, which is a filter too."""

    def __init__(self) -> None:
        super().__init__(id="agencies", classes="pane stacked agencies")
        self.border_title = "3 Agencies"
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review, if any state or the filter may differ."""
        old, self._review = self._review, review
        if old is not None and same_states(old, review) and old.filters == review.filters:
            return
        on = sum(is_on(review, one) for one in review.lens.agency_choices)
        filtered = f"{on} shown · " if review.filters.agencies is not None else ""
        self.entitle(f"{filtered}Enter only this · o all of it")
        self.remake()

    def make(self, width: int) -> Sequence[Row]:
        """All rows."""
        return draw(self._review, width) if self._review else ()
