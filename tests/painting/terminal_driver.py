"""A driver of Textual that writes to a model of a terminal; it uses no part that may be missing."""

from textual.drivers.headless_driver import HeadlessDriver

from tests.painting.terminal import Terminal

SIZE = (120, 36)
"""Columns and rows."""


class TerminalDriver(HeadlessDriver):
    """Keeps what is written, frame by frame, and shows it on a terminal of ours."""

    is_headless = False

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.terminal = Terminal(*(self._size or SIZE))
        self.written: list[str] = []

    def write(self, data: str) -> None:
        """Take what would go to the terminal."""
        self.written.append(data)
        self.terminal.write(data)
