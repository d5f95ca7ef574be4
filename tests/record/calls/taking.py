"""Files of calls as tests write them, and what becomes of them when they are read."""

import codecs
import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import strategies as st

from incident_tui.record import convert
from incident_tui.record.calls import index, packing, reader
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.line import read_line
from incident_tui.record.calls.reader import CallReader
from incident_tui.record.calls.sound_block import BlockDecoder
from incident_tui.record.model import Entry
from incident_tui.record.problems import LeftOut, Mark, Problem, Problems

PATH = "calls.jsonl"
CALL = {"id": "c", "kind": "radio_call", "time": "2024-02-29T13:15:07", "text": "a", "cite": "s"}


class Taken(NamedTuple):
    """What became of files of calls."""

    calls: Calls
    problems: list[Problem]
    left_out: list[LeftOut]
    references: set[tuple[tuple[str, ...], str, Mark]]

    @property
    def entries(self) -> list[Entry]:
        """Every call."""
        return [*map(self.calls.entry, self.calls.rows)]

    @property
    def words(self) -> str:
        """What is searched."""
        return "\n".join(block.words for block in self.calls.blocks)

    @property
    def written(self) -> list[str]:
        """The problems as they are written."""
        return [str(problem) for problem in self.problems]


def take(
    *files: bytes,
    slowly: bool = False,
    block: int = packing.BLOCK_BYTES,
    folder: Path | None = None,
    timeline: Iterable[str] = ("q1",),
) -> Taken:
    """Read files of calls.

    Args:
        slowly: whether every line is read by the readers of YAML.
        block: bytes that are read at a time.
        folder: where the files are on a disk, and have an index however short they are.
        timeline: ids of the timeline.
    """
    context = convert.Context("record.yaml", Problems())
    context.ids["timeline"] = {one: Mark("record.yaml", 5, 5) for one in timeline}
    call_reader = CallReader(context)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_BYTES", block)
        patch.setattr(index, "MIN_INDEXED_BYTES", 0)
        if slowly:
            patch.setattr(BlockDecoder, "decode", lambda *_: None)
            patch.setattr(reader, "decode_line", _never)
        for number, data in enumerate(files):
            name = f"{number}.jsonl" if number else PATH
            with (folder / name).open("rb") if folder else BytesIO(data) as file:
                for _ in call_reader.read(file, str(folder / name) if folder else name):
                    pass
        taken = Taken(
            call_reader.calls.snapshot(),
            context.problems.found,
            context.problems.left_out,
            set(context.references),
        )
        assert len(taken.entries) == len(call_reader.calls)  # looked at, so kept as they were read
    return taken


def _never(text: bytes) -> object:
    raise msgspec.ValidationError


def check_same(one: Taken, other: Taken) -> None:
    """Calls, their columns and what is reported are the same."""
    assert one.entries == other.entries
    assert one.written == other.written
    assert one.left_out == other.left_out
    assert one.references == other.references
    assert one.words == other.words
    first, second = one.calls, other.calls
    assert ([*first.ids], first.kinds(), first.with_effects, first.with_known, first.linked) == (
        *([*second.ids], second.kinds(), second.with_effects, second.with_known, second.linked),
    )
    assert [first.party_table[party] for party in first.parties()] == [
        second.party_table[party] for party in second.parties()
    ]
    assert [*map(first.mark, first.rows)] == [*map(second.mark, second.rows)]
    assert [*map(first.row_of, first.ids)] == [*first.rows]


def line(**changes: object) -> bytes:
    """A sound call with some keys changed, as a line of JSON."""
    return json.dumps(CALL | changes).encode()


def entry(**changes: object) -> Entry:
    """The entry of a line, which is sound."""
    context = convert.Context("", Problems())
    found = read_line(line(**changes), context)
    assert context.problems.found == []
    return found


def lines(count: int, **changes: object) -> bytes:
    """So many calls, c0 and on."""
    return b"\n".join(line(id=f"c{number}", **changes) for number in range(count))


