"""Words for calls of a record that have none: which lines of its files of calls get them.

The text of a call without words says so, and how long the call is. The words take the place of that
line; the lines below it stay.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from incident_tui.exchange.call_lines import (
    CannotRewriteError,
    Changes,
    Fields,
    LineChange,
    numbered_lines,
    rewritten_line,
    split_line,
)
from incident_tui.exchange.imports.foreign.radio import channel_words, without_words
from incident_tui.exchange.imports.landing.protocol import Words
from incident_tui.record import model
from incident_tui.record.calls.entry_parts import NO_WORDS, lacks_words
from incident_tui.record.calls.line import UNFIT, read_sound_line
from incident_tui.record.context import Wrong
from incident_tui.record.problems import Mark
from incident_tui.record.reading import opened_calls


class Placed(NamedTuple):
    """The lines that get words."""

    changes: Changes
    left: tuple[Words, ...]
    """The words that no line can have."""

    @property
    def number(self) -> int:
        """The number of lines."""
        return sum(map(len, self.changes.values()))


class _Named(msgspec.Struct):
    """A line, as far as it says of which entry it is."""

    id: str


_decode = msgspec.json.Decoder(_Named).decode


def placed(words: Mapping[str, Words], folder: Path, names: Iterable[str]) -> Placed:
    """Find the lines for words, and write nothing.

    Args:
        words: by the id of the entry.
        folder: the folder of the record.
        names: of the files of calls, in the order of the record.

    Raises:
        OSError: if a file cannot be read on.
    """
    wanted, changes = dict(words), dict[str, dict[int, LineChange]]()
    left = list[Words]()
    for name in names:
        if not wanted:
            break
        file, _ = opened_calls(folder, name)
        if file is None:
            continue
        with file:
            for number, piece in numbered_lines(file):
                one = wanted.get(_id_in(piece)) if number else None
                # A line that cannot be read is no entry of the record: a later one is.
                if one is None or not _is_readable(piece):
                    continue
                del wanted[one.entry]
                change = LineChange(Mark(str(folder / name), number, 1), partial(_fields, one))
                try:
                    rewritten_line(piece, change)
                except CannotRewriteError:
                    left.append(one)
                else:
                    changes.setdefault(name, {})[number] = change
    return Placed(changes, (*left, *wanted.values()))


def text_with(words: str, entry: model.Entry) -> str:
    """The text of a call with its words, and below them what the call says and they do not.

    A length or a channel in the place of words stays, if no field of the call has it.

    Args:
        words: with the lines that belong to them.
        entry: the call without words.
    """
    first, *below = entry.text.split("\n")
    rest = [] if first in _plain_texts(entry) else [first.removeprefix(NO_WORDS).strip()]
    there = {*words.split("\n")}
    return "\n".join((words, *rest, *(line for line in below if line not in there)))


def _plain_texts(entry: model.Entry) -> set[str]:
    """What an import writes of a call without words that its fields say too."""
    channel = entry.channel or model.Channel()
    # A line of a file of calls may have a number.
    named = channel_words(str(channel.talkgroup), channel.talkgroup_tag)
    length = entry.audio.length if entry.audio else None
    return {without_words(one, on) for one in (length, None) for on in (named, "")}


def _id_in(piece: bytes) -> str:
    try:
        return _decode(split_line(piece)[1]).id
    except (msgspec.DecodeError, ValueError):
        return ""


def _is_readable(piece: bytes) -> bool:
    try:
        read_sound_line(split_line(piece)[1])
    except (Wrong, *UNFIT):
        return False
    return True


def _fields(words: Words, entry: model.Entry, written: Mapping[str, msgspec.Raw]) -> Fields | None:
    """The fields that become others; None for a line of another entry, or with words."""
    if entry.id != words.entry or not lacks_words(entry):
        return None
    fields: dict[str, object] = {"text": text_with(words.text, entry)}
    if words.transcript:
        fields["transcript"] = words.transcript
    if new := [tag for tag in words.tags if tag not in entry.tags]:
        fields["tags"] = [*entry.tags, *new]
    return fields
