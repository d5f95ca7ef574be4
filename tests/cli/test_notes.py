"""What `notes` prints, adds, deletes and merges."""

import json
from pathlib import Path
from typing import Any

import pytest

from incident_tui.cli.notes import command
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.notes import Notes
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.reading import Reader
from incident_tui.samples import bundled_record
from tests.cli.running import ODD, QUOTED, RECORD, WRONG_USE, record_in, run
from tests.cli.test_completion import suggested
from tests.notes.noting import MS, note

LOG = "my.review.jsonl"
LATER = '{"id":"z","kind":"assessment","on":["e1"],"by":"Cy","at":"2024-02-29T19:15:00.250Z"}\n'


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The path of a record."""
    return record_in(tmp_path, name="my.yaml")


def noted(record: Path, *arguments: str, by: str = "Ann") -> str:
    """The id of a note added to a record."""
    result = run("notes", "add", record, *arguments, "--by", by)
    assert (result.exit_code, result.stderr) == (SOUND, "")
    identifier, _, path = result.stdout.partition(" added to ")
    assert path == f"{record.with_name(LOG)}\n"
    return identifier


def notes_of(record: Path) -> Notes:
    """The notes in the log beside a record."""
    return ReviewLog(record.with_name(LOG), "i").read().notes


def told(record: Path, *options: str) -> list[dict[str, Any]]:
    """The notes of a record as `--format json` has them."""
    result = run("notes", record, "--format", "json", *options)
    assert (result.exit_code, result.stderr) == (SOUND, "")
    found: list[dict[str, Any]] = json.loads(result.stdout)["notes"]
    return found


def test_a_record_without_notes_says_so(record: Path) -> None:
    """Reading makes no file."""
    result = run("notes", record)
    assert (result.exit_code, result.stdout) == (SOUND, f"0 notes · {record.with_name(LOG)}\n")
    assert not record.with_name(LOG).exists()


def test_notes_are_printed_with_author_time_and_what_they_stand_on(record: Path) -> None:
    """The text is whole, a line of it a line; the words of the record stand beside the ids."""
    first = noted(record, "--on", "e1", "--on", "officer", "--text", "Who?\nWhen?")
    second = noted(record, "--at", "1:20:30 pm", "--kind", "bookmark", by="Bob")
    third = noted(record, "--on", "i", "--text", "All of it.")
    lines = run("notes", record).stdout.splitlines()
    assert lines[0] == f"3 notes by 2 reviewers · {record.with_name(LOG)}"
    assert lines[2].startswith(f"{first} · note on e1 (Two down.), officer (an officer) · Ann, ")
    assert lines[2].endswith(" UTC")
    assert lines[3:5] == ["    Who?", "    When?"]
    assert f"{second} · bookmark on 2024-02-29T13:20:30-06:00 · Bob, " in lines[6]
    assert f"{third} · note on i (Shots at a house)" in lines[8]
    assert run("notes", "list", record).stdout.splitlines() == lines


def test_a_script_reads_the_same(record: Path) -> None:
    """JSON, JSON Lines and Markdown tell of the same notes."""
    identifier = noted(record, "--on", "e1", "--text", "Who?")
    [found] = told(record)
    assert found.pop("at").endswith("Z")
    assert found == {
        "id": identifier,
        "kind": "note",
        "on": ["e1"],
        "missing": [],
        "moment": None,
        "text": "Who?",
        "by": "Ann",
        "deleted": False,
    }
    head, line = map(json.loads, run("notes", record, "--format", "jsonl").stdout.splitlines())
    assert (head["incident"], head["log"]) == ("i", str(record.with_name(LOG)))
    assert (line["part"], line["id"]) == ("notes", identifier)
    markdown = run("notes", record, "--format", "markdown").stdout
    assert f"| {identifier} | note | e1 (Two down.) | Who? | Ann |" in markdown


def test_a_note_whose_subject_is_gone_is_named(record: Path) -> None:
    """In every format; it is not dropped."""
    noted(record, "--on", "e1", "--on", "e2", "--text", "Who?")
    record_in(record.parent, RECORD.replace("id: e2", "id: other"), record.name)
    assert "on e1 (Two down.), e2 (not in the record) · Ann" in run("notes", record).stdout
    assert "e2 (not in the record)" in run("notes", record, "--format", "markdown").stdout
    assert [one["missing"] for one in told(record)] == [["e2"]]


def test_every_version_can_be_listed(record: Path) -> None:
    """Who wrote and who deleted it; the note itself is no longer printed."""
    identifier = noted(record, "--on", "e1", "--text", "Who?")
    result = run("notes", "delete", record, identifier, "--by", "Bob")
    assert (result.exit_code, result.stdout) == (SOUND, f"{identifier} deleted\n")
    assert told(record) == []
    versions = [(one["by"], one["deleted"]) for one in told(record, "--history")]
    assert versions == [("Ann", False), ("Bob", True)]
    assert run("notes", record, "--history").stdout.count(" · deleted") == 1
    again = run("notes", "delete", record, identifier)
    assert again.exit_code == WRONG_USE
    assert f"{identifier} was deleted by Bob, 20" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--on", "e11", "--text", "a"], "the record has no id e11; did you mean `e1`?"),
        (["--on", "offcer", "--text", "a"], "did you mean `officer`?"),
        (["--on", "e1"], "`text`: is empty; a note says something"),
        (["--text", "a"], "say what the note stands on: --on ID, or --at TIME"),
        (["--at", "29 Feb", "--text", "a"], "29 Feb is no time of a day"),
        (["--at", "noo", "--text", "a"], "noo"),
        (["--on", "e1", "--kind", "thought"], "'thought' is not one of 'bookmark', 'note'"),
        (["--on", "e1", "--text", "a" * 20_001], "`text`: is a text of at most 20,000 characters"),
        (["--on", "e1", "--text", "a", "--by", "b" * 201], "`by`: is a name of 1 to 200"),
        (["--on", "e1", "--text", "\udcff"], "half a character"),
    ],
)
def test_a_note_that_cannot_be_is_refused(record: Path, arguments: list[str], said: str) -> None:
    """The words say what is wrong, and nothing is written."""
    result = run("notes", "add", record, *arguments)
    assert result.exit_code == WRONG_USE
    assert said in result.stderr
    assert not record.with_name(LOG).exists()


def test_an_unknown_note_is_answered_by_the_nearest(record: Path) -> None:
    """A note deleted by its id, mistyped."""
    identifier = noted(record, "--on", "e1", "--text", "Who?")
    result = run("notes", "delete", record, identifier[:-1])
    assert result.exit_code == WRONG_USE
    assert f"there is no note {identifier[:-1]}; did you mean `{identifier}`?" in result.stderr


def test_deleting_and_merging_read_no_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log of a record needs no more than the id of the incident."""
    call = '{"id":"c1","kind":"radio_call","time":"2024-02-29T13:16Z","text":"Go.","cite":"s"}\n'
    record_in(tmp_path, call, "calls.jsonl")
    record = record_in(tmp_path, f"{RECORD}calls: [calls.jsonl]\n", "my.yaml")
    identifier = noted(record, "--on", "c1", "--text", "Who?")
    theirs = log_of(tmp_path, "a", by="Bob")
    monkeypatch.setattr(Reader, "read_calls", lambda _: pytest.fail("calls are read"))
    assert run("notes", "delete", record, identifier).exit_code == SOUND
    assert run("notes", "merge", record, theirs).exit_code == SOUND
    assert [one.text for one in notes_of(record)] == ["a"]


