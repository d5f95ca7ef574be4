"""The text of a source that lies beside the record, and what is wrong with it."""

import hashlib
import os
from pathlib import Path

import pytest

from incident_tui.record.source_text import MAX_TEXT_BYTES, text_of


def sha256_of(data: bytes) -> str:
    """The hash of the bytes that are cited."""
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "lines", "fault"),
    [
        (b"one\ntwo\n", ("one", "two"), ""),
        (b"one\ntwo", ("one", "two"), ""),
        (b"one\r\ntwo\r\n", ("one", "two"), ""),
        (b"\xef\xbb\xbfone", ("one",), ""),
        (b"one\n\n", ("one", ""), ""),
        (b"", (), ""),
        ("é\x1b[31m".encode(), ("é\x1b[31m",), ""),
        (b"a\nb\xff\n", ("a", "b�"), "`s.txt` is not UTF-8 in its line 2"),
    ],
)
def test_a_text_is_its_lines(
    data: bytes, lines: tuple[str, ...], fault: str, tmp_path: Path
) -> None:
    """Line ends of any kind, and bytes that are no text, which are told."""
    (tmp_path / "s.txt").write_bytes(data)
    text = text_of(tmp_path, "s.txt", sha256_of(data))
    assert text.lines == lines
    assert (text.fault.words if text.fault else "").startswith(fault)
    assert bool(text.fault) is bool(fault)


def test_a_text_that_differs_is_shown_and_told(tmp_path: Path) -> None:
    """Another text than the cited one still has its lines."""
    (tmp_path / "s.txt").write_bytes(b"other")
    text = text_of(tmp_path, "s.txt", sha256_of(b"cited"))
    assert text.lines == ("other",)
    assert text.fault
    assert text.fault.words == "`s.txt` is not the text that was cited: its sha256 differs"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("missing.txt", "`missing.txt` cannot be read: no such file or directory"),
        ("../outside.txt", "`../outside.txt` leaves the record's folder; it is not opened"),
        ("/etc/passwd", "`/etc/passwd` leaves the record's folder; it is not opened"),
        ("link.txt", "`link.txt` leaves the record's folder; it is not opened"),
        ("folder", "`folder` is not a file"),
        ("pipe", "`pipe` is not a file"),
        ("large.txt", "`large.txt` is larger than 8 MB; it is not read"),
        ("a\ud800", "`a\ud800` leaves"),
    ],
)
def test_a_text_that_cannot_be_had_says_why(path: str, fault: str, tmp_path: Path) -> None:
    """Outside, missing, no file or too large: nothing of it, and the reason."""
    folder = tmp_path / "record"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(folder / "pipe")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)
    text = text_of(folder, path, "")
    assert text.lines == ()
    assert text.fault
    assert text.fault.words.startswith(fault)


def test_a_source_without_a_text_has_none() -> None:
    """No path is no fault."""
    text = text_of(Path(), "", "")
    assert (text.lines, text.fault) == ((), None)
