"""The command line: what is printed where, and with which exit code the program ends."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from incident_tui import __version__
from incident_tui.cli import main
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.vocabulary import ENTRY_KINDS

WRONG_USE = 2
"""What click ends with when an argument cannot be."""

RECORD = """\
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
agencies:
  - {id: ipd, name: Independence Police Department, short: IPD, aliases: [the locals]}
  - {id: kcpd, name: Kansas City Police Department, short: KC, aliases: [Kansas City police]}
  - {id: court, name: Circuit Court}
timeline:
  - {id: e1, kind: radio_call, time: 13:15~, text: Two down., verbatim: true, agency: ipd, cite: s}
  - {id: e2, kind: action, time: 13:20, text: Entry made, agency: kcpd, agencies: [ipd], cite: s}
  - {id: e3, kind: note, time: 14:00, text: Nobody said, cite: s}
  - {id: e4, kind: note, time: unplaced, text: Some time, agency: court, cite: s}
casualties:
  - id: officer
    group: responder
    label: an officer
    history: [{status: shot, time: 13:10..13:20, cite: s}, {status: critical, time: 15:00, cite: s}]
"""
FLAWED = RECORD + "timelin: []\n"
LEFT_OUT = RECORD.replace("kind: action", "kind: acton")
"""One of its entries cannot be read."""

ODD = "\x1b[31m\x1b]0;title\x07\x9b\x7f\u202e[bold]x[/] :smile: 日"
QUOTED = '"' + "".join(f"\\U{ord(one):08X}" for one in ODD) + '"'


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """The program run with these arguments, without a terminal."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


def record_in(folder: Path, text: str = RECORD, name: str = "record.yaml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def shown(*arguments: str | Path, stdin: bytes = RECORD.encode()) -> dict[str, Any]:
    """What `show --format json` says of a record."""
    result = run("show", "-", "--format", "json", *arguments, stdin=stdin)
    assert result.exit_code == SOUND, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


# Getting in.


def test_version() -> None:
    """`--version` says which version this is, and nothing else happens."""
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"incident-tui, version {__version__}\n")


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_of_every_command_has_an_example_that_works(
    command: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example at the end of each help can be typed as it stands."""
    result = run(*command.split(), option)
    assert result.exit_code == 0
    example = " ".join(result.stdout.rpartition("Example: ")[2].split())
    assert example.startswith("incident-tui")
    record_in(tmp_path, name="my-record.yaml")
    monkeypatch.chdir(tmp_path)
    words = [word.replace("*.yaml", "my-record.yaml") for word in shlex.split(example)]
    assert run(*words[1:]).exit_code == SOUND


def test_without_a_terminal_the_bundled_record_is_printed() -> None:
    """Where no screen can be opened, `incident-tui` prints what `show` prints, and ends."""
    bare, named = run(), run("show")
    assert (bare.exit_code, bare.stdout, bare.stderr) == (SOUND, named.stdout, "")
    assert "We now have two officers down." in bare.stdout


def test_a_record_is_read_from_its_file_its_folder_or_standard_input(tmp_path: Path) -> None:
    """All ways in lead to the same record, with or without the name of a command."""
    path = record_in(tmp_path)
    named = [str(path), str(tmp_path), "-"]
    ways = [[*command, name] for command in ([], ["show"]) for name in named]
    printed = {run(*way, stdin=RECORD.encode()).stdout for way in ways}
    assert len(printed) == 1
    assert printed.pop().startswith("Shots at a house · Thu 29 Feb 2024 CST\n")


def test_an_empty_path_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that came out empty does not stand for the bundled record."""
    monkeypatch.chdir(tmp_path)
    for arguments in ([""], ["show", ""], ["check", ""]):
        result = run(*arguments)
        assert result.exit_code == UNREADABLE
        assert result.stdout == ""


# What cannot be read, and what is wrong.


@pytest.mark.parametrize(
    ("text", "code", "stdout", "stderr"),
    [
        (RECORD, SOUND, "{path}: sound, 4 entries\n", ""),
        ("\ufeff" + RECORD, SOUND, "", "{path}:1:1: warning: begins with a byte-order mark"),
        (RECORD.replace("\n", "\r\n"), SOUND, "", "{path}:1: warning: lines end in CR LF"),
        (FLAWED, PROBLEMS, "", "{path}:18:1: unknown key `timelin`; did you mean `timeline`?"),
        ("", PROBLEMS, "", "{path}:1:1: empty; begin with `format: incident-record/1`"),
        ("- a\n- b\n", PROBLEMS, "", "{path}:1:1: a list, where a record is a mapping"),
        ("a: [", PROBLEMS, "", "{path}:"),
        (None, UNREADABLE, "", "{path}: cannot be read: no such file or directory"),
    ],
    ids=["sound", "BOM", "CRLF", "flawed", "empty", "list", "no YAML", "missing"],
)
def test_check_says_what_is_wrong_and_where(
    text: str | None, code: int, stdout: str, stderr: str, tmp_path: Path
) -> None:
    """Problems are printed as path:line:column, and the exit code says how bad it is."""
    path = tmp_path / "record.yaml"
    if text is not None:
        record_in(tmp_path, text)
    result = run("check", path)
    assert result.exit_code == code
    assert result.stdout == stdout.format(path=path)
    assert result.stderr.startswith(stderr.format(path=path))
    assert "Traceback" not in result.stderr


def test_check_goes_through_every_path(tmp_path: Path) -> None:
    """One bad record hides no other; the worst decides the exit code."""
    sound = record_in(tmp_path, name="sound.yaml")
    flawed = record_in(tmp_path, FLAWED, name="flawed.yaml")
    twice = record_in(tmp_path, FLAWED + "agences: []\n", name="twice.yaml")
    missing, folder = tmp_path / "missing.yaml", tmp_path / "folder"
    folder.mkdir()
    result = run("check", missing, folder, flawed, sound, twice)
    assert result.exit_code == UNREADABLE
    assert result.stdout == f"{sound}: sound, 4 entries\n"
    starts = [f"{missing}: cannot be read", f"{folder}: a folder without a record"]
    starts += [f"{flawed}:18:1: ", f"{twice}:18:1: ", f"{twice}:19:1: "]
    lines = result.stderr.splitlines()
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))
    assert run("check", sound, flawed, sound).exit_code == PROBLEMS
    assert run("check", sound, sound).exit_code == SOUND


