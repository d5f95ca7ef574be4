"""Units: cars and crews under their agencies, with the status as of the cursor, since when."""

from collections.abc import Sequence

from rich.cells import cell_len

from incident_tui.chronology.histories import Change, Clock, State, Subject
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import DIFFERS, Ink, Line, Row, fit, spread
from incident_tui.panes.casualties import GLYPHS, INKS
from incident_tui.panes.pane import HEADING, FoldingPane
from incident_tui.panes.timeline import agency_ink
from incident_tui.record.text import visible
from incident_tui.review.commands import Follow, ShowBoard, Wish
from incident_tui.review.intents import OnlyUnit
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_UNIT
from incident_tui.review.review import Review, same_states
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.notes import subject_mark
from incident_tui.words.times import NO_TIME, entry_time, placement_words, time_words

FOLDED, UNFOLDED = "▸", "▾"
_LABEL = 6
"""Cells of the short name of an agency, as in the pane above."""
_INDENT = 4
"""Cells before a call sign: the certainty mark, below the short name of the agency."""
_GAP = 2
"""Cells between a call sign and a status."""


def draw(review: Review, width: int, unfolded: frozenset[str] = frozenset()) -> list[Row]:
    """The rows of the pane: agencies with units, and the units of unfolded agencies.

    Args:
        unfolded: the keys of unfolded agencies.
    """
    lens, rows = review.lens, list[Row]()
    size = max((cell_len(visible(unit.call_sign)) for unit in lens.units()), default=0)
    size = min(size, width // 3)
    for agency, units in _units_by_agency(lens).items():
        key = HEADING + agency
        rows.append(Row(_heading(lens, agency, len(units), key in unfolded, width), key))
        if key in unfolded:
            rows += [
                Row(_unit(review, unit, call_sign, size, width), unit)
                for unit, call_sign in units.items()
            ]
    return rows or [Row((Ink("none recorded", "dim"),))]


def _units_by_agency(lens: Lens) -> dict[str, dict[str, str]]:
    """For each agency with units, in the order of the record, call signs by unit id."""
    found: dict[str, dict[str, str]] = {agency.id: {} for agency in lens.agencies()}
    found[UNIDENTIFIED] = {}
    for unit in lens.units():
        agency = unit.agency if unit.agency in found else UNIDENTIFIED
        found[agency][unit.id] = unit.call_sign
    return {agency: units for agency, units in found.items() if units}


def _heading(lens: Lens, agency: str, count: int, is_unfolded: bool, width: int) -> Line:
    left = [
        Ink(f"{UNFOLDED if is_unfolded else FOLDED} ", "dim", "space"),
        Ink(fit(visible(lens.short(agency)), _LABEL), agency_ink(lens, agency)),
        Ink(visible(lens.name(agency))),
    ]
    return spread(left, [Ink(count_words(count, "unit"), "dim")], width)


def _unit(review: Review, unit: str, call_sign: str, size: int, width: int) -> Line:
    lens, subject = review.lens, Subject("unit", unit)
    state, wanted = lens.state(subject), review.filters.units
    marks = [subject_mark(review.told_notes, unit), DIFFERS if lens.differs(subject) else ""]
    mark = "".join(f"{one} " for one in marks if one)
    label, time = _since(lens, state)
    room = width - _INDENT - size - _GAP - cell_len(f" {mark}{time}")
    words, ink = _status(state, room)
    if cell_len(label + words) > room:
        label = ""  # a status is worth more than the word before its time
    left = [
        Ink("  "),
        Ink(GLYPHS[state.certainty], ink),
        Ink(" "),
        Ink(fit(visible(call_sign), size), "text" if wanted is None or unit in wanted else "dim"),
        Ink(" " * _GAP),
        Ink(words, ink),
    ]
    return spread(left, [Ink(mark, "accent"), Ink(label, "dim"), Ink(time, "time")], width)


def _status(state: State, room: int) -> tuple[str, str]:
    """The words of a status, and their ink; a dash where none is recorded or known.

    Args:
        room: cells for the words.
    """
    if not state.begun and (state.clock is Clock.KNOWN or not state.expected):
        return "—", "faint"
    words = visible(status_words(state))
    if cell_len(words) > room and state.possible:
        words = words.rpartition(", ")[2]  # the possible status implies the status before
    return words, "possible" if state.possible else INKS[state.certainty]


def _since(lens: Lens, state: State) -> tuple[str, str]:
    """The time of the status in the notation of the source, after a label; "" for no time."""
    if not state.begun:
        return "", ""
    change = state.certain or state.possible[0]
    if state.possible:
        change = state.possible[-1 if state.certain else 0]  # the change that the words name
    words = visible(_time(lens, change))
    is_bound = words.startswith(("after", "before"))
    return "" if state.possible or is_bound or not words else "since ", words


def _time(lens: Lens, change: Change) -> str:
    position = lens.position(change.entry)
    if position is not None:
        return entry_time(lens, position)
    if change.step and change.step.time:
        words = time_words(lens, change.step.time, change.placement)
        return "" if words == NO_TIME else words
    return placement_words(lens, change.placement)


class Units(FoldingPane):
    """The pane of units, folded under their agencies."""

    ROW_KEYS = {"open": "only this", "sources": "all of its agency"}
    draw = staticmethod(draw)

    @staticmethod
    def tally(review: Review) -> str:
        """The number of units."""
        return str(len(review.lens.units()))

    @staticmethod
    def has_nothing(review: Review) -> bool:
        """Whether the record has no unit."""
        return not review.lens.units()

    @staticmethod
    def hint(review: Review) -> Sequence[Hint]:
        """How many units the filter shows, and the keys of the pane, where a unit is recorded."""
        if not review.lens.units():
            return ()
        shown = review.filters.units
        filtered = [Hint("", f"{len(shown)} shown")] if shown is not None else []
        return [*filtered, Hint("→ ←", "units"), Hint("Enter", "only this")]

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether a state, the filter or a note may differ."""
        return (
            not same_states(old, new)
            or old.filters.units != new.filters.units
            or old.told_notes != new.told_notes
        )

    def enter(self, key: str) -> Wish:
        """Show only the entries of the unit."""
        return OnlyUnit(key)

    def explain(self, key: str) -> Wish | None:
        """Show the page of the agency, or the unit on the page of its agency."""
        if key.startswith(HEADING):
            return ShowBoard("agency", key.removeprefix(HEADING))
        return Follow(TO_UNIT + key)

    def subject(self, key: str) -> str:
        """The unit of the row, or the agency of a heading; "" for units without an agency."""
        subject = key.removeprefix(HEADING)
        return "" if subject == UNIDENTIFIED else subject
