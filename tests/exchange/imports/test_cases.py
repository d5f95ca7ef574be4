"""Files of radio recorders and timelines, through the command: no loss, nothing invented."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from incident_tui.opening import SOUND
from incident_tui.record.model import Entry, Record
from incident_tui.record.reading import read_record
from tests.cli.running import run

CASES = Path(__file__).parent / "cases"
CHICAGO = ("--timezone", "America/Chicago")


def imported(folder: Path, form: str, name: str, exit_code: int = SOUND) -> Any:
    """The outcome of importing a file into a record; a second import changes no byte of it."""
    outcomes, contents = [], []
    for _ in range(2):
        outcomes.append(run("import", "--from", form, *CHICAGO, CASES / name, folder))
        contents.append((folder / "record.yaml").read_bytes())
    assert [outcome.exit_code for outcome in outcomes] == [exit_code] * 2
    assert contents[0] == contents[1]
    assert run("check", folder).exit_code == SOUND
    return outcomes[0]


def record_of(folder: Path) -> Record:
    """The record in a folder."""
    record = read_record(folder).record
    assert record is not None
    return record


def times_of(entries: Sequence[Entry]) -> list[str]:
    """The times of entries, in the notation of a record."""
    return [str(entry.time) for entry in entries]


def test_positions_that_do_not_rise_are_unknown(tmp_path: Path) -> None:
    """Where each position is 0, each turn has its own time and the whole recording, no length."""
    source = tmp_path / "call.json"
    source.write_bytes((CASES / "radio/positions-all-0.json").read_bytes())
    source.with_suffix(".wav").write_bytes(b"RIFF")
    imported(tmp_path, "trunk-recorder", str(source))
    entries = record_of(tmp_path).timeline
    assert times_of(entries) == [
        "2024-02-29T19:12:00Z",
        "2024-02-29T19:12:04Z",
        "2024-02-29T19:12:08Z",
    ]
    assert {entry.text for entry in entries} == {"(no transcript) on talkgroup 27"}
    for entry in entries:
        assert entry.audio is not None
        assert (entry.audio.path, entry.audio.start, entry.audio.length) == ("call.wav", 0, None)
