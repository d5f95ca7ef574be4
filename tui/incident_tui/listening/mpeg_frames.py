"""The places of frames in a file of MPEG audio (mp3), which has no exact table of them.

A frame is a header of four bytes, and data: ISO/IEC 11172-3, 2.4.1.3, and ISO/IEC 13818-3 for
lower sampling rates. Each frame has an equal number of samples, so the number of a frame tells the
time. Where all frames have an equal bit rate, the place of a frame is computed; where the bit rate
varies, the file is read once. The seek table of Xing has 100 rows: minutes of a long file.
"""

from array import array
from io import FileIO
from typing import NamedTuple

_VERSIONS = {0b00: 2.5, 0b10: 2, 0b11: 1}
_LAYERS = {0b11: 1, 0b10: 2, 0b01: 3}
_RATES_HZ = {1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 2.5: (11_025, 12_000, 8_000)}
_KBITS = {
    (1, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Bit rates in kbit/s by version (2.5 as 2) and layer; the index of a header starts at 1."""
_HEADER_BYTES = 4
_SAMPLED_PLACES = 64
"""Places of a file at which a constant bit rate is tried."""
_STRIDE_FRAMES = 64
"""Frames from an entry of the table of places to the next: 1.5 s."""
_BLOCK_BYTES = 1024 * 1024
_MOST_GARBAGE_BYTES = 64 * 1024
"""Bytes without a frame; beyond them, the file is taken to end."""


class Header(NamedTuple):
    """The facts of the header of a frame."""

    length: int
    """Bytes of the frame, with the header."""
    kbits: int
    """Bit rate in kbit/s."""
    rate: int
    """Samples a second."""
    samples: int
    """Samples of the frame, for each channel."""
    stream: tuple[int, int]
    """Version, layer and sampling rate as bits, which are equal in all frames of a file."""


def header_of(data: bytes) -> Header | None:
    """The header in the first four bytes; None if they are no header, or leave the length open."""
    if len(data) < _HEADER_BYTES or data[0] != 0xFF or data[1] < 0xE0:
        return None
    version, layer = _VERSIONS.get(data[1] >> 3 & 0b11), _LAYERS.get(data[1] >> 1 & 0b11)
    kbits_index, rate_index, padding = data[2] >> 4, data[2] >> 2 & 0b11, data[2] >> 1 & 1
    if not version or not layer or rate_index == 0b11 or not 0 < kbits_index < 15:
        return None
    kbits = _KBITS[1 if version == 1 else 2, layer][kbits_index - 1]
    rate = _RATES_HZ[version][rate_index]
    samples = 384 if layer == 1 else 576 if layer == 3 and version != 1 else 1152
    slot = 4 if layer == 1 else 1
    length = (samples // 8 * kbits * 1000 // rate // slot + padding) * slot
    return Header(length, kbits, rate, samples, (data[1] & 0b11110, data[2] & 0b1100))


class FramePlaces(NamedTuple):
    """Where each frame of a file is."""

    first: Header
    first_byte: int
    frames: int
    """The number of frames in the file."""
    table: "array[int]"
    """The first byte of every 64th frame; empty where all frames have an equal bit rate."""

    @property
    def seconds(self) -> float:
        """The length of all frames."""
        return self.frames * self.first.samples / self.first.rate

    def at(self, frame: int) -> tuple[int, int]:
        """The number of a frame at or closely before a frame, and the first byte."""
        frame = min(max(frame, 0), max(self.frames - 1, 0))
        if not self.table:
            # A byte early: a reader finds the frame behind the byte, and would miss the start.
            place = self.first_byte + _constant_place(self.first, frame) - 1
            return frame, max(place, self.first_byte)
        row = min(frame // _STRIDE_FRAMES, len(self.table) - 1)
        return row * _STRIDE_FRAMES, self.table[row]


def frame_places(file: FileIO, first_byte: int) -> FramePlaces | None:
    """The places of the frames of an open file.

    Args:
        first_byte: of the first frame with sound.

    Returns:
        None if there is no frame of a known length at the first byte ("free format").

    Raises:
        OSError: if the file cannot be read.
    """
    file.seek(first_byte)
    first = header_of(file.read(_HEADER_BYTES))
    if first is None:
        return None
    size = file.seek(0, 2)
    count = _constant_count(file, first, first_byte, size)
    if count:
        return FramePlaces(first, first_byte, count, array("q"))
    count, table = _scanned(file, first, first_byte)
    return FramePlaces(first, first_byte, count, table)


def _constant_place(first: Header, frame: int) -> int:
    """Bytes from the first frame to a frame, where all have an equal bit rate.

    Some frames have an extra byte, for an exact mean: the place is exact but for the fraction of
    a byte.
    """
    return frame * first.samples * first.kbits * 125 // first.rate


def _constant_count(file: FileIO, first: Header, first_byte: int, size: int) -> int:
    """The number of frames, if all have the bit rate of the first; 0 if any has not.

    The places of frames are tried from the start to the end: a single frame of a different length
    before a place would have moved the place.
    """
    count = (size - first_byte) * first.rate // (first.samples * first.kbits * 125)
    for number in range(_SAMPLED_PLACES):
        frame = number * (count - 1) // _SAMPLED_PLACES
        if not _is_near(file, first, first_byte + _constant_place(first, frame)):
            return 0
    return max(count, 0)


def _is_near(file: FileIO, first: Header, place: int) -> bool:
    """Whether a frame like the first begins at a place, or a byte before or after."""
    file.seek(max(place - 1, 0))
    data = file.read(_HEADER_BYTES + 2)
    for start in range(3):
        found = header_of(data[start : start + _HEADER_BYTES])
        if found and found.stream == first.stream and found.kbits == first.kbits:
            return True
    return False


def _scanned(file: FileIO, first: Header, first_byte: int) -> "tuple[int, array[int]]":
    """The number of frames, and the first byte of every 64th frame, by reading all headers."""
    lengths = _lengths(first)
    count, table = 0, array("q")
    place, last_end = first_byte, first_byte
    while True:
        file.seek(place)
        data = file.read(_BLOCK_BYTES)
        start, last = place, place + len(data) - _HEADER_BYTES
        if start > last:
            return count, table
        while place <= last:
            offset = place - start
            length = 0
            if data[offset] == 0xFF:
                length = lengths[data[offset + 1] << 8 | data[offset + 2]]
            if length:
                if count % _STRIDE_FRAMES == 0:
                    table.append(place)
                count += 1
                place += length
                last_end = place
            else:
                found = data.find(b"\xff", offset + 1)
                place = start + (found if found >= 0 else len(data))
                if place - last_end > _MOST_GARBAGE_BYTES:
                    return count, table


def _lengths(first: Header) -> "array[int]":
    """From the second and third byte of a header to the length of a frame like the first.

    0 for a different frame, and for bytes without a header.
    """
    found = array("H", bytes(2 * 256 * 256))
    for second in range(0xE0, 256):
        for third in range(256):
            header = header_of(bytes((0xFF, second, third, 0)))
            if header and header.stream == first.stream:
                found[second << 8 | third] = header.length
    return found
