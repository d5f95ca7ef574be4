"""Calls: each line the same entry, or the same problem, whichever way it is read."""

import codecs
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record import convert
from incident_tui.record.calls import faulty_lines, packing, reader
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.line import MAX_LINE_BYTES, Party
from incident_tui.record.calls.reader import CallReader
from incident_tui.record.calls.sound_block import BlockDecoder
from incident_tui.record.model import Channel, Cite, Entry
from incident_tui.record.numbering import Row
from incident_tui.record.problems import LeftOut, Mark, Problem, Problems
from incident_tui.record.time_value import TimeValue, parse_form
from incident_tui.record.tree import parse_json_line, parse_yaml
from incident_tui.record.vocabulary import ENTRY_KINDS
from tests.examples import examples

PATH = "calls.jsonl"
CALL = {"id": "c", "kind": "radio_call", "time": "2024-02-29T13:15:07", "text": "a", "cite": "s"}


class Taken(NamedTuple):
    """What became of a file of calls."""

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


def take(*files: bytes, slowly: bool = False, block: int = packing.BLOCK_BYTES) -> Taken:
    """Read files of calls, so many bytes at a time; or every line by the readers of YAML."""
    context = convert.Context("record.yaml", Problems())
    context.ids["timeline"] = {"q1": Mark("record.yaml", 5, 5)}
    call_reader = CallReader(context)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_BYTES", block)
        if slowly:
            patch.setattr(BlockDecoder, "decode", lambda *_: None)
            patch.setattr(reader, "decode_line", _never)
        for number, data in enumerate(files):
            for _ in call_reader.read(BytesIO(data), f"{number}.jsonl" if number else PATH):
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


def line(**changes: object) -> bytes:
    """A sound call with some keys changed, as a line of JSON."""
    return json.dumps(CALL | changes).encode()


def lines(count: int, **changes: object) -> bytes:
    """So many calls, c0 and on."""
    return b"\n".join(line(id=f"c{number}", **changes) for number in range(count))


# Any line, by both ways and as YAML.

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


def test_every_field_of_an_entry_is_tried() -> None:
    """The lines tried below have every key that an entry has."""
    assert set(VALUES) == set(Entry.__struct_fields__)


@st.composite
def objects(draw: st.DrawFn) -> dict[str, Any]:
    """An object of an entry's keys, most of them sound."""
    odd = {key: [*values, *ODD] for key, values in (VALUES | UNKNOWN).items()}
    sound = {key: VALUES[key][0] for key in REQUIRED} | {"id": draw(st.sampled_from(VALUES["id"]))}
    keys = draw(st.lists(st.sampled_from([*VALUES, *VALUES, *UNKNOWN]), max_size=4, unique=True))
    changes = {key: draw(st.sampled_from(odd[key])) for key in keys}
    missing = draw(st.sampled_from([*[None] * 9, *REQUIRED]))
    return {key: value for key, value in (sound | changes).items() if key != missing}


