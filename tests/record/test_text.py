"""Text of strangers on the screen: nothing of it can command a terminal or hide."""

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record.text import paragraphs, visible

SEEN_ALTHOUGH_FORMAT = {
    # Signs over or under numbers, and joiners of hieroglyphs: of the category Cf, and drawn.
    *"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd",
    *map(chr, range(0x13430, 0x13440)),
}


def is_a_threat(character: str) -> bool:
    """Whether a character is a control, sets a direction, has no width, or is half of one."""
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in SEEN_ALTHOUGH_FORMAT
    return category in {"Cc", "Cs", "Zl", "Zp"}


def every_character() -> Iterator[str]:
    """Yield every character of Unicode; a list of them would take 90 MB."""
    return map(chr, range(sys.maxunicode + 1))


@cache
def threats() -> list[str]:
    """The characters that are a threat, looked for once, and only if a test asks."""
    return [character for character in every_character() if is_a_threat(character)]


ANY_TEXT = st.text(st.characters() | st.deferred(lambda: st.sampled_from(threats())))

# As written -> as shown.
SHOWN: dict[str, str] = {
    # Left as it is.
    "": "",
    "Shots fired, 1100 block": "Shots fired, 1100 block",
    "Zoë · naïve · 字 · 🚓 · 👮🏽": "Zoë · naïve · 字 · 🚓 · 👮🏽",
    # Joiners between letters of scripts that need them, and between the parts of an emoji.
    "می\u200cخواهم": "می\u200cخواهم",
    "क्\u200dष": "क्\u200dष",
    "👨\u200d👩\u200d👧 👩🏽\u200d🚒": "👨\u200d👩\u200d👧 👩🏽\u200d🚒",
    # Without the selector of the coloured shape, terminals agree on the width.
    "⚠\ufe0f ❤\ufe0f 1\ufe0f\u20e3": "⚠ ❤ 1\u20e3",
    "🏳\ufe0f\u200d🌈": "🏳\u200d🌈",
    "two  spaces": "two  spaces",
    # Markup of Rich and Textual is text.
    "[bold]10-4[/bold]": "[bold]10-4[/bold]",
    "[link=file:///etc/passwd]x[/]": "[link=file:///etc/passwd]x[/]",
    "[@click=app.quit]x[/]": "[@click=app.quit]x[/]",
    "\\[": "\\[",
    # Controls show as pictures.
    "\x1b[2J": "␛[2J",
    "\x1b]0;title\x07": "␛]0;title␇",
    "a\x00b": "a␀b",
    "a\x08b": "a␈b",
    "\x7f": "␡",
    # Ends of line become spaces.
    "one\ntwo": "one two",
    "one\r\ntwo": "one two",
    "one\rtwo": "one two",
    "one\ttwo": "one two",
    "one \n\n two\n": "one two",
    # What no font draws is named.
    "\x9b2J": "‹U+009B›2J",
    "\x85": "‹U+0085›",
    "abc\u202edef": "abc‹U+202E›def",
    "\u2066x\u2069": "‹U+2066›x‹U+2069›",
    "zero\u200bwidth": "zero‹U+200B›width",
    "a\u200cb a\u200db": "a‹U+200C›b a‹U+200D›b",
    "می\u200c": "می‹U+200C›",
    "\u200cمی": "‹U+200C›می",
    "م\u200c\u200cی": "م‹U+200C›‹U+200C›ی",
    "👨\u200d 👨\u200da 👨\u200c👩": "👨‹U+200D› 👨‹U+200D›a 👨‹U+200C›👩",
    "\ufeffx": "‹U+FEFF›x",
    "soft\xadhyphen": "soft‹U+00AD›hyphen",
    "\u3164": "‹U+3164›",
    "\ud800": "‹U+D800›",
    "\U000e0041": "‹U+E0041›",
    "\u2028": "‹U+2028›",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items(), ids=[ascii(text) for text in SHOWN])
def test_text_is_shown(text: str, shown: str) -> None:
    """A text is shown as it is, or with a visible sign for each character that must not act."""
    assert visible(text) == shown


@pytest.mark.parametrize("around", ["{}", "a{}b", "{}[2J"])
def test_no_threat_survives(around: str) -> None:
    """Of all of Unicode, no control, direction mark, zero-width character or surrogate survives."""
    survivors = [hex(ord(one)) for one in threats() if one in visible(around.format(one))]
    assert survivors == []


def test_what_can_be_seen_stays() -> None:
    """Every letter, mark, number, sign and space is left as it is, shapeless fillers apart."""
    changed = [
        hex(ord(one))
        for one in every_character()
        if unicodedata.category(one)[0] in "LMNPSZ" and not is_a_threat(one) and visible(one) != one
    ]
    fillers = {
        0x34F,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x180B,
        0x180C,
        0x180D,
        0x180F,
        0x3164,
        0xFFA0,
    }
    selectors = {0xFE0F, *range(0xE0100, 0xE01F0)}
    assert set(changed) == {hex(code) for code in fillers | selectors}


@given(ANY_TEXT)
def test_any_text_is_one_harmless_line(text: str) -> None:
    """Any text is shown on one line that can be printed, without a character that acts."""
    shown = visible(text)
    joined = {"\u200c", "\u200d"}
    assert not any(is_a_threat(character) for character in shown if character not in joined)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown
    assert shown.encode().decode() == shown


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\u034f")))
def test_words_survive(text: str) -> None:
    """What a stranger wrote stays readable: every letter and number of it is still there."""
    letters = [one for one in text if one.isalnum() and one not in "\u115f\u1160\u3164\uffa0"]
    assert [one for one in visible(text) if one in letters] == letters or "‹" in visible(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\r\n", ["one", "two", ""]),
        ("one\n\n\x1b[2Jtwo", ["one", "", "␛[2Jtwo"]),
        ("one\rtwo", ["one two"]),
    ],
    ids=ascii,
)
def test_paragraphs_are_the_lines(text: str, lines: list[str]) -> None:
    """A text of several lines keeps them, each of them harmless."""
    assert paragraphs(text) == lines


@given(ANY_TEXT)
def test_no_threat_survives_in_paragraphs(text: str) -> None:
    """No line of any text holds a character that acts."""
    assert not any(is_a_threat(one) for line in paragraphs(text) for one in line)
