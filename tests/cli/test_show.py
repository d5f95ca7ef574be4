"""What `show` prints of which record, in which format, and what it answers to mistakes."""

import csv
import io
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.cli.printing import FORMATS
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import parse_moment
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.lens import Lens
from incident_tui.samples import bundled_record
from tests.cli.running import (
    FLAWED,
    LEFT_OUT,
    ODD,
    QUOTED,
    RECORD,
    WRONG_USE,
    process,
    pseudo_terminal,
    record_in,
    run,
    shown,
)
from tests.notes.noting import note, with_log

INDEPENDENCE = chronology_of(read_record(bundled_record()))


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
        ("Independance Police Department", "did you mean Independence Police Department?"),
        ("zzz", "the record has no agency zzz; ids: ipd, kcpd, court, unidentified"),
        ("", "the record has no agency ; ids: ipd, kcpd, court, unidentified"),
    ],
)
def test_an_unknown_agency_is_a_mistake(agency: str, said: str) -> None:
    """The nearest agency is named, or else all of them, and nothing is shown."""
    result = run("show", "-", "--agency", agency, stdin=RECORD.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in result.stderr


def test_a_name_in_a_message_is_no_command_to_the_terminal() -> None:
    """Control characters of the nearest name are shown as text."""
    record = RECORD.replace("Circuit Court", r'"Circuit Court\e"')
    result = run("show", "-", "--agency", "circuit cort", stdin=record.encode())
    assert "did you mean Circuit Court␛?" in result.stderr


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


WITH_UNITS = (
    RECORD.replace("agency: ipd, cite: s}", "agency: ipd, units: [car], cite: s}", 1)
    .replace(
        "sources: [{id: s, kind: report}]",
        """\
sources:
  - {id: s, kind: report, title: Daily report}
  - {id: t, kind: interview, title: Talk with a neighbour}""",
    )
    .replace("text: Nobody said, cite: s", "text: Nobody said, cite: t")
    + "units: [{id: car, call_sign: Engine 1, agency: ipd}, {id: van, call_sign: Medic 2}]\n"
)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (["--unit", "car"], ["e1"]),
        (["--unit", "engine 1"], ["e1"]),
        (["--unit", "van"], []),
        (["--unit", "van", "--unit", "Engine 1"], ["e1"]),
        (["--source", "t"], ["e3"]),
        (["--source", "daily REPORT"], ["e1", "e2", "e4"]),
        (["--source", "s", "--source", "t"], ["e1", "e2", "e3", "e4"]),
        (["--search", "MADE"], ["e2"]),
        (["--search", "//n(o|obody) said|two"], ["e1", "e3"]),
        (["--search", "/two"], []),  # one stroke is a stroke
        (["--since", "13:21"], ["e3", "e4"]),  # the unplaced may have been then
        (["--until", "13:20"], ["e1", "e2", "e4"]),
        (["--since", "13:16", "--until", "13:19"], ["e1", "e4"]),  # about 13:15 may be 13:19
        (["--since", "13:16", "--source", "s", "--search", "e", "--agency", "kcpd"], ["e2"]),
    ],
)
def test_entries_by_unit_source_words_and_time(asked: list[str], ids: list[str]) -> None:
    """Each filter lets by what fits, all of them together what fits them all; the rest counts."""
    told = shown(*asked, stdin=WITH_UNITS.encode())
    assert [entry["id"] for entry in told["entries"]] == ids
    assert told["hidden"] == 4 - len(ids)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--unit", "engine2"], "the record has no unit engine2; did you mean Engine 1?"),
        (["--unit", "medic2"], "the record has no unit medic2; did you mean Medic 2?"),
        (["--unit", "zzz"], "the record has no unit zzz; ids: car, van"),
        (["--source", "daily"], "the record has no source daily; ids: s, t"),
        (["--source", "talk with neighbours"], "did you mean Talk with a neighbour?"),
        (["--search", ""], "words to search for are missing"),
        (["--search", "//"], "words to search for are missing"),
        (["--search", "//("], "no regular expression"),
        (["--since", "soon"], "Invalid value for --since: `soon` is no time"),
        (["--until", "13:20/13:30"], "Invalid value for --until"),
        (["--since", "13:20", "--until", "13:10"], "13:10 is before 13:20"),
    ],
)
def test_what_no_filter_can_be_is_a_mistake(asked: list[str], said: str) -> None:
    """What is wrong is said of the option that it is wrong with, and nothing is shown."""
    result = run("show", "-", *asked, stdin=WITH_UNITS.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_hidden_is_counted(form: str) -> None:
    """In every format; beside a table of CSV, on standard error."""
    result = run("show", "-", "--kind", "note", "--format", form, stdin=RECORD.encode())
    said = {"csv": result.stderr, "json": '"hidden": 2', "jsonl": '"hidden": 2'}
    assert "2 hidden" in said.get(form, result.stdout) or said.get(form, "") in result.stdout
    assert result.stderr == ("2 entries shown, 2 hidden\n" if form == "csv" else "")


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
    shown_moment = "the end of the record" if moment is None else moment[11:19].removesuffix(":59")
    assert f" {shown_moment} · happened" in table.splitlines()[1]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("soon", "`soon` is no time; try 13:15"),
        ("", "a time is missing"),
        ("2024-02-30T13:00", "is no date"),
        ("9999", "99:99 is no clock time"),
        ("9999-12-31", "outside the calendar"),
        ("13:20/13:30", "two times where one is meant"),
    ],
)
def test_what_is_no_time_is_a_mistake(at: str, said: str) -> None:
    """A time that cannot be is answered by what to write, and by no traceback."""
    result = run("show", "-", "--at", at, stdin=RECORD.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in result.stderr


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json", "jsonl"])
@pytest.mark.parametrize("hidden", [[], ["--kind", "forecast"]], ids=["empty", "filtered"])
def test_a_moment_without_an_entry_is_printed(form: str, hidden: list[str]) -> None:
    """Of a record without a timeline, and where a filter hides each entry."""
    record = RECORD if hidden else RECORD.partition("agencies:")[0]
    result = run("show", "-", "--at", "13:17", "--format", form, *hidden, stdin=record.encode())
    assert result.exit_code == SOUND
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("option", "typed", "moment", "said"),
    [
        ("--at", "1317", "13:17", ""),
        ("--at", "1:17 pm", "13:17", ""),
        ("--at", "29 Feb 13:17", "13:17", ""),
        ("--at", "1:17", "13:17", "--at 1:17 read as 13:17\n"),
        ("--at", "T+2m", "13:17:00", ""),
        ("--at", "-5m", "13:55:00", "--at -5m read as 13:55\n"),
        ("--since", "1:20", "the end", "--since 1:20 read as 13:20\n"),
        ("--until", "1:20", "the end", "--until 1:20 read as 13:20\n"),
    ],
)
def test_a_time_is_typed_as_on_the_screen(option: str, typed: str, moment: str, said: str) -> None:
    """How a time with several readings was read is on standard error."""
    result = run("show", "-", option, typed, stdin=RECORD.encode())
    assert result.exit_code == SOUND
    assert f"as of {moment} " in result.stdout
    assert result.stderr == said


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("at", "status"),
    [("0001-01-01T00:00+14:00", "not yet"), ("9999-12-31T23:59-12:00", "critical")],
)
def test_the_ends_of_the_calendar_are_moments(at: str, status: str, form: str) -> None:
    """A moment that has no date in the incident's zone has a state all the same."""
    result = run("show", "-", "--at", at, "--state", "--format", form, stdin=RECORD.encode())
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
            "words": "at once",
            "certainty": "certain",
        },
        {
            "earliest": "2024-02-29T13:20:00-06:00",
            "latest": None,
            "words": "after 13:20",
            "certainty": "possible",
        },
        {
            "earliest": "2024-02-29T14:00:00-06:00",
            "latest": None,
            "words": "after 14:00",
            "certainty": "unknown",
        },
        {"earliest": None, "latest": None, "words": "not said when", "certainty": "possible"},
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
        "units",
        "facilities",
        "milestones",
        "related",
        "intervals",
        "conflicts",
        "questions",
        "problems",
    ]
    assert told["incident"] == {
        "id": "i",
        "title": "Shots at a house",
        "date": "2024-02-29",
        "date_basis": None,
        "timezone": "America/Chicago",
        "timezone_basis": None,
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


def test_json_gives_back_what_the_record_says() -> None:
    """Whatever is escaped on the way, a reader of the JSON has the text as it is."""
    told = shown(stdin=RECORD.replace("Two down.", QUOTED).encode())
    assert told["entries"][0]["text"] == ODD


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


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="the test reads a POSIX terminal")
@pytest.mark.parametrize(
    ("options", "rows", "is_paged"),
    [((), 8, True), ((), 50, False), (("--no-pager",), 8, False), (("--format", "json"), 8, False)],
)
def test_what_is_longer_than_the_terminal_goes_through_the_pager(
    options: tuple[str, ...], rows: int, is_paged: bool, tmp_path: Path
) -> None:
    """The pager of the user; when it is left early, the program ends as usual."""
    path = record_in(tmp_path, FLAWED)
    with pseudo_terminal() as (ours, theirs):
        size = {"LINES": str(rows), "COLUMNS": "80", "TERM": "xterm", "PAGER": "head -n 2"}
        done = process(
            *("show", str(path), *options), stdin=theirs, stdout=theirs, env=os.environ | size
        )
        os.write(theirs, b"END")
        printed = b""
        while not printed.endswith(b"END"):
            printed += os.read(ours, 4096)
    assert done.returncode == SOUND
    assert b"unknown key" in done.stderr
    assert (printed.count(b"\n") == 2) == is_paged


