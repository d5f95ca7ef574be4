"""Reading a record: whatever is in the file, a record as far as it is sound, and every problem."""

import codecs
import copy
import errno
import hashlib
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record import model
from incident_tui.record.files import stays_inside
from incident_tui.record.model import Entry
from incident_tui.record.numbering import Row
from incident_tui.record.problems import Mark, Problems, in_order
from incident_tui.record.reading import (
    MAX_CALLS_BYTES,
    MAX_RECORD_BYTES,
    Reading,
    read_bytes,
    read_record,
)
from incident_tui.record.time_value import parse_form
from incident_tui.record.tree import Mapping, Node, Scalar, Sequence, parse_yaml
from incident_tui.samples import EXERCISE, bundled_record, data_folder
from tests.examples import examples
from tests.permissions import needs_permissions
from tests.record.readings import (
    EVERYTHING,
    HEAD,
    entry_with,
    left_out,
    read,
    read_after_head,
    record_of,
    written,
)


def calls_of(reading: Reading) -> list[Entry]:
    """The calls that were read, in the order of their lines."""
    return [*map(reading.calls.entry, reading.calls.rows)]


# What a record can hold.


# What is wrong with it. The head has 3 lines, so what is written here begins in line 4.


# A fault that takes its object with it -> the problems, and what is left out.


def test_wrong_optional_value_is_left_out_alone() -> None:
    """A wrong value of an optional key is as if it were not there."""
    reading = read_after_head(entry_with("grade: G7, weight: heavy, agency: nobody, title: b"))
    assert len(reading.problems) == 3
    entry = record_of(reading).timeline[0]
    assert (entry.grade, entry.weight, entry.title) == ("", "routine", "b")


def test_all_problems_are_reported_at_once_by_place() -> None:
    """The problems of every kind come together, in the order in which they stand in the file."""
    reading = read_after_head(
        "timelime: []\n"
        "units: [{id: e1}, {id: e2, call_sign: E, agency: nobody}]\n"
        "timeline:\n"
        "  - {id: q1, kind: note, time: 1 pm, text: a, cite: art}\n"
        "  - {id: q2, kind: note, time: 13:15, text: a, cite: art, titel: b, titel: c}\n"
        "  - {id: q2, kind: note, time: 13:15, text: a, cite: nowhere}\n"
        "  - *a\n"
        "incident: {}\n"
        "people: [\n"
    )
    assert [(problem.mark.line, problem.mark.column) for problem in reading.problems] == [
        (13, 1),  # not YAML, from which others may follow
        (4, 1),  # unknown section
        (5, 9),  # no call sign
        (5, 50),  # no such agency
        (7, 32),  # 12-hour clock
        (8, 59),  # unknown key
        (8, 69),  # twice
        (9, 10),  # id taken
        (9, 54),  # no such source
        (10, 5),  # alias
        (11, 1),  # twice
    ]
    assert left_out(reading) == ["units: e1", "timeline: q1", "timeline: q2", "timeline: no. 4"]
    assert [entry.id for entry in record_of(reading).timeline] == ["q2"]
    assert [unit.id for unit in record_of(reading).units] == ["e2"]


def test_fault_of_syntax_keeps_the_entries_before_it() -> None:
    """A fault of YAML costs the entry that it stands in and what follows, nothing before it."""
    reading = read_after_head(
        "timeline:\n"
        "  - {id: q1, kind: note, time: 13:15, text: a, cite: art}\n"
        "  - id: q2\n"
        '    text: "never closed\n'
        "agencies: [{id: a, name: A}]\n"
    )
    assert [entry.id for entry in record_of(reading).timeline] == ["q1"]
    assert record_of(reading).agencies == ()
    assert left_out(reading) == ["timeline: no. 2"]
    assert written(reading) == [
        "r.yaml:9:1: not YAML: while scanning a quoted scalar begun in line 7, found unexpected "
        "end of stream; nothing after this is read"
    ]


# The incident itself.


