"""Words that reviewers have heard, written into the files of calls of a record on asking.

The words before stay in the line, as `transcript.uncorrected`.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from incident_tui.exchange.call_lines import Fields, LineChange, rewritten
from incident_tui.notes.kinds import WORDS
from incident_tui.notes.model import Note
from incident_tui.notes.notes import Notes
from incident_tui.record import model
from incident_tui.record.problems import Mark
from incident_tui.record.reading import Reading
from incident_tui.words.corrected import correction


class Correction(NamedTuple):
    """An entry whose words are corrected."""

    mark: Mark
    """Where the entry stands."""
    entry: model.Entry
    """As the record has it."""
    note: Note
    """The words as heard."""
    others: tuple[Note, ...] = ()
    """Other words that reviewers have heard."""

    @property
    def text(self) -> str:
        """The words that the record is to have."""
        return self.note.text.strip()


class Corrections(NamedTuple):
    """The words that differ from those of a record, by place."""

    in_calls: tuple[Correction, ...]
    """Of entries in the files of calls."""
    in_head: tuple[Correction, ...]
    """Of entries in the timeline of the head, which only a person writes."""
    gone: tuple[Note, ...]
    """Of entries that are no longer in the record."""


def corrections_of(reading: Reading, notes: Notes) -> Corrections:
    """The words of reviewers that differ from those of a record; of several, the newest.

    Args:
        reading: a reading with a record, read to its end.
    """
    assert reading.record
    heads = {entry.id: entry for entry in reading.record.timeline}
    in_calls, in_head, gone = list[Correction](), list[Correction](), list[Note]()
    for subject in dict.fromkeys(note.on[0] for note in notes if note.kind == WORDS):
        row = reading.calls.row_of(subject)
        entry = heads.get(subject) if row is None else reading.calls.entry(row)
        if entry is None:
            gone += filter(None, [notes.words_on(subject)])
        elif note := correction(entry, notes):
            others = tuple(
                one
                for one in notes.on(subject)
                if one.kind == WORDS and one.text.strip() != note.text.strip()
            )
            found = Correction(reading.mark_of_entry(subject), entry, note, others)
            (in_head if row is None else in_calls).append(found)
    return Corrections(tuple(sorted(in_calls)), tuple(sorted(in_head)), tuple(gone))


def write_corrections(reading: Reading, corrections: Iterable[Correction]) -> None:
    """Write words into the files of calls, all of the files or none.

    The folder is locked by the caller, see `folder_lock`, before the record is read.

    Args:
        corrections: of entries in the files of calls.

    Raises:
        CannotRewriteError: if a line cannot have the words, or a file has changed meanwhile.
        OSError: if a file cannot be read or written.
    """
    assert reading.record
    names = {str(reading.folder / name): name for name in reading.record.calls}
    changes: dict[str, dict[int, LineChange]] = {}
    for one in corrections:
        changes.setdefault(names[one.mark.path], {})[one.mark.line] = line_change(one)
    with rewritten(reading.folder, changes):
        pass


def line_change(one: Correction) -> LineChange:
    """The change of the line of a correction, which has to be that of the entry."""
    return LineChange(one.mark, partial(_fields, one))


def _fields(
    one: Correction, entry: model.Entry, fields: Mapping[str, msgspec.Raw]
) -> Fields | None:
    """The words as heard; None for a line of another entry.

    Raises:
        DecodeError: if the transcript is no object of JSON.
    """
    if entry != one.entry:
        return None
    before = msgspec.json.decode(
        fields.get("transcript", b"null"), type=dict[str, msgspec.Raw] | None
    )
    transcript: dict[str, object] = {
        **(before or {}),
        "method": "human",
        "corrected_by": one.note.by,
    }
    transcript.setdefault("uncorrected", one.entry.text)  # the first words stay
    return {"text": one.text, "verbatim": True, "transcript": transcript}
