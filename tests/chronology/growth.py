"""Records whose last entries are calls, at once and while they arrive; and what makes two equal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tui.chronology.build import ChronologyBuilder, chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.record.calls import packing
from incident_tui.record.problems import Problems
from incident_tui.record.reading import Reader, Reading
from incident_tui.record.tree import parse_yaml
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.review import review_of
from incident_tui.review.rows import rows_of_timeline
from incident_tui.review.search import Query, search
from tests.record.readings import plain
from tests.record_strategies import as_yaml

QUERIES = (
    Query("munoz"),
    Query("MUÑOZ"),
    Query("ss"),
    Query("fi"),
    Query("two lines"),
    Query("nothing at all"),
    Query("t"),
    Query("^.*$", regex=True),
    Query("Muñoz|lines$", regex=True),
)


def reader_of(folder: Path, sections: dict[str, str], count: int) -> Reader:
    """A reader of a record of which all entries of the timeline but so many are calls."""
    entries = plain(parse_yaml(sections["timeline"], "", Problems()))
    lines = [json.dumps(entry).encode() for entry in entries[count:]]
    (folder / "calls.jsonl").write_bytes(b"\n".join(lines) + b"\n" * bool(lines))
    head = {"timeline": json.dumps(entries[:count]), "calls": "[calls.jsonl]"}
    return Reader(as_yaml(sections | head), str(folder / "record.yaml"))


def stages(reader: Reader, block: int) -> Iterator[tuple[Reading, Chronology]]:
    """What is read after each block of so many bytes, and at the end, as one record grows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_BYTES", block)
        gatherer = ChronologyBuilder(reader.reading)
        for _ in reader.read_calls():
            yield reader.reading, gatherer.chronology(reader.reading)
        yield reader.reading, gatherer.chronology(reader.reading)


def check_equal(one: Chronology, other: Chronology) -> None:
    """Two chronologies say the same, but for the places of problems and the order of tables."""
    assert [*one.entries] == [*other.entries]
    assert [*one.placements] == [*other.placements]
    assert (one.bests, one.as_of) == (other.bests, other.as_of)
    assert one.entries[:] == tuple(other.entries)
    assert one.placements[-1:] == tuple(other.placements)[-1:]
    assert dict(one.positions) == dict(other.positions)
    assert len(one.positions) == len(one.entries)
    assert one.counts == other.counts
    for agency in (*one.counts, "nobody"):
        assert one.of_agencies([agency]) == other.of_agencies([agency])
    assert one.of_agencies([*one.counts][1:3]) == other.of_agencies([*one.counts][1:3])
    for kind in ENTRY_KINDS:
        assert one.of_kinds([kind]) == other.of_kinds([kind])
    assert one.radio == other.radio
    assert one.lasting == other.lasting
    assert one.recordings.groups == other.recordings.groups
    assert one.change_moments == other.change_moments
    assert one.index.conflicts_of == other.index.conflicts_of
    check_equal_states(one, other)
    rows, other_rows = (
        rows_of_timeline(found.lens, found.shown) for found in map(review_of, (one, other))
    )
    assert [rows[row] for row in range(len(rows))] == [
        other_rows[row] for row in range(len(other_rows))
    ]
    for query in QUERIES:
        assert search(one, query).positions == search(other, query).positions
    assert messages_of(one) == messages_of(other)


def messages_of(chronicle: Chronology) -> set[str]:
    """What is wrong with a record, but for guesses at ids, which leave out those of calls."""
    return {problem.message.partition("; did you mean")[0] for problem in chronicle.problems}


def check_equal_states(one: Chronology, other: Chronology) -> None:
    """The states of every subject are the same in two chronologies, at every turn."""
    happened = Clock.HAPPENED
    assert one.histories[happened].keys() == other.histories[happened].keys()
    for subject, history in one.histories[happened].items():
        assert history.changes == other.histories[happened][subject].changes
        for moment in (*one.change_moments[happened], None):
            assert one.state(subject, moment, happened) == other.state(subject, moment, happened)


def at_once(sections: dict[str, str]) -> Chronology:
    """The same record with all of its entries in the timeline."""
    return chronology_of(Reader(as_yaml(sections), "record.yaml").read_all())
