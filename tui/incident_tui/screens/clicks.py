"""Chains of clicks on a screen: two for a double click, three for a triple click."""

from textual import events


class ClickChain:
    """Tells a double click on a screen from the end of a double click on a screen before.

    The first click of a double click may open a dialog, or close a dialog; the second click then
    falls on what a reader did not click.
    """

    def __init__(self) -> None:
        self._count = 0
        """The number of clicks of the chain on the screen, up to now."""

    def began_here(self, event: events.Click) -> bool:
        """Whether the first click of the chain fell on the screen; called for each click."""
        is_here = event.chain in (1, self._count + 1)
        self._count = event.chain if is_here else 0
        return is_here
