"""A screen that writes to the terminal only what differs from what it shows."""

from textual import events
from textual.screen import Screen, ScreenResultType

from incident_tui.painting.compositor import RowCompositor


class FrugalScreen(Screen[ScreenResultType]):
    """Knows what it has written, for so long as nobody else writes."""

    def __init__(
        self, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name, id, classes)
        self._compositor = self._rows = RowCompositor()

    def on_screen_suspend(self, event: events.ScreenSuspend) -> None:
        """Another screen will be painted over this one."""
        self._rows.shown.forget()

    def on_resize(self, event: events.Resize) -> None:
        """The terminal is of another size, or came back to the foreground."""
        self._rows.shown.forget()
