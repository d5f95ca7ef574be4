"""Pairs of one moment by key, and clocks corrected by them for the view only."""

from pathlib import Path

import pytest

from incident_tui.app import IncidentApp
from incident_tui.clocks.proposals import MAX_QUICK_ENTRIES
from incident_tui.notes.log import ReviewLog
from incident_tui.panes.detail import Detail
from incident_tui.panes.timeline import Timeline
from incident_tui.review import intents
from incident_tui.review.commands import Export
from incident_tui.screens.board import BoardDialog
from tests.clocks.clocked import clocked_text, same_moment
from tests.driving import (
    HEAD,
    call,
    folder_of,
    footer_of,
    notice_of,
    opened,
    press,
    said_in,
    screen_of,
    status_of,
    until,
    words_of,
)
from tests.records import entry

SAID = '"Engine {} reports to the command post."'


def record_in(folder: Path) -> Path:
    """A record of CAD and of a panel that is five minutes fast, with words in common."""
    text = clocked_text(
        *(entry(f"c{n}", f'"13:{n}0:00"', cite="cad", text=SAID.format(n)) for n in range(3)),
        *(entry(f"p{n}", f'"13:{n}5:00"', cite="panel", text=SAID.format(n)) for n in range(3)),
    )
    (folder / "record.yaml").write_text(text, "utf-8")
    return folder / "record.yaml"


def log_of(record: Path) -> ReviewLog:
    """The log beside the record."""
    return ReviewLog(record.with_suffix(".review.jsonl"), "incident")


def pairs(record: Path) -> list[tuple[str, ...]]:
    """The pairs of the log."""
    return [note.on for note in log_of(record).read().notes if note.kind == "same_moment"]


def moved(app: IncidentApp) -> set[str]:
    """The sources whose clocks are corrected: by the pairs, or as the record states."""
    return {*app.review.chronology.shifts}


async def test_two_keys_make_a_pair(tmp_path: Path) -> None:
    """The first begins it, which the status shows; the second writes it and says what follows."""
    record = record_in(tmp_path)
    async with opened(record, has_notes=True) as (app, pilot):
        screen_of(app).act(intents.GoTo("p0"))
        await press(app, pilot, "=")
        assert notice_of(app).startswith("13:05:00 of panel: = on the entry of the same moment")
        assert "one moment with 13:05:00 and…" in status_of(app)
        assert " = one moment " in footer_of(app)
        screen_of(app).act(intents.GoTo("c0"))
        await press(app, pilot, "=")
        assert "panel is between 4 min 59 s and 5 min 1 s ahead of cad" in notice_of(app)
        assert "one moment with" not in status_of(app)
        assert pairs(record) == [("p0", "c0")]
        assert "= same moment" in words_of(screen_of(app).query_one(Detail))
        timeline = words_of(screen_of(app).query_one(Timeline)).splitlines()
        assert sum("=▎" in line for line in timeline) == 2


async def test_a_begun_pair_is_given_up(tmp_path: Path) -> None:
    """By the same key on the same entry, and by Esc; a source is not compared with itself."""
    record = record_in(tmp_path)
    async with opened(record, has_notes=True) as (app, pilot):
        await press(app, pilot, "=", "=")
        assert notice_of(app) == "no pair was begun after all"
        await press(app, pilot, "=")
        assert app.review.pair == "c0"
        await press(app, pilot, "escape")
        assert app.review.pair == ""
        await press(app, pilot, "=")
        screen_of(app).act(intents.GoTo("c1"))
        await press(app, pilot, "=")
        assert "both times are by one clock, of cad" in notice_of(app)
        assert app.review.pair == "c0"
        assert pairs(record) == []


