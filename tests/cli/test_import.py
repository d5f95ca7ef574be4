"""`incident-tui import`: what is told, what is asked for, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.landing.folder_lock import LOCK_NAME
from incident_tui.opening import PROBLEMS, SIGNALLED, SOUND, UNREADABLE
from incident_tui.record.reading import read_record
from tests.cli.running import process, pseudo_terminal, run
from tests.exchange.imports.transcript.transcripts import TRUNK_TRANSCRIBE, WHISPER

LOG = "time,unit,status,text\n2024-02-29 13:15,E1,On Scene,Fire showing\n2024-02-29 13:20,E1,,\n"


def log(folder: Path, text: str = LOG, name: str = "My log.csv") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.smoke
def test_a_log_becomes_a_record_that_opens(tmp_path: Path) -> None:
    """A new user's first import: a folder that is sound and can be shown."""
    folder = tmp_path / "record"
    result = run("import", "--from", "csv", log(tmp_path), folder)
    assert (result.exit_code, result.stderr) == (SOUND, "")
    assert result.stdout == (
        "read 5 objects: kept 4, already there 0, rejected 0, passed over 1\n"
        "kept: sources 1, timeline 2, units 1\n"
        "timezone UTC is assumed: nothing says which; mend it in the record if need be\n"
    )
    assert run("check", folder).exit_code == SOUND
    shown = run("show", folder).stdout
    assert shown.startswith("My log · Thu 29 Feb 2024 UTC?\n")
    assert "Fire showing" in shown


def test_the_same_again_adds_nothing(tmp_path: Path) -> None:
    """A second import of the same file says that all of it is there."""
    folder, path = tmp_path / "record", log(tmp_path)
    run("import", "--from", "csv", path, folder)
    before = (folder / "record.yaml").read_bytes()
    result = run("import", "--from", "csv", path, folder)
    assert result.exit_code == SOUND
    assert result.stdout == "read 5 objects: kept 0, already there 4, rejected 0, passed over 1\n"
    assert (folder / "record.yaml").read_bytes() == before


def test_what_is_rejected_is_told(tmp_path: Path) -> None:
    """The first rejected rows are told with their place, all of them are kept, once."""
    folder = tmp_path / "record"
    path = log(tmp_path, LOG + "".join(f"no time {n},E1,,x\n" for n in range(7)))
    for _ in range(2):
        result = run("import", "--from", "csv", path, folder)
        assert result.exit_code == PROBLEMS
        lines = result.stdout.splitlines()
        assert f"{path}:4: `no time 0` is no time; write it as 2024-02-29T13:15:07" in lines
        assert lines[-2:] == [
            "… and 2 more",
            f"what was rejected is kept in {folder}/rejected.jsonl",
        ]
    kept = (folder / "rejected.jsonl").read_text().splitlines()
    assert [json.loads(line)["raw"] for line in kept] == [f"no time {n},E1,,x" for n in range(7)]


def test_the_user_says_zone_title_and_columns(tmp_path: Path) -> None:
    """What the user says stands in the record."""
    folder = tmp_path / "record"
    path = log(tmp_path, "when exactly,what\n13:15,Fire\n")
    options = ["--timezone", "America/Chicago", "--date", "2024-02-29", "--title", "A fire"]
    mapped = ["--map", "time=when exactly", "--map", "text=what"]
    result = run("import", "--from", "csv", *options, *mapped, path, folder)
    assert result.exit_code == SOUND
    assert "UTC" not in result.stdout
    shown = run("show", folder).stdout
    assert shown.startswith("A fire · Thu 29 Feb 2024 CST\n")
    assert "13:15" in shown


def test_times_are_of_the_zone_of_the_record(tmp_path: Path) -> None:
    """A log that is added to a record is of its zone, unless the user names another one."""
    folder = tmp_path / "record"
    run("import", "--from", "csv", "--timezone", "America/Chicago", log(tmp_path), folder)
    more = log(tmp_path, "time,text\n2024-02-29 14:00,More\n", "more.csv")
    assert run("import", "--from", "csv", more, folder).exit_code == SOUND
    other = log(tmp_path, "time,text\n2024-02-29 21:00,Other\n", "other.csv")
    zone = ["--timezone", "Europe/Berlin"]
    assert run("import", "--from", "csv", *zone, other, folder).exit_code == SOUND
    shown = json.loads(run("show", folder, "--format", "json").stdout)
    times = {one["text"]: one["time"]["earliest"] for one in shown["entries"]}
    assert times["More"] == "2024-02-29T14:00:00-06:00"
    assert times["Other"] == "2024-02-29T14:00:00-06:00"


