"""Reading a record: from a path to the record and every problem, never an exception."""

import codecs
import os
from collections.abc import Collection, Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from incident_tui.record import convert, model, references
from incident_tui.record.calls.columns import Calls
from incident_tui.record.file_locks import NOT_REGULAR
from incident_tui.record.files import (
    FileState,
    failure_words,
    file_state,
    opened_file,
    stays_inside,
)
from incident_tui.record.problems import LeftOut, Mark, Problem, Problems, in_order
from incident_tui.record.rules import leaves_folder
from incident_tui.record.source_text import fault_of
from incident_tui.record.time_value import TimeValue
from incident_tui.record.tree import Mapping, Node, Scalar, Sequence, items_of, parse_yaml, text_at

if TYPE_CHECKING:
    from incident_tui.record.calls.reader import CallReader

HEAD_NAMES = ("record.yaml", "record.yml")
STANDARD_INPUT = "-"
"""The path of a record that comes from standard input."""
MAX_RECORD_BYTES = 256 * 1024 * 1024
"""The maximum size of a YAML file in bytes; bulk radio calls belong in `calls.jsonl`."""
MAX_CALLS_BYTES = 2 * 1024 * 1024 * 1024
"""The maximum size of a file of calls in bytes."""

_MIN_COUNTED_BYTES = 1024 * 1024
"""In a larger file control characters are counted."""
_MAX_CONTROLS = 100_000
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
_CALLS_APART = "put bulk radio calls into a calls.jsonl"
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class Reading(msgspec.Struct, frozen=True):
    """The result of reading a record: complete, or the part read so far."""

    path: str
    """The path of the file, even if a folder was opened; `-` for standard input."""
    record: model.Record | None
    """None if the file holds no part of a record."""
    problems: tuple[Problem, ...]
    """Sorted by place."""
    left_out: tuple[LeftOut, ...] = ()
    opened: bool = True
    """False if no file could be opened and read."""
    times: dict[int, tuple[TimeValue, Mark]] = {}
    """From the identity of a time value to the value and the place; see `Context`."""
    cites: dict[int, tuple[model.Cite, Mark]] = {}
    """From the identity of a citation to the citation and the place."""
    ids: dict[str, dict[str, Mark]] = {}
    """From a section to the ids of the section, and from an id to the place of definition."""
    calls: Calls = msgspec.field(default_factory=Calls)
    """The entries read so far from the record's `calls` files."""
    complete: bool = True
    """False while calls remain to be read."""
    states: tuple[FileState | None, ...] = ()
    """The states of the record's file and of the files of calls, from before they were read."""

    def marked_times(self) -> Iterator[tuple[TimeValue, Mark]]:
        """The times of the head, then the times of calls, with their places."""
        yield from self.times.values()
        yield from zip(self.calls.time_table, self.calls.time_marks, strict=True)

    def mark_of(self, value: TimeValue) -> Mark:
        """The place of a time value of the head; the path alone for a foreign value."""
        return self.times[id(value)][1] if id(value) in self.times else Mark(self.path)

    def mark_of_id(self, section: str, identifier: str) -> Mark:
        """The place of the object with an id in a section."""
        return self.ids.get(section, {}).get(identifier, Mark(self.path))

    def mark_of_entry(self, identifier: str) -> Mark:
        """The place of an entry, in the timeline or among the calls."""
        row = self.calls.row_of(identifier)
        return self.mark_of_id("timeline", identifier) if row is None else self.calls.mark(row)

    def __contains__(self, identifier: str) -> bool:
        """Whether the incident, or a part of the record as far as read, has an id."""
        if self.record is not None and identifier == self.record.incident.id:
            return True
        sections = (ids for name, ids in self.ids.items() if name != "tolerances")
        return (
            any(identifier in ids for ids in sections) or self.calls.row_of(identifier) is not None
        )

    @property
    def folder(self) -> Path:
        """The folder of the record; no path of the record leads outside."""
        return Path(self.path).parent


