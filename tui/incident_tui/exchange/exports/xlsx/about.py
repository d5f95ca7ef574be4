"""The last sheet, About: what the workbook is of, what is withheld, and how to read its columns."""

from collections.abc import Iterator

from incident_tui import __version__
from incident_tui.exchange.exports.note_lines import OPINIONS
from incident_tui.exchange.exports.report.head import HeadSection
from incident_tui.exchange.exports.report.links import Links
from incident_tui.exchange.exports.report.sources import SourcesSection
from incident_tui.exchange.exports.tables import Facts
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import NOT_YET, moment_words
from incident_tui.words.counts import count_words
from incident_tui.words.intervals import lengths
from incident_tui.words.notation import TIME_MARKS
from incident_tui.words.notes import withheld_words
from incident_tui.words.times import clock_words

_OF_HEAD = ("Date", "Time zone", "Place", "City", "Type", "Lead agency", "Status")
"""Facts of the incident."""
_COLUMNS = (
    (
        "exact_time",
        "A date for a time that its source gives exactly, to the minute or finer; Sources says"
        " which clock is known to be wrong. A time that is approximate, uncertain, within bounds,"
        " counted from another or only in an order is no date; `notation` has it as the record"
        " writes it, and `time` in words.",
    ),
    (
        "earliest, latest",
        "The bounds of a time as dates; the time is between them, or is both. The latest of a"
        " whole minute is its last millisecond.",
    ),
    (
        "Text for a date",
        "A moment stands as text where a date of a spreadsheet would be another moment, or two:"
        " before 1901, and in the hour that comes twice when clocks are put back.",
    ),
    ("sort_time", "For sorting alone: a moment inside the bounds, which no source gives."),
    (
        "Headers in italics",
        "These columns follow from others. To change a time, change `notation`; to change an"
        " agency or a place, change the column with its id.",
    ),
    (
        "Back to the record",
        "`incident-tui import` reads the workbook. The ids in the first column of Timeline lead"
        " each row back to its entry: leave them and the names of the columns as they are.",
    ),
    (
        "Not in here",
        "People, places, related incidents and the glossary; `incident-tui export --to json` has"
        " the record whole.",
    ),
)
"""How to read the workbook."""


def about(view: View) -> Facts:
    """The sheet about the workbook."""
    return Facts("About", _rows(view))


def _rows(view: View) -> Iterator[tuple[str, str]]:
    lens = view.lens
    head = HeadSection(lens, view.filter_words)
    facts = dict(head.facts)
    yield "Exercise" if head.exercise else "Incident", head.title
    yield "Exercise", "Nothing in this record took place." if head.exercise else ""
    yield "Content", head.content_note
    for label in _OF_HEAD:
        yield label, facts.get(label, "")
    yield "Summary", head.summary or head.without_summary
    yield "Record", f"{head.id} ({head.format})"
    yield "Problems", SourcesSection(lens, Links(lens, view.shown)).verdict
    yield "As of", f"as of {moment_words(lens)} · {clock_words(lens.clock)}"
    yield "Corrected clocks", ", ".join(sorted(lens.corrected_clocks))
    yield "Filters", view.filter_words or "none: Timeline has every entry"
    if view.filters.any:
        yield "Filtered", "the entries of Timeline; the other sheets are of the whole record"
    yield "Withheld", "; ".join(_withheld(view)) or "nothing"
    yield "Opinions", OPINIONS if view.notes is not None else ""
    yield from TIME_MARKS
    yield from _COLUMNS
    yield "Made by", f"incident-tui {__version__}"


def _withheld(view: View) -> Iterator[str]:
    """What the clock of the known withholds."""
    lens = view.lens
    if not lens.withholds:
        return
    milestones = (lens.state(subject).begun for subject in lens.subjects("milestone"))
    counts = (
        count_words(view.withheld_count(), "entry", "entries"),
        count_words([*milestones].count(False), "milestone"),
        count_words(sum(length is None for _, length in lengths(lens)), "interval"),
        count_words(sum(not one.is_told for one in lens.conflicts()), "conflict"),
        count_words(sum(not told for _, told in lens.questions()), "question"),
    )
    if found := [words for words in counts if not words.startswith("0 ")]:
        yield f"{', '.join(found)}: {NOT_YET}"
    if view.withheld_notes:
        yield withheld_words(view.withheld_notes)
    yield "roles, causes and further facts that are written in hindsight"
