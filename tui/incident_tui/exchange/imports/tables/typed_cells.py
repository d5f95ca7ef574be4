"""Typed values of tables as cells, in the notations of a log."""

import datetime as dt
import json
from decimal import Decimal

from incident_tui.exchange.imports.foreign.values import clean


def cell_of(value: object) -> str:
    """Return a value as the text of a cell: a time in ISO 8601, a number in digits.

    Bytes are text if they can be; of a recording, the text is the number of bytes.
    """
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case bool():
            return str(value).lower()
        case dt.datetime():
            return value.isoformat(" ")
        case Decimal() if value.is_finite():
            return f"{value:f}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case bytes() | bytearray() | memoryview():
            return _text_of(bytes(value))
        case dict() | list() | tuple():
            return clean(json.dumps(value, ensure_ascii=False, default=cell_of))
        case _:
            return clean(str(value))


def _text_of(value: bytes) -> str:
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = "\0"
    return f"({len(value):,} bytes)" if "\0" in text else text
