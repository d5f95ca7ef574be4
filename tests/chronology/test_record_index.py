"""The objects of a record's head by id, and what refers to them."""

import pytest

from incident_tui.chronology.record_index import RecordIndex
from incident_tui.record.model import Cite
from tests.records import AGENCIES, entry, record_of, times

CONFLICTS = """
    conflicts:
      - id: c1
        topic: how many
        affects: [a, ipd, a]
        claims: [{id: x, value: one, cite: src}, {value: two, cite: src}]
      - id: c2
        topic: when
        affects: [a, b]
        claims: [{value: early, cite: src}, {value: late, cite: src}]
"""
OBJECTS = (
    AGENCIES
    + CONFLICTS
    + """
    people: [{id: mayor, name: The Mayor}, {id: clerk, name: A Clerk}]
    casualties:
      - {id: hurt, group: public, person: mayor}
      - {id: again, group: public, person: mayor}
      - {id: nobody, group: public, label: unnamed}
    facilities: [{id: f, name: School}]
    locations: [{id: l, text: Corner}]
    related: [{id: r, title: A rally, relation: [same_area]}]
    questions: [{id: q, text: Who?}]
"""
)


def index_of(*entries: str, rest: str = "") -> RecordIndex:
    """The index of a sound record."""
    return RecordIndex(record_of(*entries, rest=rest))


INDEX = index_of(*times(a="13:00", b="13:15", c="13:30"), rest=OBJECTS)


@pytest.mark.parametrize(
    ("section", "identifiers"),
    [
        ("agencies", ["ipd", "kcpd", "ems"]),
        ("people", ["mayor", "clerk"]),
        ("casualties", ["hurt", "again", "nobody"]),
        ("facilities", ["f"]),
        ("locations", ["l"]),
        ("sources", ["src"]),
        ("related", ["r"]),
        ("conflicts", ["c1", "c2"]),
        ("questions", ["q"]),
    ],
)
def test_the_objects_of_a_section_by_id(section: str, identifiers: list[str]) -> None:
    """Each object of a section stands under its id, in the order of the record."""
    found = getattr(INDEX, section)
    assert [*found] == identifiers
    assert [*found.values()] == [*getattr(INDEX.record, section)]


def test_names_are_those_of_the_record() -> None:
    """The book of names is that of the record."""
    assert INDEX.names["mayor"].full == INDEX.names["hurt"].full == "The Mayor"


@pytest.mark.parametrize(
    ("agency", "units"),
    [("ipd", ["car"]), ("ems", ["medic"]), ("", ["stray"]), ("kcpd", []), ("nothing", [])],
)
def test_the_units_of_an_agency(agency: str, units: list[str]) -> None:
    """An agency finds its units, and no agency those that belong to none."""
    assert [unit.id for unit in INDEX.units_of.get(agency, ())] == units


@pytest.mark.parametrize(
    ("identifier", "casualty"),
    [
        ("hurt", "hurt"),
        ("again", "again"),
        ("nobody", "nobody"),
        ("mayor", "hurt"),  # the first casualty who is that person
        ("clerk", None),
        ("", None),
    ],
)
def test_the_casualty_of_a_person(identifier: str, casualty: str | None) -> None:
    """A casualty is found by its own id, and by that of the person."""
    found = INDEX.casualty_of.get(identifier)
    assert (found.id if found else None) == casualty


def test_conflicts_are_found_by_what_they_touch() -> None:
    """From any id to the conflicts that it stands in, each once, in the record's order."""
    found = {one: [c.id for c in conflicts] for one, conflicts in INDEX.conflicts_of.items()}
    assert found == {"a": ["c1", "c2"], "ipd": ["c1"], "b": ["c2"]}


LINES = index_of(
    entry("call", "13:00", cite="{source: src, at: L1, by: clerk}"),
    entry("twin", "13:05", cite="[{source: src, at: L1, by: clerk}, src:L2]"),
    entry("alone", "13:07", cite="src:L2"),
    entry("twice", "13:10", cite="[src:L3, src:L3]"),
)


@pytest.mark.parametrize(
    ("cite", "prefer", "entries"),
    [
        (Cite(source="src", at="L1", by="clerk"), (), ["call", "twin"]),
        (Cite(source="src", at="L1", by="clerk"), ("twin", "alone"), ["twin"]),
        (Cite(source="src", at="L1", by="clerk"), ("alone",), ["call", "twin"]),
        (Cite(source="src", at="L2"), (), ["twin", "alone"]),
        (Cite(source="src", at="L3"), (), ["twice"]),
        # Another line, or another voice on it, is another claim.
        (Cite(source="src", at="L1", by="mayor"), (), []),
        (Cite(source="src", at="L1"), (), []),
        (Cite(source="src", at="L9"), (), []),
        (Cite(source="gone", at="L1", by="clerk"), (), []),
    ],
)
def test_entries_are_found_by_the_line_and_voice_that_they_cite(
    cite: Cite, prefer: tuple[str, ...], entries: list[str]
) -> None:
    """The entries on the same line, by the same voice: only the preferred ones if any match."""
    assert [one.id for one in LINES.entries_at(cite, prefer)] == entries


def test_an_index_is_built_once() -> None:
    """Each index is the same object whenever it is asked for."""
    record = record_of(rest=AGENCIES)
    index = RecordIndex(record)
    assert index.units_of is index.units_of
    assert index.names is index.names
    assert index.record is record
