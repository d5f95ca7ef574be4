"""Sizes of the terminal for a test: the first in every run, the others in `make test-all`."""

from typing import Any

import pytest


def at_sizes(first: tuple[int, int], *others: tuple[int, int]) -> list[Any]:
    """The values of a parameter: a size for every run, and sizes for thorough runs."""
    return [first, *(pytest.param(size, marks=pytest.mark.thorough) for size in others)]
