"""Values with types become the texts that the reading of a log knows."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from incident_tui.exchange.imports.tables.typed_cells import cell_of

MOMENT = dt.datetime(2024, 2, 29, 13, 15, 7)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Fire \ud800", "Fire �"),
        (True, "true"),
        (7, "7"),
        (7.0, "7"),
        (7.25, "7.25"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (Decimal("7.50"), "7.50"),
        (Decimal("1E+2"), "100"),
        (Decimal("NaN"), "NaN"),
        (MOMENT, "2024-02-29 13:15:07"),
        (MOMENT.replace(microsecond=250_000), "2024-02-29 13:15:07.250000"),
        (MOMENT.replace(tzinfo=dt.UTC), "2024-02-29 13:15:07+00:00"),
        (MOMENT.date(), "2024-02-29"),
        (MOMENT.time(), "13:15:07"),
        (b"Fire", "Fire"),
        (b"\xff\0" * 600, "(1,200 bytes)"),
        (memoryview(b"a\0"), "(2 bytes)"),
        ({"a": [1, Decimal("2.5")]}, '{"a": [1, "2.5"]}'),
        ([101, 102], "[101, 102]"),
        (uuid.UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    ],
)
def test_each_kind(value: object, text: str) -> None:
    """A text says what the value says, and bytes that are no text say their number."""
    assert cell_of(value) == text
