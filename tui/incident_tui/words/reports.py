"""Reports about groups of casualties: claims at a time, in which nobody is told apart."""

from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldChange
from incident_tui.words.times import entry_time


def report_words(lens: Lens, report: ToldChange) -> str:
    """The claim, with its hedges and its grade: `two officers down · graded F6`."""
    position = lens.position(report.entry)
    entry = None if position is None else lens.entry(position)
    hedges = dict.fromkeys(cite.hedge for cite in report.cite if cite.hedge)
    grade = entry.grade if entry else ""
    graded = f"graded {grade}" if grade else ""
    return " · ".join(filter(None, (report.status, *map(plain, hedges), graded)))


def report_time(lens: Lens, report: ToldChange) -> str:
    """The time of the entry with the report."""
    position = lens.position(report.entry)
    assert position is not None  # only an entry reports of a group
    return entry_time(lens, position)