def test_a_transcript_gives_calls_their_words(tmp_path: Path) -> None:
    """Those of a recorder without words stand in a file of calls for it; a trial writes nothing."""
    [call] = json.loads(TRUNK_TRANSCRIBE)["data"]
    folder, calls, words = tmp_path / "record", tmp_path / "101.json", tmp_path / "words.json"
    calls.write_text(json.dumps(call["raw_metadata"]))
    words.write_text(TRUNK_TRANSCRIBE)
    run("import", "--from", "trunk-recorder", calls, folder)
    path = folder / "calls-101.jsonl"
    before = path.read_bytes()
    counts = "kept 1, already there 1, rejected 0, passed over 0\nkept: calls with words 1\n"
    assert run("import", "--preview", words, folder).stdout.endswith(f"read 2 objects: {counts}")
    assert path.read_bytes() == before
    assert run("import", words, folder).stdout == f"read 2 objects: {counts}"
    assert json.loads(path.read_bytes())["text"].startswith("Engine 7 here.\nDisp: 10-4.\n")
    for again in (words, calls):
        assert "kept 0, already there" in run("import", again, folder).stdout
    assert run("check", folder).exit_code == SOUND


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "xml", "a", "b"], "'xml' is not one of"),
        ([], "Missing argument"),
        (["My log.csv"], "name the folder of the record last"),
        (["--from", "csv", "My log.csv"], "name the folder of the record last"),
        (["--from", "json", "--map", "time=a", "My log.csv", "b"], "--map says nothing of a file"),
        (["--from", "csv", "--timezone", "CST6", "a", "b"], "is no IANA time zone"),
        (["--from", "csv", "--date", "yesterday", "a", "b"], "does not match the format"),
        (["--from", "csv", "--map", "time", "a", "b"], "names no column"),
        (["--from", "csv", "--map", "tine=x", "a", "b"], "did you mean time?"),
        (["--from", "csv", "--starts", "13:00", "My log.csv", "b"], "--starts says nothing of"),
        (["--from", "transcript", "--starts", "2024-02-29", "a", "b"], "is no time of day"),
        (["--from", "transcript", "--anchor", "x=13:00", "a", "b"], "x=13:00 has no position"),
        (["--from", "transcript", "--anchor", "0:03=9pm", "a", "b"], "`9pm` is no time: write 21"),
    ],
)
def test_wrong_use_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    """What cannot be asked for is explained, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    log(tmp_path)
    result = run("import", *arguments)
    assert result.exit_code == UNREADABLE
    assert words in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["My log.csv"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "read 1 object: kept 0"),
        ("a,b\n1,2\n", "--map time=COLUMN; columns: a, b"),
    ],
)
def test_where_nothing_can_be_read_there_is_no_record(
    tmp_path: Path, text: str, words: str
) -> None:
    """The program ends with 2 and says why; no folder is made."""
    path = tmp_path / "My log.csv"
    path.write_text(text)
    result = run("import", "--from", "csv", path, tmp_path / "record")
    assert result.exit_code == UNREADABLE
    assert words in result.stdout
    assert not (tmp_path / "record").exists()


NO_CALL = "no call of OpenMHz: it has none of _id, talkgroupNum, time, srcList, transcript"


@pytest.mark.parametrize(
    ("form", "name", "text", "words"),
    [
        ("openmhz", "a.json", '{"calls": [{"dateTime": 1}, {}]}', f"a.json#calls[1]: {NO_CALL}"),
        ("openmhz", "a.json", '{"calls": ["x"]}', "a.json#calls[0]: `calls[0]` is no JSON object"),
        ("openmhz", "a.json", "[]", "a.json: a list without a call"),
        ("timesketch", "a.csv", "", "a.csv: an empty file"),
        ("jsonl", "a.jsonl", "\n\n", "a.jsonl:1: an empty line"),
        ("jsonl", "a.jsonl", "", "look at --from"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--date", "2024-02-29"]], ids=["", "date"])
def test_a_file_of_which_nothing_is_kept_says_why(
    tmp_path: Path, form: str, name: str, text: str, words: str, options: list[str]
) -> None:
    """The true reason is printed, the exit code is 2, and no folder is made."""
    path = log(tmp_path, text, name)
    result = run("import", "--from", form, *options, path, tmp_path / "record")
    assert result.exit_code == UNREADABLE
    assert words in result.stdout
    assert "kept 0, already there 0" in result.stdout
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_missing_and_nothing_is_read(tmp_path: Path) -> None:
    """The file is named, also beside a file that could be read; no object is counted."""
    there, missing = tmp_path / "log.csv", tmp_path / "missing.csv"
    there.write_text("time,message\n2024-02-29T13:15Z,On scene.\n")
    result = run("import", "--from", "csv", there, missing, tmp_path / "record")
    assert (result.exit_code, result.stdout) == (UNREADABLE, "")
    assert result.stderr == f"{missing}: no such file or directory\n"
    assert not (tmp_path / "record").exists()


def test_an_entry_that_refers_to_nothing_is_not_kept(tmp_path: Path) -> None:
    """An import of only such entries ends with 2, as no record is begun."""
    entry = {"id": "e", "kind": "note", "time": "x +2m", "text": "t", "cite": "s"}
    path = log(tmp_path, json.dumps(entry), "log.jsonl")
    result = run("import", "--from", "jsonl", path, tmp_path / "record")
    assert result.exit_code == UNREADABLE
    assert result.stdout == (
        "read 1 object: kept 0, already there 0, rejected 1, passed over 0\n"
        f"{path}:1: timeline: it refers to `x`, which is nowhere in the record\n"
    )
    assert not (tmp_path / "record").exists()


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    """The program ends with 2 and the words of the system, as for each file that it cannot open."""
    path = tmp_path / "circle.csv"
    path.symlink_to(path)
    result = run("import", "--from", "csv", path, tmp_path / "record")
    assert result.exit_code == UNREADABLE
    assert f"{path}: cannot be read: " in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="arguments are text there")
def test_a_title_that_is_no_text_is_put_right(tmp_path: Path) -> None:
    """A byte of the command line that no encoding knows is �, as `new` has it."""
    folder = tmp_path / "record"
    done = process("import", "--from", "csv", "--title", "a\udcff", str(log(tmp_path)), str(folder))
    assert (done.returncode, done.stderr) == (SOUND, b"")
    assert "title: a�" in (folder / "record.yaml").read_text("utf-8")


def test_a_record_at_fault_is_told(tmp_path: Path) -> None:
    """A record that cannot be added to is left alone, and its fault is told with its place."""
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "record.yaml").write_text("format: incident-record/1\nx: [\n")
    result = run("import", "--from", "csv", log(tmp_path), folder)
    assert (result.exit_code, result.stdout) == (PROBLEMS, "")
    assert result.stderr.startswith(f"{folder / 'record.yaml'}: nothing can be added to it: line")


def test_what_a_file_says_is_harmless_to_print(tmp_path: Path) -> None:
    """Escape sequences in what is rejected are told as text."""
    path = log(tmp_path, LOG + "\x1b[31mred\x07,E1,,x\n")
    result = run("import", "--from", "csv", path, tmp_path / "record")
    assert "\x1b" not in result.stdout
    assert "␛[31mred␇" in result.stdout


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where the system refuses, its words are told, and not how the program is made."""
    path = log(tmp_path)
    result = run("import", "--from", "csv", path, path / "record")
    assert result.exit_code == UNREADABLE
    assert result.stderr.endswith("record: not a directory\n")
    assert "Traceback" not in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