# Files that are no record.


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "1:1: empty; begin with `format: incident-record/1`"),
        (b"\n \n\n", "1:1: empty; begin with"),
        (b"# only\n# comments\n", "1:1: empty; begin with"),
        (b"---\n...\n", "1:1: empty; begin with"),
        (b"~", "1:1: empty; begin with"),
        (b"- a\n- b\n", "1:1: a list, where a record is a mapping; begin with"),
        (b"\n  [a]\n", "2:3: a list, where a record is a mapping"),
        (b"just words\n", "1:1: a single text, where a record is a mapping"),
        (b'"quoted"', "1:1: a single text, where a record is a mapping"),
        (b"\xff\xfef\x00o\x00", "1:1: this is UTF-16; save it as UTF-8"),
        (b"\xfe\xff\x00f\x00o", "1:1: this is UTF-16; save it as UTF-8"),
        ("format: x".encode("utf-32"), "1:1: this is UTF-32; save it as UTF-8"),
        ("format: x".encode("utf-16-le"), "1:1: this looks like UTF-16; save it as UTF-8"),
        (bytes(2_000_000), "1:1: no text: it has 2,000,000 control characters"),
        ("format: x".encode("utf-16-be"), "1:1: this looks like UTF-16; save it as UTF-8"),
        (b"a: 1\nb: caf\xe9\n", "2:7: not UTF-8: byte 0xE9; save the file as UTF-8"),
        ("é: ".encode() + b"\xc3", "1:4: not UTF-8: byte 0xC3; save the file as UTF-8"),
        (b"*a", "1:1: `*a`: aliases are not read; write the value out"),
        (b"!!python/object:x {}", "1:1: the tag `!!python/object:x` is not read"),
        (b"\t\tx: y", "1:1: not YAML: while scanning for the next token"),
        (b"PK\x03\x04\x14", "1:3: the character U+0003 cannot stand in a text"),
        (b"\x00\x00\x00\x00", "1:1: the character U+0000 cannot stand in a text"),
    ],
)
def test_file_that_is_no_record(data: bytes, problem: str) -> None:
    """A file without anything of a record in it gives none, and a problem that says why."""
    reading = read(data)
    assert reading.record is None
    assert reading.opened
    assert any(one.startswith(f"r.yaml:{problem}") for one in written(reading))


def test_byte_order_mark_is_passed_over() -> None:
    """A byte-order mark of UTF-8 is a warning, and shifts no column."""
    reading = read(codecs.BOM_UTF8 + b"x: 1\n" + HEAD.encode())
    assert [problem.partition(" ")[0] for problem in written(reading)] == ["r.yaml:1:1:"] * 2
    assert reading.problems[0].severity == "warning"
    assert record_of(reading).incident.id == "x"


def test_nothing_but_a_byte_order_mark_is_empty() -> None:
    """A file with a byte-order mark and nothing else is an empty one."""
    reading = read(codecs.BOM_UTF8)
    assert written(reading) == [
        "r.yaml:1:1: warning: begins with a byte-order mark, which is passed over",
        "r.yaml:1:1: empty; begin with `format: incident-record/1`",
    ]


def test_windows_line_ends_are_plain_ones() -> None:
    """CR LF is a warning at the first such line, and the record is the same."""
    text = HEAD + "timeline:\n  - id: q1\n    kind: note\n    time: 13:15\n    cite: art\n"
    text += "    text: |\n      one\n      two\n"
    reading = read(text.replace("\n", "\r\n"))
    assert written(reading) == ["r.yaml:1: warning: lines end in CR LF, read as plain line ends"]
    assert record_of(reading) == record_of(read(text))
    mixed = read(text.replace("cite: art\n", "cite: art\r\n"))
    assert written(mixed) == ["r.yaml:8: warning: lines end in CR LF, read as plain line ends"]


def test_control_character_costs_nothing_but_itself() -> None:
    """A control character in the file is reported, and everything around it is read."""
    reading = read_after_head(entry_with("title: a\x1bb"))
    assert written(reading) == [
        "r.yaml:5:14: the character U+001B cannot stand in a text; read as �"
    ]
    assert record_of(reading).timeline[0].title == "a�b"


def test_escaped_control_character_is_text() -> None:
    """A control character that YAML escapes is the text's own, and harmless in a problem."""
    reading = read_after_head(entry_with('title: "a\\e[2J", weight: "\\e]0;x\\a\\n::error::y"'))
    assert record_of(reading).timeline[0].title == "a\x1b[2J"
    assert written(reading) == [
        "r.yaml:5:31: `weight`: `␛]0;x␇ ::error::y` is not one of routine, notable, key"
    ]


