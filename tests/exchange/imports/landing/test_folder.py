"""A record's folder: begun and added to, nothing twice, nothing lost, nothing half-written."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.collect import MAX_ENTRIES_IN_HEAD, Outcome
from incident_tui.exchange.imports.landing.folder import CannotAddError, RecordFolder, slug
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Origin,
    Passed,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.landing.rejections import REJECTED_NAME
from incident_tui.record.model import Entry
from incident_tui.record.reading import Reading, read_record
from incident_tui.samples import bundled_record
from tests.examples import examples
from tests.exchange.imports.landing import items
from tests.exchange.imports.landing.items import item

NAME = "log"
HEAD = """\
# A record with a comment.
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}

sources:
  - id: s    # the only one
    kind: report

timeline:
  - {id: e1, kind: note, time: 13:15, text: 'Two  down.', cite: s}
"""


def entry(identifier: str, time: str = "2024-02-29T13:15", **fields: Any) -> ImportedItem:
    """An entry that is found."""
    return items.entry(identifier, **({"time": time, "text": "Shots."} | fields))


def write(folder: Path, *found: Found, **wishes: Any) -> Outcome:
    """What comes of adding these."""
    return RecordFolder(folder).write(found, Wishes(**wishes), NAME)


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """How many were kept, there already, rejected and passed over."""
    return outcome.kept.total(), outcome.already_there, outcome.rejected, outcome.passed


def sound(folder: Path) -> Reading:
    """The record of a folder, which is sound."""
    reading = read_record(folder)
    assert [str(problem) for problem in reading.problems] == []
    assert reading.record
    return reading


def entries_of(reading: Reading) -> dict[str, Entry]:
    """All entries by their id."""
    assert reading.record
    calls = map(reading.calls.entry, reading.calls.rows)
    return {one.id: one for one in (*reading.record.timeline, *calls)}


def set_aside(folder: Path) -> list[dict[str, Any]]:
    """What is in the file of rejected things."""
    path = folder / REJECTED_NAME
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def folder_with(tmp_path: Path, head: str = HEAD) -> Path:
    """A folder with a record."""
    (tmp_path / "record.yaml").write_text(head)
    return tmp_path


def files(folder: Path) -> set[str]:
    """The names of all files in a folder."""
    return {path.name for path in folder.iterdir()}


# A new record.


def test_a_new_record_is_written(tmp_path: Path) -> None:
    """A folder that was not there holds a record that can be read, and nothing else."""
    folder = tmp_path / "new" / "record"
    source = item("sources", id="s", kind="report")
    outcome = write(folder, source, entry("e2"), entry("e1", "2024-02-28T23:00"))
    assert counts(outcome) == (3, 0, 0, 0)
    assert outcome.kept == {"sources": 1, "timeline": 2}
    assert files(folder) == {"record.yaml"}
    assert (
        (folder / "record.yaml")
        .read_text()
        .startswith(
            "format: incident-record/1\n\n"
            "incident:\n  id: log\n  title: log\n  date: 2024-02-28\n  timezone: UTC\n"
            "  timezone_basis: 'assumed: nothing imported says which'\n\n"
            "sources:\n  - id: s\n    kind: report\n\n"
            "timeline:\n  - id: e2\n"
        )
    )
    assert list(entries_of(sound(folder))) == ["e2", "e1"]


def test_wishes_come_before_what_is_found(tmp_path: Path) -> None:
    """Title, date and zone are those that the user names, else the found ones, else the data's."""
    found = item("incident", id="x", title="Found", type="Fire", timezone="Europe/Berlin")
    write(tmp_path / "a", found, entry("e1"))
    incident = sound_incident(tmp_path / "a")
    assert (incident.id, incident.title, incident.type) == ("x", "Found", "Fire")
    assert (incident.timezone, incident.timezone_basis) == ("Europe/Berlin", "")
    assert str(incident.date) == "2024-02-29"
    zone = ZoneInfo("America/Chicago")
    outcome = write(tmp_path / "b", found, entry("e1"), title="Wished", zone=zone, zone_said=True)
    incident = sound_incident(tmp_path / "b")
    assert (incident.title, incident.timezone) == ("Wished", "America/Chicago")
    assert not outcome.zone_assumed