def as_yaml(value: object) -> str:
    """A value of JSON as YAML, where nothing is written as `~`."""
    if value is None:
        return "~"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{as_yaml(key)}: {as_yaml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    return json.dumps(value)


def check_as_yaml(value: dict[str, Any]) -> None:
    """A line is the entry that the same object is in a timeline, or has the same faults."""
    taken = take(json.dumps(value).encode())
    problems = Problems()
    context = convert.Context("record.yaml", problems)
    context.ids["timeline"] = {"q1": Mark("record.yaml", 5, 5)}
    node = parse_yaml(f"[{as_yaml(value)}]", PATH, problems)
    assert node
    entries = convert.read_section("timeline", node, context)
    assert taken.entries == [*entries]
    assert sorted(one.message for one in taken.problems) == sorted(
        one.message for one in problems.found
    )
    assert len(taken.left_out) == len(problems.left_out)
    assert {mark for _, _, mark in taken.references} <= {Mark(PATH, 1, 1)}
    named = {(sections, one) for sections, one, _ in context.references if one or "s" in sections}
    if entries:
        assert {one[:2] for one in taken.references if one[1]} == {one for one in named if one[1]}


@pytest.mark.parametrize("key", [*VALUES, *UNKNOWN])
def test_a_key_of_a_call_is_read_as_yaml_is(key: str) -> None:
    """Whatever stands under one key, sound or not, is what it would be in a timeline."""
    for one in [*(VALUES | UNKNOWN)[key], *ODD]:
        check_as_yaml(CALL | {key: one})
    check_as_yaml({name: one for name, one in CALL.items() if name != key})


@examples(150)
@given(objects())
def test_a_call_is_read_as_yaml_is(value: dict[str, Any]) -> None:
    """Whatever stands under several keys at once is what it would be in a timeline."""
    check_as_yaml(value)


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


@examples(120)
@given(
    st.lists(objects().map(lambda one: json.dumps(one).encode()) | st.sampled_from(JUNK)),
    st.lists(objects().map(lambda one: json.dumps(one).encode()), max_size=3),
    st.sampled_from([b"\n", b"\r\n"]),
    st.sampled_from([b"", codecs.BOM_UTF8]),
    st.booleans(),
    st.sampled_from([1, 7, 300, packing.BLOCK_BYTES]),
)
def test_both_ways_to_read_lines_are_one(
    first: list[bytes], second: list[bytes], end: bytes, start: bytes, ended: bool, block: int
) -> None:
    """Calls, their columns and what is reported are the same read quickly and read slowly."""
    files = [start + end.join(one) + (end if ended else b"") for one in (first, second)]
    quick, slow = take(*files, block=block), take(*files, slowly=True)
    assert quick.entries == slow.entries
    assert quick.written == slow.written
    assert quick.left_out == slow.left_out
    assert quick.references == slow.references
    one, other = quick.calls, slow.calls
    assert ([*one.ids], one.kinds(), one.with_effects, one.with_known, one.linked) == (
        *([*other.ids], other.kinds(), other.with_effects, other.with_known, other.linked),
    )
    assert [one.party_table[party] for party in one.parties()] == [
        other.party_table[party] for party in other.parties()
    ]
    assert quick.words == slow.words
    marks = [*map(one.mark, one.rows)]
    assert marks == [*map(other.mark, other.rows)]
    assert [*map(one.row_of, one.ids)] == [*one.rows]
    given = {PATH: first, "1.jsonl": second}
    for entry, mark in zip(quick.entries, marks, strict=True):
        [text] = given[mark.path][mark.line - 1 : mark.line]
        assert (
            convert.text_at(parse_json_line(text.removeprefix(codecs.BOM_UTF8), 1), "id")
            == entry.id
        )
    assert [ENTRY_KINDS[kind] for kind in one.kinds()] == [entry.kind for entry in quick.entries]
    assert [*one.with_effects] == [
        n for n, e in enumerate(quick.entries) if e.effects or e.milestone
    ]


def test_columns_of_sound_calls() -> None:
    """Of each call stand its kind, its parties, its time and what is searched in the columns."""
    taken = take(
        line(id="a", agency="x", speaker={"agency": "y", "unit": "u"}, agencies=["z"], units=["v"])
        + b"\n"
        + line(id="b", kind="note", title="Título", text="Muñoz\nsaid", time="q1 +2m")
        + b"\n"
        + line(id="c", text="", milestone="m", time="2024-02-29T13:15:59")
        + b"\n"
    )
    held = taken.calls
    assert taken.problems == []
    assert [*map(held.row_of, "abc")] == [0, 1, 2]
    assert [ENTRY_KINDS[kind] for kind in held.kinds()] == ["radio_call", "note", "radio_call"]
    [block] = held.blocks
    assert held.party_table[block.parties[0]] == Party("x", "y", "u", ("z",), ("v",), ("s",))
    assert block.parties[1] == block.parties[2]
    assert block.times[0] == block.times[2]
    assert [*block.offsets] == [7_000, 0, 59_000]
    assert held.time_of(Row(0)) == TimeValue(parse_form("2024-02-29T13:15:00"))
    assert held.time_of(Row(1)) == TimeValue(parse_form("q1 +2m"))
    assert (held.linked, held.with_effects) == ((1,), (2,))
    assert block.words == "a\ntitulo munoz said\n"
    assert held.starts == (0, 3)


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ({"channel": {"talkgroup": 451}}, {"channel": Channel(talkgroup="451")}),
        ({"cite": "s: L1"}, {"cite": (Cite(source="s", at="L1"),)}),
        ({"cite": [{"source": "s"}, "s"]}, {"cite": (Cite(source="s"), Cite(source="s"))}),
        ({"known": "13:16"}, {"known": TimeValue(parse_form("13:16"))}),
        (
            {"time": {"at": "13:16", "after": "q1"}},
            {"time": TimeValue(parse_form("13:16"), after=("q1",))},
        ),
        ({"title": None, "effects": None}, {}),
    ],
)
def test_a_call_looked_at(written: dict[str, Any], entry: dict[str, Any]) -> None:
    """A call asked for is decoded from its line, and kept for the next time."""
    taken = take(line(**written))
    [plain] = take(line()).entries
    assert taken.entries == [msgspec.structs.replace(plain, **entry)]
    assert taken.calls.entry(Row(0)) is taken.calls.entry(Row(0))