# Parts.

PARTS = {
    "state": {"casualties", "groups", "agencies", "units", "facilities", "milestones"},
    "intervals": {"intervals"},
    "conflicts": {"conflicts"},
    "questions": {"questions"},
}


@pytest.mark.parametrize(
    "parts", [["state"], ["intervals"], ["conflicts"], ["questions"], ["questions", "state"]]
)
def test_a_part_is_printed_alone(parts: list[str]) -> None:
    """JSON has the head and the sections of the parts that are asked for, and no others."""
    told = shown(*(f"--{part}" for part in parts))
    head = {"incident", "clock", "at", "hidden", "unplaced"}
    assert told.keys() == head.union(*(PARTS[part] for part in parts))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("state", ["Cody Allen", "deceased", "KCPD", "OnScene", "Fort Osage schools", "reached"]),
        ("intervals", ["First to second quoted call", "0–6 min~", "not computable"]),
        ("conflicts", ["How many died and how many lived", "critical condition", "Quinton Lucas"]),
        ("questions", ["With what weapon or weapons were the shots fired?", "open"]),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_every_part(form: str, part: str, words: list[str]) -> None:
    """What a part tells is in it whatever it is printed as."""
    result = run("show", f"--{part}", "--format", form)
    if form in ("table", "markdown"):  # data keeps the values of the vocabulary
        words = ["on scene" if word == "OnScene" else word for word in words]
    printed = result.stdout.encode().decode("unicode_escape") if "json" in form else result.stdout
    printed = printed.replace("\\", "").replace("â\x80\x93", "–")
    assert result.exit_code == SOUND
    assert [word for word in words if word not in printed] == []