def test_a_call_can_have_a_note(tmp_path: Path) -> None:
    """Also an entry of a file of calls, which is named by its words."""
    call = '{"id":"c1","kind":"radio_call","time":"2024-02-29T13:16Z","text":"Go.","cite":"s"}\n'
    record_in(tmp_path, call, "calls.jsonl")
    record = record_in(tmp_path, f"{RECORD}calls: [calls.jsonl]\n", "my.yaml")
    noted(record, "--on", "c1", "--text", "Who?")
    assert "note on c1 (Go.) · Ann" in run("notes", record).stdout
    assert "did you mean `c1`?" in run("notes", "add", record, "--on", "c11", "--text", "a").stderr


def test_bundled_records_have_notes_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the data folder of the user; the folder of the records stays as it is."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    [entry, *_] = json.loads(run("show", "--format", "json").stdout)["entries"]
    added = run("notes", "add", bundled_record(), "--on", entry["id"], "--text", "Who?")
    assert added.exit_code == SOUND, added.stderr
    result = run("notes")
    assert f"note on {entry['id']} (" in result.stdout
    assert str(tmp_path) in result.stdout
    assert not list(bundled_record().parent.glob("*.jsonl"))


def test_a_log_under_an_old_name_is_used(record: Path) -> None:
    """Which is told, with the name that it should have."""
    noted(record, "--on", "e1", "--text", "Who?")
    record = record.rename(record.with_name("new.yaml"))
    result = run("notes", record)
    assert result.stdout.startswith("1 note by 1 reviewer")
    assert "is used; rename it to new.review.jsonl" in result.stderr