class Reader:
    """Reads a record: the head at once, the files of calls step by step."""

    def __init__(self, data: bytes, path: str, state: FileState | None = None) -> None:
        """Read the head.

        Args:
            data: the content of the record's file.
            path: of the file.
            state: of the file before it was read.
        """
        self._path = path
        self._problems = Problems()
        self._context = convert.Context(path, self._problems)
        self._record: model.Record | None = None
        self._root: Mapping | None = None
        self._complete = False
        self.is_extendable = False
        """Whether calls can be taken after the end: the calls so far, and their references, are
        without a fault."""
        self.ends: dict[str, tuple[int, int]] = {}
        """By the path of a file of calls, the bytes read, and the number of the line after."""
        text = _decoded(data, path, self._problems)
        if text is not None:
            self._read_head(parse_yaml(text, path, self._problems))
        self._head_problem_count = len(self._problems.found)
        # Taken before the calls are read: what is written meanwhile is a change.
        self._states = (state, *map(file_state, paths_of_calls(path, self._record)))
        if not self._names_of_calls():
            self._finish()

    def take_problems(self, problems: Collection[Problem], left_out: Collection[LeftOut]) -> None:
        """Take what was found before the record was written, such as by an import."""
        self._problems.found += problems
        self._problems.left_out += left_out
        self._head_problem_count += len(problems)

    @cached_property
    def _call_reader(self) -> "CallReader":
        # Imported here, since a record without bulk calls starts sooner without these modules.
        from incident_tui.record.calls.reader import CallReader

        return CallReader(self._context)

    @property
    def _calls(self) -> Calls:
        """The calls read so far."""
        return self._call_reader.calls.snapshot() if self._names_of_calls() else Calls()

    def _read_head(self, root: Node | None) -> None:
        problems, path = self._problems, self._path
        if isinstance(root, Mapping):
            self._root = root
            self._record = convert.read_record_tree(root, self._context)
        elif root is None or getattr(root, "empty", False):
            if not any(problem.severity == "error" for problem in problems.found):
                problems.error(Mark(path, 1, 1), f"empty; begin with `format: {model.FORMAT}`")
        else:
            found = "a list" if isinstance(root, Sequence) else "a single text"
            message = f"{found}, where a record is a mapping; begin with `format: {model.FORMAT}`"
            problems.error(Mark(path, root.line, root.column), message)

    def read_calls(self) -> Iterator[int]:
        """Read the files of calls block by block; yields the number of calls read so far."""
        folder = Path(self._path).parent
        for name in self._names_of_calls():
            file, failure = opened_calls(folder, name.text)
            if file is None:
                message = f"`calls`: `{name.text}` {failure}"
                self._problems.error(self._context.mark(name), message)
                continue
            path = str(folder / name.text)
            try:
                with file:
                    yield from self._call_reader.read(file, path)
                self.ends[path] = self._call_reader.end
            except OSError as error:
                message = (
                    f"`calls`: `{name.text}` {failure_words(error)}; some of its calls are missing"
                )
                self._problems.error(self._context.mark(name), message)
        self._finish()

    def _finish(self) -> None:
        """Report dangling references, after every possible definition of an id is read."""
        if self._root and not self._complete:
            self._context.ids["tolerances"] = _words(self._root, self._context)
            if self._names_of_calls():
                self._context.calls = self._call_reader.calls, self._call_reader.failed
            self._check_references(self._root)
            self._check_texts()
        self._complete = True

    def _check_references(self, root: Mapping) -> None:
        references.report_dangling(self._context)
        references.report_intervals(root, self._context, self._milestones())
        self.is_extendable = len(self._problems.found) == self._head_problem_count

    @property
    def call_names(self) -> list[str]:
        """The files of calls, as the record names them."""
        return [name.text for name in self._names_of_calls()]

    def take_calls(self, lines: bytes, path: str, first_line: int) -> None:
        """Take lines that were appended to a file of calls, after the record was read whole.

        Args:
            lines: whole lines, but for the end of the last.
            first_line: the number of the first, from 1.
        """
        for _ in self._call_reader.read(BytesIO(lines), path, first_line):
            pass

    def read_again(self, states: tuple[FileState | None, ...]) -> Reading:
        """The result, once appended calls are taken.

        Args:
            states: of the record's file and of the files of calls, from before they were read.
        """
        if self._root:
            self._check_references(self._root)
        self._states = states
        return self.reading

    def _milestones(self) -> Iterator[str]:
        """The milestones reached by calls, at which an interval may begin or end."""
        calls = self._calls
        for row in calls.with_effects:
            yield from model.milestones_of(calls.entry(row))

    def _check_texts(self) -> None:
        """Report each unreadable text of a source, and each text different from the cited text."""
        folder = Path(self._path).parent
        for source in items_of(self._root, "sources"):
            path = text_at(source, "path")
            if not path or leaves_folder(path):
                continue
            fault = fault_of(folder, path, text_at(source, "sha256"))
            if fault:
                mark = self._context.mark(source.items["path"][1])
                self._problems.add(fault.severity, mark, f"`path`: {fault.words}")

    def _names_of_calls(self) -> list[Scalar]:
        """The paths under `calls`, with their places."""
        match self._root.items.get("calls") if self._root else None:
            case (_, Sequence(items)):
                return [item for item in items if isinstance(item, Scalar) and not item.empty]
        return []

    @property
    def reading(self) -> Reading:
        """The result so far."""
        return Reading(
            self._path,
            self._record,
            in_order(self._problems.found),
            tuple(sorted(self._problems.left_out)),
            times=self._context.times,
            cites=self._context.cites,
            ids=self._context.ids,
            calls=self._calls,
            complete=self._complete,
            states=self._states,
        )

    def read_all(self) -> Reading:
        """Read the rest of the record."""
        if not self._complete:
            for _ in self.read_calls():
                pass
        return self.reading


