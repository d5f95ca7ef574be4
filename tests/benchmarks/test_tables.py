"""A table of the benchmarks says what was measured, in its column, and what was not."""

from math import inf

import pytest

from benchmarks.tables import percentile, row, table

COLUMNS = ("floor", "ours", "peer")


@pytest.mark.parametrize(
    ("samples", "cells"),
    [
        pytest.param({}, ["—", "—", "—", "—"], id="nothing"),
        pytest.param({"ours": [3.0]}, ["—", "3.0", "—", "—"], id="no floor"),
        pytest.param(
            {"floor": [2.0], "ours": [3.0], "peer": [1234.5]},
            ["2.0", "3.0", "1.50", "1,234"],
            id="one value each",
        ),
        pytest.param(
            {"floor": [1.0], "ours": [inf, 2.0], "peer": [inf]},
            ["1.0", "too long", "too long", "too long"],
            id="not waited for",
        ),
        pytest.param(
            {"floor": [1.0, 1.0], "ours": [2.0, 4.0]},
            ["1.0 / 1.0", "3.0 / 3.9", "3.00 / 3.90", "—"],
            id="two percentiles",
        ),
    ],
)
def test_a_row_has_a_cell_a_column(samples: dict[str, list[float]], cells: list[str]) -> None:
    """After the subject stands its ratio to the floor."""
    assert row("what", samples, COLUMNS, "floor", "ours") == ["what", *cells]


def test_values_are_told_in_the_unit() -> None:
    """Seconds as milliseconds, a ratio as it is."""
    cells = row("what", {"floor": [0.002], "ours": [0.004]}, COLUMNS, "floor", "ours", 1000)
    assert cells == ["what", "2.0", "4.0", "2.00", "—"]


def test_percentiles_lie_between_the_values() -> None:
    """The middle of an odd number of values is one of them."""
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([5.0], 95) == 5.0


def test_columns_of_a_table_stand_under_each_other() -> None:
    """The first to the left, the others to the right."""
    assert [*table(["", "ms"], [["a step", "12"], ["start", "7"]])] == [
        "|        |  ms |",
        "| ------ | --: |",
        "| a step |  12 |",
        "| start  |   7 |",
    ]
