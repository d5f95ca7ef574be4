"""An index of calls: opened by it, a file is what it is read anew, whatever became of the index."""

import os
from collections.abc import Generator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record.calls import index, packing
from incident_tui.record.calls.index import PackedBlock, cache_folder, index_of
from incident_tui.record.calls.sound_block import BlockDecoder
from tests.examples import examples
from tests.permissions import needs_permissions
from tests.record.calls.taking import (
    Taken,
    any_lines,
    check_same,
    line,
    lines,
    object_lines,
    take,
)

BLOCK = 300
"""Bytes of a block: three or four lines."""
MANY = b"\n".join(line(id=f"c{number:03}", time=f"13:{number % 60:02}") for number in range(90))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the indexes, a new one for each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = cache_folder()
    assert folder
    assert folder.is_relative_to(tmp_path)
    return folder


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    """A folder with a file of ninety calls, which has an index."""
    (tmp_path / "calls.jsonl").write_bytes(MANY)
    opened(tmp_path)
    assert [one.suffix for one in cache.iterdir()] == [".index"]
    return tmp_path


def opened(folder: Path, *files: bytes, block: int = BLOCK, ids: Sequence[str] = ()) -> Taken:
    """Files of calls in a folder, read by an index if they have one; ids are of the timeline."""
    return take(*(files or [MANY]), block=block, folder=folder, timeline=ids)


def anew(folder: Path, *files: bytes, block: int = BLOCK, ids: Sequence[str] = ()) -> Taken:
    """The same files, read without a look at an index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "cache_folder", lambda: None)
        return opened(folder, *files, block=block, ids=ids)


def blocks_of(folder: Path) -> Generator[PackedBlock, None, None]:
    """The blocks of a folder's calls, as they are read one after the other."""
    with pytest.MonkeyPatch.context() as patch, (folder / "calls.jsonl").open("rb") as file:
        patch.setattr(packing, "BLOCK_BYTES", BLOCK)
        patch.setattr(index, "MIN_INDEXED_BYTES", 0)
        yield from packing.packed_blocks(file, str(folder / "calls.jsonl"))


def decoded(folder: Path, *files: bytes) -> int:
    """How many blocks of files are decoded to open them."""
    count = 0
    decode = BlockDecoder.decode

    def counted(decoder: BlockDecoder, block: bytes, line_ends: int) -> object:
        nonlocal count
        count += 1
        return decode(decoder, block, line_ends)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BlockDecoder, "decode", counted)
        opened(folder, *files)
    return count


def index_in(cache: Path) -> Path:
    """The only index."""
    [found] = cache.glob("*.index")
    return found


@examples(100)
@given(
    any_lines(),
    st.lists(object_lines(), max_size=3),
    st.sampled_from([b"\n", b"\r\n"]),
    st.sampled_from([1, 300, 5_000]),
    st.lists(st.sampled_from(["q1", "c0", "c1", "c2"]), unique=True),
)
def test_a_file_is_the_same_by_its_index(
    first: list[bytes], second: list[bytes], end: bytes, block: int, timeline: list[str]
) -> None:
    """Whatever is in files and in the rest of the record, an index changes nothing of it."""
    files = [end.join(first), end.join(second)]
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        (folder / "calls.jsonl").write_bytes(files[0])
        (folder / "1.jsonl").write_bytes(files[1])
        for ids in (["q1"], timeline, ["q1"]):
            by_index = opened(folder, *files, block=block, ids=ids)
            check_same(by_index, anew(folder, *files, block=block, ids=ids))


def test_an_index_spares_all_blocks_but_the_first(folder: Path) -> None:
    """Opened again, a file is decoded as far as the first screen needs it, and no further."""
    assert decoded(folder) == 1
    check_same(opened(folder), anew(folder))
    assert len(opened(folder).calls.blocks) > 9


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_index_changes_nothing(folder: Path, cache: Path, seed: int) -> None:
    """Bytes that are other ones, or missing, at any place: what fits is taken, the rest is read."""
    random, expected = Random(seed), opened(folder)
    path = index_in(cache)
    sound = path.read_bytes()
    damaged = bytearray(sound)
    for _ in range(random.choice([1, 1, 5])):
        damaged[random.randrange(len(damaged))] ^= random.randrange(1, 256)
    if seed % 4 == 0:
        del damaged[random.randrange(len(damaged)) :]
    if seed % 4 == 1:
        damaged += random.randbytes(random.randrange(1, 99))
    path.write_bytes(damaged)
    check_same(opened(folder), expected)
    assert decoded(folder) == 1  # it is written again
    check_same(opened(folder), expected)


@pytest.mark.thorough
def test_every_byte_counts(folder: Path, cache: Path) -> None:
    """No byte of an index can be another one without notice: it is written again."""
    path, expected = index_in(cache), opened(folder)
    sound = path.read_bytes()
    for offset in range(0, len(sound), 23):
        path.write_bytes(sound[:offset] + bytes([sound[offset] ^ 0x55]) + sound[offset + 1 :])
        assert decoded(folder) > 1
        assert decoded(folder) == 1
        check_same(opened(folder), expected)


def test_an_index_of_another_file_is_ignored(folder: Path, cache: Path) -> None:
    """An index under the name of another file's is not taken for its own."""
    other = folder / "other"
    other.mkdir()
    changed = MANY.replace(b"13:05", b"13:06")
    (other / "calls.jsonl").write_bytes(changed)
    os.utime(other / "calls.jsonl", ns=(0, (folder / "calls.jsonl").stat().st_mtime_ns))
    first = index_in(cache)
    foreign = first.read_bytes()
    opened(other, changed)
    [second] = {*cache.glob("*.index")} - {first}
    second.write_bytes(foreign)
    by_index = opened(other, changed)
    assert by_index.entries == take(changed).entries
    assert by_index.entries != opened(folder).entries


