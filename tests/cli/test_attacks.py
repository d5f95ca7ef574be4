"""Imports and exports that are raced, killed, short of disk, or led astray: nothing is lost."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.landing.collect import MAX_ENTRIES_IN_HEAD
from incident_tui.exchange.imports.landing.folder_lock import locked
from incident_tui.exchange.imports.landing.rejections import REJECTED_NAME
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.reading import read_record
from tests.cli.running import run
from tests.examples import examples
from tests.thorough import thorough

if sys.platform == "win32":
    pytest.skip("there is no fork, no kill and no limit", allow_module_level=True)

from tests.cli.forking import KILLED, Forks, forks

RACES = 20
IMPORT: tuple[str | Path, ...] = ("import", "--from", "csv", "--timezone", "UTC")
MANY = MAX_ENTRIES_IN_HEAD + 200


@pytest.fixture(scope="module")
def forked() -> Iterator[Forks]:
    """A process that forks the program."""
    with forks() as process:
        yield process


def log(folder: Path, name: str, count: int, faulty: int = 0) -> Path:
    """A log of so many entries, and of rows without a readable time."""
    path = folder / f"{name}.csv"
    rows = [
        f"2024-01-01 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},{name} {n}" for n in range(count)
    ]
    rows += [f"no time,{name} {number}" for number in range(faulty)]
    path.write_text("\n".join(["Datetime,Text", *rows, ""]))
    return path


def content(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def entry_count(folder: Path) -> int:
    """The number of entries of a record, which is sound."""
    reading = read_record(folder)
    assert reading.problems == ()
    assert reading.record
    return len(reading.record.timeline) + len(list(reading.calls.rows))


def attacks(count: int) -> int:
    """The number of attacks in this profile: a quarter of `count` in the quick one."""
    return examples(count).max_examples


@pytest.mark.thorough
@pytest.mark.parametrize("begun", [True, False], ids=["into a record", "into a new folder"])
def test_two_imports_at_once_are_both_kept(forked: Forks, tmp_path: Path, begun: bool) -> None:
    """Each waits for the other, or finds it done; no entry of either is lost."""
    old, a, b = log(tmp_path, "old", 30), log(tmp_path, "a", 60), log(tmp_path, "b", 60)
    for race in range(RACES // 2):
        folder = tmp_path / f"record-{race}"
        if begun:
            assert forked.run([*IMPORT, old, folder])[0].code == SOUND
        runs = forked.run([*IMPORT, a, folder], [*IMPORT, b, folder])
        assert [one.code for one in runs] == [SOUND, SOUND], runs
        assert entry_count(folder) == 30 * begun + 120
        assert os.listdir(folder) == ["record.yaml"]


def test_one_log_imported_twice_at_once_is_kept_once(forked: Forks, tmp_path: Path) -> None:
    """The import that comes second finds each entry there."""
    path, folder = log(tmp_path, "many", MANY, faulty=3), tmp_path / "record"
    runs = forked.run(*[[*IMPORT, path, folder]] * 3)
    assert [one.code for one in runs] == [PROBLEMS] * 3, runs
    assert entry_count(folder) == MANY
    assert set(os.listdir(folder)) == {"record.yaml", "calls-many.jsonl", REJECTED_NAME}
    assert len((folder / REJECTED_NAME).read_bytes().splitlines()) == 3


def test_an_import_that_waits_says_so(tmp_path: Path) -> None:
    """It tells what it waits for, and goes on when the folder is free."""
    path, folder = log(tmp_path, "few", 3), tmp_path / "record"
    command = [sys.executable, "-m", "incident_tui", *map(str, [*IMPORT, path, folder])]
    with locked(folder, pytest.fail):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert process.stderr
        told = process.stderr.readline().decode()
    assert told == f"{folder}: another import into it is under way; this one waits for it to end\n"
    assert (process.wait(60), process.stderr.read()) == (SOUND, b"")
    process.stderr.close()
    assert entry_count(folder) == 3


@pytest.mark.parametrize("begun", [True, False], ids=["into a record", "into a new folder"])
@pytest.mark.parametrize("count", [40, *thorough(MANY)])
def test_a_killed_import_leaves_the_old_record_or_the_new(
    forked: Forks, tmp_path: Path, begun: bool, count: int
) -> None:
    """Killed at any moment: the record is whole, and the same import again completes it."""
    old, more = log(tmp_path, "old", 30), log(tmp_path, "more", count, faulty=3)
    whole, before = tmp_path / "whole", dict[str, bytes]()
    if begun:
        forked.run([*IMPORT, old, whole])
        before = content(whole)
    start = time.monotonic()
    forked.run([*IMPORT, more, whole])
    length_s, after = time.monotonic() - start, content(whole)
    chance, killed = random.Random(count + begun), 0
    for attack in range(attacks(28)):
        folder = tmp_path / f"record-{attack}"
        if begun:
            forked.run([*IMPORT, old, folder])
        command = [*IMPORT, more, folder]
        [ended] = forked.run(command, kill_after_s=chance.uniform(0, length_s) if killed else 0)
        killed += ended.code == KILLED
        found = content(folder) if folder.exists() else {}
        assert found.get("record.yaml") in (before.get("record.yaml"), after["record.yaml"])
        assert found.get(REJECTED_NAME) in (None, after[REJECTED_NAME])
        assert forked.run(command)[0].code == PROBLEMS
        assert content(folder) == after
    assert killed


@pytest.mark.thorough
def test_a_killed_export_leaves_the_old_file_or_the_new(forked: Forks, tmp_path: Path) -> None:
    """The next import into the folder takes the temporary file away."""
    folder, path = tmp_path / "record", log(tmp_path, "many", MANY)
    forked.run([*IMPORT, path, folder])
    output = folder / "report.html"
    command: list[str | Path] = ["export", folder, "--to", "html", "--force", "-o", output]
    start = time.monotonic()
    forked.run(command)
    length_s, after = time.monotonic() - start, output.read_bytes()
    chance, killed = random.Random(1), 0
    for _ in range(attacks(28)):
        output.write_bytes(b"old")
        [ended] = forked.run(command, kill_after_s=chance.uniform(0, length_s) if killed else 0)
        killed += ended.code == KILLED
        assert output.read_bytes() in (b"old", after)
    assert killed
    forked.run([*IMPORT, path, folder])
    assert set(os.listdir(folder)) == {"record.yaml", "calls-many.jsonl", "report.html"}


@pytest.mark.thorough
@pytest.mark.parametrize("max_file_bytes", [500, 1_000, 4_000, 20_000, 60_000, 100_000])
@pytest.mark.parametrize("count", [300, *thorough(MANY)])
def test_where_the_disk_is_full_the_folder_is_as_before(
    forked: Forks, tmp_path: Path, max_file_bytes: int, count: int
) -> None:
    """Old or new, no temporary file, and words for it; a new folder is not left behind."""
    old, more = log(tmp_path, "old", 3), log(tmp_path, "more", count, faulty=400)
    folder, new = tmp_path / "record", tmp_path / "new"
    forked.run([*IMPORT, old, folder])
    before = content(folder)
    [ended] = forked.run([*IMPORT, more, folder], max_file_bytes=max_file_bytes)
    if ended.code == UNREADABLE:
        assert "file too large" in ended.output
        assert content(folder) == before
    else:
        assert entry_count(folder) == count + 3
    assert "Traceback" not in ended.output
    [ended] = forked.run([*IMPORT, more, new], max_file_bytes=max_file_bytes)
    assert new.exists() == (ended.code == PROBLEMS)


@pytest.mark.parametrize("max_file_bytes", [500, 1_000, 10_000])
def test_new_writes_whole_files_or_none(forked: Forks, tmp_path: Path, max_file_bytes: int) -> None:
    """On a full disk nothing is left, and the same command works once there is room."""
    folder = tmp_path / "record"
    [ended] = forked.run(["new", folder], max_file_bytes=max_file_bytes)
    assert ended.code == UNREADABLE
    assert "cannot be written: file too large" in ended.output
    assert not folder.exists()
    assert forked.run(["new", folder])[0].code == SOUND
    assert len(os.listdir(folder)) == 2


# Links, pipes and devices.


def led_astray(folder: Path, name: str, kind: str) -> Path:
    """A folder in which a name is something else than a file; returns what a link leads to."""
    folder.mkdir(exist_ok=True)
    path, outside = folder / name, folder.parent / "precious.txt"
    outside.write_bytes(b"precious\n")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "giant":
        with path.open("wb") as file:
            file.truncate(100 << 30)
    else:
        targets: dict[str, str | Path] = {
            "link": outside,
            "dangling": outside.with_name("none"),
            "device": "/dev/zero",
        }
        path.symlink_to(targets.get(kind, path))
    return outside


KINDS = ["link", "dangling", "device", "circle", "pipe", "giant"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["record.yaml", REJECTED_NAME, ".import.lock"])
def test_nothing_is_written_outside_and_nothing_waited_for(
    forked: Forks, tmp_path: Path, name: str, kind: str
) -> None:
    """A link, a pipe, a device or a giant in place of a file is refused in words."""
    path, folder = log(tmp_path, "log", 3, faulty=1), tmp_path / "record"
    if name == REJECTED_NAME:
        assert run(*IMPORT, log(tmp_path, "old", 3), folder).exit_code == SOUND
    outside = led_astray(folder, name, kind)
    before = os.listdir(folder)
    if name == "record.yaml" and kind in ("pipe", "giant"):
        checked = run("check", folder).stdout.partition(": ")[2].partition("\n")[0]
    [ended] = forked.run([*IMPORT, path, folder])
    assert "Traceback" not in ended.output
    if (name, kind) == (".import.lock", "giant"):
        return  # an odd file, which does no harm: no byte of it is read
    assert ended.code in (PROBLEMS, UNREADABLE)
    assert name in ended.output
    if name == "record.yaml" and kind in ("pipe", "giant"):
        assert checked in ended.output
    assert set(os.listdir(folder)) == set(before)
    assert outside.read_bytes() == b"precious\n"
    assert not outside.with_name("none").exists()
    if name == REJECTED_NAME:
        assert entry_count(folder) == 3


def test_the_files_of_a_link_within_the_folder_are_written(tmp_path: Path) -> None:
    """A head that lies deeper in the folder is changed there, and the link stays."""
    folder = tmp_path / "record"
    run(*IMPORT, log(tmp_path, "old", 3), folder)
    (folder / "deep").mkdir()
    (folder / "record.yaml").rename(folder / "deep" / "kept.yaml")
    (folder / "record.yaml").symlink_to("deep/kept.yaml")
    assert run(*IMPORT, log(tmp_path, "more", 3), folder).exit_code == SOUND
    assert (folder / "record.yaml").is_symlink()
    assert entry_count(folder) == 6


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "link"])
def test_a_source_that_is_no_file_is_rejected(
    forked: Forks, tmp_path: Path, form: str, kind: str
) -> None:
    """Every format refuses a pipe, a device, a giant and a link in a circle, at once."""
    led_astray(tmp_path / "sources", "source", kind)
    source, folder = tmp_path / "sources" / "source", tmp_path / "record"
    [ended] = forked.run(["import", "--from", form, source, folder])
    assert ended.code == UNREADABLE, ended.output
    assert str(source) in ended.output
    assert "Traceback" not in ended.output
    assert not folder.exists()


# What stopped programs leave.


def test_what_killed_imports_left_is_taken_away(tmp_path: Path) -> None:
    """Temporary files go, unless a program has them open; a file of another name stays."""
    folder, path = tmp_path / "record", log(tmp_path, "many", MANY)
    run(*IMPORT, path, folder)
    litter = [".calls-a1b2c3d4.tmp", f".{'0f' * 8}.tmp"]
    ours = [".swp.tmp", ".notes.tmp", "calls.tmp"]
    for name in (*litter, *ours, ".import.lock"):
        (folder / name).write_bytes(b"left")
    (folder / f".{'1f' * 8}.tmp").symlink_to("record.yaml")
    run(*IMPORT, path, folder)
    stays = {"record.yaml", "calls-many.jsonl", f".{'1f' * 8}.tmp", *ours}
    assert set(os.listdir(folder)) == stays


def test_a_temporary_file_in_use_is_left_alone(tmp_path: Path) -> None:
    """An export into the folder of a record is under way while an import begins and ends."""
    from incident_tui.record.files import replacing

    folder = tmp_path / "record"
    run(*IMPORT, log(tmp_path, "old", 3), folder)
    with replacing(folder / "report.md", overwrite=False) as file:
        file.write(b"report")
        assert run(*IMPORT, log(tmp_path, "more", 3), folder).exit_code == SOUND
    assert (folder / "report.md").read_bytes() == b"report"


def test_a_file_of_calls_that_a_killed_import_left_is_used(tmp_path: Path) -> None:
    """The same import again has the same calls: its file is named by the record, not doubled."""
    whole, folder, path = tmp_path / "whole", tmp_path / "record", log(tmp_path, "many", MANY)
    run(*IMPORT, path, whole)
    folder.mkdir()
    (folder / "calls-many.jsonl").write_bytes((whole / "calls-many.jsonl").read_bytes())
    result = run(*IMPORT, path, folder)
    assert content(folder) == content(whole)
    assert "a stopped import" not in result.stdout


def test_a_file_of_calls_that_nothing_names_is_told_of(tmp_path: Path) -> None:
    """It may be somebody's work, so it stays."""
    folder = tmp_path / "record"
    run(*IMPORT, log(tmp_path, "old", 3), folder)
    (folder / "calls-other.jsonl").write_bytes(b"{}\n")
    result = run(*IMPORT, log(tmp_path, "old", 3), folder)
    assert f"{folder / 'calls-other.jsonl'}: the record names no such file" in result.stdout
    assert (folder / "calls-other.jsonl").read_bytes() == b"{}\n"
