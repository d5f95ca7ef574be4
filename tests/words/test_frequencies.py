"""A frequency is told with its unit, and from the name of a channel."""

import pytest

from incident_tui.words.frequencies import frequency_words, is_frequency


@pytest.mark.parametrize(
    "text",
    ["154.430", "154,43", "154.4300 MHz", "460.1125 NFM", "8983 kHz", "771093750", "154.4/"],
)
def test_a_frequency(text: str) -> None:
    """With a fraction, with a unit, or in hertz."""
    assert is_frequency(text)


@pytest.mark.parametrize("text", ["", "TAC 1", "FD DISP", "5", "101", "8TAC92", "10-4", "154.4.3"])
def test_no_frequency(text: str) -> None:
    """The name or the number of a channel or a talkgroup."""
    assert not is_frequency(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [("774.09375", "774.09375 MHz"), ("772", "772 MHz"), ("8983 kHz", "8983 kHz"), ("", "")],
)
def test_a_frequency_has_a_unit(text: str, words: str) -> None:
    """That of the text, or megahertz, as imports write a number."""
    assert frequency_words(text) == words
