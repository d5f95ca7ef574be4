"""Agencies: a box of the filter, the number of entries, and the status as of the cursor."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from incident_tui.chronology.histories import State, Subject
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import DIFFERS, Ink, Line, Row, cut, fit, spread
from incident_tui.panes.pane import ListPane
from incident_tui.panes.timeline import agency_ink
from incident_tui.record.text import visible
from incident_tui.review import intents
from incident_tui.review.commands import ShowBoard, Wish
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review, same_states
from incident_tui.words.counts import status_words
from incident_tui.words.notes import subject_mark

ON, OFF = "■", "□"
_LABEL = 6
_STATUS = 10
"""Cells of a status."""


def is_on(review: Review, identifier: str) -> bool:
    """Whether the filter shows an agency's entries."""
    agencies = review.filters.agencies
    return agencies is None or identifier in agencies


def draw_box(is_on: bool) -> Line:
    """A box and the space after the box; a click on the box presses Space."""
    return (
        Ink(ON if is_on else OFF, "bright" if is_on else "dim", "space"),
        Ink(" ", "text", "space"),
    )


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane."""
    choices = review.lens.agency_choices
    rows = [Row(draw_agency(review, agency, width), agency) for agency in choices]
    return rows or [Row((Ink("none recorded", "dim"),))]


def draw_agency(
    review: Review, identifier: str, width: int, on: bool | None = None, status: bool = True
) -> Line:
    """An agency: box, names, number of entries, and status."""
    lens = review.lens
    on = is_on(review, identifier) if on is None else on
    agency, count = lens.agency(identifier), lens.entry_counts.get(identifier, 0)
    ink = agency_ink(lens, identifier)
    left = [
        *draw_box(on),
        Ink(fit(visible(agency.short if agency else "?"), _LABEL), ink),
        Ink(visible(lens.name(identifier)), "text" if on else "dim"),
    ]
    right = [Ink(f"{count:,}".rjust(_digits(lens)), "dim")]
    if mark := subject_mark(review.told_notes, identifier):
        right.insert(0, Ink(mark, "accent"))
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


class Agencies(ListPane):
    """The pane of agencies, which is a filter too."""

    draw = staticmethod(draw)

    @staticmethod
    def tally(review: Review) -> str:
        """The number of agencies, after the number of agencies that the filter shows."""
        agencies = len(review.lens.agency_choices)
        on = review.filters.agencies
        return str(agencies) if on is None else f"{len(on)}/{agencies}"

    @staticmethod
    def hint(review: Review) -> Sequence[Hint]:
        """How many agencies the filter shows, and the keys of the pane."""
        shown = sum(is_on(review, agency) for agency in review.lens.agency_choices)
        filtered = [Hint("", f"{shown} shown")] if review.filters.agencies is not None else []
        return [*filtered, Hint("Enter", "only this"), Hint("o", "all of it")]

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether any state, the filter or a note may differ."""
        return (
            not same_states(old, new)
            or old.filters != new.filters
            or old.told_notes != new.told_notes
        )

    def row_keys(self, key: str) -> Mapping[str, str]:
        """The keys for an agency, in words that tell what they do next."""
        agencies = self._review.filters.agencies if self._review else None
        is_shown = self._review is None or is_on(self._review, key)
        return {
            "open": "all agencies" if agencies == frozenset({key}) else "only this",
            "toggle": "hide" if is_shown else "show",
            "sources": "all of it",
        }

    def enter(self, key: str) -> Wish:
        """Show only the entries of the agency."""
        return intents.OnlyAgency(key)

    def toggle(self, key: str) -> Wish:
        """Show the entries of the agency too, or no longer."""
        return intents.ToggleAgency(key)

    def explain(self, key: str) -> Wish:
        """Show the page of the agency."""
        return ShowBoard("agency", key)

    def subject(self, key: str) -> str:
        """The agency of the row; "" for entries without an agency."""
        return "" if key == UNIDENTIFIED else key
