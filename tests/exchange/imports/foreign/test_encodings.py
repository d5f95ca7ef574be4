"""The encoding of a text: named by the user, or found where its bytes are evidence."""

import io
from typing import BinaryIO

import pytest

from incident_tui.exchange.imports.foreign.encodings import (
    Encoding,
    Open,
    encoding_fault,
    encoding_of,
    lines_not_utf8,
    open_text,
)

RUSSIAN = "время,текст\n2024-02-29 13:15:07,Пожар\n2024-02-29 13:16:02,Выезд 2\n"


def bytes_of(data: bytes) -> Open:
    """Opens these bytes."""

    def opened() -> BinaryIO:
        return io.BufferedReader(io.BytesIO(data))

    return opened


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"time,text\n", "utf-8"),
        ("é".encode(), "utf-8"),
        ("é".encode("utf-8-sig"), "utf-8-sig"),
        ("é".encode("utf-16"), "utf-16"),
        ("é".encode("utf-32"), "utf-32"),
        # Without a mark, two bytes for a character are told by zeros beside digits and commas.
        ("13:15,a".encode("utf-16-le"), "utf-16-le"),
        (RUSSIAN.encode("utf-16-le"), "utf-16-le"),
        (RUSSIAN.encode("utf-16-be"), "utf-16-be"),
        (b"a,b\n" + b"\0" * 100, "utf-8"),
        # Bytes within words that are no letters of Windows-1252.
        ("Größe, Löschzug".encode("cp1252"), "cp1252"),
        ("the fire’s out, a – b, caf\u00e9s".encode("cp1252"), "cp1252"),
        ("Lärm im Müllraum".encode("cp850"), "cp850"),
        ("incendie, pompiers présents".encode("cp850"), "cp850"),
        ("incendie, pompiers présents".encode("mac_roman"), "mac_roman"),
        # What two of them make words of, and what nothing does, is no evidence.
        ("Löschzug".encode("cp850"), "cp1252"),
        (b"a,b\n\x81,\xff\n", "latin-1"),
        (RUSSIAN.encode("cp1251"), "cp1252"),
    ],
)
def test_an_encoding_is_found(data: bytes, name: str) -> None:
    """By a mark, by zeros, as UTF-8, or by letters; else it is Windows-1252."""
    assert encoding_of(bytes_of(data)).name == name


@pytest.mark.parametrize(
    ("data", "wanted", "expected"),
    [
        (RUSSIAN.encode("cp1251"), "windows-1251", Encoding("cp1251", is_named=True)),
        ("é".encode("utf-8-sig"), "UTF8", Encoding("utf-8-sig", is_named=True)),
        (b"\xe9", "utf-8", Encoding("utf-8", is_sound=False, is_named=True)),
        ("é".encode("utf-16-le"), "utf-16-le", Encoding("utf-16-le", is_named=True)),
    ],
)
def test_the_user_names_an_encoding(data: bytes, wanted: str, expected: Encoding) -> None:
    """It is taken instead of what the bytes show; whether it fits is known."""
    assert encoding_of(bytes_of(data), wanted) == expected


@pytest.mark.parametrize("name", ["utf-99", "hex", "rot13", "base64", "undefined", "a\0b", "…"])
def test_what_is_no_encoding_of_texts_is_refused(name: str) -> None:
    """The fault names it and others; the usual names are no fault."""
    assert encoding_fault(name).startswith(f"`{name}` is no encoding of texts; name one with --enc")
    assert encoding_fault("") == encoding_fault("cp1252") == encoding_fault("Shift_JIS") == ""


def test_an_unusual_encoding_is_told() -> None:
    """Of UTF-8 there is nothing to say."""
    assert Encoding("utf-8").remark == Encoding("utf-16").remark == ""
    assert Encoding("cp850").remark.startswith("this is no UTF-8; read as DOS (code page 850)")
    assert "--encoding" in Encoding("cp1252").remark
    assert Encoding("cp1252", is_named=True).remark == ""
    assert "some bytes are no ascii" in Encoding("ascii", is_sound=False, is_named=True).remark


def test_bytes_of_another_encoding_are_marked() -> None:
    """They are read as `\\xe9`, and their lines are known."""
    data = "é\n".encode() + b"caf\xe9\nok\n" + "é\n".encode()
    with open_text(bytes_of(data), encoding_of(bytes_of(data)).name) as file:
        assert file.read() == "é\ncaf\\xe9\nok\né\n"
    assert list(lines_not_utf8(bytes_of(data))) == [2]
