"""What calls share: each party, time and reference is noted once, at its first line."""

from array import array

from incident_tui.record import convert
from incident_tui.record.calls.columns import GrowingCalls
from incident_tui.record.calls.entry_parts import Party
from incident_tui.record.calls.tables import FileTable, SharedTables
from incident_tui.record.problems import Mark, Problems


def mark(number: int) -> Mark:
    """A line of a file."""
    return Mark("calls.jsonl", number, 1)


def column(*places: int) -> bytes:
    """Places as a block of an index has them."""
    return array("I", places).tobytes()


def test_places_of_one_file_are_those_of_the_record() -> None:
    """In the first file, items are added in their order, and columns are taken as they are."""
    added: list[tuple[str, Mark]] = []

    def add(item: str, where: Mark) -> int:
        added.append((item, where))
        return len(added) - 1

    table = FileTable[str](add)
    table.extend(["a", "b"])
    assert [*table.shared_places(column(0, 1, 0), mark)] == [0, 1, 0]
    table.extend(["c"])
    assert [*table.shared_places(column(2, 0, 2), lambda call: mark(10 + call))] == [2, 0, 2]
    assert added == [("a", mark(0)), ("b", mark(1)), ("c", mark(10))]


def test_items_without_a_call_are_not_added() -> None:
    """What only lines name that are left out is not in the record; what follows finds its place."""
    places = {"a": 7}

    def add(item: str, where: Mark) -> int:
        return places.setdefault(item, 20 + len(places))

    table = FileTable[str](add)
    table.extend(["left out", "a"])  # by a block that is read line by line after all
    table.extend(["b"])
    assert [*table.shared_places(column(2, 1, 2), mark)] == [21, 7, 21]
    assert places == {"a": 7, "b": 21}
    assert [*table.shared_places(column(0, 1), mark)] == [22, 7]


def test_what_is_shared_is_noted_once() -> None:
    """However often a party, a time or a reference comes, it stands in the tables once."""
    context = convert.Context("record.yaml", Problems())
    calls = GrowingCalls()
    tables = SharedTables(calls, context)
    party = Party("x", "", "u", (), (), ("s", ""))
    assert [tables.party_place(party, mark(number)) for number in (1, 2)] == [0, 0]
    assert [tables.time_place(time, mark(3)) for time in ("13:15", "13:16", "13:15")] == [0, 1, 0]
    assert [tables.time_place("q1 +2m", mark(number)) for number in (4, 5)] == [2, 3]
    tables.refer([(("people",), "p"), (("people",), ""), (("people",), "p")], mark(6))
    assert context.references == [
        (("agencies",), "x", mark(1)),
        (("units",), "u", mark(1)),
        (("sources",), "s", mark(1)),
        (("sources",), "", mark(1)),
        (("timeline",), "q1", mark(4)),
        (("people",), "p", mark(6)),
    ]
    found = calls.snapshot()
    assert found.party_table == (party,)
    assert found.time_marks == tuple(map(mark, (3, 3, 4, 5)))
