"""Encodings of texts: found by the bytes, with each line that does not fit."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign.encodings import (
    Encoding,
    encoding_of,
    is_encoding,
    lines_not_utf8,
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", Encoding("utf-8")),
        ("Größe".encode(), Encoding("utf-8")),
        ("Größe".encode("utf-8-sig"), Encoding("utf-8-sig")),
        ("Größe".encode("utf-16"), Encoding("utf-16")),
        ("time".encode("utf-16-le"), Encoding("utf-16-le")),
        ("Größe".encode("cp1252"), Encoding("cp1252")),
        (b"\x81 and \xff", Encoding("latin-1")),
        # UTF-8 but for a byte.
        ("Größe é".encode() + b" \xe9", Encoding("utf-8", False)),
    ],
)
def test_the_bytes_show_the_encoding(tmp_path: Path, data: bytes, encoding: Encoding) -> None:
    """By the mark at the beginning, or the first encoding that fits."""
    path = tmp_path / "text"
    path.write_bytes(data)
    assert encoding_of(path) == encoding


def test_lines_that_are_no_utf8_have_their_numbers(tmp_path: Path) -> None:
    """Each line once, however many bytes of it do not fit."""
    path = tmp_path / "text"
    path.write_bytes(b"a\n\xe9\xe9\nb\n\xe9")
    assert [*lines_not_utf8(path)] == [2, 4]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("cp1252", True), ("UTF-8", True), ("latin1", True), ("utf_16", True)),
        *(("no-such", False), ("rot13", False), ("idna", False), ("", False), ("x\0", False)),
    ],
)
def test_only_encodings_of_texts_have_a_name(name: str, expected: bool) -> None:
    """A codec that is none of texts, or cannot read other bytes, is no encoding."""
    assert is_encoding(name) is expected
