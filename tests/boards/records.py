"""A small record with something for every board, and its pages as lines."""

from pathlib import Path

from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.ink import Row
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review import intents
from incident_tui.review.review import Review, review_of, step
from incident_tui.samples import bundled_record
from tests.drawn import row_words

HEAD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
"""
NASTY = "\\e[31m\\u202e\\b"
"""An escape, an override of direction and a backspace, as YAML writes them."""


def review(sections: str = "", entry: str = "", path: str = "record.yaml") -> Review:
    """A review of a record with these sections, its cursor on an entry."""
    reading = read_bytes((HEAD + sections).encode(), path)
    assert reading.record
    shown = review_of(chronology_of(reading))
    return step(shown, intents.GoTo(entry)) if entry else shown


def independence(entry: str = "") -> Review:
    """A review of the bundled record."""
    shown = review_of(chronology_of(read_record(bundled_record())))
    return step(shown, intents.GoTo(entry)) if entry else shown


def exercise(entry: str = "") -> Review:
    """A review of the bundled exercise."""
    shown = review_of(chronology_of(read_record(bundled_record().parent / "exercise")))
    return step(shown, intents.GoTo(entry)) if entry else shown


def beside(folder: Path, sections: str, entry: str = "") -> Review:
    """The same record, in a folder with the texts of its sources."""
    return review(sections, entry, str(folder / "record.yaml"))


def said(rows: list[Row]) -> list[str]:
    """The words of a page, row by row, without its empty rows."""
    return list(filter(None, row_words(rows)))


def ways(rows: list[Row]) -> list[str]:
    """Where the rows lead."""
    return [row.key for row in rows if row.key]
