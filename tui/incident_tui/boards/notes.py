"""Notes: what reviewers added, with what each note stands on, its author and its versions."""

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import (
    MAX_CELLS,
    entry_line,
    heading,
    paragraph,
    remark,
    time_size,
)
from incident_tui.drawing.ink import EMPTY, Ink, Row
from incident_tui.keymap import with_keys
from incident_tui.notes.conclusions import observation_of
from incident_tui.notes.model import Action, Note
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_NOTE, id_of, link_to
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words
from incident_tui.words.notes import (
    KIND_WORDS,
    NOTE_MARKS,
    note_text,
    subject_words,
    written_words,
)
from incident_tui.words.observations import GONE, more_lines

_NO_NOTES = "No note is written: {bookmark} bookmarks an entry, {note} writes a note on it."


def draw(review: Review, width: int) -> list[Row]:
    """The page: every note, in the order of writing."""
    notes = review.told_notes
    rows = remark(_tally(review, len(notes)), width)
    for note in notes:
        rows += [Row(EMPTY), *_note(review, note, min(width, MAX_CELLS))]
    return rows


def _tally(review: Review, told: int) -> str:
    """How many notes there are, and how many are not shown on the clock of the known."""
    if not review.notes:
        return with_keys(_NO_NOTES)
    withheld = len(review.notes) - told
    words = count_words(told, "note")
    return f"{words}; {withheld} more about facts not known yet" if withheld else words


def items(subject: str, review: Review, width: int) -> Items:
    """The list: every note, those on the entry under the cursor or on the subject first."""
    notes = review.told_notes
    here = subject or review.entry_id
    near = {TO_NOTE + note.id for note in notes if here in note.on}
    about = review.lens.name(subject) if subject else "this entry"
    return Items(
        [_item(review.lens, note) for note in notes],
        near,
        f"{len(notes):,} · {len(near) or 'none'} on {about}",
        f"not on {about}",
        remark="" if notes else _tally(review, 0),
    )


def _item(lens: Lens, note: Note) -> Item:
    mark = NOTE_MARKS[note.kind]
    words = note.text.strip() or ", ".join(subject_words(lens, one) for one in note.on)
    return Item(TO_NOTE + note.id, f"{mark} {words}", [(Ink(visible(note.by), "dim"),)])


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: a note, by the link."""
    note = review.told_notes.get(id_of(key))
    if note is None:
        return []
    return _note(review, note, min(width, MAX_CELLS))


def _note(review: Review, note: Note, width: int) -> list[Row]:
    """A note, what it stands on, and its versions before."""
    mark = f"{NOTE_MARKS[note.kind]} "
    rows = paragraph(note_text(note), width, "bright", mark, TO_NOTE + note.id)
    rows[0] = rows[0]._replace(anchor=TO_NOTE + note.id)
    for words in more_lines(note):
        rows += paragraph(words, width, head="  ")
    rows += _answered(review, note, width)
    rows += remark(f"{visible(note.by)} · {written_words(note.at)}", width)
    times = time_size(review.lens, note.on, width)
    for identifier in note.on:
        rows += subject_rows(review, identifier, width, times)
    if note.moment:
        rows += remark(f"on the moment {note.moment}", width)
    return rows + version_rows(review, note, width)


def version_rows(review: Review, note: Note, width: int) -> list[Row]:
    """The versions before the version that holds, the latest first; no rows without any."""
    *before, _ = review.notes.history(note.id)
    rows = heading("Before", width) if before else []
    for version in reversed(before):
        rows += paragraph("deleted" if version.deleted else note_text(version), width, "dim")
        for words in () if version.deleted else more_lines(version):
            rows += paragraph(words, width, "dim", "  ")
        rows += remark(f"{written_words(version.at)} · {visible(version.by)}", width)
    return rows


def _answered(review: Review, note: Note, width: int) -> list[Row]:
    """The row of the observation that an action answers, with a link to the observation."""
    if not isinstance(note, Action) or not note.observation:
        return []
    found = observation_of(review.told_notes, note)
    words, key = (found.text, TO_NOTE + found.id) if found else (GONE, "")
    return paragraph(words, width, "text" if found else "possible", "answers ", key)


def subject_rows(
    review: Review, identifier: str, width: int, times: int, head: str = "on "
) -> list[Row]:
    """The row of an object that a note stands on; an object that is gone is named by its id.

    Args:
        times: cells for the time of an entry, see `time_size`.
        head: before the object.
    """
    lens = review.lens
    if lens.position(identifier) is not None:
        return entry_line(review, identifier, width, head, times)
    section = lens.section(identifier)
    if not section and identifier != lens.incident.id:
        return paragraph(f"{head}`{identifier}`, which is not in the record", width, "possible")
    words = f"{head}{subject_words(lens, identifier)}"
    return paragraph(words, width, "text", key=link_to(section, identifier))


_MARKS = tuple((NOTE_MARKS[kind], words) for kind, words in KIND_WORDS.items())
BOARD = Board("Notes", draw, items=items, draw_item=draw_item, marks=_MARKS)
