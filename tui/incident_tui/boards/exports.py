"""The formats of exports: a row for each format, with what of the screen it can have."""

from incident_tui.drawing.ink import EMPTY, Ink, Row, clip, wrap
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.writing import refusal
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import lens_words
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words


def draw(view: View, width: int) -> list[Row]:
    """The rows: what is shown, then the formats; the key of a row is the name of its format.

    A format that cannot have what is shown has no key, and says why.
    """
    shown = view.filter_words or f"every entry: {count_words(view.lens.count, 'entry', 'entries')}"
    words = " · ".join(filter(None, (shown, lens_words(view.lens))))
    rows = [*(Row((Ink(line, "dim"),)) for line in wrap(words, width)), Row(EMPTY)]
    size = max(map(len, FORMATS)) + 2
    for name, form in FORMATS.items():
        fault = form.missing or refusal(view, form)
        is_as_shown = form.narrows or not view.filters.any
        beside = "not only those shown" if form.rows == "entry" else "whatever is shown"
        note = "" if is_as_shown else f"every {form.rows}, {beside}"
        about, ink = (fault, "faint") if fault else (note or form.about, "possible")
        line = (
            Ink(name.ljust(size), "faint" if fault else "bright"),
            Ink(visible(about), ink if fault or note else "text"),
        )
        rows.append(Row(clip(line, width), "" if fault else name))
    return rows
