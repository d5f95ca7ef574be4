"""The columns of cities, vendors and languages: what a log of each becomes.

Beside each log in `cases/layouts` stands what is read from it, for a reader of this test to judge.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.csv.log import read
from incident_tui.exchange.imports.csv.rows import delimiter_of
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.tables.notations import shape_of
from incident_tui.exchange.imports.tables.parties import coordinates_in
from incident_tui.exchange.imports.tables.status_words import status_of
from tests.exchange.imports.imported import assert_sound, section

LAYOUTS = Path(__file__).parents[1] / "cases" / "layouts"
LOGS = sorted(path.stem for path in LAYOUTS.glob("*.csv"))
DAY = "2024-02-29"
_WORD = re.compile(r"[\w.]*\w")


def read_log(name: str) -> list[Found]:
    """What is read from a log, without an option of the user."""
    return list(read([LAYOUTS / f"{name}.csv"], Wishes()))


def at(time: Any) -> str:
    """A time in few words: without the day of most of them, and with its doubt."""
    form = time if isinstance(time, str) else time["at"]
    return str(form).removeprefix(f"{DAY}T")


def told(found: list[Found]) -> Iterator[str]:
    """What a log becomes, in lines."""
    for one in found:
        if isinstance(one, Remark):
            yield f"~ {one.words}"
        elif isinstance(one, Rejected):
            yield f"! {one.reason}"
    for agency in section(found, "agencies"):
        yield f"agency {agency['name']}"
    for unit in section(found, "units"):
        steps = [f"{step['status']} {at(step['time'])}" for step in unit.get("status_history", ())]
        kind = f" ({unit['type']})" if unit.get("type") else ""
        yield f"unit {unit['call_sign']}{kind}: {', '.join(steps)}"
    places = {place["id"]: place for place in section(found, "locations")}
    for place in places.values():
        degrees = f" ({place['lat']}, {place['lon']})" if "lat" in place else ""
        yield f"place {place['text']}{degrees}"
    for entry in section(found, "timeline"):
        yield from entry_lines(entry, places)


def entry_lines(entry: dict[str, Any], places: dict[str, Any]) -> Iterator[str]:
    """An entry in lines: its time and title, who it names, and its text below."""
    title, *lines = filter(None, (entry.get("title", ""), *entry["text"].split("\n")))
    speaker = entry.get("speaker", {})
    parties = [entry.get("agency", ""), *entry.get("units", ())]
    who = [*filter(None, parties), " > ".join(filter(None, speaker.values()))]
    where = "@" if entry.get("location") in places else ""
    yield " ".join(
        filter(None, (at(entry["time"]), title, *(f"[{one}]" for one in who if one), where))
    )
    yield from (f"    {line}" for line in lines)


@pytest.mark.parametrize("name", LOGS)
def test_a_log_becomes_its_entries(name: str) -> None:
    """Times, statuses, units, agency, place and text are those beside the log; all are sound."""
    found = read_log(name)
    expected = (LAYOUTS / f"{name}.expected").read_text(encoding="utf-8").splitlines()
    assert list(told(found)) == expected
    assert_sound(found)


@pytest.mark.parametrize("name", LOGS)
def test_no_cell_of_a_log_is_lost(name: str) -> None:
    """Each word of a cell that is no time and no status stands somewhere in the record."""
    found = read_log(name)
    kept = "\n".join(
        str(value)
        for one in found
        if isinstance(one, ImportedItem)
        for value in (one.value, one.value.get("stated", ""))
    ) + "".join(one.raw for one in found if isinstance(one, Rejected))
    text = (LAYOUTS / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter=delimiter_of(text)))[1:]
    lost = [
        cell
        for row in rows
        for cell in map(str.strip, row)
        if shape_of(cell) in ("", "number")
        and not (status_of(cell) or coordinates_in(cell))
        and any(word not in kept for word in _WORD.findall(cell))
    ]
    assert lost == []