async def test_clocks_are_corrected_by_pairs_for_the_view(tmp_path: Path) -> None:
    """`w` moves the panel and says by whose pairs; a deleted pair moves it back at once."""
    record = record_in(tmp_path)
    log_of(record).append(note := same_moment("p0", "c0"))
    before = record.read_bytes()
    async with opened(record, size=(140, 36), has_notes=True) as (app, pilot):
        await until(pilot, lambda: app.review.notes)
        screen_of(app).act(intents.GoTo("p1"))
        await press(app, pilot, "w")
        await until(pilot, lambda: moved(app) == {"panel", "stated"})
        await pilot.pause()
        assert "3 entries 5 min~ earlier (Building panel, from 1 pair)" in notice_of(app)
        assert "aligned by 1 pair by Ann" in status_of(app)
        assert "as of 13:10:00~" in status_of(app)
        detail = " ".join(words_of(screen_of(app).query_one(Detail)).split())
        assert "its source, 5 min ahead by 1 pair of entries, shows 13:15:00" in detail
        await press(app, pilot, "W", "right", "d", "d")
        assert log_of(record).read().notes.get(note.id) is None
        await until(pilot, lambda: moved(app) == {"stated"})
        assert record.read_bytes() == before


async def test_a_pair_that_contradicts_takes_the_correction_back(tmp_path: Path) -> None:
    """A second pair of another offset leaves no offset: the clock is not moved."""
    record = record_in(tmp_path)
    log_of(record).append(same_moment("p0", "c0"))
    async with opened(record, has_notes=True) as (app, pilot):
        await until(pilot, lambda: app.review.notes)
        await press(app, pilot, "w")
        await until(pilot, lambda: moved(app) == {"panel", "stated"})
        log_of(record).append(same_moment("p1", "c0"))
        await until(pilot, lambda: moved(app) == {"stated"})
        assert "aligned by" not in status_of(app)


async def test_a_proposed_pair_counts_once_it_is_taken(tmp_path: Path) -> None:
    """On the board of clocks, by `=` and by Enter; the lines for the record are copied by `y`."""
    record = record_in(tmp_path)
    async with opened(record, has_notes=True) as (app, pilot):
        await press(app, pilot, "W")
        assert isinstance(app.screen, BoardDialog)
        assert "cad = panel" in words_of(app.screen.list)
        assert "by 3 of them cad is between 4 min 59 s and 5 min 1 s behind panel" in " ".join(
            words_of(app.screen.page).split()
        )
        assert pairs(record) == []
        await press(app, pilot, "right", "=")
        await until(pilot, lambda: len(pairs(record)) == 1)
        await press(app, pilot, "g", "enter")
        await until(pilot, lambda: len(pairs(record)) == 2)
        assert isinstance(app.screen, BoardDialog)
        await press(app, pilot, "left", "g", "y")
        assert "copied: clock of panel" in said_in(app.screen.notice)
        assert "\n    clock:\n      offset: +5m\n" in app.clipboard


async def test_an_export_has_no_time_that_follows_from_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exported from the corrected view, the panel has its own times, and the notice says so."""
    record = record_in(tmp_path)
    log_of(record).append(same_moment("p0", "c0"))
    monkeypatch.chdir(tmp_path)
    async with opened(record, has_notes=True) as (app, pilot):
        await until(pilot, lambda: app.review.notes)
        await press(app, pilot, "w")
        await until(pilot, lambda: moved(app) == {"panel", "stated"})
        screen_of(app).carry_out(Export("csv"))
        await until(pilot, lambda: "exported: 6 entries" in notice_of(app))
        assert "no clock is corrected by pairs there" in notice_of(app)
        (written,) = tmp_path.glob("*.csv")
        assert "13:05:00" in written.read_text("utf-8-sig")


async def test_many_entries_are_gone_through_behind_the_board(tmp_path: Path) -> None:
    """The board is there at once, and has the proposed pairs when they are found."""
    calls = [
        call(number, number % 3_000, SAID.format(number // 2)[1:-1], cite="st"[number % 2])
        for number in range(MAX_QUICK_ENTRIES + 100)
    ]
    head = HEAD.replace("sources: [", "sources: [{id: t, kind: cad_export}, ")
    folder = folder_of(tmp_path / "many", calls, head)
    async with opened(folder) as (app, pilot):
        await press(app, pilot, "W")
        board = app.screen
        assert isinstance(board, BoardDialog)
        await until(pilot, lambda: "t = s" in words_of(board.list))
