"""Words land in the calls of a record that have none, and beside all others."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.collect import CALLS_WITH_WORDS, Outcome
from incident_tui.exchange.imports.landing.folder import CannotAddError, RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Origin, Rejected, Wishes, Words
from incident_tui.record.calls.line import MAX_LINE_BYTES
from incident_tui.record.model import Entry
from incident_tui.record.reading import read_record
from tests.examples import examples
from tests.exchange.imports.landing.items import entry, item

HEAD = """\
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: radio_audio}]
calls: [a.jsonl, b.jsonl]
timeline:
  - {id: head, kind: radio_call, time: 13:00, text: (no transcript) 4 s, cite: s}
"""
CALL = (
    b'{"id": "%s", "kind": "radio_call",  "time": "2024-02-29T13:00:00", "cite": "s",'
    b' "text": "(no transcript) 4 s on FD Disp\\nsrc: 7001", "tags": ["a"],'
    b' "channel": {"talkgroup": 101, "talkgroup_tag": "FD Disp"},'
    b' "audio": {"path": "a.mp3", "length": 4.0}}'
)
SPOKEN = (
    b'{"id":"spoken","kind":"radio_call","time":"2024-02-29T13:01:00","text":"Out.","cite":"s",'
    b'"channel":{"talkgroup":"101"}}'
)
ASR = {"method": "asr", "model": "asr-1", "confidence": 0.9}


def words(call: str, text: str = "Go ahead.", **fields: Any) -> Words:
    """Words for a call."""
    beside = entry(f"w-{call}", time=f"{call} +2s", text=text)
    usual: dict[str, Any] = {"transcript": ASR, "tags": ("a", "b"), "beside": (beside,)}
    return Words(call, text, origin=Origin("words", 3), **usual | fields)


def folder_of(folder: Path, first: bytes, second: bytes = SPOKEN) -> Path:
    """A record with two files of calls."""
    folder.mkdir(exist_ok=True)
    (folder / "record.yaml").write_text(HEAD)
    (folder / "a.jsonl").write_bytes(first)
    (folder / "b.jsonl").write_bytes(second)
    return folder


def write(folder: Path, *found: Found) -> Outcome:
    """What comes of adding these."""
    return RecordFolder(folder).write(found, Wishes(), "words")


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder, hidden ones too."""
    return {name: (folder / name).read_bytes() for name in os.listdir(folder)}


def entries(folder: Path) -> dict[str, Entry]:
    """The entries of a record without a problem."""
    reading = read_record(folder)
    assert reading.problems == ()
    return {one.id: one for one in RecordFolder(folder).entries()}


def test_a_call_without_words_gets_them(tmp_path: Path) -> None:
    """In place of the words that there are none; lines below, and fields as written, stay."""
    folder = folder_of(tmp_path, CALL % b"c1" + b"\n")
    outcome = write(folder, words("c1"))
    assert outcome.kept == {CALLS_WITH_WORDS: 1}
    line = (folder / "a.jsonl").read_bytes()
    assert b'"length": 4.0' in line
    assert json.loads(line) == json.loads(CALL % b"c1") | {
        "text": "Go ahead.\nsrc: 7001",
        "transcript": ASR,
        "tags": ["a", "b"],
    }
    assert contents(folder).keys() == {"record.yaml", "a.jsonl", "b.jsonl"}
    assert (folder / "record.yaml").read_text() == HEAD
    entries(folder)


def test_a_length_that_no_field_has_stays(tmp_path: Path) -> None:
    """So does a channel."""
    line = json.loads(CALL % b"c1")
    del line["audio"], line["channel"]
    folder = folder_of(tmp_path, json.dumps(line).encode())
    write(folder, words("c1", tags=(), transcript={}))
    found = entries(folder)["c1"]
    assert found.text == "Go ahead.\n4 s on FD Disp\nsrc: 7001"
    assert found.transcript is None
    assert found.tags == ("a",)


@pytest.mark.parametrize(
    "call",
    [
        "head",  # the head is written by persons
        "spoken",  # it has words
        "nowhere",
        "long",  # the line would be longer than a reader takes
        "twice",  # words of an import before stand beside the call
        "double",  # the first line of an id is the entry of the record, and has words
    ],
)
def test_other_words_stand_beside_the_call(tmp_path: Path, call: str) -> None:
    """And no line of a call changes."""
    long = (CALL % b"long").replace(b'"a"', b'"' + b"a" * (MAX_LINE_BYTES - 400) + b'"')
    lines = b"\n".join((long, CALL % b"twice"))
    second = SPOKEN + b"\n" + SPOKEN.replace(b"spoken", b"double") + b"\n" + CALL % b"double"
    folder = folder_of(tmp_path, lines, second)
    if call == "twice":
        write(folder, *words(call).beside)
    text = "x" * 1_000 if call == "long" else "Go ahead."
    outcome = write(folder, words(call, text))
    assert (folder / "a.jsonl").read_bytes() == lines
    assert (folder / "b.jsonl").read_bytes() == second
    assert (outcome.kept["timeline"], outcome.already_there, outcome.rejected) == {
        "nowhere": (0, 0, 1),
        "twice": (0, 1, 0),
    }.get(call, (1, 0, 0))
    assert outcome.beside_calls == outcome.kept["timeline"] + outcome.rejected
    assert CALLS_WITH_WORDS not in outcome.kept


