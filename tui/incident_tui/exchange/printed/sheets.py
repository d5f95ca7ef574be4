"""What the screen tells, in words: sheets of rows, for a terminal or as Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from incident_tui.chronology.histories import Clock, Subject, SubjectKind
from incident_tui.exchange.printed.gfm import escaped
from incident_tui.exchange.printed.view import View
from incident_tui.record.model import Conflict, Question
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.filters import agency_choices
from incident_tui.review.harm import reported_of
from incident_tui.words.citations import cite_words, letter, voices_of
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.filters import filter_words
from incident_tui.words.intervals import entry_of, lengths
from incident_tui.words.names import UNNAMED, entry_words, name_as_known, name_of
from incident_tui.words.related import days_apart, days_words
from incident_tui.words.times import (
    date_words,
    instant_words,
    time_words,
    unknown_words,
    zone_words,
)

Cells = Sequence[str]
SheetRows = Iterable[Cells]
"""Rows of cells, as many in each as there are columns."""

NOTHING = "—"


class Sheet(NamedTuple):
    """A title and rows beneath it; without names of columns, lines of text."""

    title: str
    columns: Cells
    rows: SheetRows
    remark: str = ""
    """What is left out."""


PARTS: Mapping[str, str] = {
    "state": "casualties, agencies, units, facilities and milestones",
    "intervals": "how long things took",
    "conflicts": "reports that contradict each other, claim by claim",
    "questions": "what the record does not know",
}
"""The parts of a view that can be asked for by themselves, and what they are."""


def sheets(view: View, parts: Iterable[str] = ()) -> Iterator[Sheet]:
    """A view in sheets, the first about the view itself.

    Args:
        parts: which of `PARTS`; none for the timeline, who and what is in it, and counts.
    """
    yield _about(view)
    asked = {*parts}
    if not asked:
        yield from _usual(view)
    if "state" in asked:
        yield from _state(view)
    if "intervals" in asked:
        yield _intervals(view)
    if "conflicts" in asked:
        yield _conflicts(view)
    if "questions" in asked:
        yield _questions(view)


def _about(view: View) -> Sheet:
    chronology, incident = view.chronology, view.chronology.record.incident
    exercise = "EXERCISE · " if incident.exercise else ""
    when = f"{date_words(chronology.record)} {zone_words(chronology)}"
    at = "the end of the record" if view.at is None else instant_words(view.at, chronology.zone)
    facts = f"as of {at} · {view.clock} · {count_words(len(view.shown), 'entry', 'entries')}"
    facts += f" · {chronology.unplaced_count} unplaced · {view.hidden} hidden"
    if view.filters.any:
        facts += f" by {filter_words(chronology, view.filters)}"
    return Sheet(f"{exercise}{incident.title} · {when}", (), [[facts]])


def _usual(view: View) -> Iterator[Sheet]:
    chronology, shown = view.chronology, view.shown
    record, placed = chronology.record, chronology.placed_count
    columns = ("time", "agencies", "kind", "entry")
    timeline = takewhile(lambda position: position < placed, shown)
    yield Sheet("Timeline", columns, (_entry(view, one) for one in timeline))
    if shown.after(placed - 1) is not None:
        unplaced = shown[shown.rank(placed) :]
        yield Sheet("Unplaced", columns, (_entry(view, one) for one in unplaced))
    yield _casualties(view)
    yield _agencies(view)
    yield _related(view)
    counts = [
        count_words(len(record.conflicts), "conflict"),
        count_words(len(record.questions), "question"),
        count_words(len(chronology.problems), "problem"),
    ]
    yield Sheet("Open", (), [[" · ".join(counts)]])


def _state(view: View) -> Iterator[Sheet]:
    yield _casualties(view)
    yield _agencies(view)
    yield _units(view)
    facilities = [
        (one.name, _status(view, "facility", one.id), one.kind)
        for one in view.chronology.record.facilities
    ]
    yield Sheet("Facilities", ("facility", "status", "kind"), facilities)
    yield _milestones(view)


def _units(view: View) -> Sheet:
    """The units that have a status by then; a county has hundreds that have none."""
    chronology, rows = view.chronology, []
    for unit in chronology.record.units:
        state = view.state(Subject("unit", unit.id))
        if state.begun:
            agency = chronology.agency_label(unit.agency) if unit.agency else ""
            rows.append((unit.call_sign, status_words(state), agency, unit.type))
    others = len(chronology.record.units) - len(rows)
    remark = _left_out(others, "unit", "without a status by then")
    return Sheet("Units", ("unit", "status", "agency", "type"), rows, remark)


def _milestones(view: View) -> Sheet:
    histories = view.chronology.histories[view.clock]
    states = {one.id: view.state(one) for one in histories if one.kind == "milestone"}
    told = [
        [name, status_words(state)]
        for name, state in states.items()
        if state.begun or view.clock is Clock.HAPPENED
    ]
    unknown = _left_out(len(states) - len(told), "milestone", "not known yet")
    return Sheet("Milestones", ("milestone", "status"), told, unknown)


def _left_out(count: int, one: str, why: str) -> str:
    return f"{count_words(count, one)} {why}" if count else ""


def _status(view: View, kind: SubjectKind, identifier: str) -> str:
    """A status in words; a dash where none is recorded."""
    state = view.state(Subject(kind, identifier))
    return status_words(state) if state.expected or state.certain else NOTHING


def _entry(view: View, position: int) -> Cells:
    chronology = view.chronology
    entry, placement = chronology.entries[position], chronology.placements[position]
    agencies = "+".join(map(chronology.agency_label, chronology.agencies_of(entry)))
    words, kind = time_words(chronology, entry.time, placement), entry.kind.replace("_", " ")
    known = view.how_known(position)
    if known == "unknown":
        return words, "≠", kind, unknown_words(chronology, position)
    return words, agencies, f"{kind}?" if known == "possible" else kind, entry_words(entry)


def _casualties(view: View) -> Sheet:
    columns = ("group", "status", "casualty", "role")
    return Sheet("Casualties", columns, [*_groups(view), *_people(view)])


def _people(view: View) -> Iterator[Cells]:
    for casualty in view.chronology.record.casualties:
        status = status_words(view.state(Subject("casualty", casualty.id)))
        count = f"{casualty.count} × " if casualty.count > 1 else ""
        named = name_as_known(view.chronology, casualty, view.at, view.clock)
        if named is None:
            yield casualty.group, status, f"{count}somebody not known of", ""
        else:
            role = "" if casualty.role == named else casualty.role
            yield casualty.group, status, f"{count}{named}", role


def _groups(view: View) -> Iterator[Cells]:
    """What was reported of groups of casualties in which nobody is told apart."""
    for group in CASUALTY_GROUPS:
        members = (one for one in view.chronology.record.casualties if one.group == group)
        if reported := reported_of(view.state, group, members):
            yield group, status_words(reported), "as reported", ""


def _agencies(view: View) -> Sheet:
    chronology, rows = view.chronology, []
    for one in agency_choices(chronology):
        agency = chronology.agencies.get(one)
        status = _status(view, "agency", one)
        count = str(chronology.counts.get(one, 0))
        rows.append((agency.short if agency else "?", count, status, chronology.agency_name(one)))
    return Sheet("Agencies", ("agency", "entries", "status", "name"), rows)


def _related(view: View) -> Sheet:
    record = view.chronology.record
    rows = [
        (
            one.date.isoformat() if one.date else "no date",
            days_words(days_apart(record, one)),
            ", ".join(word.replace("_", " ") for word in one.relation),
            one.title,
        )
        for one in record.related
    ]
    return Sheet("Related", ("date", "days", "relation", "incident"), rows)


def _intervals(view: View) -> Sheet:
    rows: list[Cells] = []
    for interval, length in lengths(view.chronology):
        if view.interval_told(interval):
            rows += [
                (interval.name, "length", str(length)),
                ("", "from", _end(view, interval.start)),
                ("", "to", _end(view, interval.end)),
            ]
            rows += [("", "note", interval.note)] if interval.note else []
    untold = sum(not view.interval_told(one) for one in view.chronology.record.intervals)
    remark = _left_out(untold, "interval", "of which an end is not known yet")
    return Sheet("Intervals", ("interval", "what", "how long, and between what"), rows, remark)


def _end(view: View, name: str) -> str:
    """One end of an interval: an entry by its time and words, or what nothing is or reaches."""
    chronology = view.chronology
    position = entry_of(chronology, name)
    return f"`{name}`" if position is None else _line(view, position)


def _line(view: View, position: int) -> str:
    chronology = view.chronology
    entry = chronology.entries[position]
    time = time_words(chronology, entry.time, chronology.placements[position])
    return f"{time} “{entry_words(entry)}”"


def _conflicts(view: View) -> Sheet:
    rows, untold = [], 0
    for conflict in view.chronology.record.conflicts:
        told = [*_conflict(view, conflict)]
        untold += not told
        rows += told
    remark = _left_out(untold, "conflict", "not known yet")
    return Sheet("Conflicts", ("conflict", "claim", "what is claimed, and by whom"), rows, remark)


def _conflict(view: View, conflict: Conflict) -> Iterator[Cells]:
    """A conflict, its claims, and what may explain it; nothing while none of them is known."""
    known = [view.claim_known(conflict, claim) for claim in conflict.claims]
    if all(one == "unknown" for one in known):
        return
    yield conflict.id, conflict.status, conflict.topic
    for number, (claim, certainty) in enumerate(zip(conflict.claims, known, strict=True)):
        if certainty == "unknown":
            yield "", f"{letter(number)} ≠", "a claim not known yet"
        else:
            mark = "?" if certainty == "possible" else ""
            words = [claim.value, *voices_of(view.chronology, conflict, claim)]
            yield "", f"{letter(number)}{mark}", " · ".join(words)
    if "unknown" not in known:
        for reading in conflict.readings:
            yield "", "reading", f"possible, an opinion: {reading}"
        if conflict.note:
            yield "", "note", conflict.note


def _questions(view: View) -> Sheet:
    questions = view.chronology.record.questions
    told = [one for one in questions if view.question_told(one)]
    rows = [row for one in told for row in _question(view, one)]
    remark = _left_out(len(questions) - len(told), "question", "about what is not known yet")
    return Sheet("Questions", ("question", "status", "what is asked"), rows, remark)


def _question(view: View, question: Question) -> Iterator[Cells]:
    chronology = view.chronology
    origin = " · the source itself says so" if question.origin == "stated_in_source" else ""
    yield question.id, question.status, question.text + origin
    if question.answer:
        yield "", "answer", question.answer
    for cite in question.cite:
        yield "", "source", cite_words(chronology.record, cite)
    for named in dict.fromkeys(_named(view, identifier) for identifier in question.refs):
        yield "", "about", named


def _named(view: View, identifier: str) -> str:
    """What a question refers to, as it is known: an entry, a casualty, or a name."""
    chronology = view.chronology
    if identifier in chronology.positions:
        return _line(view, chronology.positions[identifier])
    for casualty in chronology.record.casualties:
        if casualty.id == identifier:
            return name_as_known(chronology, casualty, view.at, view.clock) or UNNAMED
    return name_of(chronology.record, identifier)


def markdown_lines(several: Iterable[Sheet]) -> Iterator[str]:
    """Sheets as Markdown with the tables of GitHub, line by line; the first is the title."""
    mark = "#"
    for sheet in several:
        yield f"{mark} {escaped(visible(sheet.title))}\n\n"
        mark = "##"
        yield from _markdown_table(sheet) if sheet.columns else _markdown_text(sheet)
        if sheet.remark:
            yield f"{escaped(visible(sheet.remark))}\n\n"


def _markdown_table(sheet: Sheet) -> Iterator[str]:
    lines = map(_markdown_row, sheet.rows)
    first = next(lines, None)
    if first is None:
        yield "none\n\n"
        return
    yield _markdown_row(sheet.columns)
    yield f"{'| --- ' * len(sheet.columns)}|\n"
    yield first
    yield from lines
    yield "\n"


def _markdown_text(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows:
        yield f"{escaped(visible(' '.join(row)))}\n\n"


def _markdown_row(cells: Cells) -> str:
    return f"| {' | '.join(escaped(visible(cell)) for cell in cells)} |\n"
