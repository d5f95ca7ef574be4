"""An export as bytes, and what a user should know of it: for the command line and the screen."""

from collections.abc import Iterator

from incident_tui.exchange.exports import FORMATS, Format
from incident_tui.exchange.exports.part import part_of
from incident_tui.exchange.printed.view import View
from incident_tui.words.counts import count_words


def pieces(view: View, form: Format) -> Iterator[bytes]:
    """The file in pieces; a format that cannot be narrowed has every entry."""
    export = form.load()
    texts = export(view.lens, part_of(view)) if form.narrows else export(view.lens)
    # Halves of characters have no bytes.
    return (text.encode(errors="backslashreplace") for text in texts)


def refusal(view: View, form: Format) -> str:
    """Why a format cannot have what a view shows; "" where it can."""
    if form.is_whole and view.lens.withholds:
        return "writes the record whole, and withholds nothing"
    return ""


def remarks(view: View, form: Format) -> Iterator[str]:
    """Which entries a format has no place for."""
    lens = view.lens
    part = part_of(view)
    placed = lens.placed_count
    unplaced = part.count(lens, placed) - part.withheld_count(lens, placed)
    if form.unplaced and unplaced:
        yield f"{count_words(unplaced, 'unplaced entry', 'unplaced entries')}: {form.unplaced}"
    if form.leaves_out_withheld and (withheld := part.withheld_count(lens)):
        yield f"{count_words(withheld, 'entry', 'entries')} not known yet: left out"


def narrowing_names() -> str:
    """The names of the formats that can be narrowed to a part of the entries."""
    return ", ".join(name for name, form in FORMATS.items() if form.narrows)
