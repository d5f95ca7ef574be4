"""A screen that writes to the terminal only what differs from what it shows, and at once."""

from time import monotonic

from textual.screen import UPDATE_PERIOD, Screen, ScreenResultType
from textual.widget import Widget

from incident_tui.painting.compositor import RowCompositor


class FrugalScreen(Screen[ScreenResultType]):
    """Knows what it has written, for so long as nobody else writes."""

    def __init__(
        self, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name, id, classes)
        self._compositor = self._rows = RowCompositor()
        self._last_frame = 0.0

    def paint_now(self) -> None:
        """Show what has changed before anything else is done.

        Textual's way is a message from each widget and the next tick of a clock. It stays the way
        where a widget has to be laid out, and where the last frame was less than a tick ago: keys
        that come faster share a frame.
        """
        widgets = self._rows.visible_widgets
        if monotonic() < self._last_frame + UPDATE_PERIOD or any(map(_waits, widgets)):
            return
        for widget in widgets:
            if widget._repaint_required:
                widget._repaint_required = False
                self._dirty_widgets.add(widget)
        self._on_timer_update()

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        self._last_frame = monotonic()

    def on_mount(self) -> None:
        """Listen for the program coming back from where the shell had put it."""
        self.app.app_resume_signal.subscribe(self, self._come_back)

    def _come_back(self, _: object) -> None:
        """Paint all of the terminal, which the shell had meanwhile."""
        self._rows.shown.forget()
        self.refresh()

    def on_screen_suspend(self) -> None:
        """Another screen will be painted over this one."""
        self._rows.shown.forget()

    def on_resize(self) -> None:
        """A terminal of another size may have moved what it shows, or lost it."""
        self._rows.shown.forget()


def _waits(widget: Widget) -> bool:
    return widget._scroll_required or widget._layout_required or widget._recompose_required
