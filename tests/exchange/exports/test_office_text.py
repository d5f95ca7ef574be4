"""Texts for the files of office programs."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.exports.office_text import Lines, lines, office_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        (7, "7"),
        ("a\nb", "a b"),
        (Lines("a\nb"), "a\nb"),
        ("\x1b[31m", "␛[31m"),
        ("\uffff\ufffe", "‹U+FFFF›‹U+FFFE›"),
        (Lines("a\n\ud83d"), "a\n‹U+D83D›"),
        ("שלום 🔥", "שלום 🔥"),
    ],
)
def test_a_value_is_text_that_xml_can_have(value: object, text: str) -> None:
    """Controls are shown; only a text of a reviewer has line ends."""
    assert office_text(value) == text


def test_empty_lines_are_left_out() -> None:
    """And so are blanks around a text."""
    assert lines("  a\n\n\r\nb\x0cc ") == "a\nb␌c"
    assert lines(" \n ") == ""


@given(st.text())
def test_every_text_can_stand_in_xml(text: str) -> None:
    """A parser reads it back as it was written."""
    element = ET.Element("t")
    element.text = office_text(text)
    read = ET.fromstring(ET.tostring(element)).text or ""
    assert read == office_text(text)
