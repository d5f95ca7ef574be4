"""Scalars: each text read as the value that a field asks for, or refused with what to write."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from incident_tui.record import scalars
from incident_tui.record.context import Context, Wrong
from incident_tui.record.problems import Problems
from incident_tui.record.time_value import Duration
from incident_tui.record.tree import Mapping, Node, Refused, Scalar, Sequence

TEXT = Scalar("a", 1, 1)
LIST = Sequence([TEXT], 1, 1)
KEYS = Mapping({"a": (TEXT, TEXT)}, 1, 1)
EMPTY = Scalar("", 1, 1, empty=True)
REFUSED = Refused(1, 1)


def read(reader: Callable[[Node, Context], Any], text: str) -> Any:
    """What a reader makes of a text."""
    return reader(Scalar(text, 1, 1), Context("r.yaml", Problems()))


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (scalars.read_text, "012", "012"),
        (scalars.read_text, "", ""),
        (scalars.read_truth, "Yes", True),
        (scalars.read_truth, "fAlSe", False),
        (scalars.read_whole, "-007", -7),
        (scalars.read_whole, "9" * 18, int("9" * 18)),
        (scalars.read_number, "+39", 39.0),
        (scalars.read_number, "-94.4155", -94.4155),
        (scalars.read_number, "1.5E-3", 0.0015),
        (scalars.read_number, "3.9e-262", 3.9e-262),  # as JSON writes the smallest numbers
        (scalars.read_date, "2024-02-29", dt.date(2024, 2, 29)),
        (scalars.read_duration, "20s..30s", Duration(20_000, 30_000)),
    ],
)
def test_text_of_a_value_is_read(
    reader: Callable[[Node, Context], Any], text: str, value: object
) -> None:
    """Each kind of scalar has its notation."""
    assert read(reader, text) == value


@pytest.mark.parametrize(
    ("reader", "text", "message"),
    [
        (scalars.read_truth, "y", "`y` is neither true nor false"),
        (scalars.read_whole, "1_000", "`1_000` is no whole number"),
        (scalars.read_whole, "9" * 19, f"`{'9' * 19}` is no whole number"),
        (scalars.read_whole, "٣", "`٣` is no whole number"),
        (scalars.read_number, ".5", "`.5` is no number"),
        (scalars.read_number, "1e400", "`1e400` is no number"),
        (scalars.read_number, "nan", "`nan` is no number"),
        (scalars.read_date, "2024-2-29", "`2024-2-29` is no date: write it as 2024-02-29"),
        (scalars.read_date, "2024-02-30", "`2024-02-30` is no date of the calendar"),
        (scalars.read_duration, "soon", "`soon` is no duration: write 30s, 20m, 1h30m or 20m..30m"),
    ],
)
def test_text_of_no_value_is_refused(
    reader: Callable[[Node, Context], Any], text: str, message: str
) -> None:
    """A text in no notation of its kind is refused, with the notation where it is not plain."""
    with pytest.raises(Wrong, match=f"^{re.escape(message)}$"):
        read(reader, text)


@pytest.mark.parametrize(
    ("as_kind", "node", "message"),
    [
        (scalars.as_scalar, LIST, "must be text, not a list; a text that begins with [ needs"),
        (scalars.as_scalar, KEYS, "must be text, not a mapping; a text that begins with { needs"),
        (scalars.as_scalar, EMPTY, "is empty; give it a value or take the key out"),
        (scalars.as_sequence, TEXT, "must be a list: write [a]"),
        (scalars.as_sequence, KEYS, "must be a list"),
        (scalars.as_sequence, EMPTY, "is empty; give it a value or take the key out"),
        (scalars.as_mapping, TEXT, "must be a mapping of keys and values"),
        (scalars.as_mapping, LIST, "must be a mapping of keys and values"),
    ],
)
def test_node_of_another_kind_is_refused(
    as_kind: Callable[[Node], Node], node: Node, message: str
) -> None:
    """What stands in place of a text, a list or a mapping is told what belongs there."""
    with pytest.raises(Wrong, match=f"^{re.escape(message)}"):
        as_kind(node)
    with pytest.raises(Wrong, match=r"^$"):
        as_kind(REFUSED)  # reported when it was parsed


def test_node_of_its_kind_is_itself() -> None:
    """A node of the kind that is needed is given back."""
    assert scalars.as_scalar(TEXT) is TEXT
    assert scalars.as_sequence(LIST) is LIST
    assert scalars.as_mapping(KEYS) is KEYS
