"""The help, over the review."""

from textual.binding import Binding

from incident_tui.boards.help import draw
from incident_tui.screens.dialog import Dialog, Page


class Help(Dialog):
    """Every key and every mark."""

    BINDINGS = [Binding("question_mark,f1", "close", show=False)]

    def __init__(self) -> None:
        super().__init__("Help", "j/k scrolls · Esc closes", Page(draw, id="help"))
