"""The lock of a record's folder: for one holder at a time, and gone with its holder."""

import os
import threading
from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.folder_lock import LOCK_NAME, locked


def test_a_new_folder_stays_only_with_files(tmp_path: Path) -> None:
    """The folder is made for the lock, and goes with it while it is empty."""
    folder = tmp_path / "deep" / "record"
    with locked(folder, pytest.fail):
        assert os.listdir(folder) == [LOCK_NAME]
    assert not folder.exists()
    with locked(folder, pytest.fail):
        (folder / "record.yaml").touch()
    assert os.listdir(folder) == ["record.yaml"]


def test_the_lock_goes_with_an_error(tmp_path: Path) -> None:
    """Whatever ends the holder, the folder is free again."""
    with pytest.raises(KeyboardInterrupt), locked(tmp_path, pytest.fail):
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


def test_the_file_of_a_killed_holder_is_no_lock(tmp_path: Path) -> None:
    """What it left is taken over, and taken away."""
    (tmp_path / LOCK_NAME).write_bytes(b"left")
    with locked(tmp_path, pytest.fail):
        pass
    assert os.listdir(tmp_path) == []


def test_a_second_holder_waits_for_the_first(tmp_path: Path) -> None:
    """It says once that it waits, and has the folder when the first has ended."""
    waits, order = threading.Event(), list[str]()
    (tmp_path / "record.yaml").touch()

    def second() -> None:
        with locked(tmp_path, waits.set):
            order.append("second")

    thread = threading.Thread(target=second)
    with locked(tmp_path, pytest.fail):
        thread.start()
        assert waits.wait(60)
        order.append("first")
    thread.join(60)
    assert order == ["first", "second"]
    assert os.listdir(tmp_path) == ["record.yaml"]


def test_only_one_of_many_has_the_folder(tmp_path: Path) -> None:
    """Holders that come and go, the folder with them, never meet."""
    folder, inside, most = tmp_path / "record", [0], [0]

    def hold() -> None:
        for _ in range(20):
            with locked(folder, lambda: None):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1]
    assert not folder.exists()


def test_something_else_of_the_name_is_refused(tmp_path: Path) -> None:
    """No lock is written through a link."""
    (tmp_path / LOCK_NAME).mkdir()
    with pytest.raises(OSError), locked(tmp_path, pytest.fail):  # noqa: PT011  # each system has its words
        pass
