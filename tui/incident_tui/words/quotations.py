"""Quotations: words of a record with their citation, as plain text for an article.

A quotation has a line, a conflict a line for each claim too. Control characters are visible.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incident_tui.clocks.evidence import found_shifts
from incident_tui.clocks.record_lines import clock_lines
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.links import (
    TO_CASUALTY,
    TO_CLAIM,
    TO_CLOCK,
    TO_CONFLICT,
    TO_ENTRY,
    TO_INTERVAL,
    TO_NOTE,
    TO_QUESTION,
    TO_RELATED,
    TO_SOURCE,
    claim_of,
    id_of,
    link_to,
    source_and_place,
    subject_of,
)
from incident_tui.review.told import NOT_YET, PERHAPS_NOT_YET, ToldClaim, ToldConflict
from incident_tui.review.told_notes import told_ones, told_set
from incident_tui.words.citations import (
    Cite,
    grade_words,
    reliability_words,
    source_words,
    titled_cite_words,
    voice_of,
)
from incident_tui.words.corrected import correction
from incident_tui.words.entries import who_names
from incident_tui.words.intervals import lengths
from incident_tui.words.names import PLANNED
from incident_tui.words.notes import KIND_WORDS, note_text, written_words
from incident_tui.words.observations import more_lines
from incident_tui.words.source_facts import facts, line_at, text_of
from incident_tui.words.times import date_words, entry_time
from incident_tui.words.written import dated_words

MAX_LINE_CHARACTERS = 2_000
"""The maximum length of a line of a source in a quotation."""
_WITHHELD = f"{NOT_YET} as of this moment; {{clock}} shows what happened"
_EXERCISE = "an exercise: nothing in it took place"


class Quotation(NamedTuple):
    """A text to paste; or the reason why nothing can be quoted."""

    text: str = ""
    """Lines, each `visible`; "" where nothing can be quoted."""
    time: str = ""
    """The time of the words, as exact as written; "" without a time."""
    words: str = ""
    """The words alone, on a line."""
    fault: str = ""
    """Why nothing can be quoted, with names of actions for `with_keys`; "" for a quotation."""


def quotation_of(lens: Lens, link: str, notes: Notes = NO_NOTES) -> Quotation | None:
    """The quotation of the object that a link leads to; None for a link to no such object.

    Args:
        link: as in `review.links`.
        notes: the notes of the reviewers, for links to a note.
    """
    if link.startswith(TO_ENTRY):
        position = lens.position(id_of(link))
        return None if position is None else entry_quotation(lens, position)
    if link.startswith(TO_SOURCE):
        return _of_source(lens, *source_and_place(link))
    if link.startswith((TO_CONFLICT, TO_CLAIM)):
        return _of_conflict(lens, *claim_of(link))
    if link.startswith(TO_QUESTION):
        return _of_question(lens, id_of(link))
    if link.startswith(TO_INTERVAL):
        return _of_interval(lens, id_of(link))
    if link.startswith(TO_RELATED):
        return _of_related(lens, id_of(link))
    if link.startswith(TO_CLOCK):
        return _of_clock(lens, notes, id_of(link))
    if link.startswith(TO_NOTE):
        return _of_note(lens, notes, id_of(link))
    return _of_subject(lens, link) if subject_of(link) else None


def quotation_about(lens: Lens, identifier: str, notes: Notes = NO_NOTES) -> Quotation | None:
    """The quotation of an object of the record by id; None for an id of no object.

    Args:
        notes: the notes of the reviewers, for corrected words below the words of the record.
    """
    position = lens.position(identifier)
    if position is not None:
        return _with_correction(lens, position, notes)
    if identifier == lens.incident.id:
        return _of_incident(lens)
    link = link_to(lens.section(identifier), identifier)
    return quotation_of(lens, link) if link else None


def _with_correction(lens: Lens, position: int, notes: Notes) -> Quotation:
    """The quotation of an entry; in a further line, the words shown in place of its own."""
    entry, found = lens.entry(position), entry_quotation(lens, position)
    note = correction(entry, told_set(lens, notes)) if entry else None
    heard = _of_note(lens, notes, note.id) if note else None
    return found._replace(text=f"{found.text}\n{heard.text}") if heard else found


def row_quotation(lens: Lens, words: str, source: str = "") -> Quotation | None:
    """The quotation of a row by its words; None for a row without words.

    Args:
        source: the link to the source of the row; "" for none.
    """
    words = visible(words).strip()
    if not words:
        return None
    identifier, place = source_and_place(source)
    cited = [titled_cite_words(lens, Cite(source=identifier, at=place))] if source else []
    return _quotation(lens, words, cited)


def entry_quotation(lens: Lens, position: int) -> Quotation:
    """An entry: the time as on the screen, who speaks, the words, who says so and where."""
    entry = lens.entry(position)
    if entry is None:
        return Quotation(fault=f"the entry is {_WITHHELD}")
    words = f"“{entry.text}”" if entry.verbatim else entry.text or entry.title
    time, who = entry_time(lens, position), ", ".join(who_names(lens, position))
    head = f"{PLANNED}: {words}" if entry.kind == "forecast" else words
    said = [titled_cite_words(lens, cite) for cite in entry.cite]
    graded = f"graded {grade_words(entry.grade)}" if entry.grade else _reliability(lens, entry.cite)
    doubt = PERHAPS_NOT_YET if lens.certainty(position) == "possible" else ""
    disputed = [f"disputed: {one.topic}" for one in lens.conflicts_of(entry.id)]
    sic = f"odd in the source: {entry.sic}" if entry.sic else ""
    text = f"{time} · {who}: {head}" if who else f"{time} · {head}"
    return _quotation(lens, text, [*said, graded, doubt, sic, *disputed], time, words)


def _quotation(
    lens: Lens, text: str, cited: Iterable[str], time: str = "", words: str = ""
) -> Quotation:
    """A text of a line with its citation; an exercise is named."""
    line = f"{visible(text)}{_in_brackets(lens, cited)}"
    return Quotation(line, visible(time), visible(words or text))


def _in_brackets(lens: Lens, cited: Iterable[str]) -> str:
    parts = [*filter(None, cited), *([_EXERCISE] if lens.incident.exercise else [])]
    return f" ({visible('; '.join(parts))})" if parts else ""


def _reliability(lens: Lens, cites: Iterable[Cite]) -> str:
    """The reliability of the source, where only a source is cited; "" without a grade."""
    names = {cite.source for cite in cites}
    source = lens.source(names.pop()) if len(names) == 1 else None
    words = reliability_words(source) if source else ""
    return f"source graded {words}" if words else ""


# Conflicts and questions.


def _of_conflict(lens: Lens, identifier: str, letter: str) -> Quotation:
    """A conflict, its claims in lines; or a claim alone, by the letter."""
    conflict = lens.conflict(identifier)
    if conflict is None:
        return Quotation(fault=f"the conflict is {_WITHHELD}")
    head = f"{conflict.topic} (conflict {conflict.id}, {plain(conflict.status)})"
    if not letter:
        lines = (_claim_line(lens, conflict, one) for one in conflict.claims)
        text = "\n".join([_quotation(lens, head, []).text, *lines])
        return Quotation(text, words=visible(conflict.topic or ""))
    found = next((one for one in conflict.claims if one.letter == letter), None)
    if found is None or found.value is None:
        return Quotation(fault=f"the claim is {_WITHHELD}")
    return _quotation(
        lens, f"{head}: {found.value}", _voices(lens, conflict, found), words=found.value
    )


def _claim_line(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> str:
    if claim.value is None:
        return f"{claim.letter}: {NOT_YET}"
    voices = "; ".join(_voices(lens, conflict, claim))
    return visible(f"{claim.letter}: {claim.value}" + (f" ({voices})" if voices else ""))


def _voices(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> Iterator[str]:
    """Who makes a claim and where, when it was known, and the grade."""
    if claim.known:
        yield f"known {dated_words(lens, claim.known)}"
    for cite in claim.cite:
        voice = voice_of(lens, cite, conflict.affects)._replace(who=titled_cite_words(lens, cite))
        yield " · ".join(filter(None, voice))
    if claim.certainty == "possible":
        yield PERHAPS_NOT_YET


def _of_question(lens: Lens, identifier: str) -> Quotation:
    question = lens.question(identifier)
    if question is None:
        return Quotation(fault=f"the question is {_WITHHELD}")
    answer = f" Answer: {question.answer}" if question.answer else ""
    about = [
        f"question {question.id}, {plain(question.status)}",
        "the source itself says so" if question.origin == "stated_in_source" else "",
        *(titled_cite_words(lens, cite) for cite in question.cite),
    ]
    return _quotation(lens, question.text + answer, about, words=question.text)


# Sources, and the objects that have pages.


def _of_source(lens: Lens, identifier: str, place: str) -> Quotation | None:
    """A source as in a list of sources; with a place, the line of its text before."""
    source = lens.source(identifier)
    if source is None:
        return None
    if not lens.is_published(identifier):
        return Quotation(fault="the source is not published yet as of this moment")
    title = f"“{source.title}”" if source.title else source_words(lens, identifier)
    published = f"published {dated_words(lens, source.published)}" if source.published else ""
    reliability = reliability_words(source)
    about = [
        place,
        plain(source.kind),
        source.author,
        source.publisher,
        published,
        source.url,
        f"taken from {lens.name(source.parent)}" if source.parent else "",
        f"reliability {reliability}" if reliability else "",
    ]
    cited = ", ".join(filter(None, [title, *about]))
    line = _line_of_source(lens, identifier, place)
    return _quotation(lens, line, [cited]) if line else _quotation(lens, cited, [], words=title)


def _line_of_source(lens: Lens, identifier: str, place: str) -> str:
    """The words of a line of a source, in quotes; "" where the record does not carry them."""
    number, lines = line_at(place), text_of(lens, identifier).lines
    if number is None or not 1 <= number <= len(lines):
        return ""
    line = visible(lines[number - 1]).strip()
    if len(line) > MAX_LINE_CHARACTERS:
        line = f"{line[:MAX_LINE_CHARACTERS]}…"
    return f"“{line}”" if line else ""


def _of_incident(lens: Lens) -> Quotation:
    incident = lens.incident
    if not incident.title:
        return Quotation(fault=f"the title is {_WITHHELD}")
    words = f"{incident.title}, {date_words(lens)}"
    text = f"{words}: {incident.summary}" if incident.summary else words
    cited = (titled_cite_words(lens, cite) for cite in incident.cite)
    return _quotation(lens, text, cited, words=words)


def _of_interval(lens: Lens, identifier: str) -> Quotation:
    found = (pair for pair in lengths(lens) if pair[0].id == identifier)
    interval, length = next(found, (None, None))
    if interval is None or length is None:
        return Quotation(fault=f"the interval is {_WITHHELD}")
    return _quotation(lens, f"{interval.name}: {length}", [interval.note])


def _of_related(lens: Lens, identifier: str) -> Quotation | None:
    found = next((one for one in lens.related() if one.id == identifier), None)
    if found is None:
        return None
    if not found.title:
        return Quotation(fault="the incident is not known of yet as of this moment")
    day = f", {found.date.isoformat()}" if found.date else ""
    text = f"{found.title}{day}" + (f": {found.summary}" if found.summary else "")
    return _quotation(lens, text, (titled_cite_words(lens, cite) for cite in found.cite))


def _of_note(lens: Lens, notes: Notes, identifier: str) -> Quotation | None:
    note = notes.get(identifier)
    if note is None or note not in told_ones(lens, notes):
        return None
    kind = KIND_WORDS[note.kind]
    by = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} of {note.by}"
    text = "\n".join((note_text(note), *more_lines(note)))
    return _quotation(lens, text, [f"{by}, {written_words(note.at)}"])


def _of_subject(lens: Lens, link: str) -> Quotation | None:
    """A casualty, an agency, a unit or a facility: a line for each fact with a citation."""
    if link.startswith(TO_CASUALTY) and not lens.is_heard_of(id_of(link)):
        return Quotation(fault=f"the casualty is {_WITHHELD}")
    lines = [
        _quotation(lens, fact.words, [titled_cite_words(lens, cite) for cite in fact.cites]).text
        for fact in facts(lens)
        if fact.link == link
    ]
    name = visible(lens.name(id_of(link)))
    return Quotation("\n".join(lines) or name, words=name) if name else None


def _of_clock(lens: Lens, notes: Notes, source: str) -> Quotation:
    """The lines of a record that state the lead of a clock, as pairs of entries tell the lead."""
    found = found_shifts(lens.chronology, told_ones(lens, notes)).get(source)
    if found is None:
        return Quotation(fault="the pairs tell no offset of this clock")
    lines = clock_lines(source, found, notes)
    return Quotation("".join(f"{line}\n" for line in lines), words=f"clock of {visible(source)}")
