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
    """The known word likely meant; "" if none is near."""
    if len(word) > MAX_WORD_CHARACTERS:
        return ""
    import difflib  # only a flawed record needs it

    return next(iter(difflib.get_close_matches(word, known, n=1)), "")
