"""Reads files of calls into columns, and reports unreadable lines."""

import contextlib
import zlib
from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO, NamedTuple

import msgspec

from incident_tui.record import convert, model
from incident_tui.record.calls.columns import KIND_CODES, Block, GrowingCalls
from incident_tui.record.calls.entry_parts import (
    Party,
    party_of,
    references_beside_party,
    searched_words,
)
from incident_tui.record.calls.faulty_lines import FaultyLines
from incident_tui.record.calls.ids import ids_of
from incident_tui.record.calls.line import (
    MAX_LINE_BYTES,
    UNFIT,
    TimeKey,
    decode_line,
    read_line,
    read_time,
    split_time,
)
from incident_tui.record.calls.packing import BLOCK_BYTES, line_blocks, packed_blocks
from incident_tui.record.calls.sound_block import SoundBlock
from incident_tui.record.calls.tables import FileTable, SharedTables
from incident_tui.record.context import Context, Wrong
from incident_tui.record.problems import Mark, Problems
from incident_tui.record.tree import parse_json_line, text_at


class CallReader:
    """Takes the lines of files into `calls`, and reports unreadable lines."""

    def __init__(self, context: Context) -> None:
        self.calls = GrowingCalls()
        self._context = context
        self._problems = context.problems
        self._tables = SharedTables(self.calls, context)
        self._faulty = FaultyLines(context.problems)
        self.end = 0, 1
        """The bytes of the last file that were read, and the number of the line after."""

    @property
    def failed(self) -> set[str]:
        """Ids of lines without a call: a reference to such a line is not at fault."""
        return self._faulty.ids

    def read(self, file: BinaryIO, path: str, first_line: int = 1) -> Iterator[int]:
        """Read a file of calls; after each block, yield the number of calls read by now.

        Args:
            first_line: the number of the first line.

        Raises:
            OSError: if the file cannot be read on.
        """
        shared = self._tables
        tables = _FileTables(FileTable(shared.party_place), FileTable(shared.time_place))
        self.end = 0, first_line
        try:
            for block in packed_blocks(file, path):
                lines = _Lines(path, first_line, block.packed)
                if block.sound is None or not self._take_sound(lines, block.sound, tables):
                    self._take_each(lines)
                first_line += block.line_ends
                self.end = block.end, first_line
                yield len(self.calls)
        finally:
            self._faulty.end_file(path)

    def _take_sound(self, lines: "_Lines", sound: SoundBlock, tables: "_FileTables") -> bool:
        """Take a block of sound lines; false if an id is taken and each line must be read."""
        tables.parties.extend(sound.new_parties)
        tables.times.extend(sound.new_times)
        if self.calls.is_any_taken(sound.ids) or sound.ids.is_any_of(self._timeline_ids):
            return False
        for reference, call in sound.references:
            self._tables.refer([reference], lines.mark(call))
        block = Block(
            lines.path,
            lines.first,
            range(lines.first, lines.first + len(sound.kinds)),
            sound.ids,
            sound.kinds,
            tables.parties.shared_places(sound.parties, lines.mark),
            tables.times.shared_places(sound.times, lines.mark),
            array("H", sound.offsets),
            sound.words,
            lines.packed,
        )
        self.calls.append(block, sound.with_effects, sound.with_known)
        return True

    def _take_each(self, lines: "_Lines") -> None:
        """Take the lines of a block one by one."""
        draft = _Draft()
        for number, text in enumerate(zlib.decompress(lines.packed).split(b"\n")):
            self._take_line(text, lines.mark(number), draft)
        if draft.ids:
            self.calls.append(draft.block(lines), draft.with_effects, draft.with_known)

    def _take_line(self, text: bytes, mark: Mark, draft: "_Draft") -> None:
        """Take a line, unless it is blank or left out."""
        try:
            line = decode_line(text)
            known = None if line.known is None else read_time(line.known)
            if self._mark_of(line.id, draft):
                self._take_faulty(text, mark, draft)
                return
            key, offset = split_time(line.time)
            time = self._tables.time_place(key, mark)
        except UNFIT:
            if text.strip():
                self._take_faulty(text, mark, draft)
            return
        self._tables.refer(references_beside_party(line), mark)
        if known:
            self._tables.refer_to_anchors(known, mark)
        draft.add(line, mark, self._tables.party_place(party_of(line), mark), time, offset)

    def _take_faulty(self, text: bytes, mark: Mark, draft: "_Draft") -> None:
        """Take the readable fields of a faulty line, and report the faults."""
        context, known = Context(mark.path, self._problems), len(self._problems.found)
        entry, identifier = None, ""
        try:
            if len(text) > MAX_LINE_BYTES:
                raise ValueError(f"longer than {MAX_LINE_BYTES // 1024:,} kB")
            node = parse_json_line(text, mark.line)
            identifier = text_at(node, "id")
            entry = convert.read_entry(node, context)
        except (msgspec.DecodeError, ValueError) as error:
            what = (
                "not JSON: " if isinstance(error, msgspec.DecodeError | UnicodeDecodeError) else ""
            )
            self._problems.error(mark, f"{what}{error}; this line is left out")
        except Wrong as error:
            context.wrong(error)
            if identifier:
                self._is_id_free(identifier, mark, draft)
        if entry and not self._is_id_free(entry.id, mark, draft):
            entry = None
        if len(self._problems.found) > known:
            self._faulty.add(mark, identifier, known, left_out=entry is None)
        if entry is not None:
            references = ((sections, name) for sections, name, _ in context.references)
            self._tables.refer(references, mark)
            time = self._tables.add_time(entry.time, mark)
            draft.add(entry, mark, self._tables.party_place(party_of(entry), mark), time, 0)

    def _is_id_free(self, identifier: str, mark: Mark, draft: "_Draft") -> bool:
        """Whether a line can have an id; reports the reason if not."""
        taken = self._mark_of(identifier, draft)
        if not identifier:
            self._problems.error(mark, "`id`: is empty; give it a value")
        elif taken:
            convert.report_taken(identifier, mark, taken, self._problems)
        return bool(identifier) and not taken

    def _mark_of(self, identifier: str, draft: "_Draft") -> Mark | None:
        """Where an id is used already; None for a free id."""
        if identifier in draft.ids:
            return draft.ids[identifier]
        return self.calls.mark_of(identifier) or self._timeline.get(identifier)

    @property
    def _timeline(self) -> dict[str, Mark]:
        """The ids of the timeline, and where they stand."""
        return self._context.ids.get("timeline", {})

    @cached_property
    def _timeline_ids(self) -> list[str]:
        """The ids of the timeline, rising."""
        return sorted(self._timeline)


