"""The formats of exports: a module of the package for each format.

Each module has `export(view)`, which yields the text piece by piece: a million entries need no more
memory than a few. The view has the lens, the filters with the result of their search, and the notes
of reviewers. A text with filters names them. No word withheld by the lens is exported. A module is
imported when a user asks for the format.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from incident_tui.exchange.printed.view import View

Export = Callable[[View], Iterator[str]]
"""Writes what a view shows in a format, piece by piece."""


class Format(NamedTuple):
    """A format, before the module of the format is imported."""

    module: str
    """The name of the module in the package."""
    about: str
    """A description of at most 65 characters."""
    ending: str
    """The ending of file names."""
    by_entry: bool = False
    """Whether each piece is an entry, but for a few: then progress can be shown."""
    unplaced: str = ""
    """Words for the place of unplaced entries; "" where they follow the placed entries."""
    leaves_out_withheld: bool = False
    """Whether entries not known yet are left out, as the format has no room for them."""
    is_whole: bool = False
    """Whether the export is the record itself, of which no part can be withheld or hidden."""
    has_head: bool = True
    """Whether the text has a place for words about itself, apart from its entries."""
    no_notes: str = ""
    """Why the format has no place for notes of reviewers; "" for a format that has."""

    @property
    def narrows(self) -> bool:
        """Whether a part of the entries can be exported; the text names the filters then."""
        return not self.is_whole

    def load(self) -> Export:
        """The function to write the format with."""
        module = importlib.import_module(f"{__name__}.{self.module}")
        export: Export = module.export
        return export


FORMATS: Mapping[str, Format] = {
    "markdown": Format("markdown", "a report to read, and to keep in git", ".md"),
    "html": Format("html", "a report for a browser, on one page that needs nothing else", ".html"),
    "ics214": Format("ics214", "the activity log, form ICS 214, in plain text", ".txt"),
    "csv": Format(
        "comma_separated",
        "a row for each entry, for a spreadsheet",
        ".csv",
        by_entry=True,
        has_head=False,
    ),
    "json": Format(
        "whole_record",
        "the record whole, to be opened again if below 256 MB",
        ".json",
        by_entry=True,
        is_whole=True,
        no_notes="a record has no field for them",
    ),
    "timesketch": Format(
        "timesketch",
        "events for Timesketch, in JSON Lines",
        ".jsonl",
        by_entry=True,
        unplaced="listed in an event about the file, for Timesketch asks for a moment",
        leaves_out_withheld=True,
    ),
    "timelinejs": Format(
        "timelinejs",
        "a timeline for a web page, by TimelineJS 3",
        ".json",
        by_entry=True,
        unplaced="listed on the title slide, for TimelineJS asks for a date of every event",
        leaves_out_withheld=True,
        no_notes="TimelineJS has no field for opinions apart from the text of an event",
    ),
    "ical": Format(
        "ical",
        "a calendar, an event for each entry",
        ".ics",
        by_entry=True,
        unplaced="journal entries without a date, which not every calendar shows",
        leaves_out_withheld=True,
    ),
}
"""From the name of a format on the command line to the format."""
