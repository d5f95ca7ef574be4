"""Values of a test's parameter: a part of them in every run, all of them in `make test-all`."""

from typing import Any

import pytest


def thorough(*values: Any) -> list[Any]:
    """Values of a parameter for `make test-all` alone."""
    return [pytest.param(value, marks=pytest.mark.thorough) for value in values]


def thorough_rows(*rows: tuple[Any, ...]) -> list[Any]:
    """Values of several parameters for `make test-all` alone, a tuple for each test."""
    return [pytest.param(*row, marks=pytest.mark.thorough) for row in rows]


def spread_over(count: int, most: int) -> range:
    """As many of the numbers below a count, at even distances, as a test looks at."""
    return range(0, count, max(count // most, 1))


def at_sizes(first: tuple[int, int], *others: tuple[int, int]) -> list[Any]:
    """Sizes of the terminal: the first in every run, the others in `make test-all`."""
    return [first, *thorough(*others)]
