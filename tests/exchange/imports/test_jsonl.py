"""Entries in JSON Lines: each line is an entry, empty, or set aside as it stands."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.jsonl import read
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Origin,
    Passed,
    Rejected,
    Wishes,
)
from incident_tui.record.calls.line import MAX_LINE_BYTES


def found_of(tmp_path: Path, data: bytes) -> list[Found]:
    """The objects that are read from a file with the data."""
    path = tmp_path / "calls.jsonl"
    path.write_bytes(data)
    return list(read([path], Wishes()))


def test_lines_are_entries(tmp_path: Path) -> None:
    """Lines of any line end are read where they stand; blank ones are passed over."""
    found = found_of(tmp_path, b'\xef\xbb\xbf{"id": "a"}\r\n\n  \n{"id": "b"}')
    path = str(tmp_path / "calls.jsonl")
    assert [one for one in found if isinstance(one, ImportedItem)] == [
        ImportedItem("timeline", {"id": "a"}, Origin(path, 1)),
        ImportedItem("timeline", {"id": "b"}, Origin(path, 4)),
    ]
    assert [one.origin.line for one in found if isinstance(one, Passed)] == [2, 3]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "Input data was truncated"),
        (b"[1]", "Expected `object`"),
        (b"13:15 Two down", "Expected `object`"),
        (b'{"id": "\xff"}', "not UTF-8"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "recursion"),
        (b'{"text": "' + b"x" * MAX_LINE_BYTES + b'"}', "longer than 1,024 kB"),
    ],
)
def test_a_line_that_is_no_entry_is_set_aside(tmp_path: Path, line: bytes, words: str) -> None:
    """A line at fault is told with its place and as it stands; the next one is read."""
    broken, sound = found_of(tmp_path, line + b"\n" + b'{"id": "b"}\n')
    assert isinstance(broken, Rejected)
    assert broken.origin.line == 1
    assert words in broken.reason
    assert line.decode(errors="backslashreplace").startswith(broken.raw)
    assert isinstance(sound, ImportedItem)
    assert sound.origin.line == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """What cannot be opened is set aside by its name, and what follows is read."""
    (tmp_path / "b.jsonl").write_text('{"id": "b"}')
    missing, sound = read([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], Wishes())
    assert isinstance(missing, Rejected)
    assert missing.reason == "cannot be read: no such file or directory"
    assert isinstance(sound, ImportedItem)
