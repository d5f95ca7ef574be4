"""Searching the words of a record: by text, without case and accents, or by regular expression.

A search goes through chunks of words and can stop after each chunk, so that keys stay quick.
Regular expressions are matched by the library `regex`, whose matches have a time limit.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, repeat
from math import prod
from operator import contains
from time import monotonic
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import regex

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.positions import Positions
from incident_tui.record.text import folded

MOST_SECONDS = 0.5
"""The time limit of a regular expression for a chunk of words."""
SCREEN_SECONDS = 0.2
"""The time limit of a regular expression for all texts on the screen together."""
UNCOUNTED_SECONDS = 0.002
"""The time for a text on the screen that does not count: most expressions take far less."""

_MOST_REPEATS = 10_000
"""The maximum repeats of a part of an expression: the library writes out each repeat."""
_REPEATS = re.compile(r"\{0*(\d+)")
_RECURSION = re.compile(r"(?<!\\)(?:\\\\)*(\(\s*\?\s*(?:R|[+-]?\d|&|P\s*[>&]))")
"""A part that stands for the whole expression, or for a group of it: `(?R)`, `(?1)`, `(?&name)`."""

MatchSpan = tuple[int, int]
"""From and to, as places in a text."""


class PatternError(ValueError):
    """A regular expression cannot be used; the message says why."""


class Query(msgspec.Struct, frozen=True):
    """Searched words, or a regular expression."""

    text: str
    regex: bool = False

    def __str__(self) -> str:
        return f"/{self.text}/" if self.regex else self.text


def query_of(written: str) -> Query | None:
    """The query in the search line; None for an empty line.

    `/` begins an expression; so does `//`, for `/` opens the line, and may be typed once more.

    Raises:
        PatternError: if the text is no regular expression.
    """
    regex = written.startswith("/")
    text = written.removeprefix("/").removeprefix("/").removesuffix("/") if regex else written
    if not folded(text):
        return None
    query = Query(text, regex)
    _matcher(query)
    return query


def can_search(query: Query) -> bool:
    """Whether a query has words to search for, or an expression that can be used."""
    if not folded(query.text):
        return False
    try:
        _matcher(query)
    except PatternError:
        return False
    return True


class Matches(msgspec.Struct, frozen=True, eq=False):
    """The matches that a search has found so far."""

    query: Query
    found: tuple[bytes | None, ...]
    """By chunk of words: a byte for each entry; b"" without a match; None before the search."""
    positions: Positions
    fault: str = ""
    """Why the search was given up; "" if it was not."""

    @property
    def complete(self) -> bool:
        """Whether every chunk is searched."""
        return bool(self.fault) or None not in self.found

    @property
    def share(self) -> float:
        """How much of the words is searched, from 0 to 1."""
        return 1 - self.found.count(None) / len(self.found)


def no_matches(chronology: Chronology, query: Query) -> Matches:
    """The matches of a search before its first chunk."""
    return matches_by_position(chronology, query, (None,) * chronology.texts.chunks)


def matches_by_position(
    chronology: Chronology, query: Query, found: tuple[bytes | None, ...], fault: str = ""
) -> Matches:
    """Matches by position; later chunks are still to be searched."""
    texts = chronology.texts
    found += (None,) * (texts.chunks - len(found))
    head, *calls = (part or bytes(texts.length(chunk)) for chunk, part in enumerate(found))
    mask = chronology.order.bytes_by_position(b"".join(calls), head)
    return Matches(query, found, Positions(mask), fault)


class Search:
    """A running search: each iteration searches a chunk of words."""

    def __init__(self, chronology: Chronology, matches: Matches, near: int = 0) -> None:
        """Take up a search, beginning with the entries about a position."""
        self.query = matches.query
        self.found = [*matches.found]
        """As in `Matches`."""
        self.fault = matches.fault
        """As in `Matches`."""
        self._texts = chronology.texts
        first = chronology.chunk_of(near)
        self._todo = (*range(first, len(self.found)), *range(first))

    def __iter__(self) -> Iterator[bool]:
        """Whether the chunk has a match, chunk by chunk."""
        find = _matcher(self.query)
        for chunk in self._todo:
            if self.found[chunk] is None:
                try:
                    found = self.found[chunk] = find(self._texts.chunk(chunk))
                except TimeoutError:
                    self.fault = "this expression takes too long; make it simpler"
                    return
                except MemoryError:
                    self.fault = "this expression takes too much memory; make it simpler"
                    return
                yield any(found)


def search(chronology: Chronology, query: Query) -> Matches:
    """Search everything."""
    on_its_way = Search(chronology, no_matches(chronology, query))
    for _ in on_its_way:
        pass
    return matches_by_position(chronology, query, tuple(on_its_way.found), on_its_way.fault)


def spans(query: Query, text: str) -> list[MatchSpan]:
    """The places of a query in a text on the screen."""
    letters = [folded(letter) for letter in text]
    words = "".join(letters).replace("\n", " ")
    ends = [*accumulate(map(len, letters))]
    found: list[MatchSpan] = []
    for start, stop in _places(query, words):
        first, last = bisect_right(ends, start), bisect_left(ends, stop)
        while last + 1 < len(letters) and not letters[last + 1]:
            last += 1  # marks that stand on the last letter
        if found and first < found[-1][1]:
            first = found[-1][1]  # the same ligature again
        if first <= last:
            found.append((first, last + 1))
    return found


def is_found(query: Query, text: str) -> bool:
    """Whether a text on the screen has a match; much faster than `spans` for a long text."""
    words = folded(text).replace("\n", " ")
    return next(_places(query, words), None) is not None


def _places(query: Query, words: str) -> Iterator[MatchSpan]:
    if query.regex:
        yield from _expression(query.text).spans(words)
        return
    needle = folded(query.text)
    start = words.find(needle)
    while start >= 0:
        yield start, start + len(needle)
        start = words.find(needle, start + len(needle))


@lru_cache(8)
def _matcher(query: Query) -> Callable[[str], bytes]:
    """A function from a chunk of words to a byte for each line, 1 for a match; b"" for no match.

    The function raises `TimeoutError` past its time limit, and `MemoryError`.
    """
    if query.regex:
        return _expression(query.text).find
    needle = folded(query.text)

    def find(words: str) -> bytes:
        if needle not in words:
            return b""
        return bytes(map(contains, words.split("\n"), repeat(needle)))

    return find


class _Expression:
    """A compiled expression, and the time that texts on the screen may still take.

    After an expression has once taken too long, its places on the screen are not looked for: a
    frame has many rows, and each of them would take as long.
    """

    def __init__(self, pattern: "regex.Pattern[str]") -> None:
        self._pattern = pattern
        self._seconds_left = SCREEN_SECONDS
        """For texts on the screen; 0 or less after the expression has taken too long."""

    def find(self, words: str) -> bytes:
        """A byte for each line, 1 for a match; b"" for no match.

        Raises:
            TimeoutError: after `MOST_SECONDS`.
            MemoryError: if the library takes more memory than it allows itself.
        """
        matches = self._pattern.search
        end = monotonic() + MOST_SECONDS
        try:
            found = bytes(
                matches(line, timeout=max(end - monotonic(), 0.001)) is not None
                for line in words.split("\n")
            )
        except (TimeoutError, MemoryError):
            self._seconds_left = 0
            raise
        return found if any(found) else b""

    def spans(self, words: str) -> list[MatchSpan]:
        """The matches in a text on the screen; none after the expression has taken too long."""
        if self._seconds_left <= 0:
            return []
        start = monotonic()
        try:
            matches = self._pattern.finditer(words, timeout=self._seconds_left)
            found = [match.span() for match in matches if match.end() > match.start()]
        except (TimeoutError, MemoryError):
            self._seconds_left = 0
            return []
        self._seconds_left -= max(monotonic() - start - UNCOUNTED_SECONDS, 0)
        return found


@lru_cache(8)
def _expression(text: str) -> _Expression:
    """Compile an expression without accents, as the words are indexed without accents.

    Raises:
        PatternError: if the text is no regular expression, or one that may take all memory.
    """
    import regex  # only those who ask for an expression wait for it

    if prod(max(int(count[:9]), 1) for count in _REPEATS.findall(text)) > _MOST_REPEATS:
        raise PatternError("this expression repeats too much; ask for fewer")
    if recursion := _RECURSION.search(text):
        raise PatternError(
            f"`{recursion[1]}` lets an expression contain itself, which is too expensive; "
            "write the part out"
        )
    plain = "".join(letter if letter.isascii() else folded(letter) for letter in text)
    try:
        return _Expression(regex.compile(plain, regex.IGNORECASE))
    except (regex.error, ArithmeticError, ValueError, RecursionError, MemoryError) as error:
        raise PatternError(f"no regular expression: {error}") from None
