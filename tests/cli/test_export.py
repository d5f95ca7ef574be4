"""`incident-tui export`: what is written where, what is refused, and what is said about it."""

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document

from incident_tui.exchange.exports import FORMATS
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.reading import read_bytes
from tests.cli import running
from tests.cli.running import WRONG_USE, process, pseudo_terminal
from tests.exchange.exports.exported import text_in
from tests.notes.noting import note, with_log
from tests.records import PLACES, entry, text_of

RECORD = text_of(
    entry("e1", "13:15~", text="Two down", location="spot"),
    entry("e2", "unplaced", location="spot"),
    rest=PLACES,
)
FLAWED = RECORD + "timelin: []\n"
PUBLIC = "what had been published or said on the air"
NOT_SOUND = [name for name, form in FORMATS.items() if not form.is_sound]
"""A sound has no words to compare; `tests/exchange/exports/sound` has tests of it."""
MAGIC = {".m4a": b"ftyp", ".flac": b"fLaC"}
"""How files begin that are no archives, within 8 bytes."""
LEFT_OUT = RECORD.replace("kind: note", "kind: nte", 1)


def run(*arguments: str | Path, stdin: str = RECORD) -> Result:
    """`incident-tui export` with these arguments, without a terminal."""
    return running.run("export", *arguments, stdin=stdin.encode())


def files(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(os.listdir(folder))


@pytest.mark.smoke
@pytest.mark.parametrize("name", NOT_SOUND)
def test_standard_output_and_a_file_get_the_same(name: str, tmp_path: Path) -> None:
    """Byte for byte; nothing else is printed when it goes to a file."""
    printed = run("-", "--to", name)
    written = run("-", "--to", name, "-o", tmp_path / "out")
    assert (printed.exit_code, written.exit_code) == (SOUND, SOUND)
    assert (tmp_path / "out").read_bytes() == printed.stdout_bytes != b""
    assert run("-", "--to", name, "--output", "-").stdout_bytes == printed.stdout_bytes
    assert written.stdout_bytes == b""
    assert written.stderr == printed.stderr
    assert files(tmp_path) == ["out"]


def test_without_a_path_the_bundled_record_is_exported() -> None:
    """As with every other command."""
    result = run("--to", "csv")
    table = [*csv.reader(io.StringIO(result.stdout_bytes.decode(), newline=""))]
    assert (len(table), result.stderr) == (41, "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("csv", ""),
        ("json", ""),
        ("geojson", ""),
        ("kml", ""),
        (
            "timesketch",
            "1 unplaced entry: listed in an event about the file, for Timesketch asks for",
        ),
        (
            "timelinejs",
            "1 unplaced entry: listed on the title slide, for TimelineJS asks for a date",
        ),
        (
            "ical",
            "1 unplaced entry: journal entries without a date, which not every calendar shows",
        ),
    ],
)
def test_what_becomes_of_unplaced_entries_is_said(name: str, said: str) -> None:
    """On standard error, wherever they cannot stand among the others; and not if there are none."""
    assert run("-", "--to", name).stderr.startswith(said)
    assert bool(run("-", "--to", name).stderr) == bool(said)
    placed = text_of(entry("e1", "13:15", location="spot"), rest=PLACES)
    assert run("-", "--to", name, stdin=placed).stderr == ""


def test_the_sound_part_of_a_flawed_record_is_exported() -> None:
    """Its problems go to standard error, and the rest is whole."""
    result = run("-", "--to", "json", stdin=LEFT_OUT)
    assert result.exit_code == SOUND
    assert result.stderr.startswith("-:")
    assert "`nte` is not one of" in result.stderr
    assert [one["id"] for one in json.loads(result.stdout)["timeline"]] == ["e2"]
    assert run("-", "--to", "csv", stdin=FLAWED).exit_code == SOUND


@pytest.mark.parametrize(("stdin", "code"), [("", PROBLEMS), ("- a", PROBLEMS)])
def test_without_a_record_there_is_nothing_to_export(stdin: str, code: int, tmp_path: Path) -> None:
    """Nor is a file made for it."""
    result = run("-", "--to", "csv", "-o", tmp_path / "out", stdin=stdin)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("-:1:1: ")
    missing = run(tmp_path / "none.yaml", "--to", "csv", "-o", tmp_path / "out")
    assert (missing.exit_code, missing.stdout) == (UNREADABLE, "")
    assert files(tmp_path) == []


