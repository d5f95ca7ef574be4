"""Numbers as people read them: percentiles, ratios, a Markdown table."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import quantiles

NOTHING = "—"
"""In the place of what was not measured."""
TOO_LONG = "too long"
"""In the place of infinity: of what was not waited for."""


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that this many percent of the values do not exceed."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def row(
    label: str,
    samples: Mapping[str, Sequence[float]],
    columns: Sequence[str],
    floor: str,
    subject: str,
    unit: float = 1.0,
) -> list[str]:
    """A label, then a cell a column, and after the subject's its ratio to the floor.

    A cell has the 50th and the 95th percentile, or the value itself where there is but one; each
    times the unit.
    """
    cells = [label]
    for name in columns:
        values = samples.get(name, ())
        cells.append(_cell([value * unit for value in _percentiles(values)]))
        if name == subject:
            pairs = zip(_percentiles(values), _percentiles(samples.get(floor, ())), strict=False)
            cells.append(_cell([ours / theirs for ours, theirs in pairs], digits=2))
    return cells


def _percentiles(values: Sequence[float]) -> list[float]:
    if math.inf in values:
        return [math.inf]
    if len(values) < 2:
        return [*values]
    return [percentile(values, percent) for percent in (50, 95)]


def _cell(values: Sequence[float], digits: int = 1) -> str:
    return " / ".join(number(value, digits) for value in values) or NOTHING


def number(value: float, digits: int = 1) -> str:
    """Three digits that tell something, or all those before the point."""
    if value == math.inf:
        return TOO_LONG
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.{digits}f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table: the first column to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    for first, *others in lines:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield f"| {' | '.join([first.ljust(widths[0]), *cells])} |"