def sound_incident(folder: Path) -> Any:
    """The incident of a sound record."""
    record = sound(folder).record
    assert record
    return record.incident


@pytest.mark.parametrize(
    ("time", "zone", "day"),
    [
        ("2024-02-29T23:00-06:00", "UTC", "2024-03-01"),
        ("2024-02-29T23:00Z", "America/Chicago", "2024-02-29"),
        # The minutes count: some places are a half or three quarters of an hour from UTC.
        ("2024-02-29T05:45+05:30", "UTC", "2024-02-29"),
        ("2024-02-29T05:15+05:30", "UTC", "2024-02-28"),
        ("2024-02-29T18:20Z", "Asia/Kathmandu", "2024-03-01"),
        ("2024-02-29T18:10Z", "Asia/Kathmandu", "2024-02-29"),
    ],
)
def test_the_day_is_that_of_the_zone(tmp_path: Path, time: str, zone: str, day: str) -> None:
    """A time late in the evening of one zone is of the next day in another."""
    write(tmp_path / "a", entry("e1", time), zone=ZoneInfo(zone), zone_said=True)
    assert str(sound_incident(tmp_path / "a").date) == day


def test_a_record_without_a_day_is_not_begun(tmp_path: Path) -> None:
    """Where nothing says on which day it was, the user is asked for it and nothing is left."""
    with pytest.raises(CannotAddError, match="give it with --date"):
        write(tmp_path / "a", entry("e1", "13:15"))
    assert files(tmp_path) == set()


def test_a_record_without_a_day_says_what_was_rejected(tmp_path: Path) -> None:
    """The reasons come first: the day may have been in what could not be read."""
    rejected = Rejected(Origin("log", 8), "`soon` is no time", "soon")
    with pytest.raises(CannotAddError) as raised:
        write(tmp_path / "a", entry("e1", "13:15"), rejected)
    assert str(raised.value).splitlines() == [
        "log:8: `soon` is no time",
        "what could be read does not say on which day this was; give it with --date",
    ]


def test_what_is_rejected_whole_makes_no_record(tmp_path: Path) -> None:
    """A source without an entry is no record; the outcome has the reason."""
    source = item("sources", id="s", kind="report")
    outcome = write(tmp_path / "a", source, Rejected(Origin("log", 8), "no time", "soon"))
    assert (outcome.kept.total(), outcome.rejected) == (0, 1)
    assert files(tmp_path) == set()


@pytest.mark.parametrize("found", [(), (Passed(Origin("log", 1), "empty"),)])
def test_nothing_makes_no_record(tmp_path: Path, found: tuple[Found, ...]) -> None:
    """Where nothing was found there is no record, and no folder."""
    write(tmp_path / "a", *found)
    assert files(tmp_path) == set()


def test_what_is_named_is_defined(tmp_path: Path) -> None:
    """What entries name and nothing defines has a definition that says no more than its id."""
    named: dict[str, Any] = {"agency": "ipd", "units": ["e 1"], "people": ["p"], "location": "here"}
    outcome = write(tmp_path, entry("e1", **named))
    assert outcome.defined == {"agencies": 1, "units": 1, "people": 1, "locations": 1, "sources": 1}
    record = sound(tmp_path).record
    assert record
    assert (record.agencies[0].name, record.units[0].call_sign) == ("ipd", "e 1")
    assert "says no more of it" in record.sources[0].note
    assert counts(write(tmp_path, entry("e1", **named))) == (0, 1, 0, 0)


# A record that is there.


def test_adding_leaves_every_line(tmp_path: Path) -> None:
    """Comments, quotes, order, other files: all of it stays, and what is new comes behind."""
    folder = folder_with(tmp_path)
    (folder / "record.notes.yaml").write_text("notes: []\n")
    outcome = write(folder, entry("e2"), item("units", id="u", call_sign="E1"))
    assert counts(outcome) == (2, 0, 0, 0)
    assert (folder / "record.yaml").read_text() == HEAD + (
        "  - id: e2\n    kind: note\n    time: 2024-02-29T13:15\n    text: Shots.\n    cite: s\n"
        "\nunits:\n  - id: u\n    call_sign: E1\n"
    )
    assert files(folder) == {"record.yaml", "record.notes.yaml"}
    assert list(entries_of(sound(folder))) == ["e1", "e2"]


