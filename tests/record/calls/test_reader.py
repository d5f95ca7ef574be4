"""Calls: each line the same entry, or the same problem, whichever way it is read."""

import codecs
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record import convert
from incident_tui.record.calls import faulty_lines, packing
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.entry_parts import Party
from incident_tui.record.calls.line import MAX_LINE_BYTES
from incident_tui.record.model import Channel, Cite, Entry
from incident_tui.record.numbering import Row
from incident_tui.record.problems import Mark, Problems
from incident_tui.record.time_value import TimeValue, parse_form
from incident_tui.record.tree import parse_json_line, parse_yaml
from incident_tui.record.vocabulary import ENTRY_KINDS
from tests.examples import examples
from tests.record.calls.taking import (
    CALL,
    ODD,
    PATH,
    UNKNOWN,
    VALUES,
    any_lines,
    check_same,
    line,
    lines,
    object_lines,
    objects,
    take,
)

# Any line, by both ways and as YAML.


def test_every_field_of_an_entry_is_tried() -> None:
    """The lines tried below have every key that an entry has."""
    assert set(VALUES) == set(Entry.__struct_fields__)


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


@examples(120)
@given(
    any_lines(),
    st.lists(object_lines(), max_size=3),
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
    quick = take(*files, block=block)
    check_same(quick, take(*files, slowly=True))
    calls, given = quick.calls, {PATH: first, "1.jsonl": second}
    for entry, mark in zip(quick.entries, map(calls.mark, calls.rows), strict=True):
        [text] = given[mark.path][mark.line - 1 : mark.line]
        text = text.removeprefix(codecs.BOM_UTF8)
        assert convert.text_at(parse_json_line(text, 1), "id") == entry.id
    assert [ENTRY_KINDS[kind] for kind in calls.kinds()] == [entry.kind for entry in quick.entries]
    assert [*calls.with_effects] == [
        number for number, one in enumerate(quick.entries) if one.effects or one.milestone
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