@pytest.mark.parametrize(
    ("text", "asked"),
    [(LOG, True), (LOG.replace("13:15", "13:15Z").replace("13:20", "13:20Z"), False)],
)
def test_on_a_terminal_the_zone_is_asked_for(tmp_path: Path, text: str, asked: bool) -> None:
    """Where times name no zone and somebody is there to ask, the answer is the record's zone."""
    path, folder = log(tmp_path, text), tmp_path / "record"
    with pseudo_terminal() as (ours, theirs):
        os.write(ours, b"America/Chicago\n")
        ended = process("import", "--from", "csv", str(path), str(folder), stdin=theirs)
    assert ended.returncode == SOUND
    assert (b"These times name no zone" in ended.stderr) == asked
    zone = "America/Chicago" if asked else "UTC"
    assert f"timezone: {zone}\n" in (folder / "record.yaml").read_text()


def test_a_zone_that_was_assumed_is_assumed_again(tmp_path: Path) -> None:
    """The same timeline twice adds nothing and is no fault, though its times name no zone."""
    path = tmp_path / "events.csv"
    path.write_text("message,datetime,timestamp_desc\nOn scene,2024-02-29T13:15:00,said\n", "utf-8")
    folder = tmp_path / "record"
    first, second = (run("import", "--from", "timesketch", path, folder) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (SOUND, SOUND)
    assert "kept 0, already there 2, rejected 0" in second.stdout


def test_the_help_explains_each_format() -> None:
    """What a format is, how its files end, and what the user may have to say of them."""
    text = run("import", "--help").stdout
    for name, form in FORMATS.items():
        line, below = text.partition(f"\n  {name:<14}  ")[2].split("\n", 1)
        assert line == f"{form.about} ({' '.join(form.endings)})"
        options = [*form.needs, *form.takes]
        words = ["may", "need", *options] if options else []
        assert below.split()[: len(words)] == words
        assert bool(words) == below.startswith(f"{'':<18}may need")
    assert max(map(len, text.splitlines())) <= 80


def test_a_file_of_a_single_agency_has_its_agency(tmp_path: Path) -> None:
    """Rows that name no agency are of the agency of `--agency`, and so are their units."""
    source = tmp_path / "cad.csv"
    source.write_text(
        "unit,received,dispatch_time,agency\n"
        "E1,2024-05-04 21:00,2024-05-04 21:01,\nE2,,2024-05-04 21:02,Rural Fire\n"
    )
    folder = tmp_path / "record"
    for _ in range(2):
        asked = (
            "import",
            "--from",
            "csv",
            "--timezone",
            "America/Chicago",
            "--agency",
            "City Fire",
        )
        assert run(*asked, source, folder).exit_code == SOUND
        record = read_record(folder).record
        assert record is not None
        names = {agency.id: agency.name for agency in record.agencies}
        assert [names[entry.agency] for entry in record.timeline] == [
            *("City Fire", "City Fire", "Rural Fire"),
        ]
        assert [names[unit.agency] for unit in record.units] == ["City Fire", "Rural Fire"]
    assert "W008" not in run("check", folder).output


# Files of which the user says nothing.


@pytest.mark.smoke
def test_the_format_is_found(tmp_path: Path) -> None:
    """A file and a folder are enough."""
    folder = tmp_path / "record"
    result = run("import", log(tmp_path), folder)
    assert (result.exit_code, result.stderr) == (SOUND, "")
    assert "kept: sources 1, timeline 2, units 1\n" in result.stdout


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    """It says the columns, the first entries and what would be rejected, and ends alike."""
    path = log(tmp_path, LOG + "no time,E1,,x\n")
    result = run("import", "--preview", path)
    assert result.exit_code == PROBLEMS
    lines = result.stdout.splitlines()
    assert lines[0] == "read as csv: a dispatch log, or a table with times"
    assert lines[1] == f"{path}, header in line 1"
    assert lines[2] == "  time → time   unit → unit   status → status   text → text"
    assert lines[3:5] == ["the first entries:", "  2024-02-29T13:15  E1  Fire showing"]
    assert f"{path}:4: `no time` is no time; write it as 2024-02-29T13:15:07" in lines
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert run("import", path, tmp_path / "record").exit_code == PROBLEMS


def test_a_preview_tells_what_the_record_has(tmp_path: Path) -> None:
    """With the folder of a record, it says what is there already."""
    path, folder = log(tmp_path), tmp_path / "record"
    run("import", path, folder)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    result = run("import", "--preview", path, folder)
    assert "kept 0, already there 4" in result.stdout
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_compressed_file_says_how_to_unpack_it(tmp_path: Path) -> None:
    """A format would not help: the content is in none before it is unpacked."""
    path = tmp_path / "night.csv.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd" + bytes(20))
    result = run("import", path, tmp_path / "record")
    assert result.exit_code == UNREADABLE
    assert result.stderr.endswith("this is compressed (zstd); unpack it with `zstd -d FILE`\n")


