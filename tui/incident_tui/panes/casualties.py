"""Casualties: responders, the public and suspects apart, each with its status as of the cursor."""

from collections.abc import Mapping, Sequence

from incident_tui.panes.ink import DIFFERS, Ink, Line, Row, spread, wrap
from incident_tui.panes.lines import Listing
from incident_tui.record.model import Casualty
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS, CASUALTY_STATUSES
from incident_tui.review.review import Review, same_states
from incident_tui.review.state import State, Subject, casualty_tally
from incident_tui.review.wording import name_as_known, status_words

GROUP_NAMES = {"responder": "RESPONDERS", "public": "PUBLIC", "suspect": "SUSPECT"}
DISPUTED = "⇄"
"""Stands before the number of conflicts that touch somebody."""
_GLYPHS = {"certain": "●", "possible": "◐", "unknown": "○"}
_INKS = {"certain": "bright", "possible": "possible", "unknown": "dim"}


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane, a heading with its counts before each group."""
    rows = []
    for group in CASUALTY_GROUPS:
        members = [one for one in review.chronology.record.casualties if one.group == group]
        if not members:
            continue
        rows.append(Row(_heading(review, group, members, width)))
        reported = review.state(Subject("group", group))
        if reported.begun and not any(_state(review, one).certain for one in members):
            rows += _reported(status_words(reported), width)
        heard_of = [one for one in members if _name(review, one) is not None]
        rows += [Row(_casualty(review, one, width)) for one in heard_of]
        if unheard := sum(one.count for one in members) - sum(one.count for one in heard_of):
            line = [Ink(f"{_GLYPHS['unknown']} {unheard} not known of", "dim")]
            rows.append(Row(spread(line, [Ink(DIFFERS, "accent")], width)))
    return rows or [Row((Ink("none recorded", "dim"),))]


def counts_words(statuses: Mapping[str, int], possible: int) -> str:
    """`2 deceased, 1 critical · 1 possible`, the gravest first; `none yet`."""
    known = (*CASUALTY_STATUSES, *statuses)
    gravest = sorted(statuses, key=known.index, reverse=True)
    words = [", ".join(f"{statuses[status]} {status}" for status in gravest)]
    words.append(f"{possible} possible" if possible else "")
    return " · ".join(word for word in words if word) or "none yet"


def _reported(words: str, width: int) -> list[Row]:
    """What was reported of a group in which nobody is told apart."""
    label = "  reported  "
    lines = wrap(words, width - len(label))
    heads = [label, *[" " * len(label)] * len(lines)]
    return [
        Row((Ink(head, "dim"), Ink(line, "text"))) for head, line in zip(heads, lines, strict=False)
    ]


def _state(review: Review, casualty: Casualty) -> State:
    return review.state(Subject("casualty", casualty.id))


def _name(review: Review, casualty: Casualty) -> str | None:
    return name_as_known(review.chronology, casualty, review.as_of, review.clock)


def _heading(review: Review, group: str, members: Sequence[Casualty], width: int) -> Line:
    name = GROUP_NAMES[group]
    statuses, possible = casualty_tally(review.state, members)
    ink = "possible" if possible and not statuses else "text"
    words = counts_words(statuses, possible)
    if len(name) + 1 + len(words) > width:
        words = counts_words({"in all": sum(statuses.values())} if statuses else {}, possible)
    return spread([Ink(name, "heading")], [Ink(words, ink)], width)


def _casualty(review: Review, casualty: Casualty, width: int) -> Line:
    state = _state(review, casualty)
    ink = _INKS[state.certainty]
    name = visible(_name(review, casualty) or "")
    if casualty.count > 1:
        name = f"{casualty.count} × {name}"
    agency = review.chronology.agencies.get(casualty.agency)
    belongs = [casualty.role, agency.short or agency.name if agency else ""]
    role = " · ".join(visible(part) for part in belongs if part)
    left = [
        Ink(_GLYPHS[state.certainty], ink),
        Ink(" "),
        Ink(name, "text" if state.certainty != "unknown" else "dim"),
        Ink("  "),
        Ink(role, "dim"),
    ]
    right = [Ink(visible(status_words(state)), ink)]
    if disputed := len(review.chronology.conflicts_of.get(casualty.id, ())):
        right.insert(0, Ink(f"{DISPUTED}{disputed} ", "possible"))
    if review.differs(Subject("casualty", casualty.id)):
        right.insert(0, Ink(f"{DIFFERS} ", "accent"))
    return spread(left, right, width)


class Casualties(Listing):
    """The pane of casualties."""

    def __init__(self) -> None:
        super().__init__(id="casualties", classes="pane stacked casualties")
        self.border_title = "2 Casualties"
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review, if any state may differ."""
        old, self._review = self._review, review
        if old is None or not same_states(old, review):
            self.remake()

    def make(self, width: int) -> Sequence[Row]:
        """All rows."""
        return draw(self._review, width) if self._review else ()