def test_the_bundled_record_can_be_added_to(tmp_path: Path) -> None:
    """All of a large record written by hand stays where it is."""
    before = bundled_record().read_text()
    folder = folder_with(tmp_path, before)
    write(folder, entry("new", cite="art:L1"), item("agencies", id="x", name="X"))
    rest = iter((folder / "record.yaml").read_text().split("\n"))
    assert all(line in rest for line in before.split("\n"))
    assert "new" in entries_of(sound(folder))


def test_nothing_is_added_twice(tmp_path: Path) -> None:
    """The same things again change no file, wherever they are cited from this time."""
    found = (entry("e2", units=["u"]), item("units", id="u", call_sign="E1"))
    write(tmp_path, *found)
    before = (tmp_path / "record.yaml").read_bytes()
    assert counts(write(tmp_path, *found)) == (0, 2, 0, 0)
    assert counts(write(tmp_path, entry("e2", units=["u"], cite="other:L9"))) == (0, 1, 0, 0)
    assert (tmp_path / "record.yaml").read_bytes() == before
    assert files(tmp_path) == {"record.yaml"}


@pytest.mark.parametrize(
    "found",
    [
        entry("e1", text="Three down."),
        item("sources", id="s", kind="post"),
        item("incident", id="j", title="Another"),
        item("incident", id="i", type="Fire"),
    ],
)
def test_what_stands_there_stays(tmp_path: Path, found: ImportedItem) -> None:
    """Something else of the same id is set aside, and the record is left as it is."""
    folder = folder_with(tmp_path)
    assert counts(write(folder, found)) == (0, 0, 1, 0)
    assert (folder / "record.yaml").read_text() == HEAD
    [aside] = set_aside(folder)
    assert (aside["path"], aside["line"]) == ("log", found.origin.line)
    assert "stays" in aside["reason"]
    assert json.loads(aside["raw"]) == found.value


def test_the_incident_as_it_was_found_is_there_already(tmp_path: Path) -> None:
    """What was found before says nothing new, also where the user wished for another title."""
    found = item("incident", id="x", title="Found", type="Fire")
    write(tmp_path, found, entry("e1"), title="Wished")
    assert counts(write(tmp_path, found)) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("{format: incident-record/1}", "written in braces"),
        (HEAD + "timeline: []\n", "stands here twice"),
        (HEAD + "x: [", "not YAML"),
        (HEAD + "calls: [no.jsonl]\n", "cannot be read: no such file"),
        (HEAD + "calls: [../x.jsonl]\n", "leaves the record's folder"),
        ("", "empty; begin with"),
        ("- a\n", "a list, where a record is a mapping"),
    ],
)
def test_a_record_at_fault_is_not_added_to(tmp_path: Path, head: str, words: str) -> None:
    """Where something could be lost or doubled, nothing is written, and it is said why."""
    folder = folder_with(tmp_path, head)
    with pytest.raises(CannotAddError, match=words):
        write(folder, entry("e2"))
    assert (folder / "record.yaml").read_text() == head


def test_a_change_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """What somebody else saves while an import is under way stays."""
    folder = folder_with(tmp_path)

    def found() -> Iterable[Found]:
        yield entry("e2")
        (folder / "record.yaml").write_text(HEAD + "# more\n")

    with pytest.raises(CannotAddError, match="was changed meanwhile"):
        RecordFolder(folder).write(found(), Wishes(), NAME)
    assert (folder / "record.yaml").read_text() == HEAD + "# more\n"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A head that is kept elsewhere is not changed there: the folder may be a stranger's."""
    (tmp_path / "kept.yaml").write_text(HEAD)
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "record.yaml").symlink_to(tmp_path / "kept.yaml")
    with pytest.raises(CannotAddError, match="is a link that leaves the record's folder"):
        write(folder, entry("e2"))
    assert (folder / "record.yaml").is_symlink()
    assert (tmp_path / "kept.yaml").read_text() == HEAD


def test_a_record_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """What an editor saves in the new folder stays, and no file of calls is left beside it."""
    folder = tmp_path / "record"

    def found() -> Iterable[Found]:
        yield from many(MAX_ENTRIES_IN_HEAD + 1)
        (folder / "record.yaml").write_text(HEAD)

    with pytest.raises(FileExistsError):
        RecordFolder(folder).write(found(), Wishes(), NAME)
    assert files(folder) == {"record.yaml"}
    assert (folder / "record.yaml").read_text() == HEAD


