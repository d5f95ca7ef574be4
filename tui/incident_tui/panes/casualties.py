"""Casualties: responders, the public and suspects apart, each with its status as of the cursor."""

from collections.abc import Sequence

from incident_tui.chronology.histories import Certainty, Subject
from incident_tui.drawing.ink import DIFFERS, Ink, Line, Row, spread, wrap
from incident_tui.panes.pane import ListPane
from incident_tui.record.model import Casualty
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.commands import ShowBoard, Wish
from incident_tui.review.harm import casualty_counts, casualty_tally, reported_of
from incident_tui.review.review import Review, same_states
from incident_tui.words.counts import counts_words, status_words
from incident_tui.words.names import name_as_known

GROUP_NAMES = {"responder": "RESPONDERS", "public": "PUBLIC", "suspect": "SUSPECT"}
_SHORT = {"responder": "resp", "public": "publ", "suspect": "susp"}
"""The groups where there is little room."""
DISPUTED = "⇄"
"""Stands before the number of conflicts that touch somebody."""
GLYPHS: dict[Certainty, str] = {"certain": "●", "possible": "◐", "unknown": "○"}
"""Stand before a status: it holds for certain, it may, it does not yet."""
INKS: dict[Certainty, str] = {"certain": "bright", "possible": "possible", "unknown": "dim"}
"""In which a status is told, as sure as it is."""


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane, a heading with its counts before each group."""
    rows = []
    for group in CASUALTY_GROUPS:
        members = [one for one in review.chronology.record.casualties if one.group == group]
        reported = reported_of(review.state, group, members)
        if not members and not reported:
            continue
        rows.append(Row(_heading(review, group, members, width)))
        if reported:
            rows += _reported(status_words(reported), width)
        named = [(one, _name(review, one)) for one in members]
        rows += [Row(_casualty(review, one, name, width), one.id) for one, name in named if name]
        if unheard := [one for one, name in named if not name]:
            rows.append(Row(_unheard(review, unheard, width)))
    return rows or [Row((Ink("none recorded", "dim"),))]


def _reported(words: str, width: int) -> list[Row]:
    """What was reported of a group in which nobody is told apart."""
    label = "  reported  "
    lines = wrap(words, width - len(label))
    heads = [label, *[" " * len(label)] * len(lines)]
    return [
        Row((Ink(head, "dim"), Ink(line, "text"))) for head, line in zip(heads, lines, strict=False)
    ]


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


def _unheard(review: Review, unheard: Sequence[Casualty], width: int) -> Line:
    """How many nobody had heard of yet."""
    count = sum(one.count for one in unheard)
    differs = any(review.differs(Subject("casualty", one.id)) for one in unheard)
    left = [Ink(f"{GLYPHS['unknown']} {count} not known of", "dim")]
    return spread(left, [Ink(DIFFERS, "accent")] if differs else [], width)


def _casualty(review: Review, casualty: Casualty, called: str, width: int) -> Line:
    state = review.state(Subject("casualty", casualty.id))
    ink = INKS[state.certainty]
    name = visible(called)
    if casualty.count > 1:
        name = f"{casualty.count} × {name}"
    agency = review.chronology.agencies.get(casualty.agency)
    role = "" if casualty.role == called else casualty.role
    belongs = [role, agency.short or agency.name if agency else ""]
    role = " · ".join(visible(part) for part in belongs if part)
    left = [
        Ink(GLYPHS[state.certainty], ink),
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


class Casualties(ListPane):
    """The pane of casualties."""

    draw = staticmethod(draw)

    @staticmethod
    def tally(review: Review) -> str:
        """How many were hurt of each group, certain and possible apart: `resp 3+1? publ 2`."""
        words = []
        for group, short in _SHORT.items():
            members = [one for one in review.chronology.record.casualties if one.group == group]
            if members:
                certain, possible = casualty_counts(review.state, members)
                words.append(f"{short} {certain}+{possible}?" if possible else f"{short} {certain}")
        return " ".join(words)

    @staticmethod
    def hint(review: Review) -> str:
        """The key of the pane, where a casualty is recorded."""
        return "Enter tells why" if review.chronology.record.casualties else ""

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether any state may differ."""
        return not same_states(old, new)

    def enter(self, key: str) -> Wish:
        """Show the page of the casualty."""
        return ShowBoard("casualty", key)

    def explain(self, key: str) -> Wish:
        """Show the page of the casualty."""
        return self.enter(key)