def test_csv_is_the_entries_or_the_parts() -> None:
    """A spreadsheet gets one table: of the entries, or of what is asked for under `part`."""
    entries_table = [*csv.DictReader(io.StringIO(run("show", "--format", "csv").stdout))]
    assert len(entries_table) == 40
    assert entries_table[4]["notation"] == "13:12~"
    asked = ["--state", "--conflicts", "--format", "csv"]
    table = [*csv.DictReader(io.StringIO(run("show", *asked).stdout))]
    assert {row["part"] for row in table} == (PARTS["state"] | PARTS["conflicts"]) - {"units"}
    assert sum(row["part"] == "conflicts" for row in table) > 28  # a row for each claim


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("at", ["12:00", "13:12", "13:20", "2024-02-29T17:00"])
@pytest.mark.parametrize("parts", [[], ["--state"], ["--intervals", "--questions"]])
def test_what_was_not_known_is_not_printed(parts: list[str], at: str, form: str) -> None:
    """On the clock of knowing, no word of an entry or name of the dead comes before its time."""
    result = run("show", "--at", at, "--clock", "known", "--format", form, *parts)
    assert result.exit_code == SOUND
    for secret in ("Allen", "Drexel", "Names of the two who died", "Victims taken to Centerpoint"):
        assert secret not in result.stdout
    chronology = INDEPENDENCE
    lens = Lens(chronology, chronology.zone.bounds(parse_moment(at))[1], Clock.KNOWN)
    for position, entry in enumerate(chronology.entries):
        if not lens.tells(position):
            assert entry.text not in result.stdout
            assert not entry.title or entry.title not in result.stdout


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_what_may_be_known_says_so(form: str) -> None:
    """`?` stands at a call that was perhaps not made yet."""
    result = run("show", "--at", "13:12", "--clock", "known", "--format", form)
    assert re.search(r"13:12\\?~ .* radio call\? ", result.stdout)


