"""Hints for misspelt words: the nearest known word, if one is near."""

import pytest

from incident_tui.record.spelling import MAX_WORD_CHARACTERS, hint, nearest, unknown_key

KEYS = ("title", "time", "text", "tags")
STATUSES = ("OnScene", "EnRoute", "cad_export", "cad_import")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("titel", "title"),
        ("tiem", "time"),
        ("tag", "tags"),
        ("text", "text"),
        ("zzz", ""),
        ("", ""),
        ("TITLE", "title"),
        ("tit", "title"),  # the only one with this start
        ("T", ""),
    ],
)
def test_the_nearest_known_word_is_meant(word: str, near: str) -> None:
    """A letter too many, too few or out of place; a word like no other means nothing."""
    assert nearest(word, KEYS) == near
    assert hint(word, iter(KEYS)) == (f"; did you mean `{near}`?" if near else "")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("On Scene", "OnScene"),
        ("ON SCENE", "OnScene"),
        ("enroute", "EnRoute"),
        ("CAD-EXPORT", "cad_export"),
        ("cad_e", "cad_export"),
        ("cad", ""),  # either
    ],
)
def test_blanks_strokes_and_capitals_are_no_other_word(word: str, near: str) -> None:
    """A word is known by its letters; a start that two words have means neither."""
    assert nearest(word, STATUSES) == near


def test_a_long_word_is_not_compared() -> None:
    """A word is compared up to a stated length."""
    word = "a" * MAX_WORD_CHARACTERS
    assert nearest(word, (word,)) == word
    assert nearest(word + "a", (word + "a",)) == ""


def test_an_unknown_key_is_told_what_keys_there_are() -> None:
    """Where no key is near, all of them are listed."""
    assert unknown_key("titel", KEYS) == "unknown key `titel`; did you mean `title`?"
    assert unknown_key("x", iter(KEYS)) == "unknown key `x`; keys here: title, time, text, tags"