def test_check_wants_a_path() -> None:
    """Checking nothing is a mistake in the command, and not a sound record."""
    assert run("check").exit_code == WRONG_USE


def test_check_reports_times_that_cannot_be(tmp_path: Path) -> None:
    """What is found wrong when entries are placed is reported like what is read."""
    path = record_in(tmp_path, RECORD.replace("time: 14:00", "time: e3 +2m"))
    result = run("check", path)
    assert result.exit_code == PROBLEMS
    assert result.stderr.startswith(f"{path}:11:")


@pytest.mark.parametrize("command", [[], ["show"]])
@pytest.mark.parametrize(
    ("text", "code"), [(None, UNREADABLE), ("", PROBLEMS), ("- a", PROBLEMS), ("\0", PROBLEMS)]
)
def test_without_a_record_nothing_is_shown(
    text: str | None, code: int, command: list[str], tmp_path: Path
) -> None:
    """Where there is nothing of a record, only its problems are printed."""
    path = tmp_path / "record.yaml"
    if text is not None:
        record_in(tmp_path, text)
    result = run(*command, path)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith(f"{path}:")


@pytest.mark.parametrize("form", ["table", "json"])
def test_the_sound_part_of_a_flawed_record_is_shown(form: str) -> None:
    """Problems go to standard error, beside what could be read."""
    result = run("show", "-", "--format", form, stdin=LEFT_OUT.encode())
    assert result.exit_code == SOUND
    assert "Two down." in result.stdout
    assert "Entry made" not in result.stdout
    assert result.stderr.startswith("-:10:20: `kind`: `acton` is not one of")


# What is shown.


def entries(*arguments: str) -> list[str]:
    """The ids of the entries that are shown."""
    return [entry["id"] for entry in shown(*arguments)["entries"]]


