"""The library: the records of a folder, ordered, and opened."""

from pathlib import Path

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_record
from incident_tui.review.library import SORTS, Head
from incident_tui.review.review import review_of
from incident_tui.screens.library import Library, Records
from tests.boards.test_library import HEADS
from tests.driving import click, hints_of, place_of, press, until
from tests.records import entry, text_of


def folder_with(folder: Path) -> Path:
    """A folder of three records; its name has brackets."""
    folder = folder / "[b]lib"
    folder.mkdir()
    for name, day in (("a", "2024-03-03"), ("b", "2024-03-02"), ("c", "2024-03-01")):
        text = text_of(entry(name, '"13:00"'), date=day).replace("title: Title", f"title: {name}")
        (folder / f"{name}.yaml").write_text(text)
    return folder


def opened(path: Path) -> IncidentApp:
    """The app with a record open."""
    return IncidentApp(review_of(chronology_of(read_record(path))))


async def test_l_lists_the_folder_and_enter_opens(tmp_path: Path) -> None:
    """The open record is selected; Enter opens another one, and Backspace comes back."""
    app = opened(folder_with(tmp_path) / "b.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, Library)
        assert "[b]lib" in str(screen.records._border_title)
        assert Path(screen.records.key).name == "b.yaml"
        for sort in (*SORTS[1:], SORTS[0]):
            await pilot.press("s")
            assert f"sorted by {sort}" in hints_of(screen.records)
            assert Path(screen.records.key).name == "b.yaml"
        await pilot.press("j", "enter")
        await pilot.pause()
        assert app.review.chronology.record.incident.title == "a"
        await pilot.press("backspace")
        assert app.review.chronology.record.incident.title == "b"
        await pilot.press("l", "l")
        assert app.screen is app.active_review_screen


async def test_a_click_selects_a_record_and_a_second_click_opens(tmp_path: Path) -> None:
    """The record that was clicked stays selected when the order changes."""
    app = opened(folder_with(tmp_path) / "b.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, pilot, "l")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, Library)
        records = app.screen.records
        await until(pilot, lambda: len(records.choices) == 3)
        await click(app, pilot, place_of(app, " a ", records))
        for key in ("", *"s" * len(SORTS)):
            await press(app, pilot, *key)
            assert Path(records.key).name == "a.yaml"
        await click(app, pilot, place_of(app, " a ", records))
        assert app.review.chronology.record.incident.title == "a"


async def test_the_open_record_is_not_opened_again(tmp_path: Path) -> None:
    """Enter on it closes the library, and there is no way back from there."""
    app = opened(folder_with(tmp_path) / "a.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        assert app.screen is app.active_review_screen
        assert app.review_screen.history.back == ()


async def test_what_arrives_does_not_move_the_selection(tmp_path: Path) -> None:
    """A record read later stands where its date puts it, and the selected one stays selected."""
    app = opened(folder_with(tmp_path) / "a.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        records = Records(tmp_path / "missing", "elsewhere")
        await app.push_screen(Library(tmp_path / "missing", "elsewhere"))
        await pilot.pause()
        assert isinstance(app.screen, Library)
        records = app.screen.records
        for head, selected in ((HEADS[1], "a"), (HEADS[0], "b")):
            records._add(head)
            assert Path(records.key).stem == selected
        await pilot.press("j")
        assert Path(records.key).stem == "a"
        records._add(HEADS[2])
        records._add(Head(Path("c.yaml"), "2024-01-01", "c", (0, 0, 0), 1, False, 0))
        assert Path(records.key).stem == "a"
        assert records.selected == 3


async def test_a_folder_opens_with_its_library(tmp_path: Path) -> None:
    """`incident-tui DIR` shows the library over the first of its records."""
    folder = folder_with(tmp_path)
    review = review_of(chronology_of(read_record(folder / "a.yaml")))
    app = IncidentApp(review, library=folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Library)


async def test_records_are_narrowed_by_a_text(tmp_path: Path) -> None:
    """`/` and letters list the records with them in title or date; Esc lists all, then closes."""
    app = opened(folder_with(tmp_path) / "b.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(app, pilot, "l")
        await app.workers.wait_for_complete()
        screen = app.screen
        assert isinstance(screen, Library)
        await until(pilot, lambda: len(screen.records.choices) == 3)
        for text, names in (("03-0", ["c", "b", "a"]), ("03-02", ["b"]), ("sx", [])):
            await press(app, pilot, "/", *text)
            listed = [Path(row.key).stem for row in screen.records.rows if row.key]
            assert listed == names
            answer = screen.prompt.answer.words.text
            await press(app, pilot, "escape")
            assert len(screen.records.choices) == 3
        assert answer == "nothing of that name"
        await press(app, pilot, "/", *"03-03", "enter")
        assert not screen.prompt.display
        assert "“03-03” · Esc lists all" in str(screen.records.border_title)
        await pilot.press("enter")
        await until(pilot, lambda: app.review.chronology.record.incident.title == "a")
