"""Hints for misspelt words: the known word likely meant."""

import functools
from collections.abc import Iterable

MAX_WORD_CHARACTERS = 80
"""A longer word is not compared: the cost grows with the square of the length."""


def hint(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` with the nearest of the known words; "" if none is near."""
    near = nearest(word, tuple(known))
    return f"; did you mean `{near}`?" if near else ""


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The words for an unknown key, with the nearest known key or a list of the known keys."""
    names = tuple(known)
    near = nearest(key, names)
    meant = f"did you mean `{near}`?" if near else f"keys here: {', '.join(names)}"
    return f"unknown key `{key}`; {meant}"


@functools.lru_cache(maxsize=1_000)
def nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word likely meant: the nearest, or the only word with this start; "" for none."""
    if len(word) > MAX_WORD_CHARACTERS:
        return ""
    import difflib  # only a flawed record needs it

    if near := difflib.get_close_matches(word, known, n=1):
        return near[0]
    begun = _letters(word)
    starting = [one for one in known if len(begun) > 1 and _letters(one).startswith(begun)]
    return starting[0] if len(starting) == 1 else ""


def _letters(word: str) -> str:
    """The letters and digits of a word, without case."""
    return "".join(filter(str.isalnum, word)).casefold()