@pytest.mark.parametrize(
    ("agencies", "ids"),
    [
        ([], ["e1", "e2", "e3", "e4"]),
        (["ipd"], ["e1", "e2"]),  # an id
        (["IPD"], ["e1", "e2"]),  # a short name
        (["KC"], ["e2"]),
        (["kc"], ["e2"]),  # in another case
        (["kansas city POLICE department"], ["e2"]),  # a name
        (["The Locals"], ["e1", "e2"]),  # an alias
        (["unidentified"], ["e3"]),
        (["kcpd", "unidentified"], ["e2", "e3"]),
        (["ipd", "kcpd", "IPD"], ["e1", "e2"]),  # an entry of two agencies once
    ],
)
def test_entries_of_agencies(agencies: list[str], ids: list[str]) -> None:
    """An agency is named as people name it, and several together show the entries of all."""
    asked = [word for agency in agencies for word in ("--agency", agency)]
    assert entries(*asked) == ids


@pytest.mark.parametrize(
    ("agency", "said"),
    [
        ("kcdp", "the record has no agency kcdp; did you mean kcpd?"),
        ("Independance Police Department", "did you mean ipd?"),
        ("zzz", "the record has no agency zzz; ids: ipd, kcpd, court, unidentified"),
        ("", "the record has no agency ; ids: ipd, kcpd, court, unidentified"),
    ],
)
def test_an_unknown_agency_is_a_mistake(agency: str, said: str) -> None:
    """The nearest agency is named, or else all of them, and nothing is shown."""
    result = run("show", "-", "--agency", agency, stdin=RECORD.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("kinds", "ids"),
    [
        (["radio_call"], ["e1"]),
        (["radio-call"], ["e1"]),
        (["radio call"], ["e1"]),
        (["note"], ["e3", "e4"]),
        (["note", "radio_call"], ["e1", "e3", "e4"]),
        (["forecast"], []),
    ],
)
def test_entries_of_kinds(kinds: list[str], ids: list[str]) -> None:
    """A kind is written as in a record, or as on the screen."""
    assert entries(*(word for kind in kinds for word in ("--kind", kind))) == ids


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("radio", "did you mean radio_call?"),
        ("statment", "did you mean statement?"),
        ("zzz", f"zzz is no kind of entry; kinds: {', '.join(ENTRY_KINDS)}"),
    ],
)
def test_an_unknown_kind_is_a_mistake(kind: str, said: str) -> None:
    """The nearest kind is named, or else all of them, and nothing is shown."""
    result = run("show", "-", "--kind", kind, stdin=RECORD.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in result.stderr


def test_filters_hold_together() -> None:
    """What is shown has both the agency and the kind; what is hidden is counted."""
    told = shown("--agency", "ipd", "--kind", "action")
    assert [entry["id"] for entry in told["entries"]] == ["e2"]
    assert (told["hidden"], told["unplaced"]) == (3, 1)


@pytest.mark.parametrize(
    ("at", "moment", "status", "certainty"),
    [
        ("13:05", "2024-02-29T13:05:59.999-06:00", "not yet", "unknown"),
        ("13:17", "2024-02-29T13:17:59.999-06:00", "shot", "possible"),
        ("13:17~", "2024-02-29T13:17:59.999-06:00", "shot", "possible"),
        ("13:30:07", "2024-02-29T13:30:07.999-06:00", "shot", "certain"),
        ("2024-02-29T13:17", "2024-02-29T13:17:59.999-06:00", "shot", "possible"),
        ("2024-02-29T13:17-07:00", "2024-02-29T14:17:59.999-06:00", "shot", "certain"),
        ("2024-02-29T21:00Z", "2024-02-29T15:00:59.999-06:00", "critical", "certain"),
        ("2024-02-29", "2024-02-29T23:59:59.999-06:00", "critical", "certain"),
        ("2023-07-01T12:00", "2023-07-01T12:00:59.999-05:00", "not yet", "unknown"),
        (None, None, "critical", "certain"),
    ],
)
def test_json_and_table_agree_on_the_state_at_a_moment(
    at: str | None, moment: str | None, status: str, certainty: str
) -> None:
    """Both are as of the end of what was written, on the incident's clocks, or of the record."""
    asked = [] if at is None else ["--at", at]
    told = shown(*asked)
    assert told["at"] == moment
    (officer,) = told["casualties"]
    assert (officer["status"], officer["certainty"]) == (status, certainty)
    table = run("show", "-", *asked, stdin=RECORD.encode()).stdout
    words = f"{status}{'?' if certainty == 'possible' else ''}"
    assert f"\nresponder  {words}  an officer\n" in table
    clock = "the end of the record" if moment is None else f"{moment[11:16]} · happened"
    assert clock in table.splitlines()[1]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("1:17", "write 01:17"),
        ("1:17 p.m.", "write 13:17"),
        ("soon", "`soon` is no time"),
        ("", "a time is missing"),
        ("2024-02-30T13:00", "is no date of the calendar"),
        ("9999", "is outside the calendar"),
    ],
)
def test_what_is_no_time_is_a_mistake(at: str, said: str) -> None:
    """A time that cannot be is answered by what to write, and by no traceback."""
    result = run("show", "-", "--at", at, stdin=RECORD.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in result.stderr


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize(
    ("at", "status"),
    [("0001-01-01T00:00+14:00", "not yet"), ("9999-12-31T23:59-12:00", "critical")],
)
def test_the_ends_of_the_calendar_are_moments(at: str, status: str, form: str) -> None:
    """A moment that has no date in the incident's zone has a state all the same."""
    result = run("show", "-", "--at", at, "--format", form, stdin=RECORD.encode())
    assert result.exit_code == SOUND
    assert status in result.stdout


def test_a_time_without_a_date_needs_the_incidents() -> None:
    """Where the record has no date, a clock time alone is no moment."""
    undated = RECORD.replace(" date: 2024-02-29,", "")
    result = run("show", "-", "--at", "13:00", stdin=undated.encode())
    assert result.exit_code == WRONG_USE
    assert "no date" in result.stderr


def test_the_clock_can_be_chosen() -> None:
    """By default what happened is told; `--clock known` tells what was known by then."""
    record = RECORD.replace(
        "sources: [{id: s, kind: report}]",
        "sources: [{id: s, kind: report, published: 2024-03-02}]",
    ).encode()
    found = {}
    for clock in ("", "happened", "known"):
        arguments = ["--clock", clock] if clock else []
        told = shown("--at", "13:30", *arguments, stdin=record)
        (officer,) = told["casualties"]
        found[clock] = told["clock"], officer["name"], officer["status"]
    assert found == {
        "": ("happened", "an officer", "shot"),
        "happened": ("happened", "an officer", "shot"),
        "known": ("known", None, "not known"),
    }


@pytest.mark.parametrize("clock", ["knwn", "", "Known!"])
def test_an_unknown_clock_is_a_mistake(clock: str) -> None:
    """What is no clock is answered by the two that there are."""
    result = run("show", "--clock", clock)
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert "'--clock'" in result.stderr
    assert "'happened', 'known'" in result.stderr


def test_json_tells_when_entries_were_known() -> None:
    """Each entry says from when on it may have been known, and how sure that is by then."""
    told = shown("--at", "13:20", "--clock", "known")
    assert [one["known"] for one in told["entries"]] == [
        {
            "earliest": "2024-02-29T13:10:00-06:00",
            "latest": "2024-02-29T13:20:59.999-06:00",
            "certainty": "certain",
        },
        {"earliest": "2024-02-29T13:20:00-06:00", "latest": None, "certainty": "possible"},
        {"earliest": "2024-02-29T14:00:00-06:00", "latest": None, "certainty": "unknown"},
        {"earliest": None, "latest": None, "certainty": "possible"},
    ]


def test_json_is_one_object_with_everything() -> None:
    """Everything that the screen tells is there, under names that scripts can rely on."""
    told = shown()
    assert list(told) == [
        "incident",
        "clock",
        "at",
        "hidden",
        "unplaced",
        "entries",
        "casualties",
        "groups",
        "agencies",
        "related",
        "conflicts",
        "questions",
        "problems",
    ]
    assert told["incident"] == {
        "id": "i",
        "title": "Shots at a house",
        "date": "2024-02-29",
        "timezone": "America/Chicago",
    }
    assert (told["clock"], told["at"], told["hidden"], told["unplaced"]) == ("happened", None, 0, 1)
    assert [agency["id"] for agency in told["agencies"]] == ["ipd", "kcpd", "court", "unidentified"]
    assert told["problems"] == []


def test_json_lists_the_problems() -> None:
    """A script reads in one place what a person reads on standard error."""
    (problem,) = shown(stdin=FLAWED.encode())["problems"]
    assert problem["path"] == "-"
    assert (problem["line"], problem["column"], problem["severity"]) == (18, 1, "error")
    assert problem["message"].startswith("unknown key `timelin`")


def test_json_of_the_bundled_record_counts_what_it_shows() -> None:
    """What is shown and what is hidden come to the whole record."""
    result = run("show", "--format", "json", "--agency", "kcpd")
    told = json.loads(result.stdout)
    assert len(told["entries"]) + told["hidden"] == 40
    assert (told["unplaced"], len(told["conflicts"]), len(told["related"])) == (24, 28, 2)


def test_an_unknown_format_is_a_mistake() -> None:
    """Only what can be printed can be asked for."""
    assert run("show", "--format", "yaml").exit_code == WRONG_USE


# A record comes from a stranger.


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "-"],
        ["show", "-", "--format", "json"],
        ["show", "-", "--agency", "zzz"],
        ["show", "-", "--agency", "circuit cort"],
        ["check", "-"],
    ],
    ids=" ".join,
)
def test_no_text_of_a_record_is_a_command_to_the_terminal(arguments: list[str]) -> None:
    """Escape sequences, controls and overrides are printed as text, and markup stays markup."""
    text = FLAWED.replace("timelin", QUOTED).replace("kind: action", f"kind: {QUOTED}")
    for word in ("Shots at a house", "Nobody said", "an officer", "IPD", "the locals"):
        text = text.replace(word, QUOTED)
    text = text.replace("id: court", f"id: {QUOTED}").replace("agency: court", "agency: ipd")
    result = run(*arguments, stdin=text.encode())
    printed = result.stdout + result.stderr
    assert not set(printed) & set("\x1b\x07\x9b\x7f\u202e")
    assert "[bold]x[/] :smile:" in printed
    assert "Traceback" not in printed


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("text", [None, RECORD, FLAWED], ids=["missing", "sound", "flawed"])
def test_no_name_of_a_file_is_a_command_to_the_terminal(text: str | None, tmp_path: Path) -> None:
    """A path is printed like any other text of a stranger."""
    path = tmp_path / "a\x07\u202eb.yaml"
    if text is not None:
        path.write_bytes(text.encode())
    result = run("check", path)
    assert f"{tmp_path}/a␇‹U+202E›b.yaml:" in result.stdout + result.stderr