def test_an_archive_that_does_not_answer_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    """A fault that no row has is told, and not kept among the rows beside the record."""
    folder = tmp_path / "record"
    run("import", "--from", "csv", log(tmp_path), folder)
    before = sorted(folder.iterdir())
    archive = f"sqlite:///{tmp_path}/none.db"
    result = run("import", "--from", "sql", archive, folder, "--table", "calls")
    assert result.exit_code == UNREADABLE
    assert "none.db: cannot be read: no such file" in result.stdout
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"a.csv": LOG, "b.json": '{"talkgroup": 1, "start_time": 1}'}, "these are of several"),
        ({"a.csv": "no table"}, "there is no file of a known format"),
    ],
)
def test_what_is_of_no_single_format_is_named(
    tmp_path: Path, content: dict[str, str], words: str
) -> None:
    """Files of several formats, or of none, are not guessed at."""
    files = tmp_path / "files"
    files.mkdir()
    for name, text in content.items():
        (files / name).write_text(text)
    result = run("import", files, tmp_path / "record")
    assert result.exit_code == UNREADABLE
    assert words in result.stderr
    assert not (tmp_path / "record").exists()


def test_an_empty_file_is_named_as_one(tmp_path: Path) -> None:
    """No list of formats helps with it."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    result = run("import", path, tmp_path / "record")
    assert result.exit_code == UNREADABLE
    assert "a.csv: an empty file" in result.stderr


def test_a_log_that_a_crash_has_ended_with_nuls_is_known(tmp_path: Path) -> None:
    """The rows before are kept, and the NULs are rejected."""
    path = tmp_path / "a.csv"
    path.write_bytes(LOG.encode() + b"\0" * 5_000)
    result = run("import", path, tmp_path / "record")
    assert result.exit_code == PROBLEMS
    assert "rejected 1" in result.stdout


def asked(folder: Path, answers: bytes, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """The command in a folder, with answers typed at a terminal."""
    with pseudo_terminal() as (ours, theirs):
        os.write(ours, answers)
        return process("import", *arguments, stdin=theirs, stdout=subprocess.PIPE, cwd=str(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
@pytest.mark.parametrize(
    ("text", "answers", "questions", "time", "zone"),
    [
        (LOG.replace("13:15", "13:15Z").replace("13:20", "13:20Z"), b"\ny\n", [], "", "UTC"),
        (LOG, b"new\nAmerica/Chicago\n\n", [b"name no zone"], "2024-02-29T13:15", ""),
        (
            "time,text\n13:15,Fire\n",
            b"\n2024-02-29\nAmerica/Chicago\n\n",
            [b"have no date", b"name no zone"],
            "2024-02-29T13:15",
            "",
        ),
        (
            "time,text\n02/03/2024 13:15,Fire\n",
            b"\ndmy\nAmerica/Chicago\n\n",
            [b"month first (mdy)", b"name no zone"],
            "2024-03-02T13:15",
            "",
        ),
        (
            "a,b,text\n2024-02-29 13:15,2024-02-29 14:15,Fire\n",
            b"\n2\nAmerica/Chicago\n\n",
            [b"Which column holds the time?", b"name no zone"],
            "2024-02-29T14:15",
            "",
        ),
    ],
)
def test_only_what_is_left_open_is_asked(
    tmp_path: Path, text: str, answers: bytes, questions: list[bytes], time: str, zone: str
) -> None:
    """The folder, what the file does not say, and whether to import what is shown."""
    log(tmp_path, text)
    ended = asked(tmp_path, answers, "My log.csv")
    assert ended.returncode == SOUND, ended.stderr
    every = [b"no column is known", b"have no date", b"month first (mdy)", b"name no zone"]
    assert [one in ended.stderr for one in every] == [
        one in questions or (one == every[0] and b"Which column" in b"".join(questions))
        for one in every
    ]
    assert b"Into which folder? [my-log]" in ended.stderr
    assert b"Import into " in ended.stderr
    [folder] = [path for path in tmp_path.iterdir() if path.is_dir()]
    record = read_record(folder).record
    assert record is not None
    assert record.incident.timezone == (zone or "America/Chicago")
    if time:
        assert str(record.timeline[0].time) == time


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
@pytest.mark.parametrize(
    ("text", "answers"),
    [(LOG, b"\n\nn\n"), ("time,text\n2024-02-30 13:15,Fire\n", b"\n\ny\n")],
)
def test_nothing_is_written_unless_agreed(tmp_path: Path, text: str, answers: bytes) -> None:
    """A refusal, or a trial in which nothing could be kept, leaves no folder."""
    log(tmp_path, text)
    assert asked(tmp_path, answers, "My log.csv").returncode != SOUND
    assert [path.name for path in tmp_path.iterdir()] == ["My log.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
def test_a_script_is_asked_nothing(tmp_path: Path) -> None:
    """With --yes, what the file leaves open is assumed and said, also at a terminal."""
    log(tmp_path)
    ended = asked(tmp_path, b"", "--yes", "My log.csv", "record")
    assert (ended.returncode, ended.stderr) == (SOUND, b"")
    assert b"timezone UTC is assumed" in ended.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal there")
def test_ctrl_c_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    """In the middle of a long log: nothing is added, nothing is left behind, and it is said."""
    folder = tmp_path / "record"
    run("import", log(tmp_path), folder)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    rows = (f"2024-02-29 14:{n % 60:02},E1,,Row {n}\n" for n in range(100_000))
    path = log(tmp_path, LOG + "".join(rows), "long.csv")
    command = [sys.executable, "-m", "incident_tui", "import", str(path), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        while not (folder / LOCK_NAME).exists() and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate()
    assert running.returncode == SIGNALLED + signal.SIGINT
    assert said.decode() == f"{folder}: stopped; it holds what it held before\n"
    (folder / LOCK_NAME).unlink(missing_ok=True)  # without a lock, where it was just being taken
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_transcript_takes_the_start_of_its_recording(tmp_path: Path) -> None:
    """A time without a date is of --date, or of the day of the record that is there."""
    words, folder = log(tmp_path, WHISPER, "day.json"), tmp_path / "record"
    options = ("--timezone", "America/Chicago", "--date", "2024-02-29", "--starts", "13:00:07")
    assert run("import", *options, words, folder).exit_code == SOUND
    more = log(tmp_path, WHISPER, "more.json")
    anchors = ("--anchor", "0:10=14:00:00", "--anchor", "3:20=14:03:10")
    assert run("import", *anchors, more, folder).exit_code == SOUND
    shown = json.loads(run("show", folder, "--format", "json").stdout)
    assert [one["time"]["earliest"] for one in shown["entries"]] == [
        f"2024-02-29T{clock}-06:00" for clock in ("13:00:07", "13:03:19", "13:59:49", "14:03:02")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
@pytest.mark.parametrize(
    ("answers", "time"),
    [
        (b"\n2024-02-29T13:00~\nAmerica/Chicago\n\n", "at: 2024-02-29T13:00-06:00~"),
        (b"\n13:00~\n2024-02-29\nAmerica/Chicago\n\n", "at: 2024-02-29T13:00-06:00~"),
    ],
)
def test_the_start_of_a_recording_is_asked_for(tmp_path: Path, answers: bytes, time: str) -> None:
    """And then its date, if the answer has none, and its zone."""
    log(tmp_path, WHISPER, "day.json")
    ended = asked(tmp_path, answers, "day.json")
    assert ended.returncode == SOUND, ended.stderr
    assert b"When does the recording start" in ended.stderr
    assert time.removeprefix("at: ") in (tmp_path / "day" / "record.yaml").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
def test_a_start_that_nobody_knows_stays_open(tmp_path: Path) -> None:
    """An empty answer leaves the first entry unplaced."""
    log(tmp_path, WHISPER, "day.json")
    ended = asked(tmp_path, b"\n\n\n", "--date", "2024-02-29", "day.json")
    assert ended.returncode == SOUND, ended.stderr
    assert "time: unplaced" in (tmp_path / "day" / "record.yaml").read_text()