def test_a_pipe_gets_whole_lines_and_no_colour() -> None:
    """Where standard output is no terminal, nothing is cut and no escape is written."""
    result = run("show", "--conflicts")
    assert "\x1b" not in result.stdout
    assert "…" not in "".join(line[-1:] for line in result.stdout.splitlines())
    assert max(map(len, result.stdout.splitlines())) > 200


def test_lanes_are_printed_for_a_width() -> None:
    """Of the units and the time asked for, with a line at the moment; alone."""
    printed = run("show", "exercise", "--lanes", "--unit", "Medic 1", "--at", "21:30").stdout
    lines = printed.splitlines()
    start = lines.index("Lanes · what had happened")
    assert [line[:9].strip() for line in lines[start + 2 : start + 4]] == ["TEMS", "Medic 1"]
    assert {line.count("┃") for line in lines[start + 2 : start + 4]} == {1}
    assert max(map(len, lines[start:])) <= 100
    assert "Timeline" not in printed


def test_lanes_stand_after_the_parts_asked_for() -> None:
    """As further lines."""
    printed = run("show", "exercise", "--lanes", "--state").stdout
    assert printed.index("Milestones") < printed.index("Lanes · what had happened")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "table"])
def test_lanes_are_lines_of_text(form: str) -> None:
    """A format without lines of text says so."""
    result = run("show", "exercise", "--lanes", "--format", form)
    assert result.exit_code == WRONG_USE
    assert f"lines of text, which {form} does not have" in result.output


# Notes of reviewers.


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """The path of a record with a note on its first entry and a bookmark on its second."""
    notes = (note(f"Who?\n={ODD}", "e1"), note("", "e2", kind="bookmark", by=ODD, chance=1))
    return with_log(record_in(tmp_path), *notes, incident="i")


@pytest.mark.parametrize("form", FORMATS)
def test_notes_are_printed_when_they_are_asked_for(form: str, noted: Path) -> None:
    """With text, author and time, in every format; and no text of a note is a command."""
    result = run("show", noted, "--notes", "--format", form)
    assert (result.exit_code, result.stderr) == (SOUND, "")
    printed = result.stdout.encode().decode("unicode_escape") if "json" in form else result.stdout
    for words in ("Who?", "Ann", "2024-02-29", "bookmark"):
        assert words in printed
    assert not set(result.stdout) & set("\x1b\x07\x9b\x7f\u202e")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("parts", [[], ["--state"], ["--intervals", "--questions"]])
