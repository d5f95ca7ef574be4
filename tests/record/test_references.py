"""Ids that are used and defined nowhere: each reported where it is used, with what was meant."""

import json
from pathlib import Path

import pytest

from incident_tui.record.reading import read_record
from tests.record.readings import (
    ENTRY,
    HEAD,
    entry_with,
    left_out,
    read,
    read_after_head,
    record_of,
    written,
)

# Ids that stand nowhere -> the problems, which stand after a head of 3 lines.
DANGLING: dict[str, tuple[str, list[str]]] = {
    "unknown agency": (
        "agencies: [{id: ipd, name: IPD}]\n" + entry_with("agency: ipdd"),
        ["6:14: no `ipdd` in `agencies`; did you mean `ipd`?"],
    ),
    "unknown ids, wherever they may stand": (
        entry_with(
            "agencies: [a1], speaker: {person: a2, unit: a3, agency: a4}, units: [a5], "
            "people: [a6], location: a7, effects: [{facility: a8, status: x}]"
        ),
        [
            "5:17: no `a1` in `agencies`",
            "5:40: no `a2` in `people`",
            "5:50: no `a3` in `units`",
            "5:62: no `a4` in `agencies`",
            "5:75: no `a5` in `units`",
            "5:89: no `a6` in `people`",
            "5:104: no `a7` in `locations`",
            "5:129: no `a8` in `facilities`",
        ],
    ),
    "unknown entry in a time": (
        entry_with("known: {at: q9 +2m, after: [q8], before: q7}"),
        [
            "5:18: no `q9` in `timeline`",
            "5:34: no `q8` in `timeline`",
            "5:47: no `q7` in `timeline`",
        ],
    ),
    "unknown tolerance": (
        "tolerances: {about: 3m}\n" + entry_with("known: {at: 13:15~, tolerance: abut}"),
        ["6:37: no `abut` in `tolerances`; did you mean `about`?"],
    ),
    "unknown source": (
        "agencies: [{id: a, name: A, cite: [art, arte:L1, {source: atr}]}]",
        [
            "4:41: no `arte` in `sources`; did you mean `art`?",
            "4:59: no `atr` in `sources`; did you mean `art`?",
        ],
    ),
    "unknown id in a section of any kind": (
        "questions: [{id: u, text: T, refs: [art, arz, u]}]",
        ["4:42: no `arz` in any section; did you mean `art`?"],
    ),
}


@pytest.mark.parametrize(("section", "problems"), DANGLING.values(), ids=DANGLING)
def test_dangling_id_has_its_place(section: str, problems: list[str]) -> None:
    """An id that is defined nowhere is a problem with its line and column, and nothing is lost."""
    reading = read_after_head(section)
    assert written(reading) == [f"r.yaml:{problem}" for problem in problems]
    assert left_out(reading) == []
    assert len(record_of(reading).timeline) == section.count("kind: note")


def test_what_refers_to_a_part_that_is_left_out_is_not_at_fault() -> None:
    """An object that cannot be read is one problem, not one for every use of its id."""
    reading = read_after_head(
        "tolerances: {about: soon}\nagencies: [{id: a}]\n"
        + entry_with("agency: a, known: {at: 13:15~, tolerance: about}")
    )
    assert len(reading.problems) == 2
    assert left_out(reading) == ["agencies: a"]


@pytest.mark.thorough
def test_problems_do_not_multiply_with_size() -> None:
    """Thousands of dangling ids beside thousands of others are still told apart one by one."""
    entries = "".join(
        f"  - {{id: q{n}, kind: note, time: {{at: unplaced, after: z{n}}}, text: a, cite: art}}\n"
        for n in range(3_000)
    )
    reading = read_after_head(f"timeline:\n{entries}")
    assert len(reading.problems) == 3_000
    assert reading.problems[-1].message.startswith("no `z2999` in `timeline`")


def test_long_ids_are_compared_no_letter_by_letter() -> None:
    """An id as long as a book is reported without looking for what was meant."""
    letters = "".join(chr(0x4E00 + n * 7919 % 300) for n in range(200_000))
    reading = read_after_head(
        f"units: [{{id: a{letters}, call_sign: E}}]\n" + entry_with(f"units: [b{letters}]")
    )
    assert len(reading.problems) == 1
    assert len(str(reading.problems[0])) < 1_000


REACHING = f"timeline:\n  - {{{ENTRY}, milestone: one, effects: [{{milestone: two}}]}}\n"


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("from: q1, to: one", []),
        ("from: one, to: two", []),
        (
            "from: q1, to: gone",
            [
                "6:44: `to`: no entry `gone`, and no milestone that an entry reaches; "
                "did you mean `one`?"
            ],
        ),
        (
            "from: nowhere, to: nothing",
            [
                "6:36: `from`: no entry `nowhere`, and no milestone that an entry reaches",
                "6:49: `to`: no entry `nothing`, and no milestone that an entry reaches",
            ],
        ),
    ],
)
def test_interval_lies_between_entries_or_milestones(ends: str, expected: list[str]) -> None:
    """An end that is neither is reported where it stands, and the interval is kept."""
    reading = read(f"{HEAD}{REACHING}intervals: [{{id: i, name: n, {ends}}}]\n")
    assert [message.removeprefix("r.yaml:") for message in written(reading)] == expected
    assert [one.id for one in record_of(reading).intervals] == ["i"]


def test_interval_of_an_entry_that_is_left_out_is_not_at_fault() -> None:
    """One fault is reported once: that of the entry, and of what it would have reached nothing."""
    timeline = "timeline: [{id: q1, kind: wrong, time: 13:15, text: a, cite: art, milestone: m}]\n"
    reading = read(f"{HEAD}{timeline}intervals: [{{id: i, name: n, from: q1, to: m}}]\n")
    assert len(reading.problems) == 1


@pytest.mark.parametrize(("name", "sound"), [("c1", True), ("water", True), ("fire", False)])
def test_interval_may_end_in_the_calls(name: str, sound: bool, tmp_path: Path) -> None:
    """Calls are entries, and reach milestones."""
    call = {"id": "c1", "kind": "note", "time": "13:00", "text": "x", "cite": "art"}
    line = json.dumps(call | {"effects": [{"milestone": "water"}]})
    (tmp_path / "calls.jsonl").write_text(f"{line}\n")
    rest = f"calls: [calls.jsonl]\nintervals: [{{id: i, name: n, from: c1, to: {name}}}]\n"
    (tmp_path / "record.yaml").write_text(HEAD + rest)
    assert (read_record(tmp_path).problems == ()) is sound
