"""What a process of its own reads is what this process would read, and nothing of it stays."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    AlreadyThere,
    FileBeside,
    Found,
    ImportedItem,
    Origin,
    Passed,
    Rejected,
    Remark,
)
from incident_tui.exchange.reading_process import LEAST_BYTES, is_worth_a_process, read_apart

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a process cannot be divided"),
    # From Python 3.12 on: the tests have threads of their own, the command has none.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

HERE = Origin("a.csv", 3)
PASSED = Passed(HERE, "an empty row")
FOUND: list[Found] = [
    Advance(1, 2),
    ImportedItem("timeline", {"id": "e1", "units": ["E1"], "effects": [{"unit": "E1"}]}, HERE),
    ImportedItem("sources", {"id": "s"}, HERE, only_if_named=True, otherwise=PASSED),
    ImportedItem("timeline", {"id": "e2"}, HERE, files=(FileBeside("a.mp3", b"\0\xff"),)),
    Rejected(HERE, "no time", "raw"),
    PASSED,
    AlreadyThere(HERE),
    Remark(HERE, "words"),
]


def is_gone(process: int) -> bool:
    """Whether a process has ended, and was waited for."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("times", [0, 1, 30, 1_000])
def test_every_object_comes_in_order(times: int) -> None:
    """Of every kind, none twice, in any number of messages."""
    assert [*read_apart(lambda: iter(FOUND * times))] == FOUND * times


def test_a_file_that_cannot_be_read_is_told_behind_what_was_read() -> None:
    """The error of the importer arrives with its file, as if this process had read."""

    def read() -> Iterator[Found]:
        yield PASSED
        raise PermissionError(13, "Permission denied", "b.csv")

    found = read_apart(read)
    assert next(found) == PASSED
    with pytest.raises(PermissionError) as raised:
        next(found)
    assert (raised.value.filename, raised.value.errno) == ("b.csv", 13)


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    """A system without memory ends a process: half a file is not taken for the whole."""

    def read() -> Iterator[Found]:
        yield from [PASSED] * 1_000
        os.kill(os.getpid(), signal.SIGKILL)

    found = read_apart(read)
    with pytest.raises(OSError, match="was ended from outside"):
        list(found)


def test_who_stops_taking_leaves_no_process_and_no_file(tmp_path: Path) -> None:
    """The importer cleans up after itself, as at an interrupt."""
    path = tmp_path / "unpacked"

    def read() -> Iterator[Found]:
        path.touch()
        try:
            while True:
                yield Advance(os.getpid(), 0)
        finally:
            path.unlink()

    found = read_apart(read)
    first = next(found)
    assert isinstance(first, Advance)
    assert first.done != os.getpid()
    assert path.exists()
    found.close()  # type: ignore[attr-defined]  # a generator
    assert not path.exists()
    assert is_gone(first.done)


@pytest.mark.parametrize(
    ("sizes", "is_worth"), [([], False), ([LEAST_BYTES - 1], False), ([1, LEAST_BYTES - 1], True)]
)
def test_large_files_are_worth_a_process(sizes: list[int], is_worth: bool, tmp_path: Path) -> None:
    """The start of a process takes longer than a small file."""
    paths = [tmp_path / str(number) for number in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        path.write_bytes(bytes(size))
    is_possible = len(os.sched_getaffinity(0)) > 1
    assert is_worth_a_process([*paths, tmp_path]) == (is_worth and is_possible)
