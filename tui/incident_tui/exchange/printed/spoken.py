"""An entry, a state and its changes as lines for speech and braille: words in place of marks.

Every line stands alone, is `visible`, and begins with what it is about.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from incident_tui.chronology.histories import Clock, State, Subject, SubjectKind
from incident_tui.exchange.exports.entry_lines import fact_lines
from incident_tui.exchange.exports.event_times import plain_start, plain_time, unplaced_words
from incident_tui.exchange.exports.note_lines import note_line
from incident_tui.exchange.printed.withheld import NOT_YET, PERHAPS_NOT_YET
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS, plain
from incident_tui.review.harm import reports_of
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldConflict
from incident_tui.words.citations import source_key_words, titled_cite_words, voices_of
from incident_tui.words.corrected import corrected, correction, quoted_text
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.names import (
    GROUP_NAMES,
    acting_words,
    brief,
    casualty_name,
    concerned_words,
    milestone_words,
)
from incident_tui.words.notes import about_subjects, author_words
from incident_tui.words.questions import Question
from incident_tui.words.recordings import also_words
from incident_tui.words.reports import report_words
from incident_tui.words.times import clock_words, date_words, unknown_words, zone_words

if TYPE_CHECKING:  # a record without notes needs no rules of notes
    from incident_tui.notes.model import Note

_SOMEBODY = "somebody not known of"
_KINDS: Mapping[str, SubjectKind] = {
    "Casualties": "casualty",
    "Agencies": "agency",
    "Units": "unit",
    "Facilities": "facility",
}
_MOST_CHANGES = 12
"""The most changes that a step tells."""


class _Told(NamedTuple):
    """A subject and its status."""

    section: str
    id: str
    name: str
    about: str
    """What else is said of the subject: a group, an agency; "" for nothing."""
    status: str
    begun: bool


# The record and its entries.


def record_lines(lens: Lens) -> Iterator[str]:
    """What a record is about, and how much it holds."""
    incident = lens.incident
    title = incident.title or f"Title {NOT_YET}"
    is_said = not incident.exercise or title.lower().startswith("exercise")
    yield visible(title if is_said else f"Exercise: {title}")
    place = lens.location(incident.location) if incident.location else None
    where = place.text if place else incident.location
    yield visible(", ".join(filter(None, (date_words(lens), zone_words(lens), where))))
    if incident.content_note:
        yield visible(incident.content_note)
    unplaced = lens.count - lens.placed_count
    counts = (
        count_words(lens.count, "entry", "entries"),
        f"{unplaced:,} of them without a full time" if unplaced else "",
        count_words(lens.conflict_count, "conflict"),
        count_words(lens.open_question_count, "open question"),
    )
    yield ", ".join(filter(None, counts))


def clock_line(lens: Lens, position: int) -> str:
    """The moment of the state, and on which clock."""
    clock = clock_words(lens.clock)
    if position >= lens.placed_count:
        return f"State at the end of the record, {clock}."
    return visible(f"State as of {plain_start(lens, lens.outline(position))}, {clock}.")


def entry_lines(lens: Lens, position: int, notes: Notes = NO_NOTES) -> Iterator[str]:
    """An entry: when, who and of what kind; then its words; then what touches it.

    Args:
        notes: the notes that are told, among them corrected words.
    """
    outline, entry = lens.outline(position), lens.entry(position)
    is_unplaced = outline.placement.best is None
    time = unplaced_words(lens, outline) if is_unplaced else plain_time(lens, outline)
    if entry is None:
        yield visible(f"{time}, {plain(outline.kind)}, {unknown_words(lens, position)}")
        return
    who, concerned = _who(lens, position), concerned_words(lens, position)
    concerns = f"concerns {concerned.replace('+', ', ')}" if concerned else ""
    doubt = PERHAPS_NOT_YET if lens.certainty(position) == "possible" else ""
    kind, weight = plain(outline.kind), "key entry" if entry.weight == "key" else ""
    yield visible(", ".join(filter(None, (time, who, concerns, kind, weight, doubt))))
    if entry.title and entry.title != entry.text:
        yield visible(entry.title)
    yield from _lines(quoted_text(corrected(entry, notes)))
    if note := correction(entry, notes):
        yield visible(f"These are words by {author_words(note)}. The record has:")
        yield from _lines(quoted_text(entry))
    if also := also_words(lens, position):
        yield visible(f"{also[:1].upper()}{also[1:]}.")
    conflicts = len(lens.conflicts_of(entry.id))
    questions = len(lens.questions_about(entry.id))
    touching = [
        count_words(conflicts, "conflict") if conflicts else "",
        count_words(questions, "question") if questions else "",
    ]
    if any(touching):
        yield f"About this entry: {', '.join(filter(None, touching))}."


def _lines(text: str) -> Iterator[str]:
    return (line for line in paragraphs(text) if line)


def _who(lens: Lens, position: int) -> str:
    """The unit that acts or speaks and its agency, the speaker, or that nobody is named."""
    acting, speaker = acting_words(lens, position), lens.speaker(position)
    unit = lens.name(speaker) if lens.section(speaker) == "units" else ""
    named = "nobody is named as acting or speaking" if acting == "?" else acting.replace("+", ", ")
    if unit and acting == "?":
        return unit
    return f"{unit} of {named}" if unit and unit not in named else named


def detail_lines(lens: Lens, position: int, notes: Notes = NO_NOTES) -> Iterator[str]:
    """An entry with every further fact, each with its label.

    Args:
        notes: the notes that are told, among them corrected words.
    """
    yield from entry_lines(lens, position, notes)
    yield from map(visible, fact_lines(lens, position))


def source_lines(lens: Lens, position: int) -> Iterator[str]:
    """Where an entry comes from: each citation, with its words; then each source."""
    entry = lens.entry(position)
    if entry is None:
        yield f"The sources of this entry are {NOT_YET}."
        return
    for cite in entry.cite:
        quote = f": “{cite.quote}”" if cite.quote else ""
        yield visible(f"{titled_cite_words(lens, cite)}{quote}")
    for identifier in dict.fromkeys(cite.source for cite in entry.cite):
        source = lens.source(identifier)
        if source:
            yield visible(f"Source {source_key_words(lens, source)}")


# States.


def state_lines(lens: Lens) -> Iterator[str]:
    """The state of every subject, under headings; those without a status are counted."""
    told = [*_states(lens)]
    for section in dict.fromkeys(one.section for one in told):
        members = [one for one in told if one.section == section]
        begun = [one for one in members if one.begun]
        yield f"{section}: {len(begun):,} of {len(members):,} with a status"
        yield from (_status_line(one) for one in begun)
    for group, words in _reports(lens):
        yield visible(f"Reported of {GROUP_NAMES[group].lower()}: {words}")


def change_lines(before: Lens, after: Lens) -> Iterator[str]:
    """What has changed in the state from one lens to another, the first changes alone."""
    old = {(one.section, one.id): one.status for one in _states(before)}
    lines = []
    for one in _states(after):
        was = old.get((one.section, one.id))
        if was != one.status:
            lines.append(f"Changed: {_status_line(one)}" + (f"; before: {was}" if was else ""))
    known = {*_reports(before)}
    lines += [
        visible(f"Reported of {GROUP_NAMES[group].lower()}: {words}")
        for group, words in _reports(after)
        if (group, words) not in known
    ]
    yield from lines[:_MOST_CHANGES]
    if len(lines) > _MOST_CHANGES:
        yield f"and {count_words(len(lines) - _MOST_CHANGES, 'more change')}; s tells the state"


def _status_line(one: _Told) -> str:
    about = f", {one.about}" if one.about else ""
    return visible(f"{one.name}{about}: {one.status}")


def _states(lens: Lens) -> Iterator[_Told]:
    for casualty in lens.casualties():
        name = casualty_name(lens, casualty.id) or _SOMEBODY
        count = f"{casualty.count} × " if casualty.count > 1 else ""
        yield _told(lens, "Casualties", casualty.id, f"{count}{name}", casualty.group)
    for identifier in lens.agency_choices:
        if lens.agency(identifier):
            yield _told(lens, "Agencies", identifier, lens.name(identifier))
    for unit in lens.units():
        agency = lens.short(unit.agency) if unit.agency else ""
        yield _told(lens, "Units", unit.id, unit.call_sign, agency)
    for facility in lens.facilities():
        yield _told(lens, "Facilities", facility.id, facility.name)
    for subject in lens.subjects("milestone"):
        state = lens.state(subject)
        if state.begun or lens.clock is Clock.HAPPENED:
            name = milestone_words(subject.id)
            yield _Told("Milestones", subject.id, name, "", status_spoken(state), state.begun)


def _told(lens: Lens, section: str, identifier: str, name: str, about: str = "") -> _Told:
    kind = _KINDS[section]
    state = lens.state(Subject(kind, identifier))
    return _Told(section, identifier, name, about, status_spoken(state), state.begun)


def status_spoken(state: State) -> str:
    """A status with its doubt in words: `shot`, `perhaps shot`, `shot, perhaps deceased`."""
    return status_words(state, "perhaps {}")


def _reports(lens: Lens) -> Iterator[tuple[str, str]]:
    """The reports about whole groups: claims at a time, and no states."""
    for group in CASUALTY_GROUPS:
        for report in reports_of(lens, group):
            position = lens.position(report.entry)
            time = "" if position is None else f"{plain_time(lens, lens.outline(position))}, "
            yield group, f"{time}{report_words(lens, report)}"


# Notes of reviewers.


def note_lines(lens: Lens, notes: "Iterable[Note]", with_subjects: bool = False) -> Iterator[str]:
    """Notes as opinions of their authors, a line each.

    Args:
        with_subjects: whether to say what each note stands on.
    """
    for note in notes:
        subjects = "; ".join(_subjects(lens, note)) if with_subjects else ""
        about = f", on {subjects}" if subjects else ""
        line = note_line(note, about)
        yield f"{line[:1].upper()}{line[1:]}"


def _subjects(lens: Lens, note: "Note") -> Iterator[str]:
    """All that a note stands on; entries with their times in words."""
    for identifier, words in about_subjects(lens, note):
        position = lens.position(identifier)
        if position is None:
            yield words
        else:
            time = plain_time(lens, lens.outline(position))
            yield f"{time} “{brief(lens.name(identifier))}”"


# Conflicts and questions.


def conflict_lines(lens: Lens, conflicts: Iterable[ToldConflict]) -> Iterator[str]:
    """Conflicts that are told, each with its claims and who makes them."""
    for conflict in conflicts:
        if not conflict.is_told:
            continue
        yield visible(f"Conflict {conflict.id}, {plain(conflict.status)}: {conflict.topic}")
        for claim in conflict.claims:
            if claim.value is None:
                yield f"{claim.letter}: a claim {NOT_YET}"
                continue
            doubt = f", {PERHAPS_NOT_YET}" if claim.certainty == "possible" else ""
            yield visible(f"{claim.letter}{doubt}: {claim.value}")
            for voice in voices_of(lens, conflict, claim):
                yield visible(f"{claim.letter}, from {voice}")
        yield from (visible(f"Possible, an opinion: {one}") for one in conflict.readings)


def question_lines(questions: Iterable[Question]) -> Iterator[str]:
    """Questions with their answers."""
    for question in questions:
        yield visible(f"Question {question.id}, {plain(question.status)}: {question.text}")
        if question.answer:
            yield visible(f"Answer: {question.answer}")
