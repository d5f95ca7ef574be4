"""What a reader takes away: quotations in the clipboard, exports and pictures in files."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from incident_tui.chronology.build import aligned_by
from incident_tui.drawing.ink import cut
from incident_tui.keymap import with_keys
from incident_tui.placing.aligning import NO_SHIFTS
from incident_tui.record.files import reason
from incident_tui.record.text import visible
from incident_tui.review.commands import Copy, Export, SaveScreenshot
from incident_tui.review.intents import TakeCalls
from incident_tui.review.review import Review, as_a_whole, step
from incident_tui.words.counts import count_words

if TYPE_CHECKING:
    from incident_tui.screens.review import ReviewScreen
    from incident_tui.words.quotations import Quotation

_MAX_WORDS = 24
"""The maximum length of the words of a copied text, in the notice."""


_NOT_BY_PAIRS = "no clock is corrected by pairs there"


class Taking:
    """Copies quotations and writes files, and says what is where."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen

    def carry_out(self, command: Copy | Export | SaveScreenshot) -> None:
        """Carry out a command, and say what came of it."""
        match command:
            case Copy():
                self._screen.say(self._copy(command))
            case Export(name):
                self._export(name)
            case SaveScreenshot():
                # What the keys before asked for is shown by then, and their notice is gone.
                self._screen.app.screen.call_after_refresh(self._save_screenshot)

    def _copy(self, command: Copy) -> str:
        """Copy a quotation to the clipboard and into a file; returns the words about it."""
        from incident_tui.exchange.copies import keep_copy

        quotation = self._quotation(command)
        if quotation is None:
            return "nothing to copy"
        if quotation.fault:
            return f"not copied: {with_keys(quotation.fault)}"
        self._screen.app.copy_to_clipboard(quotation.text)
        words = " ".join(filter(None, (quotation.time, cut(quotation.words, _MAX_WORDS))))
        said = f"copied: {words} · {count_words(len(quotation.text), 'character')}"
        try:
            return f"{said} · also in {path_words(keep_copy(quotation.text))}"
        except OSError as error:
            return f"{said} · no file of it: {reason(error)}"

    def _quotation(self, command: Copy) -> "Quotation | None":
        from incident_tui.words.quotations import quotation_about, quotation_of, row_quotation

        review = self._screen.review
        lens = review.lens
        if command.link and (found := quotation_of(lens, command.link, review.notes)):
            return found
        if command.words:
            return row_quotation(lens, command.words, command.source)
        return quotation_about(lens, command.subject or review.entry_id, review.notes)

    # Files.

    def _export(self, name: str) -> None:
        """Write what is shown in a format, behind the screen."""
        review = self._screen.shown_review
        if not review.chronology.complete:
            self._screen.say("once all calls are read")
            return
        if review.to_search:
            self._screen.say("once the search is done")
            return
        self._screen.say("writing…")
        self._screen.run_worker(partial(self._write, review, name), thread=True, group="export")

    def _write(self, review: Review, name: str) -> None:
        from incident_tui.exchange.exports import FORMATS, TemplateFaultError
        from incident_tui.exchange.exports.writing import pieces, remarks, written_words
        from incident_tui.exchange.new_files import stem_of, write_new
        from incident_tui.exchange.printed.view import View
        from incident_tui.listening.faults import SoundError

        by_pairs = bool(review.lens.clock_basis)
        if by_pairs:
            review = _without_pairs(review)
        form = FORMATS[name]
        if form.is_of_notes:
            review = as_a_whole(review)  # conclusions are of the incident, and not of a moment
        notes = review.notes if form.is_of_notes else None
        view = View(review.lens, review.filters, review.kept, notes)
        own = [_NOT_BY_PAIRS] if by_pairs else []
        told: list[str] = []
        try:
            content = pieces(view, form, tell=told.append)
            path = write_new(stem_of(view.lens.incident.id), form.ending, content)
            written = f"{written_words(view, form)} in {path_words(path)}"
            words = " · ".join([f"exported: {written}", *own, *_faults(told), *remarks(view, form)])
        except OSError as error:
            words = f"not exported: {reason(error)}"
        except TemplateFaultError as error:
            words = f"not exported: the template {error}"
        except SoundError as error:
            words = " · ".join([f"not exported: {error}", *_faults(told)])
        self._screen.app.call_from_thread(self._screen.say, words)

    def _save_screenshot(self) -> None:
        """Write the screen, dialogs included, with the title of the record."""
        from incident_tui.exchange.new_files import stem_of, write_new
        from incident_tui.exchange.printed.withheld import title_words

        lens = self._screen.review.lens
        picture = self._screen.app.export_screenshot(title=visible(title_words(lens)))
        content = picture.encode(errors="backslashreplace")
        try:
            path = write_new(stem_of(lens.incident.id), ".svg", [content])
        except OSError as error:
            self._screen.say(f"no screenshot: {reason(error)}")
        else:
            self._screen.say(f"screenshot in {path_words(path)}")


def _faults(told: Sequence[str]) -> Iterator[str]:
    """How many sounds are missing or not whole, and the words about the first."""
    if told:
        more = f", and {len(told) - 1} more" if told[1:] else ""
        yield f"{visible(told[0])}{more}"


def _without_pairs(review: Review) -> Review:
    """The review with the clocks corrected that the record states, and none by pairs of entries.

    What leaves the program has no time that follows from the opinion of a reviewer.
    """
    is_whole = review.cursor >= len(review.chronology.entries)
    begun = msgspec.structs.replace(review, cursor=0) if is_whole else review
    found = step(begun, TakeCalls(aligned_by(review.chronology, NO_SHIFTS)))
    return as_a_whole(found) if is_whole else found


def path_words(path: Path) -> str:
    """A path for a notice: the home folder of the user is `~`."""
    try:
        return visible(f"~/{path.relative_to(Path.home()).as_posix()}")
    except (ValueError, RuntimeError):
        return visible(str(path))
