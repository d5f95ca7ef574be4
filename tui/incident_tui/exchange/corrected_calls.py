"""Words that reviewers have heard, written into the files of calls of a record on asking.

A line that changes keeps every other field as written; all other lines stay byte for byte the same.
The words before stay in the line, as `transcript.uncorrected`.
"""

import codecs
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from incident_tui.notes.kinds import WORDS
from incident_tui.notes.model import Note
from incident_tui.notes.notes import Notes
from incident_tui.record import model
from incident_tui.record.calls.line import MAX_LINE_BYTES, UNFIT, read_sound_line
from incident_tui.record.context import Wrong
from incident_tui.record.files import file_state, flush_to_disk, remove_litter, replacing, state_of
from incident_tui.record.problems import Mark
from incident_tui.record.reading import Reading, opened_calls
from incident_tui.words.corrected import correction

_CHANGED = "was changed meanwhile, and is left so; look at the corrections again"


class CannotCorrectError(Exception):
    """A correction cannot be written; the message says where, and why."""


class Correction(NamedTuple):
    """An entry whose words are corrected."""

    mark: Mark
    """Where the entry stands."""
    entry: model.Entry
    """As the record has it."""
    note: Note
    """The words as heard."""

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
            found = Correction(reading.mark_of_entry(subject), entry, note)
            (in_head if row is None else in_calls).append(found)
    return Corrections(tuple(sorted(in_calls)), tuple(sorted(in_head)), tuple(gone))


def write_corrections(reading: Reading, corrections: Iterable[Correction]) -> None:
    """Write words into the files of calls, each file whole or not at all.

    The folder is locked by the caller, see `folder_lock`, before the record is read.

    Args:
        corrections: of entries in the files of calls, by place.

    Raises:
        CannotCorrectError: if a line cannot have the words, or a file has changed meanwhile.
        OSError: if a file cannot be read or written.
    """
    assert reading.record
    names = {str(reading.folder / name): name for name in reading.record.calls}
    remove_litter(reading.folder)
    for path, found in groupby(corrections, lambda one: one.mark.path):
        file, failure = opened_calls(reading.folder, names[path])
        if file is None:
            raise CannotCorrectError(f"{path}: {failure}")
        with file, replacing(Path(path), overwrite=True) as new:
            before = state_of(os.fstat(file.fileno()))
            for piece in _corrected(file, {one.mark.line: one for one in found}):
                new.write(piece)
            flush_to_disk(new)
            # At the last moment, for an editor does not ask for the lock of the folder.
            if file_state(Path(path)) != before:
                raise CannotCorrectError(f"{path}: {_CHANGED}")


def _corrected(file: BinaryIO, found: Mapping[int, Correction]) -> Iterator[bytes]:
    """Yield the pieces of a file of calls, the lines of corrections with their words.

    Args:
        found: by the number of the line, from 1.

    Raises:
        CannotCorrectError: if a line is not that of its entry, or cannot have the words.
        OSError: if the file cannot be read on.
    """
    number, begins, left = 1, True, dict(found)
    while piece := file.readline(MAX_LINE_BYTES + len("\r\n")):
        one = left.pop(number, None) if begins else None
        yield corrected_line(piece, one) if one else piece
        begins = piece.endswith(b"\n")
        number += begins
    if left:
        raise CannotCorrectError(f"{min(left.values()).mark.path}: {_CHANGED}")


def corrected_line(written: bytes, one: Correction) -> bytes:
    """A line of a file of calls with the words as heard, and its end as it was.

    Raises:
        CannotCorrectError: if the line is not that of the entry, or cannot have the words.
    """
    text = written.removeprefix(codecs.BOM_UTF8)
    bare = text.rstrip(b"\r\n")
    try:
        if read_sound_line(bare) != one.entry:
            raise CannotCorrectError(f"{one.mark}: {_CHANGED}")
        line = msgspec.json.encode(_with_words(bare, one))
        if len(line) > MAX_LINE_BYTES:
            longest = f"{MAX_LINE_BYTES // 1024:,} kB"
            raise CannotCorrectError(f"{one.mark}: would be longer than {longest}; cut the words")
        if read_sound_line(line).text != one.text:
            raise CannotCorrectError(f"{one.mark}: {_CHANGED}")
    except (Wrong, *UNFIT):
        raise CannotCorrectError(f"{one.mark}: {_CHANGED}") from None
    return written[: len(written) - len(text)] + line + text[len(bare) :]


def _with_words(bare: bytes, one: Correction) -> dict[str, object]:
    """The fields of a line with the words as heard; other fields as they are written.

    Raises:
        DecodeError: if the line is no object of JSON.
    """
    fields = msgspec.json.decode(bare, type=dict[str, msgspec.Raw])
    before = msgspec.json.decode(
        fields.get("transcript", b"null"), type=dict[str, msgspec.Raw] | None
    )
    transcript: dict[str, object] = {
        **(before or {}),
        "method": "human",
        "corrected_by": one.note.by,
    }
    transcript.setdefault("uncorrected", one.entry.text)  # the first words stay
    return {**fields, "text": one.text, "verbatim": True, "transcript": transcript}
