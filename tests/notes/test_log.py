"""The log of a record: it only grows, is read step by step, and a fault of a line is told."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given

from incident_tui.notes import log as module
from incident_tui.notes.lines import Line, line_of
from incident_tui.notes.log import Added, ReviewLog, ReviewLogError, incident_of
from incident_tui.notes.model import NoteError, changed_note, deleted_note
from incident_tui.notes.notes import Notes
from incident_tui.notes.reading import LogReading
from tests.examples import examples
from tests.notes.noting import AT, HEADER, INCIDENT, MS, lines, log_in, note, read_anew, told
from tests.permissions import needs_permissions

ONE, TWO, THREE = (note(text, ms=MS + number) for number, text in enumerate(("one", "two", "3")))
LINE = line_of(ONE).text.encode() + b"\n"
LATER = (
    f'{{"id":"z","kind":"assessment","on":["e1"],"by":"Ann","at":"{AT}","owner":"IPD"}}'.encode()
)


def test_a_missing_log_is_empty_and_reading_makes_none(tmp_path: Path) -> None:
    """The first note makes the file, with a header before it."""
    log = log_in(tmp_path)
    assert log.has_changed()
    assert log.read().notes == Notes()
    assert not log.has_changed()
    assert os.listdir(tmp_path) == []
    assert log.append(ONE).notes.live == (ONE,)
    assert log.path.read_bytes() == HEADER + LINE


def test_what_was_written_stays(tmp_path: Path) -> None:
    """A change and a deletion are further lines, and every version can be listed."""
    log = log_in(tmp_path)
    log.append(ONE, TWO)
    before = log.path.read_bytes()
    changed = changed_note(ONE, by="Bob", ms=MS + 5, text="changed")
    gone = deleted_note(TWO, by="Bob", ms=MS + 5)
    found = log.append(changed, gone)
    assert log.path.read_bytes().startswith(before)
    assert found == read_anew(log)
    assert found.notes.live == (changed,)
    assert found.notes.history(ONE.id) == (ONE, changed)
    assert found.notes.history(TWO.id) == (TWO, gone)


def test_two_windows_see_each_others_notes(tmp_path: Path) -> None:
    """A window asks whether the file has changed, and reads on, also before it writes."""
    here, there = log_in(tmp_path), log_in(tmp_path)
    here.read(), there.read()
    for number, window in enumerate((here, there, there, here)):
        window.append(note(f"{number}", ms=MS + number))
        other = there if window is here else here
        assert not window.has_changed()
        assert other.has_changed()
        if number % 2:
            assert [one.text for one in other.read().notes] == [*map(str, range(number + 1))]
    assert here.read() == there.read() == read_anew(here)


def test_a_note_that_breaks_a_rule_is_not_written(tmp_path: Path) -> None:
    """Nor are those beside it."""
    log = log_in(tmp_path)
    flawed = type(ONE)(id="a", kind="note", on=("e1",), text="", by="Ann", at=AT)
    with pytest.raises(NoteError, match="a note says something"):
        log.append(TWO, flawed)
    assert not log.path.exists()


@pytest.mark.parametrize("change", ["replaced", "shorter", "same length", "removed", "longer"])
def test_a_log_that_did_not_grow_is_read_anew(tmp_path: Path, change: str) -> None:
    """What another program or Git has put in its place is what holds."""
    log = log_in(tmp_path)
    log.append(ONE, TWO)
    other = HEADER + line_of(THREE).text.encode() + b"\n"
    content = {
        "shorter": other,
        "same length": HEADER + LINE + LINE.replace(b"one", b"1ne"),
        "longer": other * 20,
        "replaced": HEADER + LINE + line_of(TWO).text.encode() + b"\n" + LATER + b"\n",
        "removed": b"",
    }[change]
    if change in ("replaced", "removed"):
        log.path.unlink()
    if content:
        log.path.write_bytes(content)
    os.utime(log.path.parent)
    assert log.has_changed()
    assert log.read() == read_anew(log)
    assert not log.has_changed()
    log.append(THREE)
    assert log.read() == read_anew(log)
    assert THREE in log.read().notes.live


def test_only_what_was_appended_is_read(tmp_path: Path) -> None:
    """The lines before are not looked at again, but for the last."""
    log = log_in(tmp_path)
    log.append(ONE, TWO)
    content = log.path.read_bytes()
    blind = content.replace(b'"text":"one"', b'"text":"owe"')
    log.path.write_bytes(blind + line_of(THREE).text.encode() + b"\n")
    assert [one.text for one in log.read().notes] == ["one", "two", "3"]


# Faulty lines.


def test_a_faulty_line_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """With path and line; what a later version wrote is kept and is a warning."""
    bad = [b"{", b"\xff\xfe", b"[]", LATER, b"", b'{"kind":"note"}']
    log = log_in(tmp_path, HEADER + LINE + b"\n".join(bad) + b"\r\n" + line_of(TWO).text.encode())
    found = log.read()
    assert [one.text for one in found.notes] == ["one", "two"]
    assert told(found) == [
        "3: is not whole; mend the line or leave it, the notes after it are read",
        "4: is not UTF-8 at byte 1; mend the line or leave it, the notes after it are read",
        "5: is no object; a note is written in { }",
        "6: warning: `kind`: `assessment` is not known to this version; the line is kept and not"
        " shown: update incident-tui",
        "8: `id`: is missing",
    ]
    assert found.later == (LATER.decode(),)
    log.append(THREE)
    assert log.read() == read_anew(log)
    assert len(log.read().notes) == 3


def test_lines_that_git_or_windows_has_changed_are_the_same(tmp_path: Path) -> None:
    """Line ends, a mark of the encoding, a header in the middle and empty lines say nothing."""
    log = log_in(
        tmp_path, b"\xef\xbb\xbf" + (HEADER + LINE + b"\n" + HEADER + LINE).replace(b"\n", b"\r\n")
    )
    assert (log.read().notes, log.read().problems) == (Notes().with_lines([line_of(ONE)]), ())
    assert incident_of(log.path) == INCIDENT


@pytest.mark.parametrize("cut", range(len(LINE)))
def test_a_torn_line_is_closed_and_loses_no_other(tmp_path: Path, cut: int) -> None:
    """At whatever byte its writer was stopped; it stays in the file, and is told."""
    torn = HEADER + LINE + line_of(TWO).text.encode()[:cut]
    log = log_in(tmp_path, torn)
    is_whole = cut >= len(line_of(TWO).text)
    assert len(log.read().notes) == 1 + is_whole
    assert bool(log.read().problems) == (cut > 0 and not is_whole)
    found = log.append(THREE)
    assert log.path.read_bytes().startswith(torn)
    assert found == read_anew(log)
    assert {THREE, ONE} <= {*found.notes}
    assert told(found)[:1] == told(read_anew(log))[:1]


@pytest.mark.parametrize("cut", range(len(HEADER) + 1))
def test_a_torn_header_is_written_again(tmp_path: Path, cut: int) -> None:
    """A writer may be stopped at the very first line of a log."""
    log = log_in(tmp_path, HEADER[:cut])
    assert log.read().notes == Notes()
    found = log.append(ONE)
    assert found == read_anew(log)
    assert found.notes.live == (ONE,)
    assert [problem.severity for problem in found.problems] == ["warning"] * (
        0 < cut < len(HEADER) - 1
    )


@given(lines, lines)
@examples(60)
def test_lines_by_chance_are_one_log(
    tmp_path_factory: pytest.TempPathFactory, here: list[Line], there: list[Line]
) -> None:
    """Appended in steps, merged once and again: the log is the union, line by line."""
    folder = tmp_path_factory.mktemp("logs")
    log, other = log_in(folder), ReviewLog(folder / "other", INCIDENT)
    log.append(*(line.note for line in here))
    other.append(*(line.note for line in there))
    added = log.merge(other.read())
    assert {*added.lines} == {*there} - {*here}
    assert log.merge(other.read()) == Added()
    found = read_anew(log)
    assert found.notes == Notes().with_lines([*here, *there]) == log.read().notes
    assert found.problems == ()
    assert len(log.path.read_bytes().splitlines()) == 1 + len({*here, *there})


def test_a_merge_keeps_lines_of_later_versions(tmp_path: Path) -> None:
    """A colleague with a later program loses nothing here."""
    log, other = log_in(tmp_path), ReviewLog(tmp_path / "other", INCIDENT)
    other.path.write_bytes(HEADER + LINE + LATER + b"\n")
    assert log.merge(other.read()) == Added((line_of(ONE),), (LATER.decode(),))
    assert log.merge(other.read()) == Added()
    assert log.path.read_bytes() == other.path.read_bytes()


def test_a_merge_of_nothing_makes_no_log(tmp_path: Path) -> None:
    """Nothing to add is nothing to write."""
    log = log_in(tmp_path)
    assert log.merge(LogReading()) == Added()
    assert not log.path.exists()


def test_a_note_whose_line_goes_on_is_no_note(tmp_path: Path) -> None:
    """A line that was whole without its end, and is no JSON with it, is a fault."""
    log = log_in(tmp_path, HEADER + LINE[:-1])
    assert log.read().notes.live == (ONE,)
    with log.path.open("ab") as file:
        file.write(b"}\n")
    assert log.read() == read_anew(log)
    assert (log.read().notes, len(log.read().problems)) == (Notes(), 1)


# What is no log.


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEADER.replace(b'"inc"', b'"other"'), "holds the notes of the incident `other`"),
        (LINE, "is no log of notes: line 1: is a note; it should be {"),
        (b"My notes\n", "is no log of notes: line 1: is not whole"),
        (HEADER.replace(b"/1", b"/2"), "is incident-review/2, of a later version; update"),
        (b"\x00" * 50, "is no log of notes"),
        (b'{"incident": "inc"}\n', "line 1: `kind`: is missing"),
    ],
)
def test_what_is_no_log_of_the_incident_is_refused(
    tmp_path: Path, content: bytes, words: str
) -> None:
    """Nothing of it is shown and nothing is written to it; mended, it is read."""
    log = log_in(tmp_path, content)
    found = log.read()
    assert (found.notes, [words in str(problem) for problem in found.problems]) == (Notes(), [True])
    with pytest.raises(ReviewLogError) as raised:
        log.append(ONE)
    assert words in str(raised.value)
    assert log.path.read_bytes() == content
    assert incident_of(log.path) == ("other" if b"other" in content else None)
    log.path.write_bytes(HEADER + LINE)
    assert log.has_changed()
    assert log.read().notes.live == (ONE,)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes and links as on Unix")
@pytest.mark.parametrize("kind", ["pipe", "link", "dangling", "circle", "device", "folder"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    """No link is followed, nothing is waited for, and nothing outside is written."""
    log, outside = log_in(tmp_path), tmp_path / "precious"
    outside.write_bytes(HEADER)
    targets: dict[str, str | Path] = {
        "link": outside,
        "dangling": tmp_path / "none",
        "device": "/dev/zero",
    }
    if kind == "pipe":
        os.mkfifo(log.path)
    elif kind == "folder":
        log.path.mkdir()
    else:
        log.path.symlink_to(targets.get(kind, log.path))
    words = "is not a file" if kind in ("pipe", "folder") else "is a link, which is not followed"
    assert [words in str(problem) for problem in log.read().problems] == [True]
    assert not log.has_changed()
    with pytest.raises(ReviewLogError, match="cannot be written: "):
        log.append(ONE)
    assert outside.read_bytes() == HEADER
    assert not (tmp_path / "none").exists()
    assert incident_of(log.path) is None


def test_a_giant_is_neither_read_nor_written(tmp_path: Path) -> None:
    """A file larger than the limit is refused, and no append makes a log that large."""
    log = log_in(tmp_path, HEADER)
    os.truncate(log.path, module.MAX_LOG_BYTES + 1)
    assert [str(one).endswith("larger than 64 MB; begin a new log") for one in log.read().problems]
    with pytest.raises(ReviewLogError, match="larger than 64 MB"):
        log.append(ONE)
    blank = b" " * (module.MAX_LOG_BYTES - len(HEADER) - len(LINE)) + b"\n"
    log.path.write_bytes(HEADER + blank)
    with pytest.raises(
        ReviewLogError, match="would be larger than 64 MB; begin a new log; nothing"
    ):
        log.append(ONE)
    assert log.path.stat().st_size == len(HEADER) + len(blank)


def test_a_log_of_too_many_lines_is_refused(tmp_path: Path) -> None:
    """No file keeps the program busy for long."""
    log = log_in(tmp_path, HEADER + b"\n" * (module.MAX_LINES - 1))
    assert log.read().problems == ()
    with pytest.raises(ReviewLogError, match="would be longer than 200,000 lines"):
        log.append(ONE)
    with log.path.open("ab") as file:
        file.write(b"{\n")
    assert [str(one).partition(": ")[2] for one in log.read().problems] == [
        "is longer than 200,000 lines; begin a new log"
    ]


@needs_permissions
def test_a_log_that_may_not_be_opened_is_told_and_read_later(tmp_path: Path) -> None:
    """The words are those of the system; a permission given back is a change."""
    log = log_in(tmp_path, HEADER + LINE)
    log.path.chmod(0)
    assert [str(one) for one in log.read().problems] == [
        f"{log.path}: cannot be read: permission denied"
    ]
    with pytest.raises(ReviewLogError, match="permission denied; nothing was saved"):
        log.append(ONE)
    log.path.chmod(0o600)
    assert log.has_changed()
    assert log.read().notes.live == (ONE,)


def test_a_path_that_cannot_be_is_told(tmp_path: Path) -> None:
    """A null character, a name that is too long, a file in place of a folder."""
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "a\0b", tmp_path / ("a" * 300), tmp_path / "file" / "x"):
        log = ReviewLog(path, INCIDENT)
        assert len(log.read().problems) == 1
        with pytest.raises(ReviewLogError):
            log.append(ONE)
        assert incident_of(path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a lock is held by another way there")
def test_a_log_that_is_locked_for_long_is_told(tmp_path: Path) -> None:
    """A writer does not wait for ever, and can write afterwards."""
    import fcntl

    log = ReviewLog(log_in(tmp_path, HEADER).path, INCIDENT, max_wait_s=0.05)
    with log.path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ReviewLogError, match="another program is writing it; try again"):
            log.append(ONE)
        assert log.read().notes == Notes()
    assert log.append(ONE).notes.live == (ONE,)
