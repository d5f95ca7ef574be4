"""Workbooks as tests read them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.landing.protocol import Found, Wishes
from incident_tui.exchange.imports.spreadsheet.log import read
from tests.exchange.imports.spreadsheet.workbooks import Cell, workbook

UNSAID = Wishes()


def found_in(
    folder: Path,
    sheets: Mapping[str, Iterable[Sequence[Cell]]],
    wishes: Wishes = UNSAID,
    name: str = "log.xlsx",
) -> list[Found]:
    """What is read of a workbook with these sheets."""
    path = folder / name
    path.write_bytes(workbook(sheets))
    return [*read([path], wishes)]


def times_of(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """The times of entries, without the words of the source."""
    times = (entry["time"] for entry in entries)
    return [time if isinstance(time, str) else time["at"] for time in times]
