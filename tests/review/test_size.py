"""What a review looks at for one wish does not grow with its record."""

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from incident_tui.chronology.build import ChronologyBuilder, chronology_of
from incident_tui.chronology.by_position import EntriesByPosition, PlacementsByPosition
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.calls import line, sound_block
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.reader import CallReader
from incident_tui.record.reading import read_record
from incident_tui.review import intents
from incident_tui.review.filters import Filters, Within
from incident_tui.review.intents import Intent
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.rows import TimelineRows
from incident_tui.review.search import Query, search
from tests.records import AGENCIES, text_of

FEW, MANY = 1_000, 10_000


def chronology_of_calls(folder: Path, count: int) -> Chronology:
    """A record of so many calls in four hours, of three agencies, one in fifty with an effect."""
    folder.mkdir()
    (folder / "record.yaml").write_text(text_of(rest=AGENCIES + "calls: [calls.jsonl]\n"))
    lines = []
    for number in range(count):
        # An hour of calls, then one without: as many gaps, however many the calls.
        second = 7_200 * (2 * number // count) + 3_600 * (2 * number % count) // count
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        one: dict[str, Any] = {
            "id": f"c{number}",
            "kind": "radio_call" if number % 2 else "note",
            "time": f"2024-02-29T{clock}",
            "text": "shots fired" if number % 100 == 7 else "copy",
            "cite": "src",
            "agency": ("ipd", "kcpd", "ems")[number % 3],
        }
        lines.append(json.dumps(one))
    (folder / "calls.jsonl").write_text("\n".join(lines))
    return chronology_of(read_record(folder))


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Chronology, Chronology]:
    """The same record twice, once with ten times the calls."""
    folder = tmp_path_factory.mktemp("records")
    few, many = (chronology_of_calls(folder / str(count), count) for count in (FEW, MANY))
    return few, many


WISHES: dict[str, list[Intent]] = {
    "move": [intents.Move(1), intents.Move(-3)],
    "radio": [intents.MoveRadio(1), intents.MoveRadio(-2)],
    "minutes": [intents.MoveMinutes(10), intents.MoveMinutes(-60)],
    "turn": [intents.MoveToChange(1), intents.MoveToChange(-1)],
    "ends": [intents.Last(), intents.First()],
    "agency": [intents.OnlyAgency("ipd"), intents.ToggleAgency("ems"), intents.ClearFilters()],
    "kinds": [intents.RadioOnly(), intents.Move(1), intents.UndoFilter()],
    "moment": [intents.GoToMoment(1_709_190_000_000)],
    "entry": [intents.GoTo("c500")],
    "find": [intents.Find(Query("shots")), intents.KeepMatches(), intents.MoveHit(1)],
}


def looked_at(do: Callable[[], object]) -> Counter[str]:
    """How often an entry, a placement or a line is looked at."""
    seen: Counter[str] = Counter()

    def counted(owner: type, name: str, what: str, patch: pytest.MonkeyPatch) -> None:
        plain = getattr(owner, name)

        def count(self: object, *given: object) -> object:
            seen[what] += 1
            return plain(self, *given)

        patch.setattr(owner, name, count)

    with pytest.MonkeyPatch.context() as patch:
        counted(EntriesByPosition, "__getitem__", "entries", patch)
        counted(PlacementsByPosition, "__getitem__", "placements", patch)
        counted(Calls, "mark", "marks", patch)
        decode, decode_lines = line._decode, sound_block._decode_lines

        def count_line(text: bytes) -> line.CallLine:
            seen["lines"] += 1
            return decode(text)

        def count_lines(block: bytes) -> list[line.UncheckedLine]:
            lines = decode_lines(block)
            seen["lines"] += len(lines)
            return lines

        patch.setattr(line, "_decode", count_line)
        patch.setattr(sound_block, "_decode_lines", count_lines)
        do()
    return seen


@pytest.mark.parametrize("wishes", WISHES.values(), ids=WISHES)
def test_a_wish_looks_at_as_much_in_any_record(
    sizes: tuple[Chronology, Chronology], wishes: list[Intent]
) -> None:
    """With ten times the calls, a wish and the rows after it look at no more entries and lines."""

    def carry_out(review: Review) -> None:
        for wish in wishes:
            review = step(review, wish)
            rows = TimelineRows(review.chronology, review.shown, review.passing)
            if review.shown:
                assert rows[len(rows) - 1] == review.shown[len(review.shown) - 1]
            else:
                assert len(rows) == 0

    few, many = (looked_at(partial(carry_out, review_of(one))) for one in sizes)
    assert few == many
    assert few["lines"] == 0
    assert few["placements"] <= 4 * len(wishes)


def test_rows_look_at_gaps_alone(sizes: tuple[Chronology, Chronology]) -> None:
    """The one gap of either record is found at the placements of its two ends."""
    for chronicle in sizes:
        shown = review_of(chronicle).shown
        assert looked_at(partial(TimelineRows, chronicle, shown, shown)) == {"placements": 2}
        assert len(TimelineRows(chronicle, shown, shown)) == len(chronicle.entries) + 1


def test_an_entry_looked_at_is_one_line(sizes: tuple[Chronology, Chronology]) -> None:
    """To look at an entry decodes its line, and once."""
    for chronicle in sizes:
        review = step(review_of(chronicle), intents.GoToPosition(321))
        assert looked_at(partial(_look_twice, review))["lines"] == 1


def test_a_search_filters_nothing_again(sizes: tuple[Chronology, Chronology]) -> None:
    """A search, and each part of its matches, looks at no placement, though a filter is by time."""
    query = Query("shots")
    filters = Filters(within=Within(first=sizes[0].bests[FEW // 2]))
    review = review_of(sizes[0], filters)
    assert 0 < len(review.shown) < FEW

    def find() -> Review:
        matches = search(sizes[0], query)
        begun = step(review, intents.Find(query))
        return step(begun, intents.TakeFound(query, matches.found))

    found = find()
    assert found.shown is review.shown
    assert found.hits == search(sizes[0], query).positions & review.shown
    assert looked_at(find)["placements"] == 0


def _look_twice(review: Review) -> None:
    assert review.entry_id
    assert review.lens.entry(review.cursor)


def test_a_chronology_decodes_no_line(tmp_path: Path) -> None:
    """To place and arrange calls that tell of nothing needs none of their lines."""
    chronology_of_calls(tmp_path / "record", FEW)
    reading = read_record(tmp_path / "record")
    gatherer = ChronologyBuilder(reading)
    assert looked_at(lambda: gatherer.chronology(reading))["lines"] == 0
    assert looked_at(lambda: gatherer.chronology(reading)) == {}


def test_each_line_is_decoded_once_to_read_it(tmp_path: Path) -> None:
    """Reading sound calls decodes each line once, and reads none of them slowly."""
    chronology_of_calls(tmp_path / "record", FEW)
    slow: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CallReader, "_take_faulty", lambda _, text, *rest: slow.append(text))
        assert looked_at(lambda: read_record(tmp_path / "record"))["lines"] == FEW
    assert slow == []