class _FileTables(NamedTuple):
    """The tables of a file, extended by each sound block."""

    parties: FileTable[Party]
    times: FileTable[TimeKey]


class _Lines(NamedTuple):
    """The lines of a block: the file, the number of the first from 1, and the packed text."""

    path: str
    first: int
    packed: bytes

    def mark(self, number: int) -> Mark:
        """The mark of a line of the block, by the number from 0."""
        return Mark(self.path, self.first + number, 1)


class _Draft:
    """The calls of a block that is read line by line."""

    def __init__(self) -> None:
        self.ids: dict[str, Mark] = {}
        """From the id of each call to the mark."""
        self.with_effects: list[int] = []
        self.with_known: list[int] = []
        self._kinds = bytearray()
        self._parties = array("I")
        self._times = array("I")
        self._offsets = array("H")
        self._words: list[str] = []

    def add(self, entry: model.Entry, mark: Mark, party: int, time: int, offset: int) -> None:
        """Add a call, with the places of party and time in the tables."""
        call = len(self.ids)
        if entry.effects or entry.milestone:
            self.with_effects.append(call)
        if entry.known is not None:
            self.with_known.append(call)
        self.ids[entry.id] = mark
        self._kinds.append(KIND_CODES[entry.kind])
        self._parties.append(party)
        self._times.append(time)
        self._offsets.append(offset)
        self._words.append(searched_words(entry))

    def block(self, lines: _Lines) -> Block:
        """The complete block."""
        return Block(
            lines.path,
            lines.first,
            array("I", [mark.line for mark in self.ids.values()]),
            ids_of([*self.ids]),
            bytes(self._kinds),
            self._parties,
            self._times,
            self._offsets,
            "\n".join(self._words),
            lines.packed,
        )


def read_entries(file: BinaryIO) -> Iterator[model.Entry]:
    """Read the entries of a file of calls one after the other; unreadable lines are passed over.

    Raises:
        OSError: if the file cannot be read on.
    """
    for block in line_blocks(file, BLOCK_BYTES):
        for line in block.text.split(b"\n"):
            with contextlib.suppress(Wrong, *UNFIT):
                if line.strip() and len(line) <= MAX_LINE_BYTES:
                    yield read_line(line, Context("", Problems()))
