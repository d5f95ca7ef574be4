"""Draws the screenshots of this folder from the app itself: `make screenshots`."""

import asyncio
import sys
from pathlib import Path
from typing import NamedTuple

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_record
from incident_tui.review.review import review_of
from incident_tui.samples import EXERCISE, bundled_record, data_folder
from incident_tui.themes import DARK, LIGHT

HERE = Path(__file__).parent


class Picture(NamedTuple):
    """A screenshot: the size of the terminal, the keys pressed before, and the theme."""

    size: tuple[int, int]
    keys: tuple[str, ...]
    theme: str = DARK.name
    record: str = ""
    """The name of a bundled record; "" for the first one."""
    opens_on_overview: bool = False


_TO_RECEPTION = ("slash", *"Sedge Street Hall", "enter", "n", "escape")
_TO_FOURTH_CALL = ("J", "J", "J", "J")
_TO_FIRST_WATER = ("t", *"20:58", "enter")
PICTURES = {
    "overview-120x36": Picture((120, 36), (), opens_on_overview=True),
    "overview-80x24": Picture((80, 24), (), LIGHT.name, EXERCISE, opens_on_overview=True),
    "lanes-120x36": Picture((120, 36), (*_TO_FIRST_WATER, "s"), record=EXERCISE),
    "wide-200x60": Picture((200, 60), _TO_FIRST_WATER, record=EXERCISE),
    "entry-120x36": Picture((120, 36), (*_TO_FOURTH_CALL, "enter")),
    "dark-120x36": Picture((120, 36), _TO_FOURTH_CALL),
    "light-120x36": Picture((120, 36), _TO_FOURTH_CALL, LIGHT.name),
    "small-80x24": Picture((80, 24), _TO_FOURTH_CALL),
    "casualties-80x24": Picture((80, 24), ("G", "2")),
    "unplaced-120x36": Picture((120, 36), ("G",)),
    "agency-filter-120x36": Picture((120, 36), ("3", "down", "enter")),
    "agency-picker-120x36": Picture((120, 36), ("f", "down", "space")),
    "search-120x36": Picture((120, 36), ("slash", *"officer", "down", "down", "down")),
    "kept-hits-80x24": Picture((80, 24), ("slash", *"officer", "enter", "ampersand", *"nnn")),
    "related-120x36": Picture((120, 36), ("5", "enter", "down", "down")),
    "known-120x36": Picture((120, 36), (*_TO_FOURTH_CALL, "h")),
    "casualty-120x36": Picture((120, 36), ("G", "2", "enter")),
    "agency-120x36": Picture((120, 36), (*"JJJJJJJJJJJJ", "3", "j", "o"), record=EXERCISE),
    "units-120x36": Picture((120, 36), (*_TO_FIRST_WATER, "4", "right", "down"), record=EXERCISE),
    "units-80x24": Picture((80, 24), (*_TO_FIRST_WATER, "4", "right", "down"), record=EXERCISE),
    "unit-filter-120x36": Picture(
        (120, 36), ("4", "down", "right", "down", "down", "enter", "1"), record=EXERCISE
    ),
    "unit-picker-120x36": Picture((120, 36), ("f", *"medic"), record=EXERCISE),
    "conflicts-120x36": Picture((120, 36), (*_TO_FOURTH_CALL, "c")),
    "conflicts-80x24": Picture((80, 24), (*_TO_FOURTH_CALL, "c")),
    "questions-120x36": Picture((120, 36), ("u",)),
    "intervals-120x36": Picture((120, 36), ("i",)),
    "sources-120x36": Picture((120, 36), (*_TO_FOURTH_CALL, "o")),
    "statements-120x36": Picture((120, 36), ("v",)),
    "facilities-120x36": Picture((120, 36), ("G", "p")),
    "exercise-120x36": Picture((120, 36), (*"JJJJJJJJJJJJ", "2"), record=EXERCISE),
    "aligned-120x36": Picture((120, 36), (*"jjjjj", "w"), record=EXERCISE),
    "source-text-120x36": Picture((120, 36), (*_TO_RECEPTION, "o"), LIGHT.name, EXERCISE),
    **{
        f"{board}-80x24": Picture((80, 24), keys)
        for board, keys in {
            "questions": ("u",),
            "intervals": ("i",),
            "sources": (*_TO_FOURTH_CALL, "o"),
            "statements": ("v",),
            "facilities": ("G", "p"),
            "library": ("l",),
        }.items()
    },
    "library-120x36": Picture((120, 36), ("l",)),
    "help-120x36": Picture((120, 36), ("question_mark",)),
}


async def draw(picture: Picture) -> str:
    """One screenshot as SVG."""
    path = data_folder() / picture.record if picture.record else bundled_record()
    review = review_of(chronology_of(read_record(path)))
    app = IncidentApp(review, opens_on_overview=picture.opens_on_overview)
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        await pilot.pause()
        await pilot.press(*picture.keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        return app.export_screenshot(title="incident-tui")


def main() -> None:
    """Write every screenshot."""
    for name, picture in PICTURES.items():
        svg = asyncio.run(draw(picture))
        (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(f"{name}.svg", file=sys.stderr)


if __name__ == "__main__":
    main()
