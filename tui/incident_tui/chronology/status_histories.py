"""The status histories of a record, from the record's sections and from entries with effects."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from incident_tui.chronology.changes import histories_of
from incident_tui.chronology.histories import Clock, History, Subject
from incident_tui.chronology.knowledge import Knowledge
from incident_tui.chronology.ordered_entries import OrderedEntries
from incident_tui.chronology.tied_entries import TimeMarks, problems_of
from incident_tui.placing.network import narrative_order
from incident_tui.placing.placement import Placement, TimeFault
from incident_tui.record.model import Entry, Record
from incident_tui.record.numbering import HEAD, Row
from incident_tui.record.problems import Mark, Problem
from incident_tui.record.reading import Reading
from incident_tui.record.time_value import TimeValue


class StatusHistories(NamedTuple):
    """The status histories of a record, by clock and subject."""

    by_clock: Mapping[Clock, Mapping[Subject, History]]
    change_moments: Mapping[Clock, tuple[int, ...]]
    """By clock, the moments of state changes, rising, in milliseconds."""
    knowledge: Knowledge
    faults: tuple[TimeFault, ...]
    """The faults of times of changes."""
    marks: TimeMarks
    """The marks of times of calls."""

    def problems(self, reading: Reading) -> Iterator[Problem]:
        """The faults of times of changes, each at the mark of the time."""
        yield from problems_of(self.faults, self.marks, reading)


def status_histories(ordered: OrderedEntries) -> StatusHistories:
    """Make the status histories of a record."""
    record, calls, tied = ordered.record, ordered.calls, ordered.tied
    knowledge, faults, marks = Knowledge(record, tied.placements), list[TimeFault](), {**tied.marks}
    timeline = (Row(HEAD + number) for number, entry in enumerate(record.timeline) if entry.known)
    for entry, placement in _placed(ordered, (*timeline, *calls.with_known), marks):
        knowledge.of_entry(entry, placement)  # for its faults
    placed = _placed(ordered, rows_with_effects(ordered), marks)
    by_clock = histories_of(record, tied.placements, knowledge, faults, placed)
    moments = {
        clock: {moment for history in histories.values() for moment in history.change_moments}
        for clock, histories in by_clock.items()
    }
    moments[Clock.KNOWN].update(_moments_of_names(record, knowledge))
    for clock, histories in by_clock.items():
        moments[clock].update(_moments_of_reports(histories))
    change_moments = {clock: tuple(sorted(moments[clock])) for clock in Clock}
    faults += knowledge.faults.values()
    return StatusHistories(by_clock, change_moments, knowledge, tuple(faults), marks)


def rows_with_effects(ordered: OrderedEntries) -> list[Row]:
    """Rows with effects or a milestone, and rows tied to them, in narrative order."""
    followers = ordered.tied.followers
    timeline = (
        Row(HEAD + number)
        for number, entry in enumerate(ordered.record.timeline)
        if entry.effects or entry.milestone
    )
    linked = {*followers, *(row for later in followers.values() for row in later)}
    # The timeline is told before the calls, as it stands in the head of the record.
    rows = sorted({*timeline, *ordered.calls.with_effects, *linked}, key=HEAD.__xor__)
    ranks = [
        None if ordered.placements.of_row(row).best is None else ordered.order.position_of(row)
        for row in rows
    ]
    numbers = {row: number for number, row in enumerate(rows)}
    following = {
        numbers[row]: {numbers[other] for other in later} for row, later in followers.items()
    }
    return [rows[number] for number in narrative_order(ranks, following)]


def _placed(
    ordered: OrderedEntries, rows: Iterable[Row], marks: dict[int, tuple[TimeValue, Mark]]
) -> Iterator[tuple[Entry, Placement]]:
    """Entries and placements of rows; adds the marks of the `known` times of calls."""
    for row in rows:
        entry = ordered.entries.of_row(row)
        if row < HEAD and entry.known is not None:
            marks[id(entry.known)] = entry.known, ordered.calls.mark(row)
        yield entry, ordered.placements.of_row(row)


def _moments_of_reports(histories: Mapping[Subject, History]) -> Iterator[int]:
    """The moments of the entries that report about a group: a report is listed from then on."""
    for subject, history in histories.items():
        if subject.kind == "group":
            bests = (change.placement.best for change in history.changes)
            yield from (best for best in bests if best is not None)


def _moments_of_names(record: Record, knowledge: Knowledge) -> Iterator[int]:
    """The moments at which names became known."""
    for person in record.people:
        known = knowledge.of_name(person)
        if known and known.latest is not None:
            yield known.latest