def open_record(path: Path) -> Reader | Reading:
    """Open a record, and read the head.

    Args:
        path: a record's file, or a folder with a `record.yaml`.

    Returns:
        A reader for the calls; or a reading without a record, if no file could be opened.
    """
    file, failure = _head(path)
    data, state = b"", file_state(file)
    if not failure:
        data, failure = bytes_of_head(file)
    if failure:
        problems = (Problem(Mark(str(file)), failure),)
        return Reading(str(file), None, problems, opened=False, states=(state,))
    return Reader(data, str(file), state)


def paths_of_calls(path: str, record: model.Record | None) -> list[Path]:
    """The files of calls that a record names, as far as they stay in its folder.

    Args:
        path: the file of the record.
    """
    names = record.calls if record else ()
    return [Path(path).parent / name for name in names if not leaves_folder(name)]


def read_record(path: Path) -> Reading:
    """Read a record whole: a file, or a folder with a `record.yaml`."""
    opened = open_record(path)
    return opened if isinstance(opened, Reading) else opened.read_all()


def read_bytes(data: bytes, path: str) -> Reading:
    """Read a record from the bytes of a YAML file.

    Args:
        path: the name of the file in problems; the calls lie in the folder of `path`.
    """
    return Reader(data, path).read_all()


def _head(path: Path) -> tuple[Path, str]:
    """The file to read and "", or the path and the words for the failure."""
    if not os.path.isdir(path):
        return path, ""
    for name in HEAD_NAMES:
        if os.path.lexists(path / name):
            return path / name, ""
    return path, "a folder without a record; it needs a record.yaml"


def bytes_of_head(path: Path) -> tuple[bytes, str]:
    """The bytes of a record's YAML file and "", or no bytes and the words for the failure."""
    file, failure = opened_file(path, MAX_RECORD_BYTES, _CALLS_APART)
    if file is None:
        advice = "; use - for standard input" if failure == NOT_REGULAR else ""
        return b"", failure + advice
    try:
        with file:
            return file.read(), ""
    except OSError as error:
        return b"", failure_words(error)


def opened_calls(folder: Path, name: str) -> tuple[BinaryIO | None, str]:
    """Open a file of calls; None and the words for the failure if the file is refused."""
    if not stays_inside(folder, name):
        return None, "leaves the record's folder"
    return opened_file(folder / name, MAX_CALLS_BYTES, "take the calls of a shorter time")


def _decoded(data: bytes, path: str, problems: Problems) -> str | None:
    """The text of a file in UTF-8; None, and reported, if the file is too large or no such text."""
    if len(data) > MAX_RECORD_BYTES:
        megabytes = MAX_RECORD_BYTES // 1024 // 1024
        problems.error(Mark(path), f"larger than {megabytes} MB; {_CALLS_APART}")
        return None
    for bom, name in _OTHER_ENCODINGS:
        if data.startswith(bom):
            problems.error(Mark(path, 1, 1), f"this is {name}; save it as UTF-8")
            return None
    if data[:4].count(0) == 2:
        problems.error(Mark(path, 1, 1), "this looks like UTF-16; save it as UTF-8")
        return None
    if len(data) > _MIN_COUNTED_BYTES:
        controls = len(data) - len(data.translate(None, _CONTROLS))
        if controls > _MAX_CONTROLS:  # reading each as � would take twelve times the memory
            problems.error(Mark(path, 1, 1), f"no text: it has {controls:,} control characters")
            return None
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        problems.warning(Mark(path, 1, 1), "begins with a byte-order mark, which is passed over")
    if b"\r\n" in data:
        line = data[: data.index(b"\r\n")].count(b"\n") + 1
        problems.warning(Mark(path, line), "lines end in CR LF, read as plain line ends")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"not UTF-8: byte 0x{data[error.start]:02X}; save the file as UTF-8"
        problems.error(Mark(path, line, column), message)
        return None


def _words(root: Mapping, context: convert.Context) -> dict[str, Mark]:
    """The words under `tolerances`, even with a wrong value, and their places."""
    match root.items.get("tolerances"):
        case (_, Mapping(items)):
            return {word: context.mark(key) for word, (key, _) in items.items()}
    return {}
