"""Compressed files: read as what is in them, in bounded memory, with their faults."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign import unpacking
from incident_tui.exchange.imports.foreign.unpacking import (
    Unpacked,
    UnpackingError,
    is_compressed,
)

TEXT = b"".join(b"%d,some words\n" % number for number in range(20_000))
PACK: list[Callable[[bytes], bytes]] = [gzip.compress, bz2.compress, lzma.compress]
IDS = ["gzip", "bzip2", "xz"]


def unpacked(tmp_path: Path, data: bytes) -> bytes:
    """What is in a compressed file."""
    path = tmp_path / "a"
    path.write_bytes(data)
    with Unpacked(path) as file:
        return file.read()


@pytest.mark.parametrize("pack", PACK, ids=IDS)
def test_a_compressed_file_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """Also several streams behind each other, with zeros between them."""
    assert is_compressed(pack(b"")[:6])
    assert unpacked(tmp_path, pack(TEXT)) == TEXT
    assert (
        unpacked(tmp_path, pack(b"a") + pack(b"") + bytes(8) + pack(TEXT) + bytes(8)) == b"a" + TEXT
    )
    assert unpacked(tmp_path, pack(b"")) == b""


@pytest.mark.parametrize("pack", PACK, ids=IDS)
def test_what_is_damaged_is_told(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """A file that ends too early, has other bytes within, or others behind."""
    data = pack(TEXT)
    with pytest.raises(UnpackingError, match="end too early"):
        unpacked(tmp_path, data[: len(data) // 2])
    for broken in (data[:200] + bytes(200) + data[400:], data + b"garbage"):
        with pytest.raises(UnpackingError, match=r"damaged|early"):
            unpacked(tmp_path, broken)


@pytest.mark.parametrize("pack", PACK, ids=IDS)
def test_a_bomb_is_refused(
    tmp_path: Path, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that unpacks to far more than its size is read up to a bound."""
    monkeypatch.setattr(unpacking, "FREE_BYTES", 100_000)
    with pytest.raises(UnpackingError, match="unpacks to more than 300 times its size"):
        unpacked(tmp_path, pack(bytes(10_000_000)))
    assert len(unpacked(tmp_path, pack(bytes(90_000)))) == 90_000


def test_a_dictionary_of_xz_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that asks for more memory is refused."""
    monkeypatch.setattr(unpacking, "_MAX_DICTIONARY_BYTES", 1024 * 1024)
    with pytest.raises(UnpackingError, match="damaged"):
        unpacked(tmp_path, lzma.compress(TEXT, preset=6))


def test_the_position_is_that_in_the_file(tmp_path: Path) -> None:
    """It goes up to the size of the compressed file."""
    data = gzip.compress(TEXT)
    path = tmp_path / "a"
    path.write_bytes(data)
    with Unpacked(path) as file:
        assert file.packed_position <= len(data)
        file.read()
        assert file.packed_position == len(data)