def test_files_without_calls() -> None:
    """Empty files, blank lines and a byte-order mark alone are no calls and no fault."""
    assert take(b"", b"\n\n", codecs.BOM_UTF8, b"  \r\n\t\n").problems == []
    taken = take(b"", line(id="a"), b"\n", line(id="b"))
    assert [*map(taken.calls.mark, taken.calls.rows)] == [
        Mark("1.jsonl", 1, 1),
        Mark("3.jsonl", 1, 1),
    ]
    assert Calls().blocks == ()


@pytest.mark.parametrize("block", [100, MAX_LINE_BYTES, packing.BLOCK_BYTES])
def test_a_line_that_is_too_long_is_left_out(block: int) -> None:
    """A line of more than a megabyte is left out, not cut short; those around it are read."""
    many = b"\n".join(
        [line(id="a"), line(id="b", text="b" * 3 * MAX_LINE_BYTES), line(id="c"), line(id="d")]
    )
    taken = take(many, block=block)
    assert [entry.id for entry in taken.entries] == ["a", "c", "d"]
    assert [taken.calls.mark(row).line for row in taken.calls.rows] == [1, 3, 4]
    assert taken.written == ["calls.jsonl:2:1: longer than 1,024 kB; this line is left out"]
    last = take(line(id="a") + b"\n" + line(id="b", text="b" * MAX_LINE_BYTES), block=block)
    assert [entry.id for entry in last.entries] == ["a"]


def test_the_longest_line_is_read() -> None:
    """A line of just a megabyte is a call."""
    text = "b" * (MAX_LINE_BYTES - len(line(text="")))
    assert len(line(text=text)) == MAX_LINE_BYTES
    assert take(line(text=text)).entries[0].text == text
    assert take(line(text=text + "b")).entries == []


def test_an_id_is_used_once() -> None:
    """A call whose id stands in the timeline, or in an earlier call, is reported and left out."""
    taken = take(
        b"\n".join([line(id="a"), line(id="q1"), line(id="a", text="b", x=1), line(id="b")]),
        b"\n".join([line(id="b"), line(id="c")]),
    )
    assert [entry.id for entry in taken.entries] == ["a", "b", "c"]
    assert taken.written[0].startswith(
        "calls.jsonl:2:1: the id `q1` is taken, in line 5 of record.yaml; this one is left out"
    )
    assert "the id `a` is taken, in line 1 of calls.jsonl" in taken.written[2]
    assert "unknown key `x`" in taken.written[1]
    assert taken.written[3].startswith("1.jsonl:1:1: the id `b` is taken, in line 4 of calls.jsonl")
    assert [part.name for part in taken.left_out] == ["q1", "a", "b"]


def test_a_reference_is_noted_once() -> None:
    """However many calls name it, an id is noted at its first line; no id is no reference."""
    taken = take(lines(9, agency="x", units=["u", ""], location="", known="q9 +1m", cite="s:1"))
    first = Mark(PATH, 1, 1)
    assert taken.references == {
        (("agencies",), "x", first),
        (("units",), "u", first),
        (("sources",), "s", first),
        (("timeline",), "q9", first),
    }


def many(count: int) -> Iterator[bytes]:
    """Lines that are no JSON, lines that are in part at fault, and sound ones, in turns."""
    for number in range(count):
        yield b"{"
        yield line(id=f"f{number}", titel="x")
        yield line(id=f"s{number}")


def test_of_many_faults_the_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past so many lines, those at fault are counted, and of them those that are left out."""
    monkeypatch.setattr(faulty_lines, "MAX_LISTED_LINES", 4)
    taken = take(b"\n".join(many(10)), b"{\n{", line(id="last"))
    assert len(taken.entries) == 21
    assert [problem.mark for problem in taken.problems] == [
        *(Mark(PATH, number, 1) for number in (1, 2, 4, 5)),
        Mark(PATH),
        Mark("1.jsonl"),
    ]
    assert taken.written[4].endswith(": 16 more lines like these; mend those listed first")
    assert [(part.name, part.count) for part in taken.left_out] == [
        ("line 1", 1),
        ("line 4", 1),
        ("8 more lines", 8),
        ("2 more lines", 2),
    ]


def test_a_million_minutes_are_read_once() -> None:
    """Times of one minute are one in the table; what follows others has each its own place."""
    seconds = b"\n".join(
        line(id=f"c{number}", time=f"2024-02-29T13:15:{number:02}Z") for number in range(60)
    )
    assert len(take(seconds).calls.time_table) == 1
    assert len(take(lines(5, time="13:15~")).calls.time_table) == 1
    assert len(take(lines(5, time="q1 +2m")).calls.time_table) == 5
