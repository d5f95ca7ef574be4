"""From a path to a record: what is a library, and which of its records opens."""

import signal
import sys
from pathlib import Path

import pytest

from incident_tui.opening import _first_of, followed, library_of, read, review_place
from incident_tui.record.reading import Reader
from incident_tui.samples import EXERCISE, bundled_record, data_folder
from tests.exchange.recorder.recording import record_call
from tests.pseudo_terminal import LEFT, on_terminal, screen_on_terminal
from tests.records import entry, text_of


def test_a_folder_of_records_is_a_library(tmp_path: Path) -> None:
    """A folder with records in it, and none of its own; a record's folder is that record."""
    assert library_of(str(tmp_path)) is None
    (tmp_path / "a.yaml").write_text(text_of(entry("a", '"13:00"')))
    assert library_of(str(tmp_path)) == tmp_path
    assert library_of(str(tmp_path / "a.yaml")) is None
    assert library_of(str(tmp_path / "missing")) is None
    assert library_of("-") is None
    assert library_of(None) is None
    (tmp_path / "record.yaml").write_text(text_of())
    assert library_of(str(tmp_path)) is None


def test_a_library_opens_with_the_first_record_that_is_one(tmp_path: Path) -> None:
    """A file that only says that it is a record is passed over, unless there is no other."""
    (tmp_path / "a.yaml").write_text("- incident-record/1\n")
    first = _first_of(tmp_path)
    assert isinstance(first, Reader)
    assert first.reading.record is None
    (tmp_path / "b.yaml").write_text(text_of(entry("a", '"13:00"')))
    first = _first_of(tmp_path)
    assert isinstance(first, Reader)
    assert first.reading.path == str(tmp_path / "b.yaml")
    assert not isinstance(_first_of(tmp_path / "missing"), Reader)


def test_notes_stand_beside_a_record_and_not_beside_a_bundled_one(tmp_path: Path) -> None:
    """A record of the program is in a folder that the next version writes anew."""
    own = tmp_path / "a.yaml"
    own.write_text(text_of(entry("e1", "13:00")))
    assert review_place(read(str(own))).path == tmp_path / "a.review.jsonl"
    for bundled in (None, EXERCISE, str(bundled_record())):
        path = review_place(read(bundled)).path
        assert not path.is_relative_to(data_folder())
        assert path.name.endswith(".review.jsonl")


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
def test_a_record_opens_where_it_was_left(tmp_path: Path) -> None:
    """After the key that quits, and after a signal; `--fresh` opens on the overview."""
    path = tmp_path / "record.yaml"
    path.write_text(text_of(entry("a", '"13:00"'), entry("b", '"13:07"'), entry("c", '"13:09"')))
    with screen_on_terminal(str(path)) as terminal:
        terminal.until(b"Overview")
        terminal.send("jj")
        terminal.until(b"as of", 0)
        terminal.settle()
        terminal.send("q")
        assert terminal.ended() == 0
    with screen_on_terminal(str(path)) as terminal:
        terminal.until(b"Where you were: 13:07.")
        terminal.send("j")
        terminal.settle()
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ended() == -signal.SIGTERM
    with screen_on_terminal(str(path)) as terminal:
        terminal.until(b"Where you were: 13:09.")
    with screen_on_terminal("--fresh", str(path)) as terminal:
        terminal.until(b"Overview")
        terminal.settle()
        assert b"Where you were" not in terminal.written


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
def test_where_nothing_can_be_remembered_a_line_says_so(tmp_path: Path) -> None:
    """The state folder is a file: the record opens, and the program ends as ever."""
    path, state = tmp_path / "record.yaml", tmp_path / "state"
    path.write_text(text_of(entry("a", '"13:00"')))
    state.write_text("")
    command = (sys.executable, "-m", "incident_tui", str(path))
    with on_terminal(*command, XDG_STATE_HOME=str(state)) as terminal:
        terminal.until(b"Overview")
        terminal.send("j")
        terminal.settle()
        terminal.send("q")
        assert terminal.ended() == 0
        left = bytes(terminal.written).rpartition(LEFT)[2]
        assert left.count(b"not remembered: ") == 1
        assert b"Traceback" not in left


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
@pytest.mark.parametrize("way", ["q", "SIGTERM"])
def test_the_record_of_a_recorder_is_gone_in_the_end(tmp_path: Path, way: str) -> None:
    """Calls are shown as they are recorded, and no temporary folder is left."""
    root, temporary = tmp_path / "root", tmp_path / "temporary"
    temporary.mkdir()
    record_call(root, 1)
    command = (sys.executable, "-m", "incident_tui", "--follow", str(root))
    with on_terminal(*command, TMPDIR=str(temporary)) as terminal:
        terminal.until(b"19:22:20")
        record_call(root, 2)
        terminal.until(b"19:22:30")
        assert len([*temporary.iterdir()]) == 1
        if way == "q":
            terminal.send("q")
        else:
            terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ended() == (0 if way == "q" else -signal.SIGTERM)
        assert b"Traceback" not in terminal.written
    assert not [*temporary.iterdir()]


def test_a_record_and_a_library_are_no_folder_of_a_recorder(tmp_path: Path) -> None:
    """Though calls lie in them."""
    record_call(tmp_path, 1)
    with followed(str(tmp_path)) as (path, feed):
        assert feed is not None
        assert path == str(feed.path)
    named = tmp_path / "other.yaml"
    named.write_text(text_of(entry("a", '"13:00"')))
    for _ in range(2):
        with followed(str(tmp_path)) as found:
            assert found == (str(tmp_path), None)
        named = named.rename(tmp_path / "record.yaml")
