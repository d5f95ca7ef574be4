"""The palette: a line for each command, its key at the right, in the order of the table."""

from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import Input

from incident_tui.screens.palette import Palette
from tests.driving import opened, press, screen_of, until

RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: UTC}
sources: [{id: s, kind: report}]
agencies: [{id: a, name: "[red]Fire[/red]"}]
timeline: [{id: e, kind: note, time: 13:00, text: x, cite: s, agency: a}]
"""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", [f"{'Next entry':<61}j ↓", f"{'Previous entry':<61}k ↑"]),
        ("go to a", [f"{'Go to a time':<63}t"]),
        ("fire", [f"{'Only [red]Fire[/red]':<64}"]),  # a name is text
    ],
)
async def test_a_command_is_a_line(typed: str, said: list[str], tmp_path: Path) -> None:
    """Name and key of each command, in the order of the table of keys."""
    path = tmp_path / "record.yaml"
    path.write_text(RECORD, "utf-8")
    async with opened(path) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*typed)
        listed = app.screen.query_one(CommandList)

        def lines() -> list[str]:
            return [str(option.prompt) for option in listed.options]

        await until(pilot, lambda: lines()[: len(said)] == said)
        assert not any("\n" in line for line in lines())


@pytest.mark.parametrize("keys", [("ctrl+p",), ("c", "ctrl+p")], ids=["panes", "board"])
async def test_a_command_is_carried_out(keys: tuple[str, ...]) -> None:
    """Enter on a command is the key of the command; over a board, the board closes for it."""
    async with opened() as (app, pilot):
        await pilot.press(*keys)
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"radio calls only")
        listed = app.screen.query_one(CommandList)
        await until(pilot, lambda: [*listed.options] and "Radio" in str(listed.options[0].prompt))
        await pilot.press("enter")
        await pilot.pause()
        if app.active_review_screen is None:
            await pilot.press("enter")
        await until(pilot, lambda: app.active_review_screen is not None)
        await until(pilot, lambda: screen_of(app).review.filters.kinds is not None)


async def test_a_key_that_waited_while_it_closed_does_nothing() -> None:
    """Enter behind Esc carries out nothing, a second Esc closes nothing else."""
    async with opened() as (app, pilot):
        await press(app, pilot, "c")
        board = app.screen
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        palette = app.screen
        assert isinstance(palette, Palette)
        await until(pilot, lambda: palette.query_one(CommandList).option_count)
        enter = Input.Submitted(palette.query_one(Input), "")
        palette.dismiss()
        palette.dismiss()
        palette.post_message(enter)
        await pilot.pause()
        assert app.screen is board