def test_of_several_words_for_a_call_the_first_are_taken(tmp_path: Path) -> None:
    """The same again are there already, others stand beside the call."""
    folder = folder_of(tmp_path, CALL % b"c1")
    other = words("c1", "Go on.", beside=(entry("w2", time="c1 +2s", text="Go on."),))
    outcome = write(folder, words("c1"), words("c1"), other)
    assert outcome.kept == {CALLS_WITH_WORDS: 1, "timeline": 1}
    assert (outcome.already_there, outcome.beside_calls, outcome.read) == (1, 1, 3)
    found = entries(folder)
    assert (found["c1"].text, found["w2"].text) == ("Go ahead.\nsrc: 7001", "Go on.")


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=20)


@given(st.lists(texts, max_size=4), texts, st.sampled_from([0, 1, 4]))
@examples(60)
def test_every_other_line_stays_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, others: list[str], text: str, place: int
) -> None:
    """Sound or not, with whatever ends and spaces."""
    lines = [
        *(one.encode() + b"\r" for one in others),
        b"  " + SPOKEN + b"  \r",
        CALL % b"other",
        b"",
        b'\xff{"id": "c1"}',
        b'{"id": "c1"}',
    ]
    lines.insert(place, CALL % b"c1" + b"\r")
    folder = folder_of(tmp_path_factory.mktemp("r"), b"\n".join(lines), b"")
    write(folder, words("c1", f"{text}."))
    after = (folder / "a.jsonl").read_bytes().split(b"\n")
    number = lines.index(CALL % b"c1" + b"\r")
    assert after[:number] + after[number + 1 :] == lines[:number] + lines[number + 1 :]
    assert after[number].endswith(b"}\r")
    assert json.loads(after[number])["text"] == f"{text}.\nsrc: 7001"


def test_a_trial_counts_the_calls_and_writes_nothing(tmp_path: Path) -> None:
    """`import --preview` says what the import would say."""
    folder = folder_of(tmp_path, CALL % b"c1")
    before = contents(folder)
    outcome = RecordFolder(folder).try_out([words("c1"), words("head")], Wishes(), "words")
    assert outcome.kept == {CALLS_WITH_WORDS: 1, "timeline": 1}
    assert outcome.beside_calls == 1
    assert contents(folder) == before


def test_a_failed_import_changes_nothing(tmp_path: Path) -> None:
    """An editor saves the head meanwhile: neither calls nor rejections are written."""
    folder = folder_of(tmp_path, CALL % b"c1")
    before = contents(folder)

    def found() -> Iterable[Found]:
        yield words("c1")
        yield entry("e2")
        yield Rejected(Origin("words", 4), "no words", "?")
        (folder / "record.yaml").write_text(HEAD + "# more\n")

    with pytest.raises(CannotAddError, match="was changed meanwhile, and is left so"):
        RecordFolder(folder).write(found(), Wishes(), "words")
    assert contents(folder) == before | {"record.yaml": (HEAD + "# more\n").encode()}


def test_a_call_that_gets_words_meanwhile_keeps_them(tmp_path: Path) -> None:
    """The words of the import stand beside it then."""
    folder = folder_of(tmp_path, CALL % b"c1")
    edited = (CALL % b"c1").replace(b"(no transcript) 4 s on FD Disp", b"By hand.")

    def found() -> Iterable[Found]:
        yield words("c1")
        (folder / "a.jsonl").write_bytes(edited)

    outcome = RecordFolder(folder).write(found(), Wishes(), "words")
    assert (outcome.kept, outcome.beside_calls) == ({"timeline": 1}, 1)
    assert (folder / "a.jsonl").read_bytes() == edited


def test_the_same_call_without_words_is_there(tmp_path: Path) -> None:
    """A second import of a recording adds nothing to calls that have got their words since."""
    folder = folder_of(tmp_path, CALL % b"c1")
    found = item("timeline", **json.loads(CALL % b"c1"))
    write(folder, words("c1"))
    assert write(folder, found).already_there == 1
    later = item("timeline", **json.loads(CALL % b"c1") | {"time": "2024-02-29T13:00:01"})
    assert write(folder, later).rejected == 1


def test_calls_without_words_stand_apart(tmp_path: Path) -> None:
    """Where words can be written into them; entries with words alone stand in the head."""
    silent = item("timeline", **json.loads(CALL % b"c1"))
    for name, found in (("a", [entry("e1"), silent, entry("e2")]), ("b", [entry("e1")])):
        source = item("sources", id="s", kind="radio_audio")
        day = {"id": "i", "title": "T", "date": "2024-02-29", "timezone": "UTC"}
        target = RecordFolder(tmp_path / name)
        target.write([item("incident", **day), source, *found], Wishes(), "x", calls_apart=True)
        assert (tmp_path / name / "calls-x.jsonl").exists() == (name == "a")
        assert len(entries(tmp_path / name)) == len(found)