def test_second_document_is_reported() -> None:
    """Of two records in one file the first is read."""
    reading = read(HEAD + "---\n" + HEAD.replace("id: x", "id: y"))
    assert record_of(reading).incident.id == "x"
    assert written(reading) == [
        "r.yaml:4:1: a second document begins here; only the first one is read"
    ]


def test_nesting_is_harmless() -> None:
    """A part nested 100,000 deep costs that part, what follows it, and no more."""
    reading = read_after_head(entry_with("title: b") + "agencies: " + "[" * 100_000)
    assert [entry.id for entry in record_of(reading).timeline] == ["q1"]
    assert any("nested more than 64 deep" in problem for problem in written(reading))


# Files and folders.


def test_file_is_read(tmp_path: Path) -> None:
    """A record is read from its file, which problems are named after."""
    path = tmp_path / "my record.yaml"
    path.write_text(HEAD + "x: 1\n")
    reading = read_record(path)
    assert record_of(reading).incident.id == "x"
    assert (reading.path, reading.folder, reading.opened) == (str(path), tmp_path, True)
    assert written(reading)[0].startswith(f"{path}:4:1: ")


@pytest.mark.parametrize("name", ["record.yaml", "record.yml"])
def test_folder_is_read(tmp_path: Path, name: str) -> None:
    """A folder is read through the record in it."""
    (tmp_path / name).write_text(HEAD)
    reading = read_record(tmp_path)
    assert record_of(reading).incident.id == "x"
    assert (reading.path, reading.folder) == (str(tmp_path / name), tmp_path)


def failure_of(path: Path) -> str:
    """Why a path could not be read as a record at all."""
    reading = read_record(path)
    assert reading.record is None
    assert reading.opened is False
    assert len(reading.problems) == 1
    assert reading.problems[0].severity == "error"
    assert reading.path == reading.problems[0].mark.path
    return reading.problems[0].message


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there cannot be read."""
    assert failure_of(tmp_path / "none.yaml") == "cannot be read: no such file or directory"
    assert failure_of(tmp_path / "none" / "none.yaml").startswith("cannot be read: no such")


def test_path_through_a_file(tmp_path: Path) -> None:
    """A path that goes on behind a file cannot be read."""
    (tmp_path / "file").write_text(HEAD)
    assert failure_of(tmp_path / "file" / "x") == "cannot be read: not a directory"


def test_folder_without_a_record(tmp_path: Path) -> None:
    """A folder needs a record.yaml."""
    (tmp_path / "other.yaml").write_text(HEAD)
    assert failure_of(tmp_path) == "a folder without a record; it needs a record.yaml"


def test_folder_whose_record_is_a_folder(tmp_path: Path) -> None:
    """A folder called record.yaml is no record."""
    (tmp_path / "record.yaml").mkdir()
    assert "not a file" in failure_of(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "\0", "x" * 5_000, "x/" * 5_000])
def test_path_that_no_system_has(name: str) -> None:
    """A path with a null byte, or longer than the system allows, cannot be read."""
    assert failure_of(Path(name)).startswith("cannot be read: ")


@needs_permissions
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file or folder without permission cannot be read."""
    path = tmp_path / "record.yaml"
    path.write_text(HEAD)
    path.chmod(0)
    assert failure_of(path) == "cannot be read: permission denied"
    tmp_path.chmod(0)
    try:
        assert failure_of(path) == "cannot be read: permission denied"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("name", ["pipe", "record.yaml"])
def test_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    """A named pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / name)
    what = tmp_path if name == "record.yaml" else tmp_path / name
    assert failure_of(what).startswith("not a file that can be read from start to end")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_device_is_not_read_for_ever() -> None:
    """A device without an end is refused at once."""
    assert failure_of(Path("/dev/zero")).startswith("not a file that can be read from start to end")


def test_links_that_go_round_in_circles(tmp_path: Path) -> None:
    """A link to itself, or one to the other, is no file and no folder."""
    (tmp_path / "record.yaml").symlink_to("record.yaml")
    assert failure_of(tmp_path).startswith("cannot be read: too many levels")
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert failure_of(tmp_path / "a").startswith("cannot be read: too many levels")
    assert failure_of(tmp_path / "a" / "record.yaml").startswith("cannot be read: too many levels")


def test_folder_that_holds_itself(tmp_path: Path) -> None:
    """A link back to the folder does no harm: a folder is not searched."""
    (tmp_path / "record.yaml").write_text(HEAD)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert record_of(read_record(tmp_path / "loop" / "loop")).incident.id == "x"


def test_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A file beyond the stated size is refused before it is read."""
    path = tmp_path / "record.yaml"
    path.touch()
    os.truncate(path, MAX_RECORD_BYTES + 1)
    assert failure_of(path) == "larger than 256 MB; put bulk radio calls into a calls.jsonl"


