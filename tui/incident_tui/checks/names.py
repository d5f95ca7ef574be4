"""People, and agencies, with nearly equal names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, islice
from typing import NamedTuple

from incident_tui.checks.codes import NEAR_NAMES, Finding
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.text import folded

_WORDS = re.compile(r"\w+")
_MOST_COMPARISONS = 200_000
"""The maximum number of comparisons, so that thousands of people take seconds."""


class _Kind(NamedTuple):
    """How names of a kind differ by mistake."""

    shortest: int
    """The minimum number of letters of a word in which a letter may be a slip."""
    initials: bool
    """Whether an initial may stand for a word."""


_OF_PEOPLE = _Kind(4, initials=True)
_OF_AGENCIES = _Kind(6, initials=False)  # short words of theirs are abbreviations: KCPD, KCFD


def findings(chronology: Chronology) -> Iterator[Finding]:
    """A warning for each two whose names are near, unless the record speaks of both together."""
    record = chronology.record
    together = [{*one.affects} for one in record.conflicts]
    together += [{*one.refs} for one in record.questions]
    people = {one.id: (one.name, *one.aliases) for one in record.people}
    agencies = {one.id: (one.name, one.short, *one.aliases) for one in record.agencies}
    for section, names, kind in (
        ("people", people, _OF_PEOPLE),
        ("agencies", agencies, _OF_AGENCIES),
    ):
        for one, other in _near(names, kind):
            if not any({one.id, other.id} <= ids for ids in together):
                mark = chronology.reading.mark_of_id(section, other.id)
                message = f"`{other.id}` goes by “{other.name}”, `{one.id}` by “{one.name}”"
                yield Finding(NEAR_NAMES, mark, message)


class _Word(NamedTuple):
    """A word of a name whose remaining words are equal in the compared names."""

    word: str
    id: str
    name: str


def _near(names: Mapping[str, Sequence[str]], kind: _Kind) -> Iterator[tuple[_Word, _Word]]:
    """Pairs of ids whose names differ by a mistake in a single word, with the names."""
    alike: dict[tuple[str, ...], list[_Word]] = {}
    for identifier, several in names.items():
        for name in several:
            words = sorted(_WORDS.findall(folded(name)))
            for number, word in enumerate(words):
                others = (*words[:number], *words[number + 1 :])
                alike.setdefault(others, []).append(_Word(word, identifier, name))
    pairs = chain.from_iterable(
        ((one, other, bool(others)) for one, other in combinations(words, 2))
        for others, words in alike.items()
    )
    found = set()
    for one, other, more in islice(pairs, _MOST_COMPARISONS):
        ids = frozenset((one.id, other.id))
        if len(ids) == 2 and ids not in found and _is_near(one.word, other.word, kind, more):
            found.add(ids)
            yield one, other


def _is_near(one: str, other: str, kind: _Kind, more: bool) -> bool:
    """Whether two words differ by a slip, or by an initial in a longer name."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return kind.initials and more and long.startswith(short)
    return len(short) >= kind.shortest and (short + long).isalpha() and _is_slip(short, long)


def _is_slip(one: str, other: str) -> bool:
    """Whether a single letter is wrong, superfluous, missing, or swapped with the next."""
    one, other = _rests(*_rests(one, other))
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _rests(one: str, other: str) -> tuple[str, str]:
    """Two words without their common start, reversed."""
    shared = 0
    while one[shared : shared + 1] == other[shared : shared + 1] != "":
        shared += 1
    return one[shared:][::-1], other[shared:][::-1]
