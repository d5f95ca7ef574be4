"""Lanes as cells: bars, words in bars, ticks of calls, and the line of the cursor."""

import pytest
from rich.cells import cell_len

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Subject
from incident_tui.record.time_value import HOUR
from incident_tui.review.lanes import Lane
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis
from incident_tui.words.lane_cells import Cell, frame_of, lane_cells, letters, with_cursor
from tests.lanes import subjects
from tests.records import chronology, entry

UNIT = Subject("unit", "u")


def picture(chronicle: Chronology, subject: Subject, cells: int = 60, hours: int = 1) -> list[Cell]:
    """The lane of a subject from 13:00 on."""
    start = chronicle.bests[0]
    lens = Lens(chronicle)
    frame = frame_of(lens, Axis(start, start + hours * HOUR, cells))
    return lane_cells(lens, Lane(subject, "name"), frame)


def text(cells: list[Cell]) -> str:
    """The glyphs of cells, ticks of the axis left out."""
    return "".join(cell.glyph for cell in cells).replace("┊", " ").rstrip()


def unit(*steps: str, calls: str = "", end: str = "13:59:59") -> Chronology:
    """A unit with statuses, each as `time status`, in a record from 13:00 to an end."""
    listed = ", ".join(
        f'{{status: {status}, time: "{time}", cite: src}}'
        for time, status in (step.split(" ", 1) for step in steps)
    )
    said = {"kind": "radio_call", "speaker": "{unit: u}"}
    return chronology(
        entry("first", "13:00:00"),
        *(entry(f"c{number}", time, **said) for number, time in enumerate(calls.split())),
        entry("last", end),
        rest=f"units: [{{id: u, call_sign: U, status_history: [{listed}]}}]\n",
    )


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        # Certain is solid, possible is shaded; the word stands in the certain part.
        (["13:00:00 EnRoute", "13:10..13:20 OnScene"], f"en route██░░░░░░░░░░░on scene{'█' * 31}"),
        # Cleared is a line: the unit is there no longer.
        (["13:00:00 OnScene", "13:20:00 Cleared"], f"on scene{'█' * 12}cleared{'─' * 33}"),
        # Without room for the word, its first letter; without room for that, nothing.
        (["13:00:00 EnRoute", "13:03:00 Staging", "13:04:00 OnScene"], f"e██▐on scene{'█' * 48}"),
        # A word that does not fit into the certain part stands in the shaded part.
        (
            ["13:00..13:20 OnScene", "13:25:00 Cleared"],
            f"on scene░░░░░░░░░░░░░████cleared{'─' * 28}",
        ),
        # Of two changes within the same bounds, neither is told as the status.
        (
            ["13:00..13:30 EnRoute", "13:00..13:30 Staging"],
            f"en route or staging{'░' * 12}staging{'█' * 22}",
        ),
    ],
)
def test_bars_and_words(steps: list[str], shown: str) -> None:
    """A cell a minute, for an hour that is not over: no bar has an end there."""
    assert text(picture(unit(*steps, end="15:00"), UNIT)) == shown


@pytest.mark.parametrize(
    ("steps", "end"),
    [
        (["13:00:00 OnScene"], "█━╍┄"),
        (["13:00:00 Cleared"], "─╌┄"),
        (["13:00.. OnScene"], "░┄"),
    ],
)
def test_a_status_without_an_end_has_no_edge(steps: list[str], end: str) -> None:
    """Its last cells taper off at the end of what the record tells."""
    shown = text(picture(unit(*steps, end="13:29:59"), UNIT))
    assert shown.endswith(end)
    assert len(shown) == 30


def test_certain_and_possible_differ_without_a_colour() -> None:
    """A bar keeps a cell free of the word, in every length."""
    for minutes in range(2, 15):
        for time in ("13:10:00", "13:05..13:10"):
            end = f"13:{10 + minutes}:00"
            shown = picture(unit(f"{time} OnScene", f"{end} Cleared", end="15:00"), UNIT)
            bar = [cell.glyph for cell in shown[5 : 10 + minutes]]
            assert "█" in bar
            assert ("░" in bar) is (".." in time)


def test_radio_calls_are_ticks() -> None:
    """Before the first status, in a bar, on a line; a word is not broken by a tick."""
    found = unit(
        "13:10:00 OnScene",
        "13:40:00 Cleared",
        calls="13:05:00 13:12:00 13:30:00 13:55:00",
        end="15:00",
    )
    expected = f"     ╵    on scene{'█' * 12}▆{'█' * 9}cleared{'─' * 8}┴────"
    assert text(picture(found, UNIT)) == expected


def test_a_heading_without_statuses_has_the_ticks_of_the_axis_alone() -> None:
    """Every ten minutes in an hour of sixty cells."""
    lens, start = Lens(subjects()), subjects().bests[0]
    cells = lane_cells(lens, None, frame_of(lens, Axis(start, start + HOUR, 60)))
    assert {cell.part for cell in cells} == {"grid", "blank"}
    assert [number for number, cell in enumerate(cells) if cell.glyph == "┊"] == [*range(0, 60, 10)]


def test_wide_letters_take_two_cells() -> None:
    """And a mark above a letter takes none."""
    assert letters("a消b") == ["a", "消", "", "b"]
    assert letters("e\u0301a") == ["e\u0301", "a"]
    assert letters("消\u0301") == ["消\u0301", ""]


def test_the_cursor_is_a_line_through_every_cell() -> None:
    """Two lines for bounds; a wide letter is not cut in half; what lies beside is not drawn."""
    cells = [Cell(glyph, "word") for glyph in letters("ab消c")]
    drawn = {
        span: "".join(cell.glyph for cell in with_cursor(cells, *span))
        for span in [(0, 0), (1, 4), (2, 2), (3, 3), (-3, 9), (1, 2)]
    }
    assert drawn == {
        (0, 0): "┃b消c",
        (1, 4): "a┃消┃",
        (2, 2): "ab┃ c",
        (3, 3): "ab ┃c",
        (-3, 9): "ab消c",
        (1, 2): "a┃┃ c",
    }


def test_a_letter_may_stay_under_the_cursor() -> None:
    """Then it is marked as the letter under the cursor; a bar has the line."""
    cells = [Cell("a", "word"), Cell("█", "certain")]
    assert with_cursor(cells, 0, 1, keeps_letters=True) == [
        Cell("a", "cursor word"),
        Cell("┃", "cursor"),
    ]


def test_a_status_of_a_stranger_is_text() -> None:
    """Controls are shown, and take the cells they are shown in."""
    found = chronology(
        entry("first", "13:00:00", effects='[{facility: f, status: "a\\x1b[31mb"}]'),
        entry("last", "14:00:00"),
        rest="facilities: [{id: f, name: F}]\n",
    )
    assert text(picture(found, Subject("facility", "f"))).startswith("a␛[31mb█")


@pytest.mark.parametrize("text", ["สมชาย ใจดี", "राम कुमार", "می‌خواهم", "👨‍👩‍👧", "消防 1", "Ü a"])
def test_a_name_takes_the_cells_that_a_terminal_gives_it(text: str) -> None:
    """Marks, joiners and what they join take no cell of their own; a wide letter takes two."""
    assert len(letters(text)) == cell_len(text)
    assert "".join(letters(text)) == text
