"""An export as bytes, and what a user should know of it: for the command line and the screen."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from incident_tui.exchange.exports import FORMATS, Format
from incident_tui.exchange.exports.sound.calls import left_out, sounding
from incident_tui.exchange.printed.view import View
from incident_tui.listening.clock import Joining
from incident_tui.listening.faults import Tell
from incident_tui.words.counts import count_words
from incident_tui.words.notes import withheld_words

if TYPE_CHECKING:
    from incident_tui.exchange.exports.places import Map


def pieces(
    view: View,
    form: Format,
    template: bytes | None = None,
    joining: Joining | None = None,
    tell: Tell = lambda _: None,
) -> Iterator[bytes]:
    """The file in pieces; a format that cannot be narrowed has every entry.

    Args:
        template: of a format that has one; None for the template of the program.
        joining: how calls are joined to a sound; for a text, whose times are those of the sound
            then.
        tell: called with the words about each sound that is missing, or not whole.

    Raises:
        TemplateFaultError: if the template cannot be filled in.
        SoundError: if there is no call to be heard.
    """
    if form.is_sound:
        return form.load_sound()(view, joining or Joining(), tell)
    if joining is not None and form.fits_sound:
        return _cue_list(view, form, joining, tell)
    if template is not None:
        from incident_tui.exchange.exports.aar.docx import export  # the format with a template

        return export(view, template)
    view = view if form.narrows else View(view.lens, notes=view.notes)
    if form.is_binary:
        return form.load_binary()(view)
    return _bytes_of(form.load()(view))


def _bytes_of(texts: Iterator[str]) -> Iterator[bytes]:
    """Texts in UTF-8; a half of a character, which has no bytes, as an escape."""
    return (text.encode(errors="backslashreplace") for text in texts)


def _cue_list(view: View, form: Format, joining: Joining, tell: Tell) -> Iterator[bytes]:
    """The calls of a joined sound, with the times of the sound; the sound is not decoded."""
    from incident_tui.exchange.exports.sound.joined import joined
    from incident_tui.listening.reader_pool import ReaderPool

    with closing(ReaderPool()) as readers:
        sound = joined(view, readers, joining, tell)
    return _bytes_of(form.load_cues()(view, sound))


def refusal(view: View, form: Format) -> str:
    """Why a format cannot have what a view shows; "" where it can."""
    if form.is_whole and view.lens.withholds:
        return "writes the record whole, and withholds nothing"
    return ""


def written_words(view: View, form: Format) -> str:
    """How much of a view an export has: `40 entries`, or `3 notes` of a format made of notes."""
    if form.is_of_notes:
        return count_words(len(view.told_notes), "note")
    if form.is_map:
        return count_words(_map(view).counts.on_map, "entry", "entries")
    if form.is_sound:
        calls = count_words(sum(1 for _ in sounding(view)), "call")
        return f"what can be heard of {calls}"
    count = len(view.shown) if form.narrows else view.lens.count
    return count_words(count, "entry", "entries")


def remarks(view: View, form: Format, is_joined: bool = False) -> Iterator[str]:
    """Which entries and notes a format has no place for.

    Args:
        is_joined: whether a text has the calls of a joined sound alone.
    """
    if form.is_sound or is_joined:
        yield from left_out(view)
    if view.notes is not None and not form.has_head:
        yield from _notes_left_out(view)
    if form.is_map:
        yield from _map(view).off_map()
        return
    unplaced = view.unplaced_count - view.withheld_count(view.lens.placed_count)
    if form.unplaced and unplaced and not is_joined:
        yield f"{count_words(unplaced, 'unplaced entry', 'unplaced entries')}: {form.unplaced}"
    if form.leaves_out_withheld and (withheld := view.withheld_count()):
        yield f"{count_words(withheld, 'entry', 'entries')} not known yet: left out"


def _map(view: View) -> "Map":
    from incident_tui.exchange.exports.places import Map  # of two formats alone

    return Map(view)


def _notes_left_out(view: View) -> Iterator[str]:
    """Which notes a table has no place for."""
    from incident_tui.exchange.exports.note_lines import apart_words, notes_apart

    if apart := apart_words(len(notes_apart(view))):
        yield f"{apart}: left out; incident-tui notes prints every note"
    if withheld := withheld_words(view.withheld_notes):
        yield withheld


def narrowing_names() -> str:
    """The names of the formats that can be narrowed to a part of the entries."""
    return ", ".join(name for name, form in FORMATS.items() if form.narrows)