def test_without_the_option_notes_change_nothing(parts: list[str], form: str, noted: Path) -> None:
    """Byte for byte, whether there is a log beside the record or not."""
    with_a_log = run("show", noted, "--format", form, *parts)
    noted.with_name("record.review.jsonl").unlink()
    assert run("show", noted, "--format", form, *parts).stdout == with_a_log.stdout


def test_json_has_what_it_has_without_notes(noted: Path) -> None:
    """Notes add keys; states, counts and every other value stay the same."""
    told = json.loads(run("show", noted, "--notes", "--format", "json").stdout)
    assert [one["kind"] for one in told.pop("notes")] == ["note", "bookmark"]
    assert told.pop("withheld_notes") == 0
    assert [one.pop("marked") for one in told["entries"]] == [["note"], ["bookmark"], [], []]
    assert told == json.loads(run("show", noted, "--format", "json").stdout)


def test_no_text_of_a_note_is_a_formula(noted: Path) -> None:
    """A cell that a spreadsheet would compute begins with an apostrophe."""
    noted.with_name("record.review.jsonl").unlink()
    with_log(noted, note("=1+1", "e1", by="@SUM(1)"), incident="i")
    result = run("show", noted, "--notes", "--format", "csv")
    table = [*csv.DictReader(io.StringIO(result.stdout))]
    assert [(row["text"], row["by"]) for row in table if row["part"] == "notes"] == [
        ("'=1+1", "'@SUM(1)")
    ]
    assert [row["marked"] for row in table if row["part"] == "entries"] == ["note", "", "", ""]


def test_lanes_and_notes_are_printed_together(noted: Path) -> None:
    """The notes stand below the picture, once."""
    printed = run("show", noted, "--lanes", "--state", "--notes").stdout
    assert printed.count("Notes of reviewers") == 1
    assert printed.index("Lanes") < printed.index("Notes of reviewers")


def test_a_table_says_beside_it_how_many_notes_are_withheld(noted: Path) -> None:
    """On standard error, since CSV has no place for it."""
    asked = ["--notes", "--format", "csv", "--clock", "known", "--at", "12:00"]
    result = run("show", noted, *asked)
    assert result.stderr == "2 notes about facts not known yet, left out\n"
    assert "Who?" not in result.stdout


def test_a_refused_log_is_told_and_nothing_is_shown(noted: Path) -> None:
    """Who asks for notes is not shown a record without them."""
    noted.with_name("record.review.jsonl").write_text("My notes\n")
    result = run("show", noted, "--notes")
    assert (result.exit_code, result.stdout) == (UNREADABLE, "")
    assert "no log of notes" in result.stderr
    assert run("show", noted).exit_code == SOUND


@pytest.mark.parametrize("form", FORMATS)
def test_only_marked_entries_can_be_shown(form: str, noted: Path) -> None:
    """Those with a bookmark or a note; the others are counted, and notes stay unprinted."""
    result = run("show", noted, "--only-marked", "--format", form)
    said = result.stdout + result.stderr
    assert "Two down." in result.stdout
    assert "Entry made" in result.stdout
    assert "Nobody said" not in said
    assert "Who?" not in said
    assert '"hidden": 2' in said if "json" in form else "2 hidden" in said
    if form in ("table", "markdown"):
        assert "only marked · 2 of 4 entries · 2 hidden" in said


def test_only_marked_holds_together_with_other_filters(noted: Path) -> None:
    """As on the screen; without a note no entry is marked."""
    asked = ["show", str(noted), "--only-marked", "--format", "json"]
    told = json.loads(run(*asked, "--kind", "action").stdout)
    assert [entry["id"] for entry in told["entries"]] == ["e2"]
    noted.with_name("record.review.jsonl").unlink()
    assert json.loads(run(*asked).stdout)["entries"] == []
