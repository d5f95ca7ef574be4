"""The calls of a record: bulk entries in JSON Lines, each kept as its line until it is looked at.

Reading decodes a line with msgspec into a compact struct, takes a few columns from it (kind, time,
parties, words to search) and drops it; a line that does not fit is read once more by the readers
of `convert`, which know what to say about it. Lines are kept packed, and an entry asked for is
decoded from its line again. So a call costs some four hundred bytes, words to search and all.
"""

import codecs
import contextlib
import re
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, BinaryIO, NamedTuple

import msgspec

from incident_tui.record import convert, model
from incident_tui.record.problems import LeftOut, Mark, Problems
from incident_tui.record.rules import holds
from incident_tui.record.text import folded
from incident_tui.record.time_value import (
    Relative,
    TimeValue,
    parse_duration,
    parse_form,
)
from incident_tui.record.tree import parse_json_line
from incident_tui.record.vocabulary import ENTRY_KINDS

KIND_CODES = {kind: code for code, kind in enumerate(ENTRY_KINDS)}
"""What `Calls.kinds` counts: the place of each kind in `ENTRY_KINDS`."""

BLOCK = 128 * 1024
"""Bytes that are read at a time."""
LONGEST = 1024 * 1024
"""Bytes of a line; a longer one is left out."""
MOST_LISTED = 1_000
"""Lines that are reported one by one when there is something wrong in them; of more, the number."""