# Many entries.


def many(count: int) -> list[ImportedItem]:
    """So many entries."""
    return [entry(f"n{number}", text=f"Call {number}.") for number in range(count)]


def test_many_entries_go_into_a_file_of_calls(tmp_path: Path) -> None:
    """More entries than a head is for stand in a file of their own, named after the import."""
    folder = folder_with(tmp_path)
    write(folder, *many(MAX_ENTRIES_IN_HEAD + 1))
    assert (folder / "record.yaml").read_text() == HEAD + "\ncalls:\n  - calls-log.jsonl\n"
    assert len((folder / "calls-log.jsonl").read_text().splitlines()) == MAX_ENTRIES_IN_HEAD + 1
    assert len(entries_of(sound(folder))) == MAX_ENTRIES_IN_HEAD + 2
    assert counts(write(folder, *many(MAX_ENTRIES_IN_HEAD + 1))) == (
        0,
        MAX_ENTRIES_IN_HEAD + 1,
        0,
        0,
    )
    assert files(folder) == {"record.yaml", "calls-log.jsonl"}


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    """A second import of many has a file of its own, whatever stands in the way of its name."""
    (tmp_path / "calls-log.jsonl").write_text("not ours\n")
    write(tmp_path, *many(MAX_ENTRIES_IN_HEAD + 1))
    assert (tmp_path / "calls-log.jsonl").read_text() == "not ours\n"
    assert files(tmp_path) == {"record.yaml", "calls-log.jsonl", "calls-log-2.jsonl"}
    sound(tmp_path)


def test_a_broken_import_leaves_nothing(tmp_path: Path) -> None:
    """What stops in the middle of many entries leaves the record as it was, and no file."""
    folder = folder_with(tmp_path)

    def found() -> Iterable[Found]:
        yield from many(MAX_ENTRIES_IN_HEAD + 1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        RecordFolder(folder).write(found(), Wishes(), NAME)
    assert files(folder) == {"record.yaml"}
    assert (folder / "record.yaml").read_text() == HEAD


@pytest.mark.parametrize("count", [3, MAX_ENTRIES_IN_HEAD + 3])
def test_an_entry_may_hang_on_one_that_comes_later(tmp_path: Path, count: int) -> None:
    """An entry waits for those its time hangs on; one that waits in vain is set aside."""
    late, vain = entry("late", "n1 +2m"), entry("vain", "nothing +2m")
    on_vain = entry("on-vain", "vain -1m")
    outcome = write(tmp_path, late, vain, on_vain, *many(count))
    assert counts(outcome) == (count + 1, 0, 2, 0)
    assert set(entries_of(sound(tmp_path))) == {"late", *(f"n{n}" for n in range(count))}
    assert [aside["reason"] for aside in set_aside(tmp_path)] == [
        "timeline: it refers to `nothing`, which is nowhere in the record",
        "timeline: it refers to `vain`, which is nowhere in the record",
    ]


def test_an_interval_may_go_to_a_milestone(tmp_path: Path) -> None:
    """An interval's ends are entries, or milestones that one reaches."""
    folder = folder_with(tmp_path)
    interval = item("intervals", id="v", name="V", **{"from": "e1", "to": "all_clear"})
    outcome = write(folder, interval, entry("e2", milestone="all_clear"))
    assert counts(outcome) == (2, 0, 0, 0)
    sound(folder)


def test_an_interval_may_not_go_to_a_milestone_of_a_rejected_entry(tmp_path: Path) -> None:
    """A milestone that no entry of the record reaches would be a fault of the record."""
    folder = folder_with(tmp_path)
    interval = item("intervals", id="v", name="V", **{"from": "e1", "to": "all_clear"})
    rejected = entry("e2", "nothing +2m", milestone="all_clear")
    assert counts(write(folder, interval, rejected)) == (0, 0, 2, 0)
    sound(folder)
    kept = entry("e3", milestone="all_clear")
    assert counts(write(folder, interval, rejected, kept)) == (2, 0, 1, 0)
    sound(folder)


# What is not kept.


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (entry("x", "25:00"), "hours go to 23"),
        (entry("x", kind="radio"), "is not one of"),
        (entry("x", tezt="?"), "did you mean `text`"),
        (entry(""), "`id`: is empty; give it a value"),
        (entry("x", cite=""), "cites no source"),
        (entry("x", cite=[]), "cites its source"),
        (entry("x", agency=["a"]), "must be text"),
        (entry("x", audio={"path": "../x.wav"}), "leaves the record's folder"),
        (entry("x", text="x" * 2_000_000), "longer than"),
        (entry("x", text=object()), "cannot be written"),
        (entry("x", text="\ud800"), "cannot be written"),
        (entry("x", effects=[{"casualty": "c", "status": "shot"}]), "refers to `c`"),
        (item("unit", id="u"), "no such section"),
        (item("units", id="u"), "has no `call_sign`"),
        (item("intervals", id="v", name="V", **{"from": "e1", "to": "e9"}), "refers to `e9`"),
        (item("casualties", id="c", group="public"), "a `person`, or a `label`"),
        (item("tolerances", about="soon"), "is no duration"),
        (item("incident", timezone="Mars/Base"), "no IANA time zone"),
        (Rejected(Origin("log", 9), "no time", "raw\x1b\udcff"), "no time"),
    ],
)
def test_what_a_record_could_not_hold_is_set_aside(
    tmp_path: Path, found: Found, words: str
) -> None:
    """What the record's own reader would refuse is never written, and never lost."""
    folder = folder_with(tmp_path)
    for _ in range(2):
        assert counts(write(folder, found)) == (0, 0, 1, 0)
    [aside] = set_aside(folder)  # once, however often it comes
    assert words in aside["reason"]
    assert aside["raw"]
    assert (folder / "record.yaml").read_text() == HEAD
    sound(folder)


