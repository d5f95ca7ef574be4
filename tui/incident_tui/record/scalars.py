"""Nodes as the kind needed by a reader, and readers of scalars.

A reader is called with a node and a context, and raises `Wrong` for a text in a wrong notation.
"""

import datetime as dt
import math
import re

from incident_tui.record.context import Context, Wrong
from incident_tui.record.time_value import Duration, TimeSyntaxError, parse_duration
from incident_tui.record.tree import Mapping, Node, Refused, Scalar, Sequence

TRUTH_WORDS = {"true": True, "yes": True, "false": False, "no": False}
WHOLE_NUMBER = r"[+-]?[0-9]{1,18}"
NUMBER = r"[+-]?[0-9]{1,18}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

_EMPTY = "is empty; give it a value or take the key out"
_WHOLE_NUMBER, _NUMBER, _DATE = map(re.compile, (WHOLE_NUMBER, NUMBER, DATE))


def as_scalar(node: Node) -> Scalar:
    """The node as a text.

    Raises:
        Wrong: if the node is empty, a list or a mapping.
    """
    if isinstance(node, Scalar):
        if node.empty:
            raise Wrong(node, _EMPTY)
        return node
    if isinstance(node, Refused):
        raise Wrong(node)
    kind, sign = ("a list", "[") if isinstance(node, Sequence) else ("a mapping", "{")
    raise Wrong(node, f"must be text, not {kind}; a text that begins with {sign} needs quotes")


def as_sequence(node: Node) -> Sequence:
    """The node as a list.

    Raises:
        Wrong: if the node is empty, a text or a mapping.
    """
    if isinstance(node, Sequence):
        return node
    if isinstance(node, Refused):
        raise Wrong(node)
    if isinstance(node, Scalar) and node.empty:
        raise Wrong(node, _EMPTY)
    example = f": write [{node.text}]" if isinstance(node, Scalar) else ""
    raise Wrong(node, f"must be a list{example}")


def as_mapping(node: Node) -> Mapping:
    """The node as keys and values.

    Raises:
        Wrong: if the node is a text or a list.
    """
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Refused):
        raise Wrong(node)
    raise Wrong(node, "must be a mapping of keys and values")


def read_text(node: Node, context: Context) -> str:
    """The text as written."""
    return as_scalar(node).text


def read_truth(node: Node, context: Context) -> bool:
    """True for `true` and `yes`, False for `false` and `no`, in either case."""
    text = as_scalar(node).text
    if text.lower() not in TRUTH_WORDS:
        raise Wrong(node, f"`{text}` is neither true nor false")
    return TRUTH_WORDS[text.lower()]


def read_whole(node: Node, context: Context) -> int:
    """A whole number of up to 18 digits."""
    text = as_scalar(node).text
    if not _WHOLE_NUMBER.fullmatch(text):
        raise Wrong(node, f"`{text}` is no whole number")
    return int(text)


def read_number(node: Node, context: Context) -> float:
    """A decimal number, with an exponent or without."""
    text = as_scalar(node).text
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):  # as 1e400 is not, which the decoder of calls refuses too
        raise Wrong(node, f"`{text}` is no number")
    return number


def read_date(node: Node, context: Context) -> dt.date:
    """A date in the extended form of ISO 8601: `2024-02-29`."""
    text = as_scalar(node).text
    if not _DATE.fullmatch(text):
        raise Wrong(node, f"`{text}` is no date: write it as 2024-02-29")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Wrong(node, f"`{text}` is no date of the calendar") from None


def read_duration(node: Node, context: Context) -> Duration:
    """A length of time in the notation of `time_value.parse_duration`."""
    try:
        return parse_duration(as_scalar(node).text)
    except TimeSyntaxError as error:
        raise Wrong(node, str(error)) from None