@pytest.mark.parametrize("change", ["size", "time", "__version__", "_LAYOUT"])
def test_a_stale_index_is_ignored(
    folder: Path, cache: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was written since, or another version of the program, needs a new index."""
    path, data = folder / "calls.jsonl", MANY
    if change == "size":
        data += b"\n" + line(id="c999")
        path.write_bytes(data)
    elif change == "time":
        data = MANY.replace(b"13:05", b"13:06")
        before = path.stat().st_mtime_ns
        path.write_bytes(data)
        os.utime(path, ns=(0, before + 1))
    else:
        monkeypatch.setattr(index, change, "0.0.0" if change == "__version__" else 0)
    written = index_in(cache).read_bytes()
    assert opened(folder, data).entries == take(data).entries
    assert index_in(cache).read_bytes() != written
    assert decoded(folder, data) == 1


def test_a_file_that_is_written_meanwhile_has_no_index(folder: Path, cache: Path) -> None:
    """Blocks of a file that changes while it is read are not kept as those of either state."""
    index_in(cache).unlink()
    for number, _ in enumerate(blocks_of(folder)):
        if number == 4:
            (folder / "calls.jsonl").write_bytes(MANY + b"\n")
    assert [*cache.iterdir()] == []


def test_short_files_have_no_index(tmp_path: Path, cache: Path) -> None:
    """A file that is read in no time needs none, and costs no look into the cache folder."""
    path = tmp_path / "calls.jsonl"
    path.write_bytes(lines(9))
    with path.open("rb") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr(platformdirs, "user_cache_path", None)
        assert index_of(file, str(path)) is None
    assert not cache.exists()


@needs_permissions
def test_a_folder_that_cannot_be_written(folder: Path, cache: Path) -> None:
    """Where no index can be written, calls are read as without one."""
    index_in(cache).unlink()
    cache.chmod(0o500)
    assert opened(folder).entries == take(MANY).entries
    assert [*cache.iterdir()] == []


def test_a_file_instead_of_a_folder(folder: Path, cache: Path) -> None:
    """Where something else stands in the place of the cache, calls are read as without one."""
    index_in(cache).unlink()
    cache.rmdir()
    cache.write_text("no folder")
    assert opened(folder).entries == take(MANY).entries
    assert cache.read_text() == "no folder"


def test_indexes_are_few(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many indexes the last used are kept, in number and in bytes; and no rest of any."""
    monkeypatch.setattr(index, "MAX_INDEXES", 3)
    (cache / "old.tmp").write_bytes(b"left by a program that was killed")
    os.utime(cache / "old.tmp", (0, 0))
    (cache / "new.tmp").write_bytes(b"being written")
    first = index_in(cache)
    for number in range(4):
        os.utime(first, (2e9, 2e9))  # as if it was used last
        other = folder / str(number)
        other.mkdir()
        (other / "calls.jsonl").write_bytes(MANY)
        opened(other)
        os.utime(max(cache.glob("*.index"), key=os.path.getctime), (1e9 + number, 1e9 + number))
    kept = {*cache.glob("*.index")}
    assert len(kept) == 3
    assert first in kept
    assert [one.name for one in cache.glob("*.tmp")] == ["new.tmp"]
    monkeypatch.setattr(index, "MAX_INDEX_BYTES", 1)
    (folder / "last").mkdir()
    (folder / "last" / "calls.jsonl").write_bytes(MANY)
    os.utime(first, (1e9, 1e9))
    opened(folder / "last")
    assert len({*cache.glob("*.index")}) == 1


def test_nobody_else_may_read_an_index(folder: Path, cache: Path) -> None:
    """An index holds the words of a record, and is its user's alone."""
    assert index_in(cache).stat().st_mode & 0o077 == 0
    assert cache.stat().st_mode & 0o077 == 0


def test_a_disk_that_is_full(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that can be written in part is no index, and nothing of it is left."""
    index_in(cache).unlink()
    written = index._framed

    def framed(value: bytes) -> bytes:
        if b"c050" in value:
            raise OSError(28, "No space left on device")
        return written(value)

    monkeypatch.setattr(index, "_framed", framed)
    assert opened(folder).entries == take(MANY).entries
    assert [*cache.iterdir()] == []


def test_calls_of_a_record_that_is_left_have_no_index(folder: Path, cache: Path) -> None:
    """Reading that is given up half-way leaves neither an index nor a part of one."""
    index_in(cache).unlink()
    blocks = blocks_of(folder)
    for _ in range(4):
        next(blocks)
    assert [one.suffix for one in cache.iterdir()] == [".tmp"]
    blocks.close()
    assert [*cache.iterdir()] == []


def test_an_index_is_of_a_file_not_of_its_name(folder: Path, cache: Path) -> None:
    """A file that is opened by another path to it has the same index."""
    (folder / "link").symlink_to(folder, target_is_directory=True)
    assert decoded(folder / "link") == 1
    check_same(opened(folder / "link"), anew(folder / "link"))
    assert index_in(cache)


def test_a_system_without_a_cache_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system names no folder, or none from its root on, there are no indexes."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: Path("~/.cache"))
    assert cache_folder() is None
    check_same(opened(folder), anew(folder))