_MOST_KEPT = 1_024
"""Entries that were looked at."""
_MOST_BLOCKS = 32
"""Blocks that they came from."""
_QUICKLY = 1
"""zlib's level."""
_SECONDS = {f"{second:02}": 1_000 * second for second in range(60)}
_STAMP = re.compile(
    r"(197[3-9]|19[89]\d|[2-9]\d{3})-\d\d-\d\dT\d\d:\d\d:[0-5]\d(?P<fraction>\.\d{1,3})?"
    r"(Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
"""A date and time to the second or finer, since no clock has changed within a minute."""


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A time that is written as a mapping; what is rare there is left to `convert`."""

    at: str
    stated: str = ""
    after: str | tuple[str, ...] = ()
    before: str | tuple[str, ...] = ()
    basis: str = ""
    duration: str | None = None


class _Channel(model.Channel, frozen=True):
    """A channel as machines write it."""

    talkgroup: str | int = ""  # type: ignore[assignment]


class _Line(model.Entry, frozen=True):
    """An entry as it stands in a line, its times and citations as they are written."""

    time: str | _Written  # type: ignore[assignment]
    known: str | _Written | None = None  # type: ignore[assignment]
    cite: str | model.Cite | Annotated[tuple[str | model.Cite, ...], model.CITED]  # type: ignore[assignment]
    channel: _Channel | None = None


class Party(NamedTuple):
    """The ids of those who have to do with an entry, as it names them."""

    agency: str
    speaking: str
    """The speaker's agency."""
    speaker: str
    """The speaker's unit."""
    agencies: tuple[str, ...]
    units: tuple[str, ...]
    sources: tuple[str, ...] = ()
    """Those that are cited."""


Reference = tuple[tuple[str, ...], str]
"""The sections that an id should stand in one of, and the id."""


class Place(NamedTuple):
    """Where a line stands: its number in the file, from 1, and its first byte in the block."""

    line: int
    start: int


_decode = msgspec.json.Decoder(_Line).decode
_UNFIT = msgspec.DecodeError, ValueError
"""What is raised by a line that does not fit, by bytes that are no text, and by a wrong time."""
_NOBODY = model.Speaker()


class Calls:
    """Calls in the order of their lines, as columns; a call is a number, from 0."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        """From a call's id to its number."""
        self.kinds = bytearray()
        """For each call, the place of its kind in `ENTRY_KINDS`."""
        self.parties = array("I")
        """For each call, its place in `party_table`."""
        self.party_table: list[Party] = []
        self.times = array("I")
        """For each call, its place in `time_table`."""
        self.time_table: list[TimeValue] = []
        """Times as they are written; those of one minute stand here once, at its second 0."""
        self.offsets = array("H")
        """For each call, milliseconds after its time in `time_table`."""
        self.telling: list[int] = []
        """Calls with effects or a milestone."""
        self.knowing: list[int] = []
        """Calls with a time of knowing of their own."""
        self.linked: list[int] = []
        """Calls whose time hangs on other entries."""
        self.texts: list[str] = []
        """What is searched: `folded`, a chunk for each block of lines, a line for each call."""
        self.chunks: list[int] = [0]
        """The first call of each chunk, and of the one to come."""
        self._packed: list[bytes] = []
        """The blocks of lines, as small as zlib makes them in little time: a sixth or so."""
        self._starts = array("I")
        """Where each call's line begins in its block."""
        self._lines = array("I")
        """Numbers of lines, from 1."""
        self._files: list[tuple[int, str]] = []
        """The first call of each file, and its path."""
        self.entry = lru_cache(_MOST_KEPT)(self._entry)
        """One call as an entry of the timeline, by its number."""
        self._block = lru_cache(_MOST_BLOCKS)(self._unpacked)

    def __len__(self) -> int:
        return self.chunks[-1]

    def mark(self, number: int) -> Mark:
        """Where a call stands."""
        file = bisect_right(self._files, number, key=lambda one: one[0]) - 1
        return Mark(self._files[file][1], self._lines[number], 1)

    def time_of(self, number: int) -> TimeValue:
        """The time of a call that is not in its minute's place in the table."""
        return self.time_table[self.times[number]]

    def begin(self, path: str) -> None:
        """Note that the lines of a file follow."""
        self._files.append((len(self.kinds), path))

    def add(self, entry: model.Entry, time: tuple[int, int], party: int, place: Place) -> None:
        """Add a call that is sound, with its places in `time_table` and `party_table`."""
        number = len(self.kinds)
        self.ids[entry.id] = number
        self.kinds.append(KIND_CODES[entry.kind])
        self.times.append(time[0])
        self.offsets.append(time[1])
        self.parties.append(party)
        self._lines.append(place.line)
        self._starts.append(place.start)
        if entry.known is not None:
            self.knowing.append(number)
        if entry.effects or entry.milestone:
            self.telling.append(number)
        if anchors_of(self.time_table[time[0]]):
            self.linked.append(number)

    def close_block(self, block: bytes, texts: list[str]) -> None:
        """Add the block that the calls added since the last one stand in, and what they say."""
        if texts:
            self._packed.append(zlib.compress(block, _QUICKLY))
            self.texts.append("\n".join(texts))
            self.chunks.append(len(self.kinds))

    def _unpacked(self, block: int) -> bytes:
        return zlib.decompress(self._packed[block])

    def _entry(self, number: int) -> model.Entry:
        block = self._block(bisect_right(self.chunks, number) - 1)
        start = self._starts[number]
        stop = block.find(b"\n", start)
        text = block[start : stop if stop >= 0 else len(block)]
        return read_line(text, convert.Context("", Problems()))


class CallReader:
    """Takes the lines of files into `Calls`, and reports what it cannot take."""

    def __init__(self, context: convert.Context) -> None:
        self.calls = Calls()
        self._context = context
        self._problems = context.problems
        self._path = ""
        self._place = Place(0, 0)
        self._parties: dict[Party, int] = {}
        self._minutes: dict[str, int] = {}
        """From a time without its seconds to its minute in the table."""
        self._written: dict[str | _Written, int] = {}
        """From any other time to its place in the table."""
        self._referred: set[tuple[tuple[str, ...], str]] = set()
        """References that are noted already, once for all calls."""
        self._reported = 0
        """Lines with something to report."""
        self._unlisted = 0
        """Those of this file that are only counted."""
        self._unlisted_left_out = 0
        """Those of them that are left out."""
        self.failed: set[str] = set()
        """Ids of lines that are left out: what refers to them is not at fault."""

    def read(self, file: BinaryIO, path: str) -> Iterator[int]:
        """Read a file of calls; after each block, how many there are so far.

        Raises:
            OSError: if the file cannot be read on.
        """
        self._path, first = path, 1
        self.calls.begin(path)
        try:
            for block in _blocks(file):
                self._read_block(block, first)
                first += block.count(b"\n")
                yield len(self.calls)
        finally:
            self._report_unlisted()

    def _report_unlisted(self) -> None:
        """Report the number of those lines of this file that are only counted."""
        if self._unlisted:
            message = f"{self._unlisted:,} more lines like these; mend those listed first"
            self._problems.error(Mark(self._path), message)
        if count := self._unlisted_left_out:
            more = LeftOut(Mark(self._path), "calls", f"{count:,} more lines", count)
            self._problems.left_out.append(more)
        self._unlisted = self._unlisted_left_out = 0

    def _read_block(self, block: bytes, first: int) -> None:
        start, texts = 0, []
        for number, line in enumerate(block.split(b"\n"), start=first):
            self._place = Place(number, start)
            if line and (entry := self._read_line(line)):
                texts.append(searched_words(entry))
            start += len(line) + 1
        self.calls.close_block(block, texts)

    def _read_line(self, text: bytes) -> model.Entry | None:
        """Take one line; None if it is blank or left out."""
        try:
            line = _line_of(text)
            known = None if line.known is None else _time_of(line.known)
            if self._first(line.id):
                return self._read_line_at_fault(text)
            time = self._time(line.time)
        except _UNFIT:
            return self._read_line_at_fault(text) if text.strip() else None
        for sections, identifier in _references_beside_party(line):
            self._refer_once(sections, identifier)
        if known:
            self._refer_to_anchors(known)
        self.calls.add(line, time, self._party(line), self._place)
        return line

    def _read_line_at_fault(self, text: bytes) -> model.Entry | None:
        """Take a line that does not fit, as far as it can be read, and report what is wrong."""
        context, known = convert.Context(self._path, self._problems), len(self._problems.found)
        entry, identifier = None, ""
        try:
            if len(text) > LONGEST:
                raise ValueError(f"longer than {LONGEST // 1024:,} kB")
            node = parse_json_line(text, self._place.line)
            identifier = convert.text_at(node, "id")
            entry = convert.read_entry(node, context)
        except (msgspec.DecodeError, ValueError) as error:
            what = (
                "not JSON: " if isinstance(error, msgspec.DecodeError | UnicodeDecodeError) else ""
            )
            self._problems.error(self._mark, f"{what}{error}; this line is left out")
        except convert.Wrong as error:
            context.wrong(error)
        if entry and not entry.id:
            self._problems.error(self._mark, "`id`: is empty; give it a value")
            entry = None
        if entry and (first := self._first(entry.id)):
            message = f"the id `{entry.id}` is taken, in line {first.line} of {first.path}; "
            self._problems.error(self._mark, message + "this one is left out: give it another id")
            entry = None
        if len(self._problems.found) > known:
            self._count_reported(known, identifier, left_out=entry is None)
        if entry is None:
            return None
        for sections, identifier, _ in context.references:
            self._refer_once(sections, identifier)
        self.calls.add(entry, (self._add_time(entry.time), 0), self._party(entry), self._place)
        return entry

    @property
    def _mark(self) -> Mark:
        return Mark(self._path, self._place.line, 1)

    def _first(self, identifier: str) -> Mark | None:
        """Where an id was used before."""
        if identifier in self.calls.ids:
            return self.calls.mark(self.calls.ids[identifier])
        return self._context.ids.get("timeline", {}).get(identifier)

    def _count_reported(self, known: int, identifier: str, left_out: bool) -> None:
        """Count a line with something to report, which is listed if there are not too many.

        Args:
            known: how many problems there were before it.
        """
        self._reported += 1
        if self._reported > MOST_LISTED:
            self._unlisted += 1
            self._unlisted_left_out += left_out
            del self._problems.found[known:]
        elif left_out:
            if identifier:
                self.failed.add(identifier)
            name = identifier or f"line {self._place.line}"
            self._problems.left_out.append(LeftOut(self._mark, "calls", name))

    # Who is named, and what is referred to: each once, however many calls there are.

    def _party(self, entry: model.Entry) -> int:
        party = party_of(entry)
        place = self._parties.get(party)
        if place is None:
            place = self._parties[party] = len(self.calls.party_table)
            self.calls.party_table.append(party)
            for sections, identifier in _references_of_party(party):
                self._refer_once(sections, identifier)
        return place

    def _refer_to_anchors(self, value: TimeValue) -> None:
        """Note the entries that a time hangs on."""
        for identifier in anchors_of(value):
            self._refer_once(("timeline",), identifier)

    def _refer_once(self, sections: tuple[str, ...], identifier: str) -> None:
        """Note that an id is used; no id is no fault in a call, except for its source."""
        if not identifier and sections != ("sources",):
            return
        if (sections, identifier) not in self._referred:
            self._referred.add((sections, identifier))
            self._context.references.append((sections, identifier, self._mark))

    # Times: most calls stand at a second of some minute, so each minute is read once.

    def _time(self, written: str | _Written) -> tuple[int, int]:
        """The place of a time in the table, and the milliseconds after it."""
        if isinstance(written, str):
            minute = self._minutes.get(written[:17] + written[19:])
            second = _SECONDS.get(written[17:19])
            if minute is not None and second is not None:
                return minute, second
            if stamp := _STAMP.fullmatch(written):
                return self._stamp(written, stamp["fraction"] or "")
        place = self._written.get(written)
        if place is None:
            value = _time_of(written)
            place = self._add_time(value)
            if not anchors_of(value):  # a linked one is a fault, or not, of its own
                self._written[written] = place
        return place, 0

    def _stamp(self, written: str, fraction: str) -> tuple[int, int]:
        """The minute of a date and time in the table, and the milliseconds into it."""
        rest = written[19 + len(fraction) :]
        zero = written[:17] + "00" + ".000"[: len(fraction)] + rest
        places, key = (self._written, zero) if fraction else (self._minutes, written[:17] + rest)
        place = places.get(key)
        if place is None:
            place = places[key] = self._add_time(_time_of(zero))
        return place, _SECONDS[written[17:19]] + int(fraction[1:].ljust(3, "0"))

    def _add_time(self, value: TimeValue) -> int:
        self.calls.time_table.append(value)
        self._context.times[id(value)] = (value, self._mark)
        self._refer_to_anchors(value)
        return len(self.calls.time_table) - 1


def read_line(text: bytes, context: convert.Context) -> model.Entry:
    """Read one line by itself; a context is told what is wrong in a line that does not fit.

    Raises:
        DecodeError: if it is no JSON.
        ValueError: if it is nested too deep, or no text.
        Wrong: if it is no entry.
    """
    try:
        return _entry_of(_line_of(text))
    except _UNFIT:
        return convert.read_entry(parse_json_line(text, 1), context)


def read_entries(file: BinaryIO) -> Iterator[model.Entry]:
    """The entries of a file of calls that can be read, one after the other; none is kept.

    Raises:
        OSError: if the file cannot be read on.
    """
    for block in _blocks(file):
        for line in block.split(b"\n"):
            with contextlib.suppress(convert.Wrong, *_UNFIT):
                if line.strip() and len(line) <= LONGEST:
                    yield read_line(line, convert.Context("", Problems()))


def references_of(entry: model.Entry) -> Iterator[Reference]:
    """What an entry refers to."""
    yield from _references_of_party(party_of(entry))
    yield from _references_beside_party(entry)
    for value in (entry.time, entry.known):
        for identifier in anchors_of(value) if value else ():
            yield ("timeline",), identifier


def _references_of_party(party: Party) -> Iterator[Reference]:
    for agency in (party.agency, party.speaking, *party.agencies):
        if agency:
            yield ("agencies",), agency
    for unit in (party.speaker, *party.units):
        if unit:
            yield ("units",), unit
    for source in party.sources:
        yield ("sources",), source


def _references_beside_party(entry: model.Entry) -> Iterator[Reference]:
    people = (entry.speaker.person, *entry.people) if entry.speaker else entry.people
    for person in people:
        if person:
            yield ("people",), person
    if entry.location:
        yield ("locations",), entry.location
    for effect in entry.effects:
        for section, identifier in (
            ("casualties", effect.casualty),
            ("units", effect.unit),
            ("agencies", effect.agency),
            ("facilities", effect.facility),
        ):
            if identifier:
                yield (section,), identifier


def words_of(entry: model.Entry) -> str:
    """What is searched of an entry: its title and its text."""
    return f"{entry.title} {entry.text}" if entry.title else entry.text


def searched_words(entry: model.Entry) -> str:
    """The words of an entry on one line, without case and accents."""
    return folded(words_of(entry)).replace("\n", " ")


def party_of(entry: model.Entry) -> Party:
    """Who has to do with an entry."""
    speaker, cites = entry.speaker or _NOBODY, entry.cite
    several = cites if isinstance(cites, tuple) else (cites,)
    return Party(
        entry.agency,
        speaker.agency,
        speaker.unit,
        entry.agencies,
        entry.units,
        tuple(map(_source_of, several)),
    )


def _source_of(cite: str | model.Cite) -> str:
    """The id of the source of a citation, as a line has it or as an entry does."""
    return cite.partition(":")[0] if isinstance(cite, str) else cite.source


def anchors_of(value: TimeValue) -> tuple[str, ...]:
    """The ids of the entries that a time hangs on."""
    at = (value.at.anchor,) if isinstance(value.at, Relative) else ()
    return (*value.after, *value.before, *at)


def _line_of(text: bytes) -> _Line:
    """Decode a line; its times are still to be read.

    Raises:
        DecodeError: if it does not fit, or what it says does not keep the rules.
        ValueError: if it is too long, or no text.
    """
    if len(text) > LONGEST:
        raise ValueError("too long")
    line = _decode(text)
    if not (line.id and line.cite and all(map(holds, line.effects))):
        raise msgspec.ValidationError
    return line


def _time_of(written: str | _Written) -> TimeValue:
    if isinstance(written, str):
        return TimeValue(parse_form(written))
    return TimeValue(
        parse_form(written.at),
        written.stated,
        (written.after,) if isinstance(written.after, str) else written.after,
        (written.before,) if isinstance(written.before, str) else written.before,
        written.basis,
        None,
        None if written.duration is None else parse_duration(written.duration),
    )


def _entry_of(line: _Line) -> model.Entry:
    """The entry that stands in a line."""
    values = msgspec.structs.asdict(line)
    values["time"] = _time_of(line.time)
    values["known"] = None if line.known is None else _time_of(line.known)
    cites = line.cite if isinstance(line.cite, tuple) else (line.cite,)
    values["cite"] = tuple(_cite_of(cite) for cite in cites)
    if line.channel:
        channel = msgspec.structs.asdict(line.channel)
        values["channel"] = model.Channel(**channel | {"talkgroup": str(line.channel.talkgroup)})
    if line.audio:
        values["audio"] = model.Audio(**msgspec.structs.asdict(line.audio))
    if line.transcript:
        values["transcript"] = model.Transcript(**msgspec.structs.asdict(line.transcript))
    return model.Entry(**values)


def _cite_of(written: str | model.Cite) -> model.Cite:
    return convert.written_cite(written) if isinstance(written, str) else written


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """A file in blocks of whole lines; of a line that is too long, no more than shows that."""
    rest = file.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
    while data := file.read(BLOCK):
        cut = data.rfind(b"\n") + 1
        if cut:
            yield rest + data[:cut]
            rest = data[cut:]
        elif len(rest) <= LONGEST:
            rest += data
    yield rest
