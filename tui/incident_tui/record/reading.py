"""Reading a record: a path in, the record and every problem of it out, never an exception."""

import codecs
import os
import stat
from pathlib import Path

import msgspec

from incident_tui.record import convert, model
from incident_tui.record.problems import LeftOut, Mark, Problem, Problems
from incident_tui.record.rules import leaves_folder
from incident_tui.record.time_value import TimeValue
from incident_tui.record.tree import (
    Mapping,
    NestedTooDeepError,
    Scalar,
    Sequence,
    parse_json_line,
    parse_yaml,
)

HEAD_NAMES = ("record.yaml", "record.yml")
LARGEST = 256 * 1024 * 1024
"""Bytes of a YAML file; bulk radio calls belong in `calls.jsonl`, which may be larger."""
LARGEST_CALLS = 2 * 1024 * 1024 * 1024
"""Bytes of a file of calls."""

_TOO_LARGE = f"larger than {LARGEST // 1024 // 1024} MB; put bulk radio calls into a calls.jsonl"
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class Reading(msgspec.Struct, frozen=True):
    """What came of reading one record."""

    path: str
    """The file itself, also when a folder was asked for; `-` for standard input."""
    record: model.Record | None
    """None when there is nothing of a record in it."""
    problems: tuple[Problem, ...]
    """Sorted by place."""
    left_out: tuple[LeftOut, ...] = ()
    opened: bool = True
    """False when no file could be opened and read at all."""
    times: dict[int, tuple[TimeValue, Mark]] = {}
    """Where each time value of the record stands, by its identity."""

    def mark_of(self, value: TimeValue) -> Mark:
        """Where a time value of this record stands in its file."""
        return self.times[id(value)][1] if id(value) in self.times else Mark(self.path)

    @property
    def folder(self) -> Path:
        """The folder that paths of the record stay inside."""
        return Path(self.path).parent


def read_record(path: Path) -> Reading:
    """Read a record's file, or a folder with a `record.yaml`."""
    file, failure = _head(path)
    data = b""
    if not failure:
        data, failure = _bytes(file, LARGEST, "put bulk radio calls into a calls.jsonl")
    if failure:
        return Reading(str(file), None, (Problem(Mark(str(file)), failure),), opened=False)
    return read_bytes(data, str(file))


def read_bytes(data: bytes, path: str) -> Reading:
    """Read a record's YAML; the path names it in problems, and its folder holds its calls."""
    problems = Problems()
    context = convert.Context(path, problems)
    record: model.Record | None = None
    text = _decoded(data, path, problems)
    if text is not None:
        root = parse_yaml(text, path, problems)
        if isinstance(root, Mapping):
            record = convert.read_record_tree(root, context)
            record = _with_calls(record, root, context)
            context.ids["tolerances"] = _words(root, context)
            convert.report_dangling(context)
        elif root is None or getattr(root, "empty", False):
            if not any(problem.severity == "error" for problem in problems.found):
                problems.error(Mark(path, 1, 1), f"empty; begin with `format: {model.FORMAT}`")
        else:
            what = "a list" if isinstance(root, Sequence) else "a single text"
            message = f"{what}, where a record is a mapping; begin with `format: {model.FORMAT}`"
            problems.error(Mark(path, root.line, root.column), message)
    return Reading(
        path,
        record,
        tuple(sorted(set(problems.found))),
        tuple(sorted(problems.left_out)),
        times=context.times,
    )


def _head(path: Path) -> tuple[Path, str]:
    """The file to read, and what is wrong if there is none."""
    if not os.path.isdir(path):
        return path, ""
    for name in HEAD_NAMES:
        if os.path.lexists(path / name):
            return path / name, ""
    return path, "a folder without a record; it needs a record.yaml"


def _bytes(path: Path, most: int, instead: str) -> tuple[bytes, str]:
    """The bytes of a file, and what is wrong if there are none to be had."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return b"", "not a file that can be read from start to end; use - for standard input"
        if status.st_size > most:
            return b"", f"larger than {most // 1024 // 1024} MB; {instead}"
        return path.read_bytes(), ""
    except OSError as error:
        return b"", f"cannot be read: {(error.strerror or 'error').lower()}"
    except ValueError as error:
        return b"", f"cannot be read: {error}"


def _decoded(data: bytes, path: str, problems: Problems) -> str | None:
    """The text of a file in UTF-8; None when it is in something else, or too much of it."""
    if len(data) > LARGEST:
        problems.error(Mark(path), _TOO_LARGE)
        return None
    for bom, name in _OTHER_ENCODINGS:
        if data.startswith(bom):
            problems.error(Mark(path, 1, 1), f"this is {name}; save it as UTF-8")
            return None
    if data[:4].count(0) == 2:
        problems.error(Mark(path, 1, 1), "this looks like UTF-16; save it as UTF-8")
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
    """The words of `tolerances`, also those whose value is wrong, and where they stand."""
    match root.items.get("tolerances"):
        case (_, Mapping(items)):
            return {word: context.mark(key) for word, (key, _) in items.items()}
    return {}


def _names_of_calls(root: Mapping) -> list[Scalar]:
    """The paths in `calls`, with their places."""
    match root.items.get("calls"):
        case (_, Sequence(items)):
            return [item for item in items if isinstance(item, Scalar) and not item.empty]
    return []


def _with_calls(record: model.Record, root: Mapping, context: convert.Context) -> model.Record:
    """The record with the entries of its `calls` files after its own."""
    entries = [*record.timeline]
    folder = Path(context.path).parent
    for name in _names_of_calls(root):
        if not stays_inside(folder, name.text):
            message = f"`calls`: `{name.text}` leaves the record's folder"
            context.problems.error(context.mark(name), message)
            continue
        file = folder / name.text
        data, failure = _bytes(file, LARGEST_CALLS, "take the calls of a shorter time")
        if failure:
            message = f"`calls`: `{name.text}` {failure}"
            context.problems.error(context.mark(name), message)
            continue
        entries += _calls(data, str(file), context)
    return msgspec.structs.replace(record, timeline=tuple(entries))


def _calls(data: bytes, path: str, context: convert.Context) -> tuple[model.Entry, ...]:
    """The entries of a JSON-Lines file; a line that cannot be read is left out and reported."""
    items = []
    data = data.removeprefix(codecs.BOM_UTF8)
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            items.append(parse_json_line(line, number))
        except (msgspec.DecodeError, UnicodeDecodeError, NestedTooDeepError) as error:
            mark = Mark(path, number, 1)
            what = "" if isinstance(error, NestedTooDeepError) else "not JSON: "
            context.problems.error(mark, f"{what}{error}; this line is left out")
            context.problems.left_out.append(LeftOut(mark, "calls", f"line {number}"))
    outer, context.path = context.path, path
    try:
        entries: tuple[model.Entry, ...] = convert.read_section(
            "timeline", Sequence(items, 1, 1), context
        )
    finally:
        context.path = outer
    return entries


def stays_inside(folder: Path, name: str) -> bool:
    """Whether a path of a record, links followed, stays inside the record's folder."""
    if leaves_folder(name):
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False