def test_remarks_are_made_once(tmp_path: Path) -> None:
    """A remark is told with the place where it was made first, and counts as nothing."""
    remarks = [Remark(Origin("log", line), "no zone") for line in (4, 5)]
    outcome = write(tmp_path, *remarks)
    assert outcome.remarks == {"no zone": Origin("log", 4)}
    assert outcome.read == 0


def test_the_text_of_a_source_must_be_at_hand(tmp_path: Path) -> None:
    """A source whose text did not come along says so; one whose text is there leads to it."""
    (tmp_path / "here.txt").write_text("text")
    gone = item("sources", id="gone", kind="report", path="gone.txt", note="Kept.")
    here = item("sources", id="here", kind="report", path="here.txt")
    write(tmp_path, gone, here, entry("e1"))
    record = sound(tmp_path).record
    assert record
    assert [source.path for source in record.sources[:2]] == ["", "here.txt"]
    assert record.sources[0].note == "Kept. Its text did not come along: gone.txt"
    assert counts(write(tmp_path, gone, here)) == (0, 2, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("CAD export (2).csv", "cad-export-2-csv"), ("Größe", "grosse"), ("../..", "imported")],
)
def test_a_slug_is_a_short_id(text: str, expected: str) -> None:
    """A name becomes an id that is a file's name too, and leads nowhere else."""
    assert slug(text) == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
KEYS = st.sampled_from(["id", "kind", "time", "text", "cite", "agency", "effects", "name", "x"])


@examples(80)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["timeline", "timeline", "agencies", "incident", "glossary", "x"]),
            st.dictionaries(KEYS, VALUES, max_size=5),
            st.booleans(),
        ),
        max_size=6,
    )
)
def test_whatever_is_found_the_record_stays_sound(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, dict[str, Any], bool]]
) -> None:
    """Each thing is kept, there, or set aside; old lines stay; the same again adds nothing."""
    folder = folder_with(tmp_path_factory.mktemp("record"))
    usual = {"id": "e2", "kind": "note", "time": "13:15", "text": "t", "cite": "s"}
    found = [
        ImportedItem(section, usual | value if sensible else value, Origin("log", number))
        for number, (section, value, sensible) in enumerate(drawn)
    ]
    first = write(folder, *found)
    assert first.read == len(found)
    after = (folder / "record.yaml").read_text()
    rest = iter(after)
    assert all(character in rest for character in HEAD)
    sound(folder)
    again = write(folder, *found)
    assert again.kept.total() == 0
    assert again.already_there == first.kept.total() + first.already_there
    assert (folder / "record.yaml").read_text() == after
