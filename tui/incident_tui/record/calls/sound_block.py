"""Decodes a block of lines at once if every line is sound: three times as fast as line by line.

The result depends on the lines alone, and can be kept in an index. Ids in use and dangling
references depend on the rest of the record; the reader reports them.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple

import msgspec

from incident_tui.record.calls.columns import KIND_CODES
from incident_tui.record.calls.entry_parts import (
    Party,
    Reference,
    anchors_of,
    references_beside_party,
    sources_of,
    words_of,
)
from incident_tui.record.calls.ids import Ids, ids_of
from incident_tui.record.calls.line import (
    MAX_LINE_BYTES,
    MILLISECONDS,
    STAMP,
    UNFIT,
    TimeKey,
    UncheckedLine,
    read_time,
    read_time_key,
    split_time,
)
from incident_tui.record.model import Speaker
from incident_tui.record.rules import holds, leaves_folder
from incident_tui.record.text import folded


class SoundBlock(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A block of sound lines as columns; item i of a column belongs to line i.

    Parties and times are places in two tables of the file, extended by each sound block in turn.
    """

    ids: Ids
    kinds: bytes
    """Codes of `KIND_CODES`, a byte each."""
    parties: bytes
    """Places in the file's table of parties, an unsigned int each."""
    times: bytes
    """Places in the file's table of times, an unsigned int each."""
    offsets: bytes
    """Milliseconds after the time in the table, an unsigned short each."""
    words: str
    """The `searched_words`, a line for each call."""
    new_parties: tuple[Party, ...]
    """Parties to add to the file's table."""
    new_times: tuple[TimeKey, ...]
    """Times to add to the file's table."""
    references: tuple[tuple[Reference, int], ...]
    """References to people, places and subjects of effects, each with the first call."""
    with_effects: tuple[int, ...]
    """Calls with effects or a milestone."""
    with_known: tuple[int, ...]
    """Calls with a `known` time."""


_PartyKey = tuple[str, str, str, tuple[str, ...], tuple[str, ...], str | tuple[str, ...]]
"""The items of a `Party`; a single source stands by itself."""


def _party(key: _PartyKey) -> Party:
    agency, speaking, speaker, agencies, units, cited = key
    sources = (cited,) if isinstance(cited, str) else cited
    return Party(agency, speaking, speaker, agencies, units, sources)


_NO_SPEAKER = Speaker()
_TWO_VALUES = re.compile(rb"\}[ \t\r]*\{")
"""Where a line may hold two objects; a text with these signs makes the reading slow, not wrong."""
_decode_lines = msgspec.json.Decoder(UncheckedLine).decode_lines


class BlockDecoder:
    """Decodes the blocks of a file in file order."""

    def __init__(self) -> None:
        self._parties: dict[_PartyKey, int] = {}
        """From a party to the place in the file's table."""
        self._party_count = 0
        """How many parties are in the file's table."""
        self._minutes: dict[str, int] = {}
        """From a time with seconds, at second 0, to the place in the file's table."""
        self._times: dict[TimeKey, int] = {}
        """From a time without seconds to the place in the file's table."""
        self._time_count = 0
        """How many times are in the file's table."""

    def decode(self, block: bytes, line_ends: int) -> SoundBlock | None:
        """Decode a block; None if a line needs to be read by itself.

        Args:
            line_ends: the number of line ends in the block.
        """
        try:
            lines = _sound_lines(block, line_ends)
            marked = _marked(lines)
            times = self._add_times([line.time for line in lines])
        except UNFIT:
            return None
        parties, new_parties = self._add_parties(lines)
        return SoundBlock(
            ids_of([line.id for line in lines]),
            bytes([KIND_CODES[line.kind] for line in lines]),
            parties,
            times.places,
            times.offsets,
            _searched_words(lines),
            new_parties,
            times.new,
            tuple(marked.references.items()),
            marked.with_effects,
            marked.with_known,
        )

    def pass_over(self, block: SoundBlock | None) -> None:
        """Count the new parties and times of a block that was decoded before."""
        if block is not None:
            self._party_count += len(block.new_parties)
            self._time_count += len(block.new_times)

    def _add_parties(self, lines: Sequence[UncheckedLine]) -> tuple[bytes, tuple[Party, ...]]:
        """Places of the lines' parties in the table, and the new parties of the table."""
        keys = [
            (
                line.agency,
                speaker.agency,
                speaker.unit,
                line.agencies,
                line.units,
                # Tuples inside a key are slow to compare, and most calls cite one source in short.
                cite.split(":", 1)[0] if type(cite) is str else sources_of(cite),
            )
            for line in lines
            for speaker in (line.speaker or _NO_SPEAKER,)
            for cite in (line.cite,)
        ]
        new = [key for key in dict.fromkeys(keys) if key not in self._parties]
        self._parties.update(zip(new, count(self._party_count)))
        self._party_count += len(new)
        known = self._parties
        return array("I", [known[key] for key in keys]).tobytes(), tuple(map(_party, new))

    def _add_times(self, written: Sequence[TimeKey]) -> "_Times":
        """Places of times in the table, and the new times of the table.

        Raises:
            TimeSyntaxError: if a time cannot be read; the table is unchanged.
        """
        return self._add_minutes(written) or self._add_any_times(written)

    def _add_minutes(self, written: Sequence[TimeKey]) -> "_Times | None":
        """As `_add_times`, for times with whole seconds; None if a time has no whole seconds.

        Splits times as `split_time`, but by comprehension: in most files every time has seconds.
        """
        try:
            keys = [f"{time[:17]}00{time[19:]}" for time in written]  # type: ignore[index]
            offsets = [MILLISECONDS[time[17:19]] for time in written]  # type: ignore[index]
        except (TypeError, KeyError):  # a mapping, or no seconds
            return None
        known = self._minutes
        new = [key for key in dict.fromkeys(keys) if key not in known]
        for key in new:
            stamp = STAMP.fullmatch(key)
            if stamp is None or stamp["fraction"]:
                return None
            read_time_key(key)
        known.update(zip(new, count(self._time_count)))
        self._time_count += len(new)
        return _times([known[key] for key in keys], offsets, new)

    def _add_any_times(self, written: Iterable[TimeKey]) -> "_Times":
        """As `_add_times`, for times in every form."""
        added: dict[TimeKey, int] = {}
        places, offsets, new = [], [], list[TimeKey]()
        for key, offset in map(split_time, written):
            place = self._times.get(key, added.get(key))
            if place is None:
                place = self._time_count + len(new)
                new.append(key)
                if not anchors_of(read_time_key(key)):  # the linked are placed call by call
                    added[key] = place
            places.append(place)
            offsets.append(offset)
        self._times |= added
        self._time_count += len(new)
        return _times(places, offsets, new)