def test_what_is_written_as_json_is_a_record() -> None:
    """`check` can be asked about it."""
    reading = read_bytes(run("-", "--to", "json").stdout_bytes, "-")
    assert reading.record == read_bytes(RECORD.encode(), "-").record
    assert not reading.problems


# The moment and the clock.

LATER = text_of(
    entry("e1", "13:15", text="Two down", kind="radio_call"),
    entry("e2", "13:20", text="A secret", known="14:00", weight="key"),
    entry("e3", "unplaced", text="Another secret", known="14:00"),
)


@pytest.mark.parametrize("name", ["markdown", "html", "ics214", "csv"])
def test_an_entry_not_known_yet_is_a_row_without_words(name: str) -> None:
    """With its kind and its time; on the clock of what happened it has its words."""
    known = run("-", "--to", name, "--at", "13:30", "--clock", "known", stdin=LATER)
    assert (known.exit_code, known.stderr) == (SOUND, "")
    assert "ecret" not in known.stdout
    rows = [line for line in known.stdout.splitlines() if "not known yet" in line]
    assert rows
    if name != "html":  # where an entry takes more lines than one
        assert any("note" in row and "13:20" in row for row in rows)
    happened = run("-", "--to", name, "--at", "13:30", stdin=LATER)
    assert "A secret" in happened.stdout


@pytest.mark.parametrize("name", ["timesketch", "timelinejs", "ical"])
def test_an_entry_not_known_yet_is_left_out_where_there_is_no_room(name: str) -> None:
    """And the number of these entries is said on standard error."""
    known = run("-", "--to", name, "--at", "13:30", "--clock", "known", stdin=LATER)
    assert known.exit_code == SOUND
    assert "ecret" not in known.stdout
    assert "Two down" in known.stdout
    assert known.stderr == "2 entries not known yet: left out\n"


@pytest.mark.parametrize(
    "name", ["markdown", "html", "ics214", "ical", "timelinejs", "geojson", "kml"]
)
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--at", "13:30"], "s of 13:30 · what had happened"),
        (
            ["--clock", "known"],
            f"s of the end of the record · {PUBLIC}",
        ),
        (
            ["--at", "13:30:05", "--clock", "known"],
            f"s of 13:30:05 · {PUBLIC}",
        ),
        (["--at", "2024-03-02"], "s of 2 Mar 23:59 · what had happened"),
    ],
)
def test_a_file_names_its_moment_and_its_clock(name: str, options: list[str], said: str) -> None:
    """In its head, unless they are the end of the record and what happened."""
    found = run("-", "--to", name, *options).stdout_bytes.decode().replace("\r\n ", "")
    if name == "timelinejs":
        found = json.loads(found)["title"]["text"]["text"]
    if name == "geojson":
        found = " ".join(json.loads(found)["about"]["words"])
    if name == "ics214":
        found = " ".join(re.sub(r"\s*\|\n\|\s*\|?\s*", " ", found).split())
    assert said in found
    assert "what had happened" not in run("-", "--to", name).stdout_bytes.decode()


@pytest.mark.parametrize("name", ["csv", "timesketch"])
def test_a_bare_table_has_no_head(name: str) -> None:
    """A moment that withholds nothing changes none of its bytes."""
    bare = run("-", "--to", name).stdout_bytes
    assert run("-", "--to", name, "--at", "13:30").stdout_bytes == bare


def test_a_record_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    """The record itself has no form in which anything is withheld; no file is made."""
    options = ("--at", "13:30", "--clock", "known", "-o", tmp_path / "out")
    refused = run("-", "--to", "json", *options)
    assert (refused.exit_code, refused.stdout) == (WRONG_USE, "")
    assert "--to json writes the record whole, and withholds nothing" in refused.stderr
    assert files(tmp_path) == []
    whole = run("-", "--to", "json").stdout_bytes
    assert run("-", "--to", "json", "--at", "13:30").stdout_bytes == whole
    assert run("-", "--to", "json", "--clock", "known").stdout_bytes == whole


def test_a_moment_that_is_none_is_a_mistake() -> None:
    """With the way to write one."""
    result = run("-", "--to", "csv", "--at", "soon")
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert "--at" in result.stderr


# Files.


