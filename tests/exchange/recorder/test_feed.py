"""Calls come from the folder of a recorder into a record, each once and when it is whole."""

from pathlib import Path

import pytest

from incident_tui.exchange.recorder import feed as feed_module
from incident_tui.exchange.recorder.feed import News, RecorderFeed, is_recorded
from incident_tui.record.reading import read_record
from tests.exchange.recorder.recording import content, entry_of, path_of, record_call, text_of
from tests.permissions import needs_permissions


def ids(feed: RecorderFeed) -> list[str]:
    """The ids of the entries of the record, without a fault."""
    reading = read_record(feed.path)
    assert reading.problems == ()
    return [*reading.calls.ids]


def test_calls_come_as_they_are_recorded(tmp_path: Path) -> None:
    """Nothing new is nothing written, neither there nor here; in the end the record is gone."""
    record_call(tmp_path, 1)
    before = content(tmp_path)
    with RecorderFeed(tmp_path) as feed:
        assert feed.look() == News(entries=2)
        assert feed.look() == News()
        assert content(tmp_path) == before
        record_call(tmp_path, 2)
        assert feed.look() == News(entries=2)
        assert ids(feed) == [entry_of(number, turn) for number in (1, 2) for turn in (0, 1)]
        folder = feed.path.parent
    assert not folder.exists()


def test_an_entry_is_that_of_an_import(tmp_path: Path) -> None:
    """It cites the file by its path in the folder."""
    path = record_call(tmp_path, 1)
    with RecorderFeed(tmp_path) as feed:
        feed.look()
        reading = read_record(feed.path)
        (cite,) = reading.calls.entry(next(reading.calls.rows)).cite
        assert cite.at == path.relative_to(tmp_path).as_posix()


@pytest.mark.parametrize("share", [0, 1, 10, 700])
def test_a_file_that_is_not_whole_is_read_when_it_is(tmp_path: Path, share: int) -> None:
    """Also an empty file, and though calls come after it."""
    text = text_of(1)
    with RecorderFeed(tmp_path) as feed:
        torn = path_of(tmp_path, 1)
        torn.write_text(text[:share])
        assert feed.look() == News()
        assert ids(feed) == []
        record_call(tmp_path, 2)
        assert feed.look() == News(entries=2)
        torn.write_text(text)
        assert feed.look() == News(entries=2)
        assert feed.look() == News()


def test_a_file_that_goes_before_it_is_whole_is_forgotten(tmp_path: Path) -> None:
    """A call too short to be kept is removed by the recorder."""
    with RecorderFeed(tmp_path) as feed:
        torn = path_of(tmp_path, 1)
        torn.write_text("{")
        feed.look()
        torn.unlink()
        assert feed.look() == News()


def test_other_json_is_passed_over(tmp_path: Path) -> None:
    """It is no call, and no fault."""
    record_call(tmp_path, 1)
    (tmp_path / "settings.json").write_text('{"sources": []}')
    with RecorderFeed(tmp_path) as feed:
        assert feed.look() == News(entries=2)
        assert feed.look() == News()


def test_the_newest_calls_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with many calls is shown at once, and its older calls follow."""
    monkeypatch.setattr(feed_module, "BATCH_FILES", 2)
    for number in range(5):
        record_call(tmp_path, number)
    with RecorderFeed(tmp_path) as feed:
        assert feed.look() == News(entries=4, waiting=3)
        assert ids(feed) == [entry_of(number, turn) for number in (3, 4) for turn in (0, 1)]
        record_call(tmp_path, 5)
        assert feed.look() == News(entries=4, waiting=2)
        assert ids(feed)[4:] == [entry_of(number, turn) for number in (2, 5) for turn in (0, 1)]
        assert feed.look() == News(entries=4)


def test_a_folder_that_is_gone_is_said_and_followed_once_it_is_back(tmp_path: Path) -> None:
    """The record stays."""
    root = tmp_path / "root"
    record_call(root, 1)
    with RecorderFeed(root) as feed:
        feed.look()
        root.rename(tmp_path / "away")
        assert feed.look().fault == f"{root}: no such file or directory"
        (tmp_path / "away").rename(root)
        record_call(root, 2)
        assert feed.look() == News(entries=2)


@needs_permissions
def test_a_folder_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    """A permission that is given again is enough."""
    root = tmp_path / "root"
    record_call(root, 1)
    with RecorderFeed(root) as feed:
        feed.look()
        record_call(root, 2)
        root.chmod(0)
        assert "permission denied" in feed.look().fault
        root.chmod(0o700)
        assert feed.look() == News(entries=2)


def test_a_record_that_cannot_be_written_is_said_and_written_later(tmp_path: Path) -> None:
    """No call is lost meanwhile."""
    root = tmp_path / "root"
    record_call(root, 1)
    with RecorderFeed(root) as feed:
        feed.look()
        folder = feed.path.parent
        folder.rename(tmp_path / "aside")
        record_call(root, 2)
        news = feed.look()
        assert "no such file" in news.fault
        (tmp_path / "aside").rename(folder)
        assert feed.look() == News(entries=2)


def test_a_look_may_be_given_up(tmp_path: Path) -> None:
    """The app is being left."""
    record_call(tmp_path, 1)
    with RecorderFeed(tmp_path) as feed:
        assert feed.look(lambda: False).entries == 0


def test_a_folder_of_a_recorder_has_calls_or_nothing(tmp_path: Path) -> None:
    """Other folders do not."""
    assert is_recorded(tmp_path)
    (tmp_path / "notes.txt").write_text("notes")
    assert not is_recorded(tmp_path)
    (tmp_path / "settings.json").write_text("{}")
    assert not is_recorded(tmp_path)
    record_call(tmp_path, 1)
    assert is_recorded(tmp_path)
