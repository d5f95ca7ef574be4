"""Help: every key and every mark, on one page."""

from incident_tui.boards.sources import ALONE
from incident_tui.drawing.ink import EMPTY, Ink, Row
from incident_tui.drawing.rows import beside
from incident_tui.keys import BOARD_KEYS, GROUPS, KEYS
from incident_tui.panes.timeline import CONCERNS
from incident_tui.review.layout import number_of
from incident_tui.words.names import KIND_GLYPHS
from incident_tui.words.notation import TIME_MARKS

_KEYS = 14
_MARKS = (
    *TIME_MARKS,
    ("● ◐ ○", "for certain as of the cursor; possibly (with a ?); not yet, or not known"),
    (
        "▸ ▹",
        "the selected row, where the keys are; that of the timeline, while they are not",
    ),
    ("■ □", "the agency's entries are shown; are hidden"),
    ("?", "nobody is named as acting or speaking"),
    (
        f"IPD{CONCERNS}  {CONCERNS}IPD",
        "concerns a further agency; concerns IPD, who acts is not said",
    ),
    ("⇄3", "three conflicts touch this casualty: c in that pane shows them, u the questions"),
    ("≠", "the other clock (h) tells otherwise: not known yet, or known since"),
    ("◉?", "on the clock of the known: perhaps published or said by then"),
    ("◆ ●", "this incident; others, to scale by days"),
    ("▸L13", "on a board of sources: the cited place, and the line of the text"),
    ("×", "a filter: a click removes it, Esc the latest, 0 every one"),
    ("▃█ ┊", "on the strip: radio calls, the more the higher; a round time"),
    ("╵ ╹ ╷ ╻", "on the strip: an entry that is no radio call; bold, a key entry"),
    ("◆ ⇄", "on the strip: a status of a casualty or a place changes; an entry in dispute"),
    ("╌", "on the strip: an entry lies somewhere within these bounds"),
    ("┃ ━", "on the strip: the cursor; the cursor within bounds"),
    ("█ ░ ─ ━╍┄", "lanes: certain; within bounds; cleared or ended; no end is told"),
    ("▆ ┴ ╵", "lanes: radio calls of the unit, in a bar, on a line, beside bars"),
    ("…", "lit at the end of a row: what is searched for is in the text that Detail shows"),
)
_ON_A_BOARD = (
    ("Enter", "go to the entry or the time of the row, or show its source, conflict or question"),
    ("o", "show the source of the row, at the cited place"),
    ("Backspace", "back to the page before"),
    ("a", "all, or only those of this entry, casualty, agency or unit"),
    ("f", "on a source: only the entries that cite it"),
    (ALONE, "on a source: only the facts that stand on it alone; again, all"),
    ("s", "library: sort by the next column"),
    ("j k  ↓ ↑", "lanes: the next entry, the entry before; the next lane, the lane before"),
    ("+ -  → ←", "lanes: zoom, move along; on an agency, → shows its units and ← hides them"),
    (
        f"Enter in {number_of('casualties')}",
        f"all of a casualty; o in {number_of('agencies')}: all of an agency and its units",
    ),
    (" ".join(BOARD_KEYS.values()), "turn to that board; its own key closes it, like Esc"),
)
_MOUSE = (
    ("click", "select a row, and move the keys into its pane; on the strip, go to the time"),
    ("drag, wheel", "on the strip: the cursor follows the mouse; the next or previous entry"),
    ("click again", "on the selected row: Enter; a double click does the same"),
    ("■ □ ▸ ▾", "a click on the box of an agency, or on the arrow before units: Space"),
    ("key", "a click on a key that a border or the last line names presses the key"),
    ("×", "a click on it, or outside the box, closes what lies over the review"),
)


def draw(width: int) -> list[Row]:
    """The page: keys by group, then the mouse and the marks."""
    rows = []
    for group in GROUPS:
        rows.append(Row((Ink(group.upper(), "heading"),)))
        for key in KEYS:
            if key.group == group:
                rows += beside(Ink(key.shown.ljust(_KEYS), "key"), key.help, width)
        rows.append(Row(EMPTY))
    rows.append(Row((Ink("ON A BOARD", "heading"),)))
    for shown, meaning in _ON_A_BOARD:
        rows += beside(Ink(shown.ljust(_KEYS), "key"), meaning, width)
    rows.append(Row(EMPTY))
    rows.append(Row((Ink("MOUSE", "heading"),)))
    for shown, meaning in _MOUSE:
        rows += beside(Ink(shown.ljust(_KEYS), "key"), meaning, width)
    rows.append(Row(EMPTY))
    rows.append(Row((Ink("MARKS", "heading"),)))
    for mark, meaning in _MARKS:
        rows += beside(Ink(mark.ljust(_KEYS), "time"), meaning, width)
    rows.append(Row(EMPTY))
    rows.append(Row((Ink("KINDS OF ENTRY", "heading"),)))
    for kind, glyph in KIND_GLYPHS.items():
        rows += beside(Ink(glyph.ljust(_KEYS), "accent"), kind.replace("_", " "), width)
    return rows
