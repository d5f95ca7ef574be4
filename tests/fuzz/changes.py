"""Inputs made from others: bytes changed, parts doubled and swapped, odd values put in."""

from collections.abc import Sequence
from random import Random

_ODD = (
    *(
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
        b"\x1b[2J",
        b"\xe2\x80\xae",
        b"\xe2\x80\x8d",
        b"\xef\xbb\xbf",
    ),
    *(b"-1", b"0", b"1e308", b"-1e308", b"9223372036854775808", b"1e999", b"NaN", b"0.1"),
    *(b"null", b"true", b"[]", b"{}", b'""', b"~", b"*a", b"&a", b"!!python/object:os.system"),
    *(b"0000-00-00", b"9999-12-31T23:59:60Z", b"13:15/", b"e0 +1s", b"24:00", b"Feb 30"),
    *(b'"', b"'", b"<!--", b"<a ", b"`", b"\\", b"${x}", b"=1+1", b"\r", b"\n", b"\t", b",", b": "),
    *(b"(?R)", b"(a|a)*", b"{9999}", b"[", b"(?:", b"(.*)*"),
)
_MARKS = b"\n,:{}[]\"' \t"
"""Where a part of an input begins and ends."""


def changed(random: Random, seeds: Sequence[bytes]) -> bytes:
    """One of the inputs, changed in one to eight places."""
    data = bytearray(random.choice(seeds))
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        start, stop = _part(random, data)
        match random.randrange(7):
            case 0:
                data[start:stop] = b""
            case 1:
                data[start:stop] = random.choice(_ODD)
            case 2:
                data[start:start] = random.choice(_ODD)
            case 3:
                data[start:start] = data[start:stop] * random.choice((1, 1, 2, 50))
            case 4:
                other, end = _part(random, data)
                data[start:stop] = data[other:end]
            case 5:
                data[start : start + 1] = bytes([random.randrange(256)])
            case _:
                data[start:start] = random.choice(_ODD) * random.choice((1, 3, 2_000))
    return bytes(data)


def _part(random: Random, data: bytearray) -> tuple[int, int]:
    """From and to of a part of an input: between two marks, or anywhere."""
    if not data:
        return 0, 0
    start = random.randrange(len(data))
    if random.random() < 0.3:
        return start, min(start + random.randrange(1, 30), len(data))
    stop = start
    while start > 0 and data[start - 1] not in _MARKS:
        start -= 1
    while stop < len(data) and data[stop] not in _MARKS:
        stop += 1
    return start, stop
