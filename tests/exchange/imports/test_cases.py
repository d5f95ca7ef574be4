"""Files of radio recorders and timelines, through the command: no loss, nothing invented."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.model import Channel, Entry, Record, Speaker
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
    """The record in a folder; the timeline has the calls of its files, too."""
    reading = read_record(folder)
    assert reading.record is not None
    calls = map(reading.calls.entry, reading.calls.rows)
    return msgspec.structs.replace(reading.record, timeline=(*reading.record.timeline, *calls))


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
    assert [entry.text for entry in entries] == [
        "(no transcript) on talkgroup 27\nstop_time: 2024-02-29T19:12:12Z\ncall_length: 12",
        "(no transcript) on talkgroup 27",
        "(no transcript) on talkgroup 27",
    ]
    for entry in entries:
        assert entry.audio is not None
        assert (entry.audio.path, entry.audio.start, entry.audio.length) == ("call.wav", 0, None)


def test_milliseconds_of_a_call_are_read(tmp_path: Path) -> None:
    """The milliseconds of the start are its time; those of the end stay with the call."""
    imported(tmp_path, "trunk-recorder", "radio/milliseconds.json")
    [entry] = record_of(tmp_path).timeline
    assert times_of([entry]) == ["2024-02-29T19:15:07.123Z"]
    assert "stop_time: 2024-02-29T19:15:21.456Z" in entry.text


def test_a_turn_outside_of_its_call_is_within_its_bounds(tmp_path: Path) -> None:
    """A time or a position that no turn of the call can have is told and not used."""
    result = imported(tmp_path, "trunk-recorder", "radio/turns-outside.json", PROBLEMS)
    entries = record_of(tmp_path).timeline
    call = "2024-02-29T19:15:07Z..2024-02-29T19:15:21Z"
    assert times_of(entries) == [call, "2024-02-29T19:15:11Z", call, "2024-02-29T19:15:12Z"]
    assert [bool(entry.time.basis) for entry in entries] == [True, False, True, False]
    assert result.stdout.count("is not within the call") == 2
    assert "srcList[3].pos: `pos` is beyond the end of the recording" in result.stdout
    assert "freqList.error_count: 1" in entries[0].text
    assert [entry.text.partition("\n")[0] for entry in entries] == [
        "(no transcript) 3 s on Disp 1",
        "(no transcript) 3 s on Disp 1",
        "(no transcript) on Disp 1",
        "(no transcript) on Disp 1",
    ]


def test_every_field_of_trunk_recorder_is_kept(tmp_path: Path) -> None:
    """A unit has the name that its radio sends; what has no place in a record stays as text."""
    imported(tmp_path, "trunk-recorder", "radio/fields.json")
    record = record_of(tmp_path)
    assert [unit.call_sign for unit in record.units] == ["E1 OTA"]
    assert times_of(record.timeline) == ["2024-05-04T21:04:07Z"]
    assert record.timeline[0].text.splitlines() == [
        "(no transcript) 8 s on Disp A",
        "signal_system: P25",
        "transcript_prompt: Engine 1 on scene",
        "len: 8",
        "error_count: 45",
        "spike_count: 3",
        "talkgroup_description: Dispatch A",
        "stop_time: 2024-05-04T21:04:15Z",
        "priority: 3",
        "audio_type: digital",
    ]


def test_every_field_of_openmhz_is_kept(tmp_path: Path) -> None:
    """Words, call sign, channel, group and patches stand where those of trunk-recorder do."""
    imported(tmp_path, "openmhz", "radio/openmhz-fields.json")
    record = record_of(tmp_path)
    [entry] = record.timeline
    [unit] = record.units
    assert (unit.call_sign, unit.radio_ids) == ("Engine 7", ("1234",))
    assert entry.speaker == Speaker(unit=unit.id)
    assert entry.text.splitlines() == [
        "Engine seven on scene",
        "talkgroupDescription: Zone 1 dispatch",
        "len: 4",
    ]
    assert times_of([entry]) == ["2024-05-04T06:14:48.000Z"]
    assert entry.tags == ("emergency", "Fire", "patched with 9")
    assert entry.channel == Channel(
        system="sysx", talkgroup="8", talkgroup_tag="Z1", frequency="460.2"
    )


def test_the_transcript_of_openmhz_is_the_text(tmp_path: Path) -> None:
    """A call without turns has its words, frequency, emergency and patches."""
    imported(tmp_path, "openmhz", "radio/openmhz-transcript.json")
    [entry] = record_of(tmp_path).timeline
    assert entry.text == "engine four on scene\nlen: 14"
    assert entry.tags == ("emergency", "patched with 12")
    assert entry.channel == Channel(talkgroup="11", frequency="851.0125")


def test_calls_of_another_program_are_rejected(tmp_path: Path) -> None:
    """An object with none of the keys of a call is rejected, and no entry is made of it."""
    result = run("import", "--from", "openmhz", CASES / "radio/rdio-scanner.json", tmp_path / "new")
    assert result.exit_code == UNREADABLE
    assert "calls[0]: no call of OpenMHz: it has none of _id, talkgroupNum" in result.stdout
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("epoch_datetime.csv", "2024-08-12T15:03:14.349Z"),
        ("no_datetime.csv", "2022-07-24T19:01:01.000Z"),
        ("json_line.jsonl", "2012-01-22T07:52:33.000Z"),
    ],
)
def test_a_row_of_timesketch_with_a_count(tmp_path: Path, name: str, time: str) -> None:
    """Microseconds since 1970 are a time, in `datetime` and without `datetime`."""
    imported(tmp_path, "timesketch", f"timelines/{name}")
    entries = record_of(tmp_path).timeline
    assert times_of(entries) == [time]
    assert entries[0].text.startswith("a\n")


def test_a_row_of_timesketch_with_a_nul_is_kept(tmp_path: Path) -> None:
    """One NUL costs neither the file nor its row."""
    imported(tmp_path, "timesketch", "timelines/nul.csv")
    entries = record_of(tmp_path).timeline
    assert times_of(entries) == ["2015-07-24T19:01:01Z", "2015-07-24T19:01:01.123-05:00"]
    assert [entry.text.startswith(("A", "B")) for entry in entries] == [True, True]


def test_the_words_of_a_date_of_timelinejs_stay(tmp_path: Path) -> None:
    """`display_date` of a date is stated, as that of an event is; a false end is rejected alone."""
    result = imported(tmp_path, "timelinejs", "timelines/display_date.json", PROBLEMS)
    entries = record_of(tmp_path).timeline
    assert [entry.time.stated for entry in entries] == ["late that day", "", "event-level words"]
    assert times_of(entries) == ["2024-02-29", "2024-02-29T13:15-06:00", "2024-02-29"]
    assert "ends before the event begins" in result.stdout


def test_the_spreadsheet_of_timelinejs_is_read(tmp_path: Path) -> None:
    """The row of the title is the incident, each other row an entry as in the JSON."""
    imported(tmp_path, "timelinejs", "timelines/sheet.csv")
    record = record_of(tmp_path)
    assert (record.incident.title, record.incident.summary) == ("Title of it", "words")
    assert times_of(record.timeline) == [
        "2024-05-04T21:04:07-05:00",
        "2024-05-05T09:30-05:00/2024-05-05T10:15-05:00",
        "2024-06",
    ]
    assert [entry.time.stated for entry in record.timeline] == ["", "", "June"]
    assert [(entry.title, entry.text, entry.tags) for entry in record.timeline] == [
        ("Smoke", "Seen from the road", ("Fire",)),
        ("Meeting", "Words", ("Police",)),
        ("", "Report", ()),
    ]
    assert [entry.cite[0].at for entry in record.timeline] == ["L3", "L4", "L5"]
