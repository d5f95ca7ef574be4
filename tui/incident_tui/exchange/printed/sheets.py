"""The screen's content in words: sheets of rows, for a terminal or as Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from incident_tui.chronology.histories import Clock, State, Subject, SubjectKind
from incident_tui.exchange.printed.gfm import escaped
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import NOT_YET, moment_words, title_words
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS, plain
from incident_tui.review.harm import standing_reports
from incident_tui.review.lens import END, Lens
from incident_tui.review.told import ToldConflict
from incident_tui.words.citations import cite_words, voices_of
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.intervals import lengths
from incident_tui.words.names import (
    PLANNED,
    acting_words,
    casualty_name,
    concerned_words,
    entry_words,
    milestone_words,
)
from incident_tui.words.notes import (
    KIND_WORDS,
    NOTE_MARKS,
    about_words,
    author_words,
    entry_mark,
    note_text,
    withheld_words,
)
from incident_tui.words.observations import facts
from incident_tui.words.related import days_apart, days_words, relation_words
from incident_tui.words.reports import report_time, report_words
from incident_tui.words.times import (
    date_words,
    entry_time,
    inferred_mark,
    placement_words,
    unknown_words,
    zone_words,
)

Cells = Sequence[str]
SheetRows = Iterable[Cells]
"""Rows of cells, a cell for each column."""

NOTHING = "—"
"""Stands in a cell without content."""


_OPTIONAL = ("concerns", "kind")
"""The columns of entries that a narrow terminal leaves out."""


class Sheet(NamedTuple):
    """A title above rows in columns; where no column has a name, the rows are lines of text.

    In a sheet of several columns, a row of a single cell is a line across the columns.
    """

    title: str
    columns: Cells
    rows: SheetRows
    remark: str = ""
    """How much is left out."""
    optional: Cells = ()
    """The columns that a narrow terminal leaves out, the first of them first."""

    def is_line(self, row: Cells) -> bool:
        """Whether a row is a line across the columns."""
        return len(row) == 1 < len(self.columns)


PARTS: Mapping[str, str] = {
    "state": "casualties, agencies, units, facilities and milestones",
    "intervals": "how long things took",
    "conflicts": "reports that contradict each other, claim by claim",
    "questions": "what the record does not know",
}
"""The parts of a view by option, with descriptions."""


def sheets(view: View, parts: Iterable[str] = ()) -> Iterator[Sheet]:
    """A view in sheets, the first about the view itself; notes of reviewers last.

    Args:
        parts: names of `PARTS`; none for the timeline, casualties, agencies, related and counts.
    """
    yield about(view)
    asked = {*parts}
    if not asked:
        yield from _usual(view)
    if "state" in asked:
        yield from _state(view.lens)
    if "intervals" in asked:
        yield _intervals(view.lens)
    if "conflicts" in asked:
        yield _conflicts(view.lens)
    if "questions" in asked:
        yield _questions(view.lens)
    if view.notes is not None:
        yield notes_sheet(view)


def about(view: View) -> Sheet:
    """The incident, the moment, the clock, the filters, and counts."""
    lens, incident = view.lens, view.lens.incident
    exercise = "EXERCISE · " if incident.exercise else ""
    facts = f"as of {moment_words(lens)} · {lens.clock}"
    if view.filters.any:
        facts += f" · {view.filter_words}"
    else:
        facts += f" · {count_words(lens.count, 'entry', 'entries')}"
    if unplaced := lens.count - lens.placed_count:
        facts += (
            f" · {f'{view.unplaced_count:,} of ' if view.filters.any else ''}{unplaced:,} unplaced"
        )
    title = f"{exercise}{title_words(lens)} · {date_words(lens)} {zone_words(lens)}"
    return Sheet(title, (), [[facts]])


def _usual(view: View) -> Iterator[Sheet]:
    lens, shown = view.lens, view.shown
    placed = lens.placed_count
    columns: Cells = ("time", "who", "concerns", "kind", "entry")
    if view.notes is not None:
        columns = (*columns[:-1], "mark", columns[-1])
    yield Sheet("Timeline", columns, _timeline(view, view.placed), optional=_OPTIONAL)
    if shown.after(placed - 1) is not None:
        yield from _unplaced(view, columns, shown[shown.rank(placed) :])
    yield _casualties(lens)
    yield _agencies(lens)
    yield _related(lens)
    counts = [
        count_words(lens.conflict_count, "conflict"),
        count_words(lens.question_count, "question"),
        count_words(len(lens.problems), "problem"),
    ]
    yield Sheet("Open", (), [[" · ".join(counts)]])


def _timeline(view: View, positions: Iterable[int]) -> Iterator[Cells]:
    """The entries, and a line between those up to the moment of the lens and those after it."""
    lens, moment = view.lens, view.lens.moment
    for position in positions:
        best = lens.outline(position).placement.best
        if moment is not END and best is not None and best > moment:
            yield _moment_line(lens)
            moment = END
        yield _entry(view, position)
    if moment is not END:
        yield _moment_line(lens)


def _moment_line(lens: Lens) -> Cells:
    return (f"──── {moment_words(lens)} ────",)


def _unplaced(view: View, columns: Cells, positions: Iterable[int]) -> Iterator[Sheet]:
    """The entries without a full time; apart the forecasts, of which none is said to be a fact."""
    events, forecasts = list[int](), list[int]()
    for position in positions:
        (forecasts if view.lens.outline(position).kind == "forecast" else events).append(position)
    for title, found in (("Unplaced", events), (PLANNED, forecasts)):
        if found:
            rows = (_entry(view, position) for position in found)
            yield Sheet(title, columns, rows, optional=_OPTIONAL)


def _state(lens: Lens) -> Iterator[Sheet]:
    yield _casualties(lens)
    yield _agencies(lens)
    yield _units(lens)
    facilities = [
        (facility.name, _status(lens, "facility", facility.id), facility.kind)
        for facility in lens.facilities()
    ]
    yield Sheet("Facilities", ("facility", "status", "kind"), facilities)
    yield _milestones(lens)


def _units(lens: Lens) -> Sheet:
    """The units with a status by then; a county has hundreds of units without a status."""
    units, rows = lens.units(), list[Cells]()
    for unit in units:
        state = lens.state(Subject("unit", unit.id))
        if state.begun:
            agency = lens.short(unit.agency) if unit.agency else ""
            rows.append((unit.call_sign, status_words(state), agency, unit.type))
    remark = _left_out(len(units) - len(rows), "unit", "without a status by then")
    return Sheet("Units", ("unit", "status", "agency", "type"), rows, remark)


def _milestones(lens: Lens) -> Sheet:
    states = {subject.id: lens.state(subject) for subject in lens.subjects("milestone")}
    told = [
        [milestone_words(name), status_words(state), _reached(lens, state)]
        for name, state in states.items()
        if state.begun or lens.clock is Clock.HAPPENED
    ]
    remark = _left_out(len(states) - len(told), "milestone", NOT_YET)
    return Sheet("Milestones", ("milestone", "status", "time"), told, remark)


def _reached(lens: Lens, state: State) -> str:
    """The time at which a milestone was, or may have been, reached; "" for not yet."""
    change = state.certain or next(iter(state.possible), None)
    if change is None:
        return ""
    position = lens.position(change.entry)
    if position is None:
        return placement_words(lens, change.placement)
    return entry_time(lens, position)


def _left_out(count: int, one: str, why: str) -> str:
    return f"{count_words(count, one)} {why}" if count else ""


def _status(lens: Lens, kind: SubjectKind, identifier: str) -> str:
    """A status in words; a dash where none is recorded."""
    state = lens.state(Subject(kind, identifier))
    return status_words(state) if state.expected or state.certain else NOTHING


def _entry(view: View, position: int) -> Cells:
    """An entry; in a view with notes, with the mark of its notes before its words."""
    *before, words = _entry_cells(view.lens, position)
    if view.notes is not None:
        entry = view.lens.entry(position)
        before.append(entry_mark(view.told_notes, entry) if entry else "")
    return (*before, words)


def _entry_cells(lens: Lens, position: int) -> Cells:
    entry, time = lens.entry(position), entry_time(lens, position)
    kind = plain(lens.outline(position).kind)
    if entry is None:
        return time, "≠", "", kind, unknown_words(lens, position)
    doubt = "?" if lens.certainty(position) == "possible" else ""
    who, concerned = acting_words(lens, position), concerned_words(lens, position)
    return time, who, concerned, f"{kind}{doubt}", entry_words(entry)


def _casualties(lens: Lens) -> Sheet:
    columns = ("group", "status", "casualty", "role")
    return Sheet("Casualties", columns, [*_groups(lens), *_people(lens)])


def _people(lens: Lens) -> Iterator[Cells]:
    for casualty in lens.casualties():
        status = status_words(lens.state(Subject("casualty", casualty.id)))
        count = f"{casualty.count} × " if casualty.count > 1 else ""
        name = casualty_name(lens, casualty.id)
        if name is None:
            yield casualty.group, status, f"{count}somebody not known of", ""
        else:
            role = "" if casualty.role == name else casualty.role
            yield casualty.group, status, f"{count}{name}", role


def _groups(lens: Lens) -> Iterator[Cells]:
    """The reported statuses of whole groups of casualties."""
    for group in CASUALTY_GROUPS:
        for report in standing_reports(lens, group):
            when = report_time(lens, report)
            yield group, report_words(lens, report), f"as reported {when}", ""


def _agencies(lens: Lens) -> Sheet:
    rows = []
    for identifier in lens.agency_choices:
        agency, count = lens.agency(identifier), str(lens.entry_counts.get(identifier, 0))
        status = _status(lens, "agency", identifier)
        rows.append((agency.short if agency else "?", count, status, lens.name(identifier)))
    return Sheet("Agencies", ("agency", "entries", "status", "name"), rows)


def _related(lens: Lens) -> Sheet:
    rows = [
        (
            f"{related.date}{inferred_mark(related.date_basis)}" if related.date else "no date",
            days_words(days_apart(lens, related)),
            relation_words(related),
            lens.name(related.id),
        )
        for related in lens.related()
    ]
    return Sheet("Related", ("date", "days", "relation", "incident"), rows)


def _intervals(lens: Lens) -> Sheet:
    rows, withheld = list[Cells](), 0
    for interval, length in lengths(lens):
        if length is None:
            withheld += 1
            continue
        rows += [
            (interval.name, "length", str(length)),
            ("", "from", _end(lens, interval.start)),
            ("", "to", _end(lens, interval.end)),
        ]
        rows += [("", "note", interval.note)] if interval.note else []
    remark = _left_out(withheld, "interval", "of which an end is not known yet")
    return Sheet("Intervals", ("interval", "what", "how long, and between what"), rows, remark)


def _end(lens: Lens, name: str) -> str:
    """An end of an interval: the time and words of an entry, or a name without an entry."""
    position = lens.end_of_interval(name)
    return f"`{name}`" if position is None else _line(lens, position)


def _line(lens: Lens, position: int) -> str:
    return f"{entry_time(lens, position)} “{lens.name(lens.outline(position).id)}”"


def _conflicts(lens: Lens) -> Sheet:
    rows, withheld = list[Cells](), 0
    for conflict in lens.conflicts():
        withheld += not conflict.is_told
        rows += _conflict(lens, conflict) if conflict.is_told else ()
    remark = _left_out(withheld, "conflict", NOT_YET)
    return Sheet("Conflicts", ("conflict", "claim", "what is claimed, and by whom"), rows, remark)


def _conflict(lens: Lens, conflict: ToldConflict) -> Iterator[Cells]:
    """A conflict, its claims and possible readings."""
    yield conflict.id, plain(conflict.status), conflict.topic or ""
    for claim in conflict.claims:
        if claim.value is None:
            yield "", f"{claim.letter} ≠", f"a claim {NOT_YET}"
        else:
            doubt = "?" if claim.certainty == "possible" else ""
            words = [claim.value, *voices_of(lens, conflict, claim)]
            yield "", f"{claim.letter}{doubt}", " · ".join(words)
    for reading in conflict.readings:
        yield "", "reading", f"possible, an opinion: {reading}"
    if conflict.note:
        yield "", "note", conflict.note


def _questions(lens: Lens) -> Sheet:
    rows, withheld = list[Cells](), 0
    for question, told in lens.questions():
        if not told:
            withheld += 1
            continue
        origin = " · the source itself says so" if question.origin == "stated_in_source" else ""
        rows.append((question.id, plain(question.status), question.text + origin))
        rows += [("", "answer", question.answer)] if question.answer else []
        rows += [("", "source", cite_words(lens, cite)) for cite in question.cite]
        about = dict.fromkeys(_named(lens, reference) for reference in question.refs)
        rows += [("", "about", named) for named in about]
    remark = _left_out(withheld, "question", "about what is not known yet")
    return Sheet("Questions", ("question", "status", "what is asked"), rows, remark)


def _named(lens: Lens, identifier: str) -> str:
    """A reference of a question: the time and words of an entry, or a name."""
    position = lens.position(identifier)
    return lens.name(identifier) if position is None else _line(lens, position)


def notes_sheet(view: View) -> Sheet:
    """The notes of reviewers: text, subjects, author and time of each note."""
    rows = list[Cells]()
    for note in view.told_notes:
        kind = f"{NOTE_MARKS[note.kind]} {KIND_WORDS[note.kind]}"
        lines = [line for line in paragraphs(note_text(note)) if line]
        rows += [(kind if not number else "", "text", line) for number, line in enumerate(lines)]
        rows += [
            ("", label if not number else "", line)
            for label, words in facts(note, view.notes)
            for number, line in enumerate(paragraphs(words))
        ]
        rows += [("", "on", words) for words in about_words(view.lens, note)]
        rows.append(("", "by", author_words(note)))
    columns = ("note", "what", "an opinion, and no part of the record")
    return Sheet("Notes of reviewers", columns, rows, withheld_words(view.withheld_notes))


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
    width = len(sheet.columns)
    lines = (_markdown_row([*row, *[""] * (width - len(row))]) for row in sheet.rows)
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
