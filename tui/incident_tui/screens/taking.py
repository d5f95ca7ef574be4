"""What a reader takes away: quotations in the clipboard."""

from pathlib import Path
from typing import TYPE_CHECKING

from incident_tui.drawing.ink import cut
from incident_tui.record.text import visible
from incident_tui.review.commands import Copy
from incident_tui.words.counts import count_words

if TYPE_CHECKING:
    from incident_tui.screens.review import ReviewScreen
    from incident_tui.words.quotations import Quotation

_MAX_WORDS = 24
"""The maximum length of the words of a copied text, in the notice."""


class Taking:
    """Copies quotations, and says what was copied where."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen

    def carry_out(self, command: Copy) -> None:
        """Carry out a command, and say what came of it."""
        self._screen.say(self._copy(command))

    def _copy(self, command: Copy) -> str:
        """Copy a quotation to the clipboard and into a file; returns the words about it."""
        from incident_tui.exchange.copies import keep_copy

        quotation = self._quotation(command)
        if quotation is None:
            return "nothing to copy: nothing is selected"
        if quotation.fault:
            return f"not copied: {quotation.fault}"
        self._screen.app.copy_to_clipboard(quotation.text)
        words = " ".join(filter(None, (quotation.time, cut(quotation.words, _MAX_WORDS))))
        said = f"copied: {words} · {count_words(len(quotation.text), 'character')}"
        try:
            return f"{said} · also in {path_words(keep_copy(quotation.text))}"
        except OSError as error:
            return f"{said} · no file of it: {(error.strerror or 'error').lower()}"

    def _quotation(self, command: Copy) -> "Quotation | None":
        from incident_tui.words.quotations import quotation_about, quotation_of, row_quotation

        review = self._screen.review
        lens = review.lens
        if command.link and (found := quotation_of(lens, command.link, review.notes)):
            return found
        if command.words:
            return row_quotation(lens, command.words, command.source)
        return quotation_about(lens, command.subject or review.entry_id)


def path_words(path: Path) -> str:
    """A path for a notice: the home folder of the user is `~`."""
    try:
        return visible(f"~/{path.relative_to(Path.home()).as_posix()}")
    except (ValueError, RuntimeError):
        return visible(str(path))