# Merging.


def log_of(folder: Path, *texts: str, by: str, more: str = "") -> Path:
    """The log of another reviewer."""
    log = ReviewLog(folder / f"{by}.review.jsonl", "i")
    log.append(*(note(text, by=by, chance=len(texts), ms=MS + n) for n, text in enumerate(texts)))
    with log.path.open("a") as file:
        file.write(more)
    return log.path


def test_notes_of_others_are_added_once(record: Path, tmp_path: Path) -> None:
    """Said by file and reviewer; a second merge adds nothing, and later versions' lines stay."""
    noted(record, "--on", "e1", "--text", "Who?")
    ann, bob = log_of(tmp_path, "a", by="Ann"), log_of(tmp_path, "b", "c", by="Bob", more=LATER)
    result = run("notes", "merge", record, ann, bob)
    assert result.exit_code == SOUND
    assert result.stdout.splitlines() == [
        f"{ann}: 1 line added: 1 by Ann",
        f"{bob}: 3 lines added: 2 by Bob, 1 of a later version",
    ]
    assert f"{bob}:4: warning: `kind`: `assessment` is not known" in result.stderr
    assert {one.text for one in notes_of(record)} == {"Who?", "a", "b", "c"}
    before = record.with_name(LOG).read_bytes()
    assert LATER.encode() in before
    again = run("notes", "merge", record, ann, bob, record.with_name(LOG))
    assert again.stdout.count("nothing that is not there already") == 3
    assert record.with_name(LOG).read_bytes() == before


def test_faulty_lines_are_named_and_left_out(record: Path, tmp_path: Path) -> None:
    """The others are added, and the command ends with 1."""
    bob = log_of(tmp_path, "b", by="Bob", more='{"id":"x"\n{"kind":"note"}\n')
    result = run("notes", "merge", record, bob)
    assert (result.exit_code, result.stdout) == (PROBLEMS, f"{bob}: 1 line added: 1 by Bob\n")
    assert result.stderr.splitlines() == [
        f"{bob}:3: is not whole; mend the line or leave it, the notes after it are read",
        f"{bob}:4: `id`: is missing",
    ]
    assert [one.text for one in notes_of(record)] == ["b"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"format":"incident-review/1","incident":"other"}\n', "notes of the incident `other`"),
        (b"My notes\n", "is no log of notes"),
        (None, "cannot be read: no such file or directory"),
    ],
)
def test_what_is_no_log_of_the_incident_is_not_merged(
    record: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    """Nor is any file beside it."""
    bob, other = log_of(tmp_path, "b", by="Bob"), tmp_path / "other.review.jsonl"
    if content is not None:
        other.write_bytes(content)
    result = run("notes", "merge", record, bob, other)
    assert (result.exit_code, result.stdout) == (UNREADABLE, "")
    assert f"{other}: " in result.stderr
    assert said in result.stderr
    assert not record.with_name(LOG).exists()


# What may be hostile.


@pytest.mark.parametrize("form", ["text", "markdown", "json", "jsonl"])
def test_no_text_of_a_log_is_a_command_to_the_terminal(tmp_path: Path, form: str) -> None:
    """Texts, names, ids and headers of strangers are printed as text, and markup stays markup."""
    record = record_in(tmp_path, RECORD.replace("Two down.", QUOTED), "my.yaml")
    noted(record, "--on", "e1", "--text", f"{ODD}\n{ODD}", by=ODD)
    log = ReviewLog(record.with_name(LOG), "i")
    log.append(note("a", ODD, by=ODD))
    with log.path.open("a") as file:
        file.write(f"{json.dumps({'kind': ODD})}\n{json.dumps({ODD: ODD, 'kind': 'note'})}\n")
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"format": "incident-review/1", "incident": ODD}))
    for result in (run("notes", record, "--format", form), run("notes", "merge", record, other)):
        printed = result.stdout + result.stderr
        assert not set(printed) & set("\x1b\x07\x9b\x7f\u202e")
        assert "[bold]x" in printed.replace("\\", "")
        assert "Traceback" not in printed


