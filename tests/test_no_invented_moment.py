"""Every clock time on a pane, board, print or report is written in the record, or is a bound."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.printed.view import View
from incident_tui.placing.placement import Placement
from incident_tui.record.time_value import MINUTE, Relative
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of
from incident_tui.words.notation import TIME_MARKS
from tests.exchange.exports.reports import Make, exercise, independence
from tests.exchange.exports.workbooks import grids_in, whole
from tests.thorough import spread_over, thorough
from tests.viewing import views_of

_CLOCK = re.compile(r"(?<![\d+-])(?<!\d:)([0-2]\d:[0-5]\d)")
"""A clock time; the offset of a zone is none."""
LEGEND = {*_CLOCK.findall(" ".join(f"{mark} {meaning}" for mark, meaning in TIME_MARKS))}
"""The examples in the legend of a report."""
_FOR_SORTING = ("sort_time",)
"""Fields of data that are for sorting alone, as their names say."""


def allowed(chronology: Chronology) -> set[str]:
    """Clock times in the record's own text, and the bounds of everything that is placed."""
    path = Path(chronology.path)
    files = [path, *path.parent.glob("*.jsonl")]
    found = {time for file in files for time in _CLOCK.findall(file.read_text("utf-8"))}
    found |= {f"{chronology.zone.local(moment):%H:%M}" for moment in counted(chronology)}
    for placement in placements(chronology):
        for moment in (placement.earliest, placement.latest, placement.end):
            if moment is not None:
                local = chronology.zone.local(moment)
                found |= {f"{local:%H:%M}", f"{chronology.zone.local(moment + 1):%H:%M}"}
        if placement.best is not None and is_to_the_minute(placement):
            found.add(f"{chronology.zone.local(placement.best):%H:%M}")
    return found


def counted(chronology: Chronology) -> Iterator[int]:
    """The moments counted from the written time of another entry: two minutes after 13:15."""
    for entry in chronology.entries:
        if isinstance(entry.time.at, Relative) and entry.time.at.anchor in chronology.positions:
            anchor = chronology.placements[chronology.positions[entry.time.at.anchor]].best
            offset = entry.time.at.offset
            yield from () if anchor is None else (anchor + offset.least, anchor + offset.most)


def is_to_the_minute(placement: Placement) -> bool:
    """Whether the bounds of a placement leave a single minute."""
    assert placement.earliest is not None
    assert placement.latest is not None
    return placement.latest - placement.earliest < MINUTE


def placements(chronology: Chronology) -> Iterator[Placement]:
    """Where every entry is placed, and every change of a status, on both clocks."""
    for position, placement in enumerate(chronology.placements):
        yield placement
        yield chronology.known(position)
    for histories in chronology.histories.values():
        for history in histories.values():
            for change in history.changes:
                yield change.placement
                yield change.known


def invented(text: str, known: set[str]) -> set[str]:
    """The clock times of a text that nobody gave; whole hours may be those of an axis."""
    return {time for time in _CLOCK.findall(text) if time not in known and time[3:] != "00"}


@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("most", [4, *thorough(20)])
@pytest.mark.parametrize("make", [independence, *thorough(exercise)])
def test_no_view_shows_a_moment_that_nobody_gave(make: Make, most: int, clock: Clock) -> None:
    """At every entry, on both clocks; the middle of bounds least of all."""
    chronology = make()
    known = allowed(chronology)
    review = msgspec.structs.replace(review_of(chronology), clock=clock)
    for position in spread_over(chronology.placed_count, most):
        for name, text in views_of(msgspec.structs.replace(review, cursor=position)):
            if name == "json":
                text = without_sorting(text)
            elif name.startswith("show"):
                # The moment of its heading, and of the line in its timeline, is asked for.
                text = re.sub("──── .* ────", "", text.split("## ", 1)[-1])
            assert not invented(text, known), (name, position)


def without_sorting(text: str) -> str:
    """A JSON text without the fields for sorting, and without the moment that was asked for."""
    told = json.loads(text)
    told.pop("at")
    for entry in told["entries"]:
        for name in _FOR_SORTING:
            entry["time"].pop(name)
    return json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("make", [independence, exercise])
@pytest.mark.parametrize("name", ["markdown", "html", "aar", "ics214", "csv"])
def test_no_report_shows_a_moment_that_nobody_gave(name: str, make: Make) -> None:
    """A column for sorting says so by its name."""
    chronology = make()
    text = "".join(FORMATS[name].load()(View(Lens(chronology))))
    if name == "csv":
        rows = csv.DictReader(io.StringIO(text, newline=""))
        text = "\n".join(
            value for row in rows for key, value in row.items() if key not in _FOR_SORTING
        )
    text = re.sub("<svg.*?</svg>", "", text, flags=re.DOTALL)  # the cells of an axis
    assert not invented(text, allowed(chronology) | LEGEND)


@pytest.mark.parametrize("make", [independence, exercise])
def test_no_workbook_shows_a_moment_that_nobody_gave(make: Make) -> None:
    """Neither in words nor as a date, on any sheet."""
    chronology = make()
    texts = list[str]()
    for head, *rows in grids_in(whole(make)).values():
        for row in rows:
            cells = (cell for name, cell in zip(head, row, strict=True) if name not in _FOR_SORTING)
            texts += (
                f"{cell:%H:%M}" if isinstance(cell, dt.datetime) else str(cell) for cell in cells
            )
    assert not invented("\n".join(texts), allowed(chronology) | LEGEND)
