"""The help, over the review."""

from textual.binding import Binding

from incident_tui.boards.help import draw
from incident_tui.drawing.hints import Hint
from incident_tui.screens.dialog import Dialog, Page


class Help(Dialog):
    """Every key and every mark."""

    BINDINGS = [Binding("question_mark,f1", "close", show=False)]

    def __init__(self) -> None:
        hints = [Hint("j/k", "scrolls"), Hint("Esc", "closes")]
        super().__init__("Help", hints, Page(draw, id="help"))
