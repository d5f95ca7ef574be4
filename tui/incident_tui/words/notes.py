"""Notes of reviewers in words: opinions, with author and time, beside what the record says."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from incident_tui.notes.kinds import ACTION, BOOKMARK, NOTE, OBSERVATION, SAME_MOMENT, WORDS
from incident_tui.notes.notes import Notes
from incident_tui.record.model import Entry
from incident_tui.review.lens import Lens
from incident_tui.review.told import NOT_YET
from incident_tui.words.corrected import correction
from incident_tui.words.counts import count_words
from incident_tui.words.names import brief
from incident_tui.words.times import entry_time

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Note

NOTE_MARKS = {
    **{SAME_MOMENT: "=", BOOKMARK: "⚑", NOTE: "✎", ACTION: "☐", OBSERVATION: "◇"},
    WORDS: "¶",  # the last: what a row says is not what the record says
}
"""The marks of kinds of notes; of several on an entry the last is shown."""
KIND_WORDS = {kind: kind.replace("_", " ") for kind in NOTE_MARKS} | {WORDS: "correction"}
"""The kinds in words: nouns that can be counted."""


def note_text(note: "Note") -> str:
    """The text of a note; of a note without a text, its kind: `bookmark`, `same moment`."""
    return note.text.strip() or KIND_WORDS[note.kind]


def written_words(at: str) -> str:
    """When a note was written, on the clock of the computer: `29 Nov 2026 03:12`.

    Args:
        at: the time in the notation of a log.
    """
    here = dt.datetime.fromisoformat(at).astimezone()
    return f"{here.day} {here:%b %Y %H:%M}"


def utc_words(at: str) -> str:
    """When a note was written, the same on every computer: `2026-11-29 02:12 UTC`.

    Args:
        at: the time in the notation of a log.
    """
    return f"{dt.datetime.fromisoformat(at):%Y-%m-%d %H:%M} UTC"


def author_words(note: "Note") -> str:
    """Who wrote a note, and when: `Ann, 2026-11-29 02:12 UTC`."""
    return f"{note.by}, {utc_words(note.at)}"


def heard_words(note: "Note") -> str:
    """By whom words are as shown, and when they were written, as `author_words` says it."""
    return f"words by {author_words(note)}"


CHANGED = "∗"
"""The mark of an entry that is new or different since the record was read before."""


def subject_mark(notes: Notes, identifier: str) -> str:
    """The mark of an object of the record, of several kinds the last of `NOTE_MARKS`; or ""."""
    return NOTE_MARKS.get(_marking_kind(notes, identifier, None), "")


def entry_mark(notes: Notes, entry: Entry) -> str:
    """The mark of an entry in the timeline, of several kinds the last of `NOTE_MARKS`; or ""."""
    return NOTE_MARKS.get(_marking_kind(notes, entry.id, entry), "")


def _marking_kind(notes: Notes, identifier: str, entry: Entry | None) -> str:
    """The kind of note by which an object is marked; "" for an object without a note.

    Words mark an entry while they differ from the words of the record.
    """
    kinds = {note.kind for note in notes.on(identifier)}
    if WORDS in kinds and (entry is None or correction(entry, notes) is None):
        kinds.remove(WORDS)
    return next((kind for kind in reversed(NOTE_MARKS) if kind in kinds), "")


def entry_mark_words(notes: Notes, entry: Entry) -> str:
    """The mark of an entry with its meaning: `✎ 2 notes`, `⚑ bookmark`; "" without a mark."""
    identifier = entry.id
    kind = _marking_kind(notes, identifier, entry)
    if not kind:
        return ""
    if kind == WORDS and (note := correction(entry, notes)):
        return f"{NOTE_MARKS[kind]} {heard_words(note)}"
    if kind == SAME_MOMENT:
        return f"{NOTE_MARKS[kind]} one moment with another entry"
    if kind == BOOKMARK:
        return f"{NOTE_MARKS[kind]} bookmark"
    count = sum(note.kind == kind for note in notes.on(identifier))
    return f"{NOTE_MARKS[kind]} {count_words(count, KIND_WORDS[kind])}"


def basis_words(notes: Notes, basis: Iterable[str]) -> str:
    """The pairs that clocks are corrected by, with their authors: `3 pairs by Ann, Bob`.

    Args:
        notes: the notes, among which the pairs are.
        basis: the ids of the pairs; those deleted meanwhile have no author.
    """
    listed = [*basis]
    found = (notes.get(one) for one in listed)
    authors = dict.fromkeys(note.by for note in found if note)
    words = count_words(len(listed), "pair")
    return f"{words} by {', '.join(authors)}" if authors else words


def withheld_words(count: int) -> str:
    """How many notes are withheld; "" for none."""
    return f"{count_words(count, 'note')} about facts {NOT_YET}, left out" if count else ""


def subject_words(lens: Lens, identifier: str) -> str:
    """What a note stands on: the kind and the name of an object of the record."""
    position = lens.position(identifier)
    if position is not None:
        return f"{entry_time(lens, position)} {lens.name(identifier)}"
    if identifier == lens.incident.id:
        return "the incident"
    section = lens.section(identifier)
    return f"{section}: {lens.name(identifier)}" if section else identifier


def is_gone(lens: Lens, identifier: str) -> bool:
    """Whether the record has no entry and no other object with an id."""
    is_known = lens.position(identifier) is not None or identifier == lens.incident.id
    return not is_known and not lens.section(identifier)


def about_words(lens: Lens, note: "Note") -> tuple[str, ...]:
    """Each object that a note stands on, and the moment: `13:15~ “Two down.”`, `the incident`.

    An object that the record does not have is named by its id.
    """
    return tuple(words for _, words in about_subjects(lens, note))


def about_subjects(lens: Lens, note: "Note") -> Iterator[tuple[str, str]]:
    """Each id that a note stands on, with the words of `about_words`; "" for that of the moment."""
    for identifier in note.on:
        yield identifier, _about(lens, identifier)
    if note.moment:
        yield "", f"the moment {note.moment}"


def _about(lens: Lens, identifier: str) -> str:
    position = lens.position(identifier)
    if position is not None:
        return f"{entry_time(lens, position)} “{brief(lens.name(identifier))}”"
    if is_gone(lens, identifier):
        return f"`{identifier}`, which is not in the record"
    return subject_words(lens, identifier)
