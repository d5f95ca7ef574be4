"""Files of calls in blocks of lines: whole lines, each once, from anywhere in the file."""

import codecs
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record.calls import packing
from incident_tui.record.calls.index import PackedBlock
from incident_tui.record.calls.line import MAX_LINE_BYTES
from incident_tui.record.calls.packing import line_blocks, packed_blocks
from tests.examples import examples
from tests.record.calls.taking import line, lines

LINES = st.lists(st.sampled_from([b"", b"a", b"bb", b"c" * 9, b"\r", b"d" * 40]))


@examples(200)
@given(
    LINES, st.booleans(), st.sampled_from([b"", codecs.BOM_UTF8]), st.sampled_from([1, 2, 7, 30])
)
def test_blocks_are_the_lines_of_a_file(
    listed: list[bytes], is_ended: bool, start: bytes, size: int
) -> None:
    """However many bytes are read at a time, all lines are in blocks, whole and in order."""
    text = b"\n".join(listed) + b"\n" * is_ended
    blocks = [*line_blocks(BytesIO(start + text), size)]
    assert b"".join(block.text for block in blocks) == text
    assert all(block.text.endswith(b"\n") for block in blocks[:-1])
    assert [block.line_ends for block in blocks] == [block.text.count(b"\n") for block in blocks]
    for number, block in enumerate(blocks):
        file = BytesIO(start + text)
        file.seek(block.end)
        assert [*line_blocks(file, size)] == blocks[number + 1 :]


def test_a_line_that_is_too_long_is_cut() -> None:
    """Of a line that is far too long no more is kept than shows it; the next line is whole."""
    text = b"a\n" + b"b" * 5 * MAX_LINE_BYTES + b"\nc\n"
    blocks = [*line_blocks(BytesIO(text), 100)]
    first, cut, last = b"".join(block.text for block in blocks).split(b"\n")[:-1]
    assert (first, last) == (b"a", b"c")
    assert MAX_LINE_BYTES < len(cut) < 2 * MAX_LINE_BYTES
    assert blocks[-1].end == len(text)
    assert sum(block.line_ends for block in blocks) == 3


@pytest.mark.parametrize("size", [100, 1_000, packing.BLOCK_BYTES])
def test_blocks_are_packed_as_they_stand(size: int) -> None:
    """Each block is packed with its faulty lines; only those without any are decoded at once."""
    listed = [line(id=f"c{number}") for number in range(40)]
    listed[25] = b"{flawed"
    text = b"\n".join(listed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_BYTES", size)
        blocks = [*packed_blocks(BytesIO(text), "calls.jsonl")]
    assert b"".join(zlib.decompress(block.packed) for block in blocks) == text
    faulty = [block for block in blocks if b"{flawed" in zlib.decompress(block.packed)]
    assert [block for block in blocks if block.sound is None] == faulty
    assert len(faulty) == 1


class Broken(BytesIO):
    """A file that cannot be read on after so many reads."""

    def __init__(self, data: bytes, reads: int) -> None:
        super().__init__(data)
        self._left = reads

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, or fail."""
        if not self._left:
            raise OSError("the disk is gone")
        self._left -= 1
        return super().read(size)


def test_a_file_that_breaks_off() -> None:
    """All that could be read of a file is there before the failure."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_BYTES", 200)
        blocks = packed_blocks(Broken(lines(90), reads=8), "calls.jsonl")
        found: list[PackedBlock] = []
        with pytest.raises(OSError, match="the disk is gone"):
            found.extend(blocks)
    assert len(found) == 8


def test_the_first_block_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index is looked for only when the first block is there: the first screen needs no more."""
    looked_for: list[str] = []
    monkeypatch.setattr(packing, "index_of", lambda _, path: looked_for.append(path))
    monkeypatch.setattr(packing, "BLOCK_BYTES", 200)
    blocks = packed_blocks(BytesIO(lines(9)), "calls.jsonl")
    assert next(blocks).sound
    assert looked_for == []
    next(blocks)
    assert looked_for == ["calls.jsonl"]