class _Times(NamedTuple):
    """The columns of times of a block."""

    places: bytes
    offsets: bytes
    new: tuple[TimeKey, ...]


def _times(places: list[int], offsets: list[int], new: Sequence[TimeKey]) -> _Times:
    return _Times(array("I", places).tobytes(), array("H", offsets).tobytes(), tuple(new))


def _sound_lines(block: bytes, line_ends: int) -> list[UncheckedLine]:
    """Decode the lines of a block.

    Raises:
        DecodeError: if a line is no call, or breaks a rule.
        ValueError: if a line is no text, or needs to be read by itself.
    """
    # To the decoder a line end is any blank: two lines could hold one value, and one line two.
    # Where no line holds two, as many values as lines are a value a line.
    lines = [] if _TWO_VALUES.search(block) or len(block) > MAX_LINE_BYTES else _decode_lines(block)
    if len(lines) != line_ends + (not block.endswith(b"\n")):
        raise ValueError("not a call a line")
    ids = {line.id for line in lines}
    if len(ids) != len(lines) or "" in ids:
        raise ValueError("an id that is missing, or used twice")
    if [line for line in lines if not line.cite]:
        raise ValueError("a call without a source")
    if not all(holds(effect) for line in lines if line.effects for effect in line.effects):
        raise ValueError("an effect that breaks a rule")
    if any(map(leaves_folder, _doubtful_paths(lines))):
        raise ValueError("a recording outside the folder")
    return lines


def _doubtful_paths(lines: Iterable[UncheckedLine]) -> list[str]:
    """The paths of recordings; none if a quick test finds no path that may leave the folder."""
    paths = [line.audio.path for line in lines if line.audio is not None]
    listed = "\0".join(["", *paths, ""])
    signs = ("..", "\\", ":", "\0/", "\0\0")
    is_plain = listed.count("\0") == len(paths) + 1 and not any(sign in listed for sign in signs)
    return [] if is_plain else paths


class _Marked(NamedTuple):
    """Fields of few lines."""

    references: dict[Reference, int]
    """From a reference to the first call with the reference."""
    with_effects: tuple[int, ...]
    with_known: tuple[int, ...]


def _marked(lines: Iterable[UncheckedLine]) -> _Marked:
    """Look for the fields of few lines.

    Raises:
        TimeSyntaxError: if a `known` time cannot be read.
    """
    references: dict[Reference, int] = {}
    with_effects, with_known = [], []
    few = [
        (call, line)
        for call, line in enumerate(lines)
        if line.known is not None
        or line.effects
        or line.milestone
        or line.people
        or line.location
        or (line.speaker is not None and line.speaker.person)
    ]
    for call, line in few:
        for reference in references_beside_party(line):
            references.setdefault(reference, call)
        if line.effects or line.milestone:
            with_effects.append(call)
        if line.known is not None:
            with_known.append(call)
            for identifier in anchors_of(read_time(line.known)):
                references.setdefault((("timeline",), identifier), call)
    return _Marked(references, tuple(with_effects), tuple(with_known))


def _searched_words(lines: Sequence[UncheckedLine]) -> str:
    """The `searched_words` of lines, a line each."""
    texts = [words_of(line) if line.title else line.text for line in lines]
    # `folded` without the call, for most texts are ASCII.
    words = [text.lower() if text.isascii() else folded(text) for text in texts]
    joined = "\n".join(words)
    if joined.count("\n") == len(words) - 1:
        return joined
    return "\n".join([text.replace("\n", " ") for text in words])
