"""The blocks of a file of calls: read, decoded and packed, or taken from an index."""

import codecs
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from incident_tui.record.calls.index import CallIndex, IndexWriter, PackedBlock, index_of
from incident_tui.record.calls.line import MAX_LINE_BYTES
from incident_tui.record.calls.sound_block import BlockDecoder, SoundBlock

BLOCK_BYTES = 256 * 1024
"""Bytes read at a time; a larger block would not fit the processor's cache."""
FIRST_BLOCK_BYTES = 64 * 1024
"""Bytes read for the first screen, which has no room for more."""
BLOCKS_AHEAD = 4
"""Blocks decoded while an earlier block is packed."""
ZLIB_LEVEL = 1
"""The fastest level: packs lines to a sixth, the slowest level to an eighth."""


class LineBlock(NamedTuple):
    """Whole lines of a file."""

    text: bytes
    line_ends: int
    """The number of line ends in the block."""
    end: int
    """The byte of the file after the block."""


def line_blocks(file: BinaryIO, size: int) -> Iterator[LineBlock]:
    """Read a file from the current byte on, in blocks of whole lines.

    A line longer than `MAX_LINE_BYTES` is cut, but stays longer than `MAX_LINE_BYTES`.

    Args:
        size: the number of bytes read at a time; a block ends with the next line end.

    Raises:
        OSError: if the file cannot be read on.
    """
    end = file.tell()
    is_start = not end
    while block := file.read(size):
        line = b"" if block.endswith(b"\n") else file.readline(MAX_LINE_BYTES + 1)
        end += len(block) + len(line)
        block += line
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            end += _skip_line(file)
            block += b"\n"
        if is_start:
            block, is_start = block.removeprefix(codecs.BOM_UTF8), False
        yield LineBlock(block, block.count(b"\n"), end)


def _skip_line(file: BinaryIO) -> int:
    """Read on to the end of a line, and keep nothing; the number of bytes."""
    count = 0
    while part := file.readline(MAX_LINE_BYTES):
        count += len(part)
        if part.endswith(b"\n"):
            break
    return count


def packed_blocks(file: BinaryIO, path: str) -> Iterator[PackedBlock]:
    """Read, decode and pack a file from the start; or take the blocks from its index.

    Raises:
        OSError: if the file cannot be read on.
    """
    first = next(line_blocks(file, min(FIRST_BLOCK_BYTES, BLOCK_BYTES)), None)
    if first is None:
        return
    decoder = BlockDecoder()
    block = start = _packed(first, decoder.decode(first.text, first.line_ends))
    yield block  # before an index is looked for or a thread started: the first screen waits for it
    index = index_of(file, path)
    for block in index.blocks_after(start) if index else ():
        decoder.pass_over(block.sound)
        yield block
    file.seek(block.end)
    rest = line_blocks(file, BLOCK_BYTES)
    if (following := next(rest, None)) is not None:
        yield from _packed_by_helper(file, chain([following], rest), decoder, index, start)


def _packed_by_helper(
    file: BinaryIO,
    blocks: Iterable[LineBlock],
    decoder: BlockDecoder,
    index: CallIndex | None,
    first: PackedBlock,
) -> Iterator[PackedBlock]:
    """Decode blocks, while a second thread packs earlier blocks and writes the index.

    zlib, checksums and files release the interpreter lock, so two processor cores are at work.
    """
    from concurrent.futures import Future, ThreadPoolExecutor  # only a large file needs it

    writer = IndexWriter(index, first) if index else None
    helper = ThreadPoolExecutor(1)
    packing: deque[Future[PackedBlock]] = deque()
    failure = None
    try:
        try:
            for block in blocks:
                sound = decoder.decode(block.text, block.line_ends)
                packing.append(helper.submit(_packed, block, sound, writer))
                if len(packing) > BLOCKS_AHEAD:
                    yield packing.popleft().result()
        except OSError as error:
            failure = error
        while packing:
            yield packing.popleft().result()
        if failure:
            raise failure
        if writer and index and index.is_of(file):
            writer.finish()
    finally:
        helper.shutdown()
        if writer:
            writer.give_up()


def _packed(
    block: LineBlock, sound: SoundBlock | None, writer: IndexWriter | None = None
) -> PackedBlock:
    """Pack a block, and write the block to an index."""
    packed = zlib.compress(block.text, ZLIB_LEVEL)
    packed_block = PackedBlock(packed, block.line_ends, block.end, sound)
    if writer:
        writer.add(packed_block)
    return packed_block