TEXTS: list[Any] = ["a", "", " b ", 'é "\\\n\t', "Muñoz", "字", "{", "~", "null", "no", "\x00"]
ODD: list[Any] = [None, 5, -0.5, 851.0125, 1e-7, True, [], ["a"], {}, {"a": "b"}]
IDS: list[Any] = ["p0", "p1", "p2"]
LISTS: list[Any] = [[], ["p0"], ["p1", "p0", "p1"], [""], [None, "p0"], ["p0", []], "p0", [3]]
TIMES: list[Any] = [
    "13:15",
    "13:15:07",
    "13:15:07.250",
    "2024-02-29T13:15:07",
    "2024-02-29T13:15:59Z",
    "2024-02-29T13:15:08.5-06:00",
    "2024-02-29T13:15:60",
    "2024-02-30T13:15:07",
    "2024-02-29 13:15:07",
    "13:12~",
    "13:00..13:12",
    "13:15/13:40",
    "2024-02",
    "unplaced",
    "q1 +2m~",
    "c9 -30s",
    "quarter past",
    "",
    {"at": "13:15"},
    {"at": "2024-02-29T13:15:07", "stated": "seven", "basis": "log", "duration": "5m"},
    {"at": "unplaced", "after": "q1", "before": ["c0", "c9"]},
    {"at": "13:15~", "tolerance": "3m"},
    {"at": "13:15", "after": None, "duration": None, "stated": None},
    {"at": "13:15", "duration": ""},
    {"at": "13:15", "duration": "long"},
    {"at": "13:15", "when": "then"},
    {"after": "q1"},
    {},
]
SPEAKERS: list[Any] = [
    {},
    {"person": "p0", "unit": "p1", "agency": "p2", "label": "voice", "addressed_to": "all"},
    {"unit": ""},
    {"unit": 12},
    {"voice": "x"},
    "p0",
]
CHANNELS: list[Any] = [
    {"talkgroup": 451, "frequency": "851.01250"},
    {"talkgroup": "451", "system": "S", "talkgroup_tag": "T", "feed": "F", "site": "1"},
    {"talkgroup": -0.0, "frequency": 851.01250},
    {"talkgroup": 10**30},
    {"talkgroup": True},
    {"talkgroup": None},
    {"talkgroup": []},
    {"tone": 1},
]
PATHS = ["a.wav", "a/b.wav", "../a", "a/..", "a\n/../b", "..\n", "/a", "C:a", "", "a\0", ".\\..\\a"]
AUDIOS: list[Any] = [
    *({"path": path} for path in PATHS),
    {"path": "a", "start": 0, "length": 2.5, "sha256": "0aF" * 21 + "0"},
    {"path": "a", "start": -1},
    {"path": "a", "start": "12.5", "length": None},
    {"path": "a", "length": -0.5, "sha256": "0" * 64 + "\n"},
    {"path": "a", "sha256": ""},
    {"start": 1},
]
TRANSCRIPTS: list[Any] = [
    {"method": "asr", "model": "m", "confidence": 0.93, "corrected_by": "me"},
    {"method": "human", "confidence": 1},
    {"method": "asr", "confidence": 1e-05},
    {"method": "asr", "confidence": 1e-262},
    {"method": "asr", "confidence": 1.01},
    {"method": "asr", "confidence": "0.5"},
    {"method": "ear"},
    {},
]
EFFECTS: list[Any] = [
    [{"casualty": "p0", "status": "injured"}],
    [{"unit": "p0", "status": "OnScene"}, {"agency": "p0", "status": "EnRoute"}],
    [{"facility": "p0", "status": "Closed"}, {"milestone": "m"}],
    [{"unit": "p0", "status": "closed"}],
    [{"unit": "p0", "agency": "p0", "status": "OnScene"}],
    [{"unit": "p0"}],
    [{}],
    [{"unit": "", "milestone": "m"}],
    [],
]
CITES: list[Any] = [
    "s",
    "s:L1",
    "s: L1 ",
    "other:p2:3",
    "",
    ["s:1", "other"],
    {"source": "s", "at": "L1", "via": "p0", "by": "p1", "quote": "q", "basis": None},
    [{"source": "s", "hedge": "alleged"}, "s"],
    {"source": "s", "hedge": "perhaps"},
    {"at": "L1"},
    [],
    [None],
    ["s", None],
]
VALUES: dict[str, list[Any]] = {
    "id": ["c0", "c1", "c2", "c3", "q1", "", 7, None],
    "kind": ["radio_call", "note", "unit_status", "radio", 1],
    "time": TIMES,
    "text": TEXTS,
    "cite": CITES,
    "title": TEXTS,
    "known": TIMES,
    "verbatim": [True, False, "yes", "No", "maybe", 1],
    "sic": TEXTS,
    "agency": IDS,
    "agencies": LISTS,
    "speaker": SPEAKERS,
    "channel": CHANNELS,
    "audio": AUDIOS,
    "transcript": TRANSCRIPTS,
    "units": LISTS,
    "people": LISTS,
    "location": IDS,
    "effects": EFFECTS,
    "milestone": TEXTS,
    "weight": ["routine", "notable", "key", "heavy"],
    "tags": LISTS,
    "grade": ["B2", "b2", "B2\n", "B7", ""],
}
UNKNOWN: dict[str, list[Any]] = {"titel": ["x"], "": [1]}
REQUIRED = ("id", "kind", "time", "text", "cite")


@st.composite
def objects(draw: st.DrawFn) -> dict[str, Any]:
    """An object of an entry's keys, most of them sound."""
    odd = {key: [*values, *ODD] for key, values in (VALUES | UNKNOWN).items()}
    sound = {key: VALUES[key][0] for key in REQUIRED} | {"id": draw(st.sampled_from(VALUES["id"]))}
    keys = draw(st.lists(st.sampled_from([*VALUES, *VALUES, *UNKNOWN]), max_size=4, unique=True))
    changes = {key: draw(st.sampled_from(odd[key])) for key in keys}
    missing = draw(st.sampled_from([*[None] * 9, *REQUIRED]))
    return {key: value for key, value in (sound | changes).items() if key != missing}


JUNK = [
    b"",
    b"   ",
    b"\r",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"{}",
    b'{"id": "\xff"}',
    line(text="a").replace(b'"a"', b'"\xff"'),
    line(text="a").replace(b'"a"', b'"\xc3\xa9"'),
    line(text="a").replace(b'"a"', b'"\\ud83d\\ude00\\n"'),
    line(text="a").replace(b'"a"', b'"\\ud83d"'),
    line(text="a").replace(b'"a"', b'"b", "text": "c"'),
    codecs.BOM_UTF8 + line(),
    line() + line(),
    b"[" * 200,
    b'{"tags": ' * 200,
]


def object_lines() -> st.SearchStrategy[bytes]:
    """Lines of an object each, sound or not."""
    return objects().map(lambda one: json.dumps(one).encode())


def any_lines() -> st.SearchStrategy[list[bytes]]:
    """Lines of objects and of junk."""
    return st.lists(object_lines() | st.sampled_from(JUNK))