@pytest.mark.parametrize("name", [*command.commands])
def test_no_argument_is_a_command_to_the_terminal(record: Path, name: str) -> None:
    """Where an argument is quoted in an answer, it is text."""
    for words in ([], [record], [record, "x"], [record, "--on"], [record, "--by"]):
        for hostile in (ODD, f"--{ODD}", "\udcff\x1bc"):
            result = run("notes", name, *words, hostile)
            assert not set(result.stdout + result.stderr) & set("\x1b\x07\x9b\x7f\u202e")
            assert isinstance(result.exception, SystemExit | None), (words, hostile)


def test_a_refused_log_is_told_and_not_written(record: Path) -> None:
    """By every command, with the path."""
    record.with_name(LOG).write_text("My notes\n")
    commands: list[list[str | Path]] = [
        ["list", record],
        ["add", record, "--on", "e1", "--text", "a"],
        ["delete", record, "a"],
        ["merge", record, log_of(record.parent, "b", by="Bob")],
    ]
    for arguments in commands:
        result = run("notes", *arguments)
        assert (result.exit_code, result.stdout) == (UNREADABLE, "")
        assert f"{record.with_name(LOG)}: is no log of notes: line 1" in result.stderr
    assert record.with_name(LOG).read_text() == "My notes\n"


def test_a_record_without_an_id_has_no_notes(tmp_path: Path) -> None:
    """Notes could not find it again; the words say what to do."""
    record = record_in(tmp_path, RECORD.replace("{id: i, ", "{"), "my.yaml")
    result = run("notes", "add", record, "--on", "e1", "--text", "a")
    assert result.exit_code == UNREADABLE
    assert "the incident of the record has no `id`; give it an id" in result.stderr


def test_what_is_no_record_has_no_notes(tmp_path: Path) -> None:
    """As `show` says it."""
    result = run("notes", tmp_path / "none.yaml")
    assert (result.exit_code, result.stdout) == (UNREADABLE, "")
    assert "cannot be read: no such file" in result.stderr


# Help and completion.


def test_each_command_of_notes_has_help_with_an_example() -> None:
    """As the commands of the program have it."""
    for name, one in command.commands.items():
        assert (one.epilog or "").startswith(f"Example: incident-tui notes {name} my-record.yaml")
        assert run("notes", name, "--help").exit_code == SOUND


def test_commands_ids_and_notes_are_suggested(record: Path) -> None:
    """A record may stand in place of a command."""
    identifier = noted(record, "--on", "e1", "--text", "Who?")
    assert suggested("notes", "") == ["(file)", *sorted(command.commands), "exercise"]
    assert suggested("notes", str(record), "--hi") == ["--history"]
    assert suggested("notes", "add", str(record), "--on", "e") == ["e1", "e2", "e3", "e4"]
    assert suggested("notes", "delete", str(record), "") == [identifier]
    assert suggested("notes", "delete", str(record.with_name("none")), "") == []


def test_the_author_is_the_reviewer_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --by, the name of the settings stands beside the note."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "incident-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('reviewer = "A. Reviewer"\n')
    path = record_in(tmp_path)
    assert run("notes", "add", path, "--on", "e1", "--text", "x").exit_code == SOUND
    assert "A. Reviewer" in run("notes", path).stdout


# Observations and actions.


def observed(record: Path, *arguments: str) -> str:
    """The id of an observation added to a record."""
    return noted(record, "--kind", "observation", "--text", "Staging was told late", *arguments)


