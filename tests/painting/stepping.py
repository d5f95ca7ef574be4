"""A program: open the bundled record, press the keys of the command line, print each screen.

Standard output is JSON: whether the module with the private parts was imported, and for the start
and each key the rows of the terminal: their texts, and the looks of their cells.
"""

import asyncio
import json
import sys

from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_record
from incident_tui.review.review import review_of
from incident_tui.samples import bundled_record
from tests.painting.terminal import Terminal
from tests.painting.terminal_driver import SIZE, TerminalDriver


async def screens(keys: list[str]) -> list[dict[str, list[str]]]:
    """The rows of the terminal at the start and after each key."""
    app = IncidentApp(review_of(chronology_of(read_record(bundled_record()))))
    app.driver_class = TerminalDriver
    async with app.run_test(size=SIZE, headless=False) as pilot:
        driver = app._driver
        assert isinstance(driver, TerminalDriver)
        await _settle(pilot, driver)
        seen = [_rows(driver.terminal)]
        for key in keys:
            await pilot.press(key)
            await _settle(pilot, driver)
            seen.append(_rows(driver.terminal))
    return seen


async def _settle(pilot: "Pilot[None]", driver: TerminalDriver) -> None:
    """Wait until a pause goes by in which nothing is written."""
    written = -1
    while written != len(driver.written):
        written = len(driver.written)
        await pilot.pause()
        await pilot.pause()


def _rows(terminal: Terminal) -> dict[str, list[str]]:
    looks = terminal.seen
    cells = [[looks[x, y] for x in range(terminal.columns)] for y in range(terminal.rows)]
    attributes = [
        repr([(sorted(cell.attributes), *cell[2:]) for cell in row if cell]) for row in cells
    ]
    return {"texts": terminal.lines, "looks": attributes}


if __name__ == "__main__":
    found = asyncio.run(screens(sys.argv[1:]))
    private = "incident_tui.painting.textual_private" in sys.modules
    print(json.dumps({"private": private, "screens": found}))
