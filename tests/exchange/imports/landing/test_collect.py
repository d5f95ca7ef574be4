"""An import under way: what waits, what is put aside, and what the head gets in the end."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.imports.landing import collect
from incident_tui.exchange.imports.landing.collect import (
    MAX_LISTED_REJECTIONS,
    Collector,
    Outcome,
)
from incident_tui.exchange.imports.landing.protocol import (
    AlreadyThere,
    Found,
    ImportedItem,
    Origin,
    Passed,
    Rejected,
    Remark,
)
from incident_tui.exchange.imports.landing.validate import Validator
from tests.cpu import cpu_limit
from tests.exchange.imports.landing.items import entry

LINKS = 5_000
SOURCE = ImportedItem("sources", {"id": "s", "kind": "report"}, Origin("log"))


def collected(folder: Path, *found: Found) -> tuple[Outcome, dict[str, list[str]], list[str]]:
    """What came of these: the outcome, the ids for the head by section, and those of the file."""
    with Collector(folder, Validator(folder), ZoneInfo("America/Chicago")) as collector:
        for one in found:
            collector.take(one)
        collector.resolve_references()
        added = {
            section: [item["id"] for item in items if isinstance(item, dict)]
            for section, items in collector.additions().items()
            if isinstance(items, list)
        }
        written = []
        if collector.bulk:
            collector.bulk.seek(0)
            written = [json.loads(line)["id"] for line in collector.bulk]
    assert list(folder.iterdir()) == []  # nothing is left of what had no name
    return collector.outcome, added, written


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ((), (0, 0, 0, 0)),
        ((SOURCE, entry("a")), (2, 0, 0, 0)),
        ((SOURCE, SOURCE), (1, 1, 0, 0)),
        ((Passed(Origin("log", 1), "empty"),), (0, 0, 0, 1)),
        ((AlreadyThere(Origin("log", 1)),), (0, 1, 0, 0)),
        ((Rejected(Origin("log", 1), "no", "x"),), (0, 0, 1, 0)),
        ((Remark(Origin("log", 1), "as UTC"),), (0, 0, 0, 0)),
        ((ImportedItem("unit", {"id": "u"}, Origin("log")),), (0, 0, 1, 0)),
        ((SOURCE, entry("a", time="nowhere +2m")), (1, 0, 1, 0)),
    ],
)
def test_each_object_is_counted_once(
    tmp_path: Path, found: tuple[Found, ...], counts: tuple[int, ...]
) -> None:
    """It was kept, there already, rejected or passed over; a remark is none of these."""
    outcome, _, _ = collected(tmp_path, *found)
    assert counts == (
        outcome.kept.total(),
        outcome.already_there,
        outcome.rejected,
        outcome.passed,
    )
    assert outcome.read == sum(counts)


@pytest.mark.parametrize(
    ("found", "head"),
    [
        ((SOURCE, entry("a")), {"sources": ["s"], "timeline": ["a"]}),
        # What is named is defined, and comes in the order of a record.
        (
            (entry("a", units=["u"], agency="pd"),),
            {"sources": ["s"], "agencies": ["pd"], "units": ["u"], "timeline": ["a"]},
        ),
        # What hangs on something that was rejected is rejected too.
        (
            (SOURCE, entry("a", time="b +1m"), entry("b", time="c +1m"), entry("d")),
            {"sources": ["s"], "timeline": ["d"]},
        ),
        ((Passed(Origin("log", 1), "empty"),), {}),
    ],
)
def test_what_the_head_gets(
    tmp_path: Path, found: tuple[Found, ...], head: dict[str, list[str]]
) -> None:
    """The items by section, without what leads to nothing."""
    _, added, written = collected(tmp_path, *found)
    assert (added, written) == (head, [])


@pytest.mark.parametrize(
    ("found", "written"),
    [
        (("a", "b", "c", "d"), ["a", "b", "c", "d"]),
        # An entry waits for what it hangs on, which may come later or never.
        (("a", "b d", "c", "d"), ["a", "c", "d", "b"]),
        (("a", "b x", "c b", "d"), ["a", "d"]),
    ],
)
def test_many_entries_are_written_beside_the_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: tuple[str, ...], written: list[str]
) -> None:
    """More than a head holds go into a file, each after what it hangs on."""
    monkeypatch.setattr(collect, "MAX_ENTRIES_IN_HEAD", 2)
    entries = []
    for text in found:
        name, _, anchor = text.partition(" ")
        entries.append(entry(name, **({"time": f"{anchor} +1m"} if anchor else {})))
    outcome, head, in_the_file = collected(tmp_path, SOURCE, *entries)
    assert in_the_file == written
    assert head == {"sources": ["s"]}
    assert outcome.kept["timeline"] == len(written)
    assert outcome.rejected == len(found) - len(written)


def test_rejected_things_are_kept_as_lines(tmp_path: Path) -> None:
    """All of them, with bytes that no text holds as escapes; the first few are told."""
    faults = [Rejected(Origin("lo\udcffg", number), "no time", "\udcff") for number in range(9)]
    with Collector(tmp_path, Validator(tmp_path), ZoneInfo("UTC")) as collector:
        for fault in faults:
            collector.take(fault)
        collector.rejected.seek(0)
        lines = [json.loads(line) for line in collector.rejected]
    assert lines[3] == {"path": "lo\\udcffg", "line": 3, "reason": "no time", "raw": "\\udcff"}
    assert len(lines) == 9
    assert collector.outcome.first_rejected == faults[:MAX_LISTED_REJECTIONS]


def test_why_an_item_is_rejected(tmp_path: Path) -> None:
    """The reason names the section and what is wrong; what could not be written is told too."""
    found = (
        SOURCE,
        entry("a", cite=""),
        entry("b", time="x +1m"),
        entry("c", text=object()),
        ImportedItem("agencies", {"id": "g"}, Origin("log", 2)),
    )
    outcome, _, _ = collected(tmp_path, *found)
    reasons = [one.reason for one in outcome.first_rejected]
    assert sorted(reasons)[0].startswith("agencies: `g` has no `name`")
    assert "timeline: it cites no source" in reasons
    assert "timeline: it refers to `x`, which is nowhere in the record" in reasons
    assert any(reason.startswith("timeline: it cannot be written") for reason in reasons)


@pytest.mark.thorough
@pytest.mark.parametrize("step", [1, -1], ids=["onwards", "backwards"])
def test_a_long_chain_to_nothing_is_rejected_in_one_pass(tmp_path: Path, step: int) -> None:
    """Each entry is timed by the one before, or after, and the first by none: all are rejected."""
    entries = [entry("e0", time="nowhere +1s")]
    entries += [entry(f"e{number}", time=f"e{number - 1} +1s") for number in range(1, LINKS)]
    with cpu_limit(10):
        outcome, added, written = collected(tmp_path, SOURCE, *entries[::step])
    assert (outcome.rejected, outcome.kept["timeline"]) == (LINKS, 0)
    assert not written
    assert "timeline" not in added


def test_a_circle_is_rejected_without_a_word_of_a_record(tmp_path: Path) -> None:
    """The reason does not say that an entry is left unplaced, for the entry is not kept."""
    outcome, _, _ = collected(tmp_path, SOURCE, entry("a", time="b +1m"), entry("b", time="a +1m"))
    assert [one.reason for one in outcome.first_rejected] == [
        "timeline: `a` is timed in a circle, through `b`",
        "timeline: `b` is timed in a circle, through `a`",
    ]


def test_a_remark_is_kept_with_its_first_place(tmp_path: Path) -> None:
    """However often it is made."""
    remarks = [Remark(Origin("log", line), "as UTC") for line in (4, 5)]
    outcome, _, _ = collected(tmp_path, *remarks)
    assert outcome.remarks == {"as UTC": Origin("log", 4)}


def test_of_tolerances_all_words_are_one_section(tmp_path: Path) -> None:
    """They are keys of one mapping; the incident is told apart from the sections."""
    with Collector(tmp_path, Validator(tmp_path), ZoneInfo("UTC")) as collector:
        for value in ({"about": "5m"}, {"later": "1h"}):
            collector.take(ImportedItem("tolerances", value, Origin("log")))
        collector.take(ImportedItem("incident", {"title": "T"}, Origin("log")))
        collector.resolve_references()
        assert collector.additions() == {"tolerances": {"about": "5m", "later": "1h"}}
        assert collector.incident == {"title": "T"}
