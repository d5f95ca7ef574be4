"""Times finer than their source, impossible `known` times, intervals without a length."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from incident_tui.checks.codes import FINER, KNOWN_BEFORE, KNOWN_UNPLACED, NOT_COMPUTABLE, Finding
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.placing.aligning import Shifts, shift_of, shifts_of
from incident_tui.placing.placement import Placement
from incident_tui.record.model import (
    Cite,
    Entry,
    Interval,
)
from incident_tui.record.problems import Mark
from incident_tui.record.time_value import Moment, Precision, Relative, Span, TimeValue
from incident_tui.review.lens import Lens
from incident_tui.words.intervals import lengths

_VAGUE = re.compile(
    r"\b(about|around|approximately|approx|roughly|circa|ca|nearly|almost|shortly|soon|moments"
    r"|sometime|some time|more or less|or so|just (before|after)|a few|several|a couple)\b"
    r"|\d-?ish\b"
    r"|^(just |well |some time |sometime )?(before|after|by|between) (\d|noon|midnight)",
    re.IGNORECASE,
)
"""Vague words of a source, anywhere or at the start."""
_SECONDS = re.compile(r"\d[:.]\d\d[:.]\d\d|\d{6}|\bsec(ond)?s?\b|\d\s*s\b", re.IGNORECASE)
_MINUTES = re.compile(r"\d[:.h]\d\d|\b\d{4}\b|\d\s*[ap]\.?\s?m\b", re.IGNORECASE)
_NUMBERS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|twenty|thirty|forty|fifty|hundred|noon|midday|midnight|half|quarter)\b",
    re.IGNORECASE,
)


def findings(chronology: Chronology) -> Iterator[Finding]:
    """Every warning about the times of a record."""
    for value, mark in chronology.reading.marked_times():
        if value.stated and not value.basis and (why := finer_by(chronology, value)):
            message = f"`{value}` {why}, where its source says “{value.stated}”"
            yield Finding(FINER, mark, message)
    shifts = shifts_of(chronology.record)
    for known in _times_of_knowing(chronology):
        yield from _of_knowing(chronology, known, shifts)
    for interval, length in lengths(Lens(chronology)):
        if length and not length.is_computable and not _is_asked(chronology, interval):
            mark = chronology.reading.mark_of_id("intervals", interval.id)
            yield Finding(NOT_COMPUTABLE, mark, f"`{interval.id}` is {length}")


def finer_by(chronology: Chronology, value: TimeValue) -> str:
    """How a time is finer than the words of its source; "" if equally vague."""
    form, stated = value.at, value.stated
    if isinstance(form, Relative):
        exact = form.offset.least == form.offset.most and not form.offset.qualifier
        return "is exact" if exact and _is_vague(chronology, stated) else ""
    moments = [form] if isinstance(form, Moment) else []
    if isinstance(form, Span):
        moments = [form.start, form.end]
    if not moments or any(one.qualifier or one.precision <= Precision.DAY for one in moments):
        return ""
    if _is_vague(chronology, stated):
        return "is exact"
    if not any(map(str.isdigit, stated)) and not _NUMBERS.search(stated):
        return "is a clock time"
    if all(one.precision == Precision.MINUTE for one in moments) or _SECONDS.search(stated):
        return ""
    return "has seconds" if _MINUTES.search(stated) else ""


def _is_vague(chronology: Chronology, stated: str) -> bool:
    """Whether words of a source give no exact moment, by themselves or by the record's own list."""
    return bool(chronology.zone.word_of(stated) or _VAGUE.search(" ".join(stated.split())))


class _Known(NamedTuple):
    """A `known` time and its fact."""

    value: TimeValue
    mark: Mark
    placement: Placement | None = None
    """When the fact took place; None without a time, or if it may be known before."""
    cites: tuple[Cite, ...] = ()


def _of_knowing(chronology: Chronology, known: _Known, shifts: Shifts) -> Iterator[Finding]:
    """The faults of a `known` time."""
    placed, took_place = chronology.knowledge.reported(known.value), known.placement
    if placed.earliest is None and placed.latest is None:
        message = f"`known`: `{known.value}` can be placed nowhere in time"
        yield Finding(KNOWN_UNPLACED, known.mark, message)
    elif took_place and took_place.earliest is not None and placed.latest is not None:
        shift = shift_of((cite.source for cite in known.cites), shifts)
        aligned = took_place.aligned(shift).earliest or 0
        if placed.latest < min(took_place.earliest, aligned):
            message = f"`known`: `{known.value}` is before it took place"
            yield Finding(KNOWN_BEFORE, known.mark, message)


def _times_of_knowing(chronology: Chronology) -> Iterator[_Known]:
    """Every `known` time of a record."""
    reading, record = chronology.reading, chronology.record
    for entry in record.timeline:
        if entry.known:
            yield _of_entry(chronology, entry, reading.mark_of(entry.known))
    for row in reading.calls.with_known:
        yield _of_entry(chronology, reading.calls.entry(row), reading.calls.mark(row))
    yield from _of_histories(chronology)
    others = (person.known for person in record.people)
    claimed = (claim.known for conflict in record.conflicts for claim in conflict.claims)
    for known in chain(others, claimed):
        if known:
            yield _Known(known, reading.mark_of(known))


def _of_entry(chronology: Chronology, entry: Entry, mark: Mark) -> _Known:
    assert entry.known
    placement = chronology.placements[chronology.positions[entry.id]]
    return _Known(entry.known, mark, None if entry.kind == "forecast" else placement, entry.cite)


def _of_histories(chronology: Chronology) -> Iterator[_Known]:
    """The `known` times in the histories of casualties, units and agencies."""
    for history in chronology.histories[Clock.HAPPENED].values():
        for change in history.changes:
            if change.step and change.step.known:
                mark = chronology.reading.mark_of(change.step.known)
                yield _Known(change.step.known, mark, change.placement, change.cite)


def _is_asked(chronology: Chronology, interval: Interval) -> bool:
    """Whether questions refer to an interval, or to each end without a full time."""
    asked = {one for question in chronology.record.questions for one in question.refs}
    ends = (chronology.entry_of(name) for name in (interval.start, interval.end))
    open_ends = (
        chronology.entries[end].id
        for end in ends
        if end is not None and not _is_full(chronology.placements[end])
    )
    return interval.id in asked or asked.issuperset(open_ends)


def _is_full(placement: Placement) -> bool:
    return placement.earliest is not None and placement.latest is not None