def test_an_observation_and_its_action_are_printed_with_their_fields(record: Path) -> None:
    """In words for people; as they are written for scripts."""
    fields = ("--capability", "Operational Communications", "--rating", "S", "--analysis", "A\nB")
    first = observed(record, "--improvement", "--on", "e1", *fields)
    action = ("--kind", "action", "--for", first, "--text", "Announce it", "--element", "training")
    second = noted(record, *action, "--owner", "QBFD", "--due", "2026-01-31")
    lines = run("notes", record).stdout.splitlines()
    assert lines[2].startswith(f"{first} · observation on e1 (Two down.) · Ann, ")
    assert lines[3:9] == [
        "    Staging was told late",
        "    side: area for improvement",
        "    capability: Operational Communications",
        "    rating: S: performed with some challenges",
        "    analysis: A",
        "        B",
    ]
    assert lines[10].startswith(f"{second} · action · Ann, ")
    assert lines[11:] == [
        "    Announce it",
        "    answers: Staging was told late",
        "    element: training",
        "    owner: QBFD",
        "    due: 2026-01-31",
        "    status: open",
    ]
    found = told(record)
    assert [found[0][name] for name in ("side", "rating", "root_cause")] == ["improvement", "S", ""]
    assert [found[1][name] for name in ("observation", "status")] == [first, "open"]
    markdown = run("notes", record, "--format", "markdown").stdout
    assert "side: area for improvement" in markdown
    assert "answers: Staging was told late" in markdown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--owner", "QBFD"], "--owner is for an action; add --kind action, or leave it out"),
        (["--root-cause", "x"], "--root-cause is for an observation; add --kind observation"),
        (["--strength"], "--strength or --improvement is for an observation"),
        (["--kind", "observation"], "which side the observation is: --strength or --improvement"),
        (["--kind", "action", "--strength"], "is for an observation"),
        (["--kind", "action", "--for", "x"], "x is no observation of the log"),
        (["--kind", "action", "--due", "May"], "`due`: is a date, such as 2026-01-31, or a month"),
        (["--kind", "action", "--start", "2026-02-30"], "is no date of the calendar"),
        (["--kind", "observation", "--strength", "--rating", "X"], "'X' is not one of 'P', 'S'"),
    ],
)
def test_a_field_that_cannot_be_is_refused(record: Path, arguments: list[str], words: str) -> None:
    """With what it belongs to, or what it may be; nothing is written."""
    result = run("notes", "add", record, "--on", "e1", "--text", "x", *arguments)
    assert result.exit_code == WRONG_USE
    assert words in " ".join(result.stderr.split())
    assert not record.with_name(LOG).exists()


def test_an_action_for_a_note_is_refused(record: Path) -> None:
    """An action answers an observation; the nearest id is named."""
    one = noted(record, "--on", "e1", "--text", "Who?")
    two = observed(record, "--strength")
    add = ("notes", "add", record, "--kind", "action", "--text", "x", "--for")
    assert f"{one} is a note, no observation" in run(*add, one).stderr
    assert f"did you mean `{two}`?" in run(*add, two[:-1]).stderr


def test_words_of_an_entry_are_added(record: Path) -> None:
    """As heard; they are told as a correction, and in the log as words."""
    noted(record, "--kind", "words", "--on", "e1", "--text", "Two are down.")
    lines = run("notes", record).stdout.splitlines()
    assert " · correction on e1 (Two down.) · Ann, " in lines[2]
    assert lines[3] == "    Two are down."
    assert [(one["kind"], one["on"]) for one in told(record)] == [("words", ["e1"])]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "words are of an entry: name its id with --on"),
        (["--on", "officer"], "words are of an entry: name its id with --on"),
        (["--on", "e1", "--on", "e2"], "is not the id of a single entry, whose words these are"),
        (["--on", "e1", "--at", "13:20"], "words are of an entry, and not of a moment"),
        (["--at", "13:20"], "words are of an entry: name its id with --on"),
    ],
)
def test_words_of_anything_else_are_refused(record: Path, arguments: list[str], words: str) -> None:
    """Nothing is written."""
    result = run("notes", "add", record, "--kind", "words", "--text", "x", *arguments)
    assert result.exit_code == WRONG_USE
    assert words in " ".join(result.stderr.split())
    assert not record.with_name(LOG).exists()