def test_json_gives_back_what_the_record_says() -> None:
    """Whatever is escaped on the way, a reader of the JSON has the text as it is."""
    told = shown(stdin=RECORD.replace("Two down.", QUOTED).encode())
    assert told["entries"][0]["text"] == ODD


# In a process of its own.


def process(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    """The program run as a process."""
    return subprocess.run(
        [sys.executable, "-m", "incident_tui", *arguments],
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
        **options,
    )


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_terminal_that_has_ascii_alone_gets_it_all(form: str, tmp_path: Path) -> None:
    """Where standard output cannot hold a character, it is written by its number."""
    path = record_in(tmp_path, RECORD.replace("Two down.", "Zwei Männer… 日"))
    result = process(
        *("show", str(path), "--format", form),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert (result.returncode, result.stderr) == (SOUND, b"")
    if form == "json":
        assert json.loads(result.stdout)["entries"][0]["text"] == "Zwei Männer… 日"
    else:
        assert rb"Zwei M\xe4nner\u2026 \u65e5" in result.stdout


def test_a_reader_that_leaves_is_no_error() -> None:
    """`show | head -1` ends quietly when nobody reads on."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = process("show", stdin=subprocess.DEVNULL, stdout=writing)
    finally:
        os.close(writing)
    assert result.stderr == b""


def test_printing_in_place_of_a_screen_loads_no_textual() -> None:
    """Without a terminal, `incident-tui` answers without waiting for Textual."""
    script = (
        "import sys; from incident_tui.cli import main; sys.argv[1:] = []; "
        "main(standalone_mode=False); sys.exit('textual' in sys.modules)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 0
    assert b"We now have two officers down." in finished.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
def test_a_screen_needs_keys() -> None:
    """With a terminal to draw on and none to take keys from, the program says what to do."""
    import pty

    leader, follower = pty.openpty()
    try:
        result = subprocess.run(
            [sys.executable, "-m", "incident_tui"],
            stdin=subprocess.DEVNULL,
            stdout=follower,
            stderr=follower,
            start_new_session=True,  # so that /dev/tty is no way out
            check=False,
            timeout=60,
        )
        said = os.read(leader, 1_000)
    finally:
        os.close(leader)
        os.close(follower)
    assert result.returncode == UNREADABLE
    assert b"no terminal to take keys from; use incident-tui show" in said
