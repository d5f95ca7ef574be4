"""Radio frequencies in words."""

import re

_NUMBER = re.compile(r"\d{1,4}(?:\.\d+)?", re.ASCII)
_FREQUENCY = re.compile(
    r"\d{2,4}[.,]\d{1,7}(?![\w.])|\d+(?:[.,]\d+)?\s?[kMG]?Hz\b|\d{8,10}$", re.ASCII | re.IGNORECASE
)
"""Megahertz with a fraction, a number with a unit, or hertz."""


def is_frequency(text: str) -> bool:
    """Whether a text begins with a frequency; the name or the number of a channel is none."""
    return _FREQUENCY.match(text) is not None


def frequency_words(frequency: str) -> str:
    """Return a frequency with its unit: a number alone is of megahertz."""
    return f"{frequency} MHz" if _NUMBER.fullmatch(frequency) else frequency
