"""What a record can be exported to: one module of this package for each format.

Each has `export(chronology)`, which yields the text piece by piece, so that a million entries need
no more memory than a few. The module is imported when its format is asked for.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from incident_tui.chronology.chronology import Chronology

Export = Callable[[Chronology], Iterator[str]]


class Format(NamedTuple):
    """One format, before its module is imported."""

    module: str
    """Its name in this package."""
    about: str
    """What it is, in one line."""
    ending: str
    """How names of its files end."""
    by_entry: bool = False
    """Whether its pieces are entries, but for a few: then it can be told how far it is."""
    unplaced: str = ""
    """What becomes of entries without a moment, where they cannot stand among the others."""

    def load(self) -> Export:
        """The function that writes it."""
        module = importlib.import_module(f"{__name__}.{self.module}")
        export: Export = module.export
        return export


FORMATS: Mapping[str, Format] = {
    "markdown": Format("markdown", "a report to read, and to keep in git", ".md"),
    "html": Format("html", "a report for a browser, on one page that needs nothing else", ".html"),
    "ics214": Format("ics214", "the activity log, form ICS 214, in plain text", ".txt"),
    "csv": Format("comma_separated", "a row for each entry, for a spreadsheet", ".csv", True),
    "json": Format(
        "whole_record", "the record whole, to be opened again if below 256 MB", ".json", True
    ),
    "timesketch": Format(
        "timesketch",
        "events for Timesketch, in JSON Lines",
        ".jsonl",
        by_entry=True,
        unplaced="left out, for Timesketch asks for a moment of every event",
    ),
    "timelinejs": Format(
        "timelinejs",
        "a timeline for a web page, by TimelineJS 3",
        ".json",
        by_entry=True,
        unplaced="listed on the title slide, for TimelineJS asks for a date of every event",
    ),
    "ical": Format(
        "ical",
        "a calendar, an event for each entry",
        ".ics",
        by_entry=True,
        unplaced="journal entries without a date, which not every calendar shows",
    ),
}
"""From the name of a format, as it is asked for, to what it is."""
