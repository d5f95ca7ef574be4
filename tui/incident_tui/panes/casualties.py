"""Casualties: responders, the public and suspects apart, with statuses as of the cursor."""

from collections.abc import Sequence

from incident_tui.chronology.histories import Certainty, Subject
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import DIFFERS, EMPTY, Ink, Line, Row, spread
from incident_tui.drawing.rows import beside
from incident_tui.panes.pane import ListPane
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.commands import ShowBoard, Wish
from incident_tui.review.harm import casualty_counts, casualty_tally, standing_reports
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review, same_states
from incident_tui.review.told import ToldChange
from incident_tui.words.counts import count_words, counts_words, status_words
from incident_tui.words.names import GROUP_NAMES, casualty_name_and_role
from incident_tui.words.notes import subject_mark
from incident_tui.words.reports import report_time, report_words

_SHORT = {"responder": "resp", "public": "publ", "suspect": "susp"}
"""The groups where there is little room."""
DISPUTED = "⇄"
"""The mark before the number of conflicts about a casualty."""
MAX_REPORTS = 2
"""The latest reports of a group are listed; where there are more, all are counted."""
GLYPHS: dict[Certainty, str] = {"certain": "●", "possible": "◐", "unknown": "○"}
"""The mark of a status: certain, possible, not yet."""
INKS: dict[Certainty, str] = {"certain": "bright", "possible": "possible", "unknown": "dim"}
"""The ink of a status by certainty."""


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane, with a heading and counts before each group."""
    lens, rows = review.lens, list[Row]()
    for group in CASUALTY_GROUPS:
        members = [casualty.id for casualty in lens.casualties(group)]
        reports = standing_reports(lens, group)
        if not members and not reports:
            continue
        rows.append(Row(_heading(lens, group, len(reports), width)))
        rows += _reported(lens, reports, width)
        heard_of = [casualty for casualty in members if lens.is_heard_of(casualty)]
        rows += [Row(_casualty(review, casualty, width), casualty) for casualty in heard_of]
        if unheard_of := [casualty for casualty in members if casualty not in heard_of]:
            rows.append(Row(_unheard_of(lens, unheard_of, width)))
    return rows or [Row((Ink("none recorded", "dim"),))]


def _reported(lens: Lens, reports: Sequence[ToldChange], width: int) -> list[Row]:
    """The last reports of a group, in which nobody is told apart, the latest first."""
    rows = list[Row]()
    for report in reversed(reports[-MAX_REPORTS:]):
        label = f"  {report_time(lens, report)} reported  "
        rows += beside(Ink(label, "dim"), visible(report_words(lens, report)), width, "text")
    return rows


def _heading(lens: Lens, group: str, report_count: int, width: int) -> Line:
    """The name of a group, the number of reports if not all are listed, and counts of people."""
    name = GROUP_NAMES[group].upper()
    statuses, possible = casualty_tally(lens, group)
    ink = "possible" if possible and not statuses else "text"
    words = counts_words(statuses, possible)
    if report_count and not statuses and not possible:
        words = "as reported"  # nobody is told apart yet
    kept = len(statuses)
    while kept > 1 and len(name) + 2 + len(words) > width:
        kept -= 1  # the mildest give way to a number
        words = counts_words(statuses, possible, kept)
    if len(name) + 1 + len(words) > width and statuses:
        words = counts_words({"in all": sum(statuses.values())}, possible)
    left = [Ink(name, "heading")]
    if report_count > MAX_REPORTS:
        left.append(Ink(f"  {count_words(report_count, 'report')}", "dim"))
    return spread(left, [Ink(words, ink)], width)


def _unheard_of(lens: Lens, casualties: Sequence[str], width: int) -> Line:
    """How many casualties were not known of yet."""
    counts = (casualty.count for casualty in lens.casualties() if casualty.id in casualties)
    differs = any(lens.differs(Subject("casualty", casualty)) for casualty in casualties)
    left = [Ink(f"{GLYPHS['unknown']} {sum(counts)} not known of", "dim")]
    return spread(left, [Ink(DIFFERS, "accent")] if differs else [], width)


def _casualty(review: Review, identifier: str, width: int) -> Line:
    lens, subject = review.lens, Subject("casualty", identifier)
    casualty = lens.casualty(identifier)
    if casualty is None:
        return EMPTY
    state, (name, role) = lens.state(subject), casualty_name_and_role(lens, casualty)
    ink = INKS[state.certainty]
    belongs = [role, lens.short(casualty.agency) if casualty.agency else ""]
    left = [
        Ink(GLYPHS[state.certainty], ink),
        Ink(" "),
        Ink(visible(name), "text" if state.certainty != "unknown" else "dim"),
        Ink("  "),
        Ink(" · ".join(visible(part) for part in belongs if part), "dim"),
    ]
    right = [Ink(visible(status_words(state)), ink)]
    if disputed := len(lens.conflicts_of(*lens.ids_of(identifier))):
        right.insert(0, Ink(f"{DISPUTED}{disputed} ", "dispute"))
    if lens.differs(subject):
        right.insert(0, Ink(f"{DIFFERS} ", "accent"))
    if mark := subject_mark(review.told_notes, identifier):
        right.insert(0, Ink(f"{mark} ", "accent"))
    return spread(left, right, width)


class Casualties(ListPane):
    """The pane of casualties."""

    ROW_KEYS = {"open": "tells why"}
    draw = staticmethod(draw)

    @staticmethod
    def tally(review: Review) -> str:
        """The number of people hurt per group, certain and possible apart: `resp 3+1? publ 2`."""
        lens, words = review.lens, []
        for group, short in _SHORT.items():
            certain, possible = casualty_counts(lens, group)
            counts = (str(certain) if certain else "", f"{possible}?" if possible else "")
            if any(counts):
                words.append(f"{short} {'+'.join(filter(None, counts))}")
        return " ".join(words)

    @staticmethod
    def short_tally(review: Review) -> str:
        """The number of people hurt, of every group together: `3+1?`."""
        counts = [casualty_counts(review.lens, group) for group in _SHORT]
        certain, possible = (sum(numbers) for numbers in zip(*counts, strict=True))
        words = (str(certain) if certain else "", f"{possible}?" if possible else "")
        return "+".join(filter(None, words))

    @staticmethod
    def hint(review: Review) -> Sequence[Hint]:
        """The key of the pane, where a casualty is recorded."""
        recorded = any(True for _ in review.lens.casualties())
        return [Hint("Enter", "tells why")] if recorded else ()

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether any state, the number of conflicts told, or a note may differ."""
        return (
            not same_states(old, new)
            or old.lens.conflict_count != new.lens.conflict_count
            or old.told_notes != new.told_notes
        )

    def enter(self, key: str) -> Wish:
        """Show the page of the casualty."""
        return ShowBoard("casualty", key)

    def explain(self, key: str) -> Wish:
        """Show the page of the casualty."""
        return self.enter(key)

    def subject(self, key: str) -> str:
        """The casualty of the row."""
        return key
