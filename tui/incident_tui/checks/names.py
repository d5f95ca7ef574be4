"""People, and agencies, that go by nearly the same name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, islice
from typing import NamedTuple

from incident_tui.checks.codes import NEAR_NAMES, Finding
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.text import folded

_WORDS = re.compile(r"\w+")
_MOST_COMPARISONS = 200_000
"""Comparing names stops here: a record of thousands of people is still checked in seconds."""


class _Kind(NamedTuple):
    """How names of one kind differ by mistake."""

    shortest: int
    """Letters of a word of which one may be a slip."""
    initials: bool
    """Whether a word may stand for another that it is the first letter of."""


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
    """One word of a name, the others being shared with those that it is compared with."""

    word: str
    id: str
    name: str


def _near(names: Mapping[str, Sequence[str]], kind: _Kind) -> Iterator[tuple[_Word, _Word]]:
    """Each two ids with names that differ by a mistake in one word at most, and those names."""
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
    """Whether two words are one but for a slip, or one is the other's initial in a longer name."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return kind.initials and more and long.startswith(short)
    return len(short) >= kind.shortest and (short + long).isalpha() and _is_slip(short, long)


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter is another, too much, missing, or changed places with the next."""
    one, other = _rests(*_rests(one, other))
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _rests(one: str, other: str) -> tuple[str, str]:
    """Two words without the start that they share, turned around."""
    shared = 0
    while one[shared : shared + 1] == other[shared : shared + 1] != "":
        shared += 1
    return one[shared:][::-1], other[shared:][::-1]
