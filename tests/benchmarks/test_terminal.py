"""A program on the pseudo-terminal is seen as people see it: its screen, its answers, its end."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pyte", reason="the screen of a terminal is known with pyte alone")
if sys.platform != "linux":
    pytest.skip("programs are watched through /proc", allow_module_level=True)

from benchmarks.measures import traffic_in
from benchmarks.process import memory, processor_time
from benchmarks.programs import ECHO, PEERS, PYTHON, installed
from benchmarks.terminal import NotPaintedError, Terminal, environment

# The child becomes the program at once, whatever threads pytest-xdist has in this process.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

QUICK = {"silence": 0.05, "patience": 5.0}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A program that says `word`, then repeats what is typed."""
    with Terminal(ECHO.command, environment(str(tmp_path))) as running:
        running.first_paint("word")
        yield running


def test_a_key_is_answered(terminal: Terminal) -> None:
    """The repaint has the bytes that were written, and they are on the screen."""
    repaint = terminal.press("\x1b[2J\x1b[Hé", **QUICK)
    assert repaint is not None
    assert repaint.size == 9
    assert terminal.screen().startswith("é ")
    assert "word" not in terminal.screen()


def test_a_text_is_waited_for(terminal: Terminal) -> None:
    """Until it is on the screen, or so long as there is patience."""
    typed = terminal.send("3 hits")
    found = terminal.wait_for(lambda screen: "3 hits" in screen, 5.0)
    assert found is not None
    assert found > typed
    assert terminal.wait_for(lambda screen: "4 hits" in screen, 0.05) is None


def test_a_terminal_changes_its_size(terminal: Terminal) -> None:
    """A program that does not care writes nothing."""
    assert terminal.resize(100, 30, silence=0.05, patience=0.05) is None
    lines = terminal.screen().split("\n")
    assert (len(lines), len(lines[0])) == (30, 100)


def test_an_idle_program_has_finished(terminal: Terminal) -> None:
    """It takes memory, and hardly any time."""
    assert terminal.finish(10.0) > terminal.started
    assert memory(terminal.process) > 1_000_000
    assert processor_time(terminal.process) < 10


def test_a_program_that_ends_is_reported_with_its_screen(tmp_path: Path) -> None:
    """What it wrote last says why."""
    with (
        Terminal(PYTHON.command, environment(str(tmp_path))) as terminal,
        pytest.raises(NotPaintedError, match="ended; its screen:\nword"),
    ):
        terminal.first_paint("another word")


def test_peers_are_found_where_they_are_named() -> None:
    """A command may have arguments; a name that nobody has is refused."""
    named = {peer.name: peer for peer in installed([f"{PEERS[0].name}={sys.executable} -q"])}
    assert named[PEERS[0].name].command[:2] == (sys.executable, "-q")
    with pytest.raises(ValueError, match="no peer"):
        installed(["nobody=true"])


def test_traffic_is_kept_and_counted(tmp_path: Path) -> None:
    """The second time, the calls that are there are taken."""
    data = traffic_in(tmp_path / "calls", 100)
    assert data == traffic_in(tmp_path / "calls", 100)
    assert data.calls == 100
    assert 0 < data.common < 30
    assert data.text > 1000