# Bulk radio calls beside the record.

CALL = {"id": "c1", "kind": "radio_call", "time": "13:15:07", "text": "10-4", "cite": "art"}


def json_line(**changes: object) -> str:
    """A sound call with some keys changed, as a line of JSON."""
    return json.dumps(CALL | changes)


def folder_with_calls(folder: Path, *lines: str | bytes, calls: str = "[calls.jsonl]") -> Reading:
    """What comes of reading a folder whose record has one entry, q1, and these calls."""
    (folder / "record.yaml").write_text(f"{HEAD}{entry_with('title: b')}calls: {calls}\n")
    encoded = [line if isinstance(line, bytes) else line.encode() for line in lines]
    (folder / "calls.jsonl").write_bytes(b"\n".join(encoded))
    return read_record(folder)


def test_calls_follow_the_entries_of_the_record(tmp_path: Path) -> None:
    """Calls are entries like those of the timeline, and stand after them."""
    reading = folder_with_calls(
        tmp_path,
        json_line(time={"at": "q1 +2m~", "stated": "two minutes later"}),
        json_line(id="c2", channel={"talkgroup": 451, "frequency": 851}, verbatim=True, units=[]),
    )
    assert written(reading) == []
    assert [entry.id for entry in record_of(reading).timeline] == ["q1"]
    first, second = calls_of(reading)
    assert (first.id, second.id) == ("c1", "c2")
    assert first.time.at == parse_form("q1 +2m~")
    assert second.verbatim is True
    assert second.channel == model.Channel(talkgroup="451", frequency="851")
    path = str(tmp_path / "calls.jsonl")
    assert reading.calls.mark(Row(1)) == Mark(path, 2, 1)
    assert [*reading.marked_times()][-1] == (reading.calls.time_of(Row(1)), Mark(path, 2, 1))


def test_number_of_a_call_keeps_its_digits(tmp_path: Path) -> None:
    """A number of JSON that stands for a text is the text of the file."""
    line = json_line(channel={"frequency": 1}).replace('"frequency": 1', '"frequency": 851.01250')
    [entry] = calls_of(folder_with_calls(tmp_path, line))
    assert entry.channel == model.Channel(frequency="851.01250")


