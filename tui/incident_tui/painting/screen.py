"""A screen painted row by row: only changed cells are written to the terminal.

The review screen and the lanes are painted row by row: a reader steps through the entries there.
Every other `ModalScreen` (a board, the help, the picker, the library) keeps Textual's compositor: a
reader opens the page, presses few keys and closes the page. The review screen forgets the cells
when a page opens, and is painted whole when the page closes.
"""

from textual.screen import Screen, ScreenResultType

from incident_tui.painting.terminal_cells import TerminalCells
from incident_tui.painting.textual_guard import differing_parts


class RowPaintedScreen(Screen[ScreenResultType]):
    """A screen whose changed rows are painted alone.

    Where private parts of the installed Textual differ from the tested parts, Textual's own
    compositor paints the screen: an equal picture, in more time and more bytes.
    """

    def __init__(
        self, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name, id, classes)
        self.cells = TerminalCells()
        """Cells written by the screen; none where Textual's own compositor paints."""
        if not differing_parts():
            # Not at the top: the import fails where a private module of Textual is missing.
            from incident_tui.painting.textual_private import replace_compositor

            replace_compositor(self, self.cells)

    def on_mount(self) -> None:
        """Subscribe to the return of the program from the background of the shell."""
        self.app.app_resume_signal.subscribe(self, self._on_return)

    def _on_return(self, _: object) -> None:
        """Repaint the terminal, which the shell has written to."""
        self.cells.forget()
        self.refresh()

    def on_screen_suspend(self) -> None:
        """Forget the cells, because another screen will be painted over the screen."""
        self.cells.forget()

    def on_resize(self) -> None:
        """Forget the cells, because a terminal may move or lose text with a new size."""
        self.cells.forget()