def test_a_file_is_overwritten_only_by_force(tmp_path: Path) -> None:
    """Otherwise it stays as it is, and the way out is said; so do its permissions."""
    path = tmp_path / "out.csv"
    path.write_text("mine")
    path.chmod(0o640)
    refused = run("-", "--to", "csv", "-o", path)
    assert (refused.exit_code, path.read_text()) == (WRONG_USE, "mine")
    assert "exists; overwrite it with --force" in refused.stderr
    assert run("-", "--to", "csv", "-o", path, "--force").exit_code == SOUND
    assert path.read_text().startswith("id,")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert files(tmp_path) == ["out.csv"]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("none/out.csv", "make it first"),
        ("folder", "is a folder; name a file in it"),
        (os.devnull, "is no file; use - for standard output"),
        ("out\x07.csv/x", "out␇.csv; make it first"),
    ],
)
def test_a_file_that_cannot_be_is_refused_at_once(
    output: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By force as well, and before the record is read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    for force in ([], ["--force"]):
        result = run("-", "--to", "csv", "-o", output, *force, stdin="")
        assert (result.exit_code, result.stdout) == (WRONG_USE, "")
        assert said in " ".join(result.stderr.split())
    assert files(tmp_path) == ["folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays_one(tmp_path: Path) -> None:
    """What it leads to is written."""
    (tmp_path / "target").write_text("mine")
    (tmp_path / "link").symlink_to("target")
    assert run("-", "--to", "csv", "-o", tmp_path / "link", "--force").exit_code == SOUND
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text().startswith("id,")


def test_nothing_is_written_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """As with any link, only by force: the user named the link, and another may have made it."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    result = run("-", "--to", "csv", "-o", link)
    assert result.exit_code == WRONG_USE
    assert "is a link to" in result.stderr
    assert files(tmp_path) == ["link"]
    assert run("-", "--to", "csv", "-o", link, "--force").exit_code == SOUND
    assert link.is_symlink()
    assert files(tmp_path) == ["elsewhere", "link"]


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """The path of a record with a note on its first entry."""
    path = running.record_in(tmp_path, RECORD)
    return with_log(path, note("Who?", "e1", by="Ann"), incident="incident")


@pytest.mark.parametrize("name", [name for name in NOT_SOUND if FORMATS[name].narrows])
def test_only_marked_entries_can_be_exported(name: str, noted: Path) -> None:
    """The export says that entries are hidden; of a table, standard error says it."""
    result = running.run("export", noted, "--to", name, "--only-marked")
    assert result.exit_code == SOUND
    text = text_in(name, result.stdout_bytes)
    assert "Two down" in text
    assert ("Who?" in text) is FORMATS[name].is_of_notes
    said = "only marked · 1 of 2 entries · 1 hidden"
    assert result.stderr == (f"{said}\n" if name == "csv" else "")


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_a_map_has_the_entries_at_places_with_coordinates(name: str, tmp_path: Path) -> None:
    """Standard error says how many are not on it, and the file does; also where none is."""
    text = text_of(
        entry("e1", "13:15", text="Two down", location="spot"), entry("e2", "13:20"), rest=PLACES
    )
    path = tmp_path / f"map.{name}"
    assert run("-", "--to", name, "-o", path, stdin=text).exit_code == SOUND
    written = path.read_text("utf-8")
    assert "Two down" in written
    said = "1 entry without coordinates is not on the map"
    assert said in written
    assert run("-", "--to", name, stdin=text).stderr == f"{said}\n"
    nothing = run("exercise", "--to", name)
    assert "there is nothing to put on a map" in nothing.stdout
    assert "there is nothing to put on a map" in nothing.stderr


def test_a_whole_record_has_every_entry(noted: Path) -> None:
    """Its format has no form in which entries are hidden."""
    result = running.run("export", noted, "--to", "json", "--only-marked")
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert "leave out --only-marked" in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", [name for name in NOT_SOUND if name != "improvement-plan"])
def test_notes_are_exported_when_they_are_asked_for(name: str, noted: Path) -> None:
    """A format without a place for opinions is refused, and the reason is said.

    A report that is made of notes has them unasked.
    """
    asked = ["export", str(noted), "--to", name]
    result = running.run(*asked, "--notes")
    if FORMATS[name].no_notes:
        assert (result.exit_code, result.stdout) == (WRONG_USE, "")
        assert "has no place for notes of reviewers" in " ".join(result.stderr.split())
    else:
        unfolded = text_in(name, result.stdout_bytes).replace("\r\n ", "").replace("\n ", "")
        assert (result.exit_code, "Who?" in unfolded) == (SOUND, True)
        assert ("by Ann" in unfolded, "2024-02-29 19:15 UTC" in unfolded) == (True, True)
    text = text_in(name, running.run(*asked).stdout_bytes)
    assert ("Who?" in text) is FORMATS[name].is_of_notes


@pytest.mark.parametrize("name", [name for name in NOT_SOUND if not FORMATS[name].is_of_notes])
def test_without_the_option_notes_change_no_export(name: str, noted: Path) -> None:
    """Byte for byte, whether there is a log beside the record or not."""
    with_a_log = running.run("export", noted, "--to", name).stdout_bytes
    noted.with_name("record.review.jsonl").unlink()
    assert running.run("export", noted, "--to", name).stdout_bytes == with_a_log


def test_notes_without_a_place_in_a_table_are_counted(noted: Path) -> None:
    """On standard error, and those that the clock withholds too."""
    with_log(noted, note("On all", "incident", chance=1), incident="incident")
    asked = ["export", str(noted), "--to", "csv", "--notes"]
    said = running.run(*asked).stderr
    words = "1 note is on no entry shown here: left out; incident-tui notes prints every note"
    assert said == f"{words}\n"
    said = running.run(*asked, "--clock", "known", "--at", "12:00").stderr
    assert said == "2 notes about facts not known yet, left out\n"


def test_faulty_lines_of_the_log_are_told(noted: Path) -> None:
    """As path:line; the export has the other notes."""
    log = noted.with_name("record.review.jsonl")
    log.write_text(log.read_text() + "odd\n")
    result = running.run("export", noted, "--to", "csv", "--notes")
    assert result.stderr.startswith(f"{log}:3: ")
    assert "Who?" in result.stdout


def test_an_unknown_format_is_a_mistake() -> None:
    """The known ones are named; and one has to be."""
    result = run("-", "--to", "xml")
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert "'timesketch'" in result.stderr
    assert run("-").exit_code == WRONG_USE


# In a process of its own.


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_what_cannot_be_written_is_said() -> None:
    """With the reason, and without a traceback."""
    with Path("/dev/full").open("wb") as full:
        result = process("export", "exercise", "--to", "csv", stdout=full)
    assert result.returncode == UNREADABLE
    assert result.stderr == b"standard output: cannot be written: no space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit of size there")
@pytest.mark.parametrize("size", [4_000, 20_000, 80_000])
def test_a_workbook_without_room_says_where_the_room_is_missing(size: int, tmp_path: Path) -> None:
    """Whether a sheet or the file has none; without a traceback, and nothing is left behind."""
    import resource  # not on Windows

    folder = tmp_path / "temporary"
    folder.mkdir()
    result = process(
        *("export", "exercise", "--to", "xlsx", "-o", str(tmp_path / "out.xlsx")),
        env=os.environ | {"TMPDIR": str(folder)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    words = "cannot be written: file too large, in the folder for temporary files"
    assert result.stderr.decode() == f"{tmp_path / 'out.xlsx'}: {words}\n"
    assert result.returncode == UNREADABLE
    assert files(folder) == []
    assert files(tmp_path) == ["temporary"]


@pytest.mark.skipif(sys.platform == "win32", reason="a reader who leaves is another fault there")
def test_a_reader_who_leaves_leaves_no_temporary_file(tmp_path: Path) -> None:
    """Of a workbook that is not read to its end."""
    command = [sys.executable, "-m", "incident_tui", "export", "exercise", "--to", "xlsx"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"TMPDIR": str(tmp_path)}
    ) as program:
        assert program.stdout
        assert program.stdout.read(4) == b"PK\x03\x04"
        program.stdout.close()
    assert files(tmp_path) == []


def test_a_format_is_in_utf_8_whatever_the_terminal_has() -> None:
    """And its lines end as the format has it."""
    result = process(
        *("export", "--to", "ical"),
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert "I’m on foot…we’re" in result.stdout.decode().replace("\r\n ", "")
    assert result.stdout.count(b"\n") == result.stdout.count(b"\r\n") > 0


# After-action reports.


def template_of(folder: Path, text: str) -> Path:
    """A Word template with a paragraph."""
    document = Document()
    document.add_paragraph(text)
    path = folder / "own.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("file", "name"), [("r.docx", "aar-docx"), ("r.html", "aar-html"), ("r.md", "aar")]
)
def test_the_ending_of_the_file_chooses_the_format(file: str, name: str, noted: Path) -> None:
    """The file is that of the format by its whole name."""
    written = noted.with_name(file)
    result = running.run("export", noted, "--to", "aar", "-o", written)
    assert (result.exit_code, result.output) == (SOUND, "")
    assert written.read_bytes() == running.run("export", noted, "--to", name).stdout_bytes
    assert "Who?" in text_in(name, written.read_bytes())


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.is_binary])
def test_no_terminal_gets_a_file_that_it_cannot_show(name: str) -> None:
    """The error says how to write it; what is piped on is written."""
    with pseudo_terminal() as (_, theirs):
        result = process("export", "exercise", "--to", name, stdout=theirs)
    said = " ".join(result.stderr.decode().split())
    assert result.returncode == WRONG_USE
    assert f"--to {name} writes a file that no terminal can show; name it: -o report." in said
    piped = process("export", "exercise", "--to", name, stdout=subprocess.PIPE).stdout
    assert MAGIC.get(FORMATS[name].ending, b"PK") in piped[:8]


def test_a_template_of_an_agency_is_filled_in(noted: Path) -> None:
    """Instead of the bundled template."""
    own = template_of(
        noted.parent, "Ours: {% for note in appendix[0].notes %}{{ note.text }}{% endfor %}"
    )
    written = noted.with_name("r.docx")
    result = running.run("export", noted, "--to", "aar", "-o", written, "--template", own)
    assert (result.exit_code, result.output) == (SOUND, "")
    assert text_in("aar-docx", written.read_bytes()).strip() == "Ours: Who?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ titel }}", "has the name `titel`, which no report has; did you mean `title`?"),
        ("{% if %}", "has a wrong tag"),
        ("{{ ''.__class__ }}", "has a tag that a template may not have"),
    ],
)
def test_a_wrong_template_leaves_no_file(text: str, said: str, noted: Path) -> None:
    """One error, which names the option; the folder is as before."""
    own = template_of(noted.parent, text)
    before = files(noted.parent)
    asked = ("--to", "aar-docx", "-o", noted.with_name("r.docx"), "--template", own)
    result = running.run("export", noted, *asked)
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert f"Invalid value for --template: {said}" in " ".join(result.stderr.split())
    assert files(noted.parent) == before


def test_a_template_is_a_file_for_a_word_document(noted: Path) -> None:
    """Other formats have none; a file that is not there, or no document, is named."""
    own = template_of(noted.parent, "x")
    result = running.run("export", noted, "--to", "aar", "--template", own)
    assert result.exit_code == WRONG_USE
    assert "--to aar has no template; leave out --template, or use --to aar-docx" in " ".join(
        result.stderr.split()
    )
    for path, said in (
        (own.with_name("none.docx"), "cannot be read"),
        (noted, "is no Word document"),
    ):
        result = running.run("export", noted, "--to", "aar-docx", "--template", path)
        assert result.exit_code == WRONG_USE
        assert said in " ".join(result.stderr.split())


def test_a_plan_cannot_be_narrowed(noted: Path) -> None:
    """It has every action; no filter is quietly passed over."""
    result = running.run("export", noted, "--to", "improvement-plan", "--only-marked")
    assert result.exit_code == WRONG_USE
    said = "--to improvement-plan cannot be narrowed, and writes every action; leave out"
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("name", "output", "better"),
    [
        ("improvement-plan", "plan.csv", "plan.xlsx"),
        ("aar-docx", "report.html", "report.docx"),
        ("aar", "report.xlsx", "report.md"),
        ("markdown", "report.docx", "report.md"),
    ],
)
def test_a_file_of_another_program_is_not_named_so(
    name: str, output: str, better: str, tmp_path: Path
) -> None:
    """The ending says which program opens a file; the right name is given."""
    result = run("-", "--to", name, "-o", tmp_path / output)
    assert result.exit_code == WRONG_USE
    assert f"-o {tmp_path / better}," in result.stderr
    assert files(tmp_path) == []


def test_a_record_is_never_written_over(noted: Path) -> None:
    """Neither the record nor its notes, whatever is forced."""
    log = noted.with_suffix(".review.jsonl")
    before = noted.read_bytes(), log.read_bytes()
    for path in (noted, log):
        result = run(noted, "--to", "markdown", "-o", path, "--force")
        assert result.exit_code == WRONG_USE
        assert "is a file of the record itself" in result.stderr
    assert (noted.read_bytes(), log.read_bytes()) == before
