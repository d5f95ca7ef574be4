"""Lines of the files of calls, written anew on asking.

A line that changes keeps every other field as written; all other lines stay byte for byte the same.
"""

import codecs
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from incident_tui.record import model
from incident_tui.record.calls.line import MAX_LINE_BYTES, UNFIT, read_sound_line
from incident_tui.record.context import Wrong
from incident_tui.record.files import (
    FileState,
    file_state,
    flush_to_disk,
    remove_litter,
    rename_whole,
    state_of,
    temporary_file,
    temporary_path,
)
from incident_tui.record.problems import Mark
from incident_tui.record.reading import opened_calls

_CHANGED = "was changed meanwhile, and is left so; try again"

Fields = Mapping[str, object]
"""Fields of an entry, by name."""


class CannotRewriteError(Exception):
    """A line cannot be written anew; the message says where, and why."""


class LineChange(NamedTuple):
    """A line that gets other words."""

    mark: Mark
    """Where the line stands."""
    fields: Callable[[model.Entry, Mapping[str, msgspec.Raw]], Fields | None]
    """From the entry of the line, and its fields as written, to the fields that become others.

    None for the line of another entry.
    """


Changes = Mapping[str, Mapping[int, LineChange]]
"""Changes of lines, by the name of the file of calls, and the number of the line from 1."""


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file of calls with their ends, and the number of each from 1.

    The further pieces of a line that is too long for a call have the number 0.

    Raises:
        OSError: if the file cannot be read on.
    """
    number, begins = 1, True
    while piece := file.readline(MAX_LINE_BYTES + len("\r\n")):
        yield number if begins else 0, piece
        begins = piece.endswith(b"\n")
        number += begins


def split_line(written: bytes) -> tuple[bytes, bytes, bytes]:
    """Split a line into a byte-order mark, the line itself, and its end; each may be empty."""
    text = written.removeprefix(codecs.BOM_UTF8)
    bare = text.rstrip(b"\r\n")
    return written[: len(written) - len(text)], bare, text[len(bare) :]


def rewritten_line(written: bytes, change: LineChange) -> bytes:
    """A line of a file of calls with the fields of a change, and its end as it was.

    Raises:
        CannotRewriteError: if the line is of another entry, or cannot have the fields.
    """
    start, bare, end = split_line(written)
    try:
        before = msgspec.json.decode(bare, type=dict[str, msgspec.Raw])
        fields = change.fields(read_sound_line(bare), before)
        if fields is None:
            raise CannotRewriteError(f"{change.mark}: {_CHANGED}")
        line = msgspec.json.encode({**before, **fields})
        if len(line) > MAX_LINE_BYTES:
            longest = f"{MAX_LINE_BYTES // 1024:,} kB"
            raise CannotRewriteError(
                f"{change.mark}: would be longer than {longest}; cut the words"
            )
        if read_sound_line(line).text != fields["text"]:
            raise CannotRewriteError(f"{change.mark}: {_CHANGED}")
    except (Wrong, *UNFIT):
        raise CannotRewriteError(f"{change.mark}: {_CHANGED}") from None
    return start + line + end


@contextmanager
def rewritten(folder: Path, changes: Changes) -> Iterator[None]:
    """Write lines of files of calls anew: all of the files, or none.

    When the block begins, the new files are in place. If the block raises, the files are as before.
    The folder is locked by the caller, see `folder_lock`, before the record is read.

    Args:
        folder: the folder of the record.
        changes: of lines that the files have.

    Raises:
        CannotRewriteError: if a line cannot be changed, or a file has changed meanwhile.
        OSError: if a file cannot be read or written.
    """
    with ExitStack() as stack:
        new = [
            _new_file(folder, name, lines, stack)
            for name, lines in sorted(changes.items())
            if lines
        ]
        for file in new:
            # At the last moment, for an editor does not ask for the lock of the folder.
            if file_state(file.path) != file.before:
                raise CannotRewriteError(f"{file.path}: {_CHANGED}")
        kept = dict[Path, Path]()
        try:
            for file in new:
                kept[file.path] = temporary_path(file.path.parent)
                _keep(file.path, kept[file.path])
                shutil.copymode(file.path, file.content.name)
                rename_whole(file.content, file.path)
            yield
        except BaseException:
            for path, old in kept.items():
                with suppress(OSError):  # each other file gets its old content all the same
                    os.replace(old, path)
            raise
        finally:
            for old in kept.values():
                old.unlink(missing_ok=True)


class _NewFile(NamedTuple):
    """The new content of a file of calls, not in place yet."""

    path: Path
    """The file, links followed."""
    content: BinaryIO
    before: FileState
    """The state of the file when it was read."""


def _new_file(
    folder: Path, name: str, lines: Mapping[int, LineChange], stack: ExitStack
) -> _NewFile:
    """Write the new content of a file of calls to a temporary file.

    Raises:
        CannotRewriteError: if a line cannot be changed.
        OSError: if a file cannot be read or written.
    """
    path = Path(os.path.realpath(folder / name))  # so that a link keeps pointing to the file
    remove_litter(path.parent)
    file, failure = opened_calls(folder, name)
    if file is None:
        raise CannotRewriteError(f"{folder / name}: {failure}")
    new = stack.enter_context(temporary_file(path.parent))
    with file:
        before = state_of(os.fstat(file.fileno()))
        left = dict(lines)
        for number, piece in numbered_lines(file):
            change = left.pop(number, None)
            new.write(rewritten_line(piece, change) if change else piece)
    if left:
        raise CannotRewriteError(f"{folder / name}: {_CHANGED}")
    flush_to_disk(new)
    return _NewFile(path, new, before)


def _keep(path: Path, name: Path) -> None:
    """Give the content of a file a second name; a copy, where the system has no second names."""
    with suppress(OSError):
        os.link(path, name)
        return
    shutil.copy2(path, name)
