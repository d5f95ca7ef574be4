"""What importers yield, as tests look at it: by section, and as a record that is read."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Look,
    Need,
    Rejected,
    Wishes,
)
from incident_tui.record.model import FORMAT
from incident_tui.record.reading import Reading, read_bytes

INCIDENT = {"id": "i", "title": "T", "date": "2024-02-29", "timezone": "America/Chicago"}
_NOT_IN_YAML = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def section(found: Iterable[Found], name: str) -> list[dict[str, Any]]:
    """The values of one section, in their order."""
    return [
        dict(one.value) for one in found if isinstance(one, ImportedItem) and one.section == name
    ]


def rejected(found: Iterable[Found]) -> list[Rejected]:
    """What could not be read."""
    return [one for one in found if isinstance(one, Rejected)]


def read_back(found: Iterable[Found]) -> Reading:
    """The record of these items, as the reader of records has it."""
    record: dict[str, Any] = {"format": FORMAT, "incident": dict(INCIDENT)}
    for one in found:
        if isinstance(one, ImportedItem) and one.section == "incident":
            record["incident"] |= one.value
        elif isinstance(one, ImportedItem):
            record.setdefault(one.section, []).append(one.value)
    text = json.dumps(record, ensure_ascii=False)
    text = _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return read_bytes(text.encode(), "record.yaml")


def assert_sound(found: Iterable[Found]) -> Reading:
    """Every item is accepted by the reader of records, and every id stands once."""
    reading = read_back(found)
    assert [str(problem) for problem in reading.problems] == []
    assert reading.left_out == ()
    return reading


def any_json() -> st.SearchStrategy[Any]:
    """JSON of every kind, with what is awkward more often than by chance."""
    awkward = [
        True,
        False,
        None,
        -1,
        0,
        1,
        1e300,
        -5e-324,
        10**30,
        "NaN",
        "",
        "\x00",
        "-",
        "\ud800",
    ]
    awkward += ["2024-02-29T13:15:07-06:00", "1709234567", 1709234567, 1709234567123, "a\nb: [c"]
    scalars = st.sampled_from(awkward) | st.integers() | st.floats(allow_nan=False) | st.text()
    return st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["$ref", "$id", "src", "time", "x"]), inner, max_size=3
            )
        ),
        max_leaves=8,
    )


def left_open(look: Look, *paths: Path, **wishes: Any) -> set[Need]:
    """The options that would say what files leave open."""
    return {need for looked in look(paths, Wishes(**wishes)) for need in looked.open}