def test_broken_calls_are_left_out_and_counted(tmp_path: Path) -> None:
    """A line that is no call is reported with its number; the lines around it are read."""
    reading = folder_with_calls(
        tmp_path,
        json_line(id="c1"),
        "{broken",
        "",
        "   ",
        b'{"id": "\xff"}',
        "null",
        "[]",
        '"text"',
        "{}",
        json_line(id="c2", kind="radio"),
        json_line(id="c1"),
        json_line(id="q1"),
        json_line(id="c3", titel="b", agency="nobody"),
        "[" * 100_000,
        "9" * 5_000,
        json_line(id="c4", text="\ud800"),
        json_line(id="c5"),
    )
    assert [entry.id for entry in calls_of(reading)] == ["c1", "c3", "c5"]
    path = tmp_path / "calls.jsonl"
    assert {str(problem.mark) for problem in reading.problems} == {
        f"{path}:{line}:1" for line in (2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
    }
    assert [part.mark.line for part in reading.left_out] == [
        *(2, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16)
    ]
    assert reading.problems == in_order(reading.problems)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("start", [b"", codecs.BOM_UTF8])
def test_calls_written_on_windows(tmp_path: Path, start: bytes, end: bytes) -> None:
    """Line ends and a byte-order mark of Windows do not matter in calls."""
    lines = end.join(json_line(id=one).encode() for one in ("c1", "c2"))
    reading = folder_with_calls(tmp_path, start + lines + end)
    assert written(reading) == []
    assert len(reading.calls) == 2


def test_several_files_of_calls(tmp_path: Path) -> None:
    """Calls may be spread over files, in folders below the record's."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "calls.jsonl").write_text(json_line(id="c2"))
    reading = folder_with_calls(tmp_path, json_line(), calls="[calls.jsonl, more/calls.jsonl]")
    assert written(reading) == []
    assert [entry.id for entry in calls_of(reading)] == ["c1", "c2"]
    assert reading.calls.mark(Row(1)) == Mark(str(tmp_path / "more" / "calls.jsonl"), 1, 1)


def test_calls_of_a_record_that_is_a_file(tmp_path: Path) -> None:
    """A record's file finds its calls beside it."""
    folder_with_calls(tmp_path, json_line())
    assert len(read_record(tmp_path / "record.yaml").calls) == 1


@pytest.mark.parametrize(
    ("calls", "problem"),
    [
        ("[none.jsonl]", "6:9: `calls`: `none.jsonl` cannot be read: no such file or directory"),
        ("[calls.jsonl, none.jsonl]", "6:22: `calls`: `none.jsonl` cannot be read: no such"),
        ("calls.jsonl", "6:8: `calls`: must be a list: write [calls.jsonl]"),
        (
            "[[calls.jsonl]]",
            "6:9: must be text, not a list; a text that begins with [ needs quotes",
        ),
        ("[~]", "6:9: is empty"),
        ("[folder]", "6:9: `calls`: `folder` not a file that can be read"),
        ("[.]", "6:9: `calls`: `.` not a file that can be read"),
    ],
)
def test_calls_that_are_not_there(tmp_path: Path, calls: str, problem: str) -> None:
    """A file of calls that cannot be read is reported where the record names it."""
    (tmp_path / "folder").mkdir()
    reading = folder_with_calls(tmp_path, json_line(), calls=calls)
    assert len(reading.problems) == 1
    assert written(reading)[0].startswith(f"{tmp_path / 'record.yaml'}:{problem}")
    assert record_of(reading).timeline[0].id == "q1"


def test_calls_that_are_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    """A named pipe in place of calls is refused at once."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(tmp_path / "pipe")
    reading = folder_with_calls(tmp_path, calls="[pipe]")
    assert written(reading)[0].endswith("`pipe` not a file that can be read from start to end")


def test_calls_may_be_larger_than_a_record(tmp_path: Path) -> None:
    """Calls may be larger than a record's own file, but not without end."""
    assert MAX_CALLS_BYTES > MAX_RECORD_BYTES
    folder_with_calls(tmp_path)
    os.truncate(tmp_path / "calls.jsonl", MAX_CALLS_BYTES + 1)
    reading = read_record(tmp_path)
    assert written(reading)[0].endswith(
        ":6:9: `calls`: `calls.jsonl` larger than 2048 MB; take the calls of a shorter time"
    )


def test_what_refers_to_a_call_that_is_left_out_is_not_at_fault(tmp_path: Path) -> None:
    """A call is known by its id though it cannot be read; one that nobody wrote is not."""
    reading = folder_with_calls(
        tmp_path,
        json_line(id="c1", kind="radio"),
        json_line(id="c2", time="c1 +2m"),
        json_line(id="c3", time="c2 +2m"),
        json_line(id="c4", time={"at": "13:15", "after": ["c9", "c1"]}),
    )
    assert left_out(reading) == ["calls: c1"]
    assert [problem.mark.line for problem in reading.problems] == [1, 4]
    assert reading.problems[1].message == "no `c9` in `timeline`"


class Failing(io.BytesIO):
    """A file of a disk that fails in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read what is left the first two times."""
        if self.tell() > 100 or size == -1:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def test_disk_that_fails_while_calls_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before the disk failed is kept; the failure is told where the file is named."""
    lines = "\n".join(json_line(id=f"c{number}") for number in range(3)) + "\n"
    folder_with_calls(tmp_path, lines)
    head = (tmp_path / "record.yaml").read_bytes()
    monkeypatch.setattr(Path, "open", lambda *_: Failing(lines.encode()))
    reading = read_bytes(head, str(tmp_path / "record.yaml"))
    assert len(reading.calls) == 3
    assert reading.complete
    assert written(reading) == [
        f"{tmp_path / 'record.yaml'}:6:9: `calls`: `calls.jsonl` cannot be read: "
        "input/output error; some of its calls are missing"
    ]
    assert not read_record(tmp_path).opened


# Paths stay inside the folder of the record.

OUTSIDE = [
    "../calls.jsonl",
    "..",
    "a/../../calls.jsonl",
    "a/..",
    "/etc/passwd",
    "//host/share",
    "\\\\host\\share",
    "..\\calls.jsonl",
    "a\\..\\..\\calls.jsonl",
    "\\calls.jsonl",
    "C:\\calls.jsonl",
    "C:calls.jsonl",
    "c:/calls.jsonl",
    "",
    "a\0b",
]


@pytest.mark.parametrize("path", OUTSIDE, ids=ascii)
def test_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """A path that leads out of the record's folder is reported at its place.

    It is not kept, but as the path of a sound, which is shown and never opened.
    """
    folder = tmp_path / "record"
    folder.mkdir()
    (tmp_path / "calls.jsonl").write_text(json_line())
    quoted = json.dumps(path)
    (folder / "record.yaml").write_text(
        f"{HEAD}calls: [{quoted}]\n"
        f"related: [{{id: r, title: R, relation: [same_day], record: {quoted}}}]\n"
        f"agencies: []\n{entry_with(f'audio: {{path: {quoted}}}')}"
    )
    reading = read_record(folder)
    places = [(problem.mark.line, problem.mark.column) for problem in reading.problems]
    assert places == ([(4, 9), (8, 20)] if not path else [(4, 9), (5, 59), (8, 20)])
    assert all("leaves the record's folder" in problem.message for problem in reading.problems)
    record = record_of(reading)
    assert [entry.id for entry in record.timeline] == ["q1"]
    audio = record.timeline[0].audio
    assert (audio.path if audio else "") == path
    assert record.related[0].record == ""
    assert stays_inside(folder, path) is False


@pytest.mark.parametrize("path", ["a", "a/b", "./a", "a/./b", "..a", "a..b", "a/...", "é", "ab:c"])
def test_path_inside_the_folder_is_kept(path: str, tmp_path: Path) -> None:
    """A path below the record's folder is kept as it is written."""
    text = HEAD.replace("kind: news_article", f"kind: news_article, path: {json.dumps(path)}")
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("text")
    reading = read_bytes(text.encode(), str(tmp_path / "record.yaml"))
    assert reading.problems == ()
    assert record_of(reading).sources[0].path == path
    assert stays_inside(tmp_path, path) is True


def test_source_that_leaves_the_folder_keeps_the_rest(tmp_path: Path) -> None:
    """A source whose text is outside is still a source, without the path."""
    reading = read(HEAD.replace("kind: news_article", "kind: news_article, path: ../a, title: A"))
    assert len(reading.problems) == 1
    source = record_of(reading).sources[0]
    assert (source.path, source.title) == ("", "A")


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A link inside the folder that points out of it is refused; one that stays inside is not."""
    folder = tmp_path / "record"
    folder.mkdir()
    (tmp_path / "secret.jsonl").write_text(json_line(id="secret"))
    (folder / "out.jsonl").symlink_to(tmp_path / "secret.jsonl")
    (folder / "up").symlink_to(tmp_path)
    (folder / "in.jsonl").symlink_to("calls.jsonl")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    reading = folder_with_calls(
        folder, json_line(), calls="[out.jsonl, up/secret.jsonl, in.jsonl, loop.jsonl]"
    )
    assert [entry.id for entry in calls_of(reading)] == ["c1"]
    assert [problem.mark.column for problem in reading.problems] == [9, 20, 47]
    messages = [problem.message for problem in reading.problems]
    assert all("leaves the record's folder" in message for message in messages[:2])


def test_folder_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    """What counts is the folder that the record is in, however it was reached."""
    folder = tmp_path / "record"
    folder.mkdir()
    folder_with_calls(folder, json_line())
    (tmp_path / "link").symlink_to(folder)
    assert len(read_record(tmp_path / "link").calls) == 1


# Whatever the bytes are.

SMALL = f"""\
{HEAD}tolerances: {{about: 3m}}
agencies:
  - {{id: ipd, name: Independence Police, color: "#0072b2"}}
timeline:
  - id: q1
    kind: radio_call
    time: {{at: 13:12~, stated: "around 1:12", tolerance: about}}
    text: >-
      Shots fired,
      "élan" Street.
    agency: ipd
    cite: art:L13
    grade: B2
  - {{id: q2, kind: note, time: q1 +2m~, text: a, cite: {{source: art, at: L14}}}}
casualties:
  - {{id: c1, group: public, label: one, history: [{{status: shot, time: 13:15, cite: art}}]}}
"""
LINE = re.compile(r"r\.yaml:[1-9][0-9]*(:[1-9][0-9]*)?: .", re.DOTALL)


def check_reading(data: bytes) -> None:
    """What holds for any bytes: a reading, problems with their lines, and the same once more."""
    reading = read(data)
    assert isinstance(reading, Reading)
    assert reading.opened
    assert reading.record is not None or reading.problems
    assert reading.problems == in_order(reading.problems)
    for problem in reading.problems:
        assert LINE.match(str(problem))
        assert len(str(problem).splitlines()) == 1
        assert problem.mark.line <= data.count(b"\n") + data.count(b"\r") + 2
    again = read(data)
    assert (again.record, again.problems) == (reading.record, reading.problems)
    assert again.left_out == reading.left_out


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    """No bytes make reading fail: there is a record or a problem, always the same."""
    check_reading(data)


@given(st.text(max_size=200))
def test_any_text_after_a_sound_head_is_read_or_reported(text: str) -> None:
    """Whatever follows a sound head, reading does not fail."""
    check_reading(HEAD.encode() + text.encode("utf-8", "surrogatepass"))


TOKENS = [
    *(
        "- ",
        "? ",
        ": ",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "#",
        "&a ",
        "*a ",
        "!!int ",
        "!x ",
        "|\n",
        ">-\n",
    ),
    *("'", '"', "%", "@", "`", "---\n", "...\n", "<<: ", "~", "\n", "\r\n", "\t", "  ", "\0"),
    *("\x1b[2J", "\ufeff", "\u2028", "\ud800", "id: ", "time: ", "unplaced", "13:15", "q1 +2m"),
    *("..", "/", "art:L1", "no", "9" * 30, "[" * 70, "- " * 70, "a: {b: " * 40),
]


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """The bytes of a small sound record after a few changes."""
    data = SMALL.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 12))
        inserted = draw(
            st.binary(max_size=4)
            | st.sampled_from(TOKENS).map(lambda token: token.encode("utf-8", "surrogatepass"))
        )
        data = data[:start] + inserted + data[end:]
    return data


@examples(400)
@given(mutations())
def test_any_change_to_a_sound_record_is_read_or_reported(data: bytes) -> None:
    """A sound record with a few bytes changed does not make reading fail."""
    check_reading(data)


@given(st.lists(st.sampled_from(["a", "q1", "timeline", "incident", *TOKENS]), max_size=40))
def test_any_pile_of_syntax_is_read_or_reported(tokens: list[str]) -> None:
    """Pieces of YAML and of records in any order do not make reading fail."""
    check_reading("".join(tokens).encode("utf-8", "surrogatepass"))


JUNK: list[Any] = [
    "",
    None,
    "x",
    "13:15",
    "q1 +2m",
    "-1",
    [],
    [[]],
    {},
    {"": ""},
    {"at": []},
    {"id": {}},
]


@given(st.data())
def test_any_value_anywhere_is_read_or_reported(data: st.DataObject) -> None:
    """In a record with every key there is, any value may be missing or be any other."""
    root = as_json(parse_yaml(EVERYTHING.read_text(encoding="utf-8"), "", Problems()))
    for _ in range(data.draw(st.integers(1, 4))):
        value = root
        while isinstance(value, dict | list) and value:
            keys = list(value) if isinstance(value, dict) else list(range(len(value)))
            parent: Any = value
            key = data.draw(st.sampled_from(keys))
            value = parent[key]
            if not data.draw(st.integers(0, 3)):
                break
        match data.draw(st.sampled_from(["change", "remove", "rename"])):
            case "rename" if isinstance(parent, dict):
                parent[data.draw(st.sampled_from(["", "x", "at", "id"]))] = parent.pop(key)
            case "remove":
                del parent[key]
            case _:
                parent[key] = data.draw(st.sampled_from(JUNK).map(copy.deepcopy))
    check_reading(json.dumps(root, ensure_ascii=False).encode())


def as_json(node: Node | None) -> Any:
    """A tree of YAML as dicts, lists and strings."""
    if isinstance(node, Mapping):
        return {key: as_json(value) for key, (_, value) in node.items.items()}
    if isinstance(node, Sequence):
        return [as_json(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def test_the_small_record_is_sound() -> None:
    """The record that is changed above is sound before."""
    assert written(read(SMALL)) == []
    assert len(record_of(read(SMALL)).timeline) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*Entry.__struct_fields__, "x"]), inner, max_size=8)
    ),
    max_leaves=20,
)


@examples(60)
@given(st.lists(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=40), max_size=6))
def test_any_calls_are_read_or_reported(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    """No file of calls makes reading fail, and every line of it is an entry or left out."""
    reading = folder_with_calls(tmp_path_factory.mktemp("record"), *lines)
    data = b"\n".join(lines).removeprefix(codecs.BOM_UTF8)
    count = len([line for line in data.split(b"\n") if line.strip()])
    assert len(reading.calls) + len(reading.left_out) == count
    assert [len(calls_of(reading)), len(record_of(reading).timeline)] == [len(reading.calls), 1]
    assert all(problem.mark.line for problem in reading.problems)


def test_reading_twice_gives_the_same() -> None:
    """The same bytes give equal records and problems."""
    data = bundled_record().read_bytes() + b"x: 1\ny: [2\n"
    first, second = read(data), read(data)
    assert first.record == second.record
    assert first.problems == second.problems
    assert first.problems


BLOCKS = re.split(r"^(?=[a-z]+:)", bundled_record().read_text(encoding="utf-8"), flags=re.MULTILINE)


@examples(15)
@given(st.permutations(BLOCKS[1:]))
def test_order_of_sections_does_not_matter(blocks: list[str]) -> None:
    """The sections of a record may stand in any order."""
    reading = read("".join([BLOCKS[0], *blocks]))
    assert written(reading) == []
    assert reading.record == read_record(bundled_record()).record


# What intervals lie between, and the texts of sources.


@pytest.mark.parametrize(
    ("data", "sha256", "severity", "message"),
    [
        (b"text", "", "", ""),
        (b"text", hashlib.sha256(b"text").hexdigest().upper(), "", ""),
        (b"text", "0" * 64, "error", "`a.txt` is not the text that was cited: its sha256 differs"),
        (None, "", "error", "`a.txt` cannot be read: no such file or directory"),
        (
            b"a\n\xff",
            "",
            "warning",
            "`a.txt` is not UTF-8 in its line 2; what cannot be read is shown as �",
        ),
    ],
)
def test_text_of_a_source_is_checked(
    data: bytes | None, sha256: str, severity: str, message: str, tmp_path: Path
) -> None:
    """A carried text that is missing, another one, or no text is a problem at its `path`."""
    if data is not None:
        (tmp_path / "a.txt").write_bytes(data)
    more = f", path: a.txt, sha256: '{sha256}'" if sha256 else ", path: a.txt"
    path = tmp_path / "record.yaml"
    path.write_text(HEAD.replace("kind: news_article", f"kind: news_article{more}"))
    reading = read_record(path)
    found = [
        (one.severity, one.message, one.mark.line, one.mark.column) for one in reading.problems
    ]
    assert found == ([(severity, f"`path`: {message}", 3, 47)] if message else [])
    assert record_of(reading).sources[0].path == "a.txt"


def test_a_reading_knows_the_ids_of_its_record() -> None:
    """Of the incident, of every section and of calls; a word for a length of time is no id."""
    reading = read_record(data_folder() / EXERCISE)
    assert reading.record
    assert all(one in reading for ids in references_of(reading) for one in ids)
    assert reading.record.incident.id in reading
    assert all(one in reading for one in [*reading.calls.ids][:3])
    assert "none" not in reading
    assert not any(word in reading for word in reading.record.tolerances)


def references_of(reading: Reading) -> list[list[str]]:
    """The ids of a few sections."""
    assert reading.record
    sections = (reading.record.timeline, reading.record.units, reading.record.conflicts)
    return [[one.id for one in section] for section in sections]
