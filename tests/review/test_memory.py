"""What is remembered: it comes back as far as the record still has it, and no file is lost."""

import json
from pathlib import Path

import msgspec
import pytest

from incident_tui.chronology.build import LoadingRecord
from incident_tui.chronology.histories import Clock
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review import intents
from incident_tui.review.filters import EVERYTHING, Filters, Within
from incident_tui.review.memory import (
    VERSION,
    Memory,
    RecordMemory,
    ScreenMemory,
    awaits,
    memory_of,
    recalled,
)
from incident_tui.review.review import review_of, step
from incident_tui.review.search import Query
from incident_tui.review.time_column import TimeColumn
from tests.driving import bundled_chronology, call, folder_of, reader_of
from tests.notes.noting import note, notes_of

LEFT = RecordMemory(
    incident="one",
    entry="q4",
    filters=Filters(kinds=frozenset({"radio_call"}), order=("kinds",)),
    clock=Clock.KNOWN,
    times=TimeColumn.ROW,
)
LOOKS = ScreenMemory(theme="incident-light", right_steps=2, middle_steps=-1)


def left_again(folder: Path, value: RecordMemory | ScreenMemory = LEFT) -> list[str]:
    """Leave a value in a session of its own; what was told."""
    memory = Memory(folder)
    memory.leave(value)
    memory.save()
    return memory.new_faults()


# A record.


def test_a_review_comes_back_as_it_was_left() -> None:
    """Entry, filters, clock and times of a review are those of the review made of its memory."""
    review = review_of(bundled_chronology())
    for intent in (
        intents.RadioOnly(),
        intents.GoTo("q4"),
        intents.SwitchClock(),
        intents.NextTimes(),
    ):
        review = step(review, intent)
    memory = memory_of(review, review.entry_id, Clock.HAPPENED)
    found = recalled(review_of(bundled_chronology()), memory)
    assert found.review == review
    assert (found.has_place, found.awaited) == (True, "")
    assert memory_of(found.review, "q4", Clock.HAPPENED) == memory


def test_without_an_entry_there_is_no_place() -> None:
    """A record left on its overview opens there, with its clock and filters."""
    found = recalled(review_of(bundled_chronology()), msgspec.structs.replace(LEFT, entry=""))
    assert not found.has_place
    assert (found.review.clock, found.review.filters) == (Clock.KNOWN, LEFT.filters)


def test_an_entry_that_is_gone_is_no_place() -> None:
    """The rest of what is remembered is used."""
    found = recalled(review_of(bundled_chronology()), msgspec.structs.replace(LEFT, entry="gone"))
    assert (found.has_place, found.awaited) == (False, "")
    assert found.review.filters == LEFT.filters


@pytest.mark.parametrize(
    ("saved", "used"),
    [
        (Filters(agencies=frozenset({"ipd", "x"})), Filters(agencies=frozenset({"ipd"}))),
        (Filters(agencies=frozenset({"x"})), EVERYTHING),
        (Filters(agencies=frozenset()), Filters(agencies=frozenset())),
        (Filters(units=frozenset({"x"})), EVERYTHING),
        (Filters(sources=frozenset({"x"})), EVERYTHING),
        (Filters(kinds=frozenset({"x"})), EVERYTHING),
        (Filters(words=Query("(", regex=True)), EVERYTHING),
        (Filters(words=Query("")), EVERYTHING),
        (Filters(words=Query("officers")), Filters(words=Query("officers"))),
        (Filters(within=Within(1, 2, "a")), Filters(within=Within(1, 2, "a"))),
        (Filters(marked=frozenset({"q4", "x"})), Filters(marked=frozenset({"q4", "x"}))),
        (Filters(order=("units", "units")), EVERYTHING),
    ],
)
def test_filters_keep_what_the_record_still_has(saved: Filters, used: Filters) -> None:
    """Ids that are gone are left out; a filter with nothing left is no filter, and has no place."""
    found = recalled(review_of(bundled_chronology()), RecordMemory(filters=saved)).review.filters
    assert msgspec.structs.replace(found, order=()) == used
    assert len(found.order) == (1 if used.any else 0)


def test_only_marked_entries_are_shown_again() -> None:
    """At once those that were marked, and then those that are, once the notes are read."""
    saved = RecordMemory(filters=Filters(marked=frozenset({"q4", "q5"})))
    review = recalled(review_of(bundled_chronology()), saved).review
    entries = review.chronology.entries
    assert {entries[position].id for position in review.shown} == {"q4", "q5"}
    for notes, marked in ((notes_of(note("Who?", "q4")), {"q4"}), (NO_NOTES, set())):
        found = step(review, intents.TakeNotes(notes))
        assert {entries[position].id for position in found.shown} == marked
        assert {*(found.filters.marked or ())} == marked


def test_filters_that_hide_the_entry_stay() -> None:
    """The nearest shown entry is shown; where nothing is shown, the moment is that of the entry."""
    left = msgspec.structs.replace(LEFT, entry="first-shots")
    found = recalled(review_of(bundled_chronology()), left)
    assert found.review.filters == LEFT.filters
    assert found.review.cursor in found.review.shown
    nothing = msgspec.structs.replace(left, filters=Filters(agencies=frozenset()))
    review = recalled(review_of(bundled_chronology()), nothing).review
    assert not review.shown
    assert review.chronology.entries[review.cursor].id == "first-shots"


def test_an_entry_is_waited_for_while_calls_are_read(tmp_path: Path) -> None:
    """An entry of a later block is awaited until every call is read."""
    calls = [call(number, number, "x" * 200) for number in range(20_000)]
    arrivals = LoadingRecord(reader_of(folder_of(tmp_path / "r", calls)))
    left = RecordMemory(entry="c19999")
    found = recalled(review_of(arrivals.first), left)
    assert (found.has_place, found.awaited) == (True, "c19999")
    gone = recalled(review_of(arrivals.first), RecordMemory(entry="gone"))
    assert (gone.has_place, gone.awaited) == (True, "gone")
    *_, whole = filter(None, arrivals)
    review = step(found.review, intents.TakeCalls(whole))
    assert not awaits(review, "c19999")
    assert not awaits(review, "gone")
    assert step(review, intents.ReturnTo("c19999")).entry_id == "c19999"


def test_an_entry_is_waited_for_while_words_are_searched() -> None:
    """The words of the filters are searched behind the screen: the entry is not shown before."""
    left = RecordMemory(entry="q4", filters=Filters(words=Query("officers"), order=("words",)))
    found = recalled(review_of(bundled_chronology()), left)
    assert (found.has_place, found.awaited) == (True, "q4")


# The files.


def test_what_is_left_is_remembered_in_the_next_session(tmp_path: Path) -> None:
    """Each record apart by the id of its incident, the screen for all of them."""
    folder = tmp_path / "state"
    assert left_again(folder) == left_again(folder, LOOKS) == []
    memory = Memory(folder)
    assert memory.record("one") == LEFT
    assert memory.record("../two") == RecordMemory()
    assert memory.screen() == LOOKS
    assert {path.parent.name for path in folder.rglob("*.json")} == {"records", "state"}


def test_within_a_session_the_latest_value_counts(tmp_path: Path) -> None:
    """A record left and opened again is as it was left, also before anything is written."""
    memory = Memory(tmp_path)
    memory.leave(LEFT)
    assert memory.is_unsaved
    assert memory.record("one") == LEFT
    assert not [*tmp_path.rglob("*.json")]
    memory.save()
    assert not memory.is_unsaved
    memory.leave(LEFT)
    assert not memory.is_unsaved


def test_fresh_reads_nothing_of_a_record_and_remembers_anew(tmp_path: Path) -> None:
    """The record is new until it is left; the looks of the screen are those of the user."""
    left_again(tmp_path)
    left_again(tmp_path, LOOKS)
    memory = Memory(tmp_path, is_fresh=True)
    assert memory.record("one") == RecordMemory()
    assert memory.screen() == LOOKS
    anew = RecordMemory(incident="one", entry="q1")
    memory.leave(anew)
    assert memory.record("one") == anew
    memory.save()
    assert Memory(tmp_path).record("one") == anew


def test_nothing_to_remember_leaves_no_file(tmp_path: Path) -> None:
    """A record that was opened and left at once; and no folder at all."""
    assert left_again(tmp_path / "s", RecordMemory(incident="one")) == []
    assert left_again(tmp_path / "s", ScreenMemory()) == []
    assert not (tmp_path / "s").exists()
    memory = Memory(None)
    memory.leave(LEFT)
    memory.save()
    assert (memory.record("one"), memory.new_faults()) == (RecordMemory(), [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\0\0\0",
        b"[]",
        b"[" * 100_000,
        b'{"entry": 3}',
        b'{"clock": "soon"}',
        b'{"filters": {"kinds": 3}}',
        b'{"filters": {"order": ["size"]}}',
        b'{"version": "x"}',
    ],
)
def test_a_damaged_file_is_told_once_and_written_anew(tmp_path: Path, content: bytes) -> None:
    """The record opens as if it were new, and the next session remembers again."""
    left_again(tmp_path)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)
    memory = Memory(tmp_path)
    assert memory.record("one") == RecordMemory()
    (fault,) = memory.new_faults()
    assert fault.startswith(f"{path}: what was remembered is not understood (")
    memory.leave(LEFT)
    memory.save()
    assert memory.new_faults() == []
    assert Memory(tmp_path).record("one") == LEFT


@pytest.mark.parametrize("steps", [7, -7, 1 << 70, "1", None])
def test_sizes_beyond_the_limits_are_damage(tmp_path: Path, steps: object) -> None:
    """A size that no key leads to is not shown."""
    (tmp_path / "screen.json").write_text(json.dumps({"version": 1, "right_steps": steps}))
    memory = Memory(tmp_path)
    assert memory.screen() == ScreenMemory()
    assert "not understood" in "".join(memory.new_faults())


@pytest.mark.parametrize("rest", [{}, {"entry": "q1"}, {"entry": {"id": "q1"}}])
def test_a_file_of_a_later_version_is_left_as_it_is(tmp_path: Path, rest: object) -> None:
    """Whether or not its content could be read: told once, and not written over."""
    left_again(tmp_path)
    (path,) = tmp_path.rglob("*.json")
    content = json.dumps({"version": VERSION + 1, **rest})  # type: ignore[dict-item]
    path.write_text(content)
    memory = Memory(tmp_path)
    assert memory.record("one") == RecordMemory()
    assert "a later version" in "".join(memory.new_faults())
    memory.leave(LEFT)
    memory.save()
    assert memory.new_faults() == []
    assert path.read_text() == content


def test_a_file_of_a_later_version_gives_what_is_known_of_it(tmp_path: Path) -> None:
    """Keys that are not known are no damage: the version decides."""
    left_again(tmp_path)
    (path,) = tmp_path.rglob("*.json")
    path.write_text(json.dumps({**json.loads(path.read_text()), "mood": 1}))
    assert Memory(tmp_path).record("one") == LEFT


def test_a_link_is_followed_and_its_target_never_written_over(tmp_path: Path) -> None:
    """A linked file of ours stays a link; a link to any other file is told, and nothing is lost."""
    folder, target = tmp_path / "s", tmp_path / "mine"
    left_again(folder)
    (path,) = folder.rglob("*.json")
    path.rename(target)
    path.symlink_to(target)
    assert Memory(folder).record("one") == LEFT
    assert left_again(folder, msgspec.structs.replace(LEFT, entry="q1")) == []
    assert path.is_symlink()
    assert Memory(folder).record("one").entry == "q1"
    target.write_text("dear diary")
    (fault,) = left_again(folder)
    assert "a link to a file that is not understood" in fault
    assert target.read_text() == "dear diary"


def test_other_things_in_the_place_of_a_file_are_told_and_kept(tmp_path: Path) -> None:
    """A folder, and a file larger than any that was written."""
    left_again(tmp_path)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(b" " * (1 << 21))
    assert "larger than 1 MB" in "".join(left_again(tmp_path))
    assert path.stat().st_size == 1 << 21
    path.unlink()
    path.mkdir()
    assert "not a file" in "".join(left_again(tmp_path))


def test_where_nothing_can_be_written_it_is_told_once(tmp_path: Path) -> None:
    """A folder that is a file: a fault in words, the values stay for the session."""
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file")
    for value in (LEFT, msgspec.structs.replace(LEFT, entry="q1")):
        memory.leave(value)
        memory.save()
    (fault,) = memory.new_faults()
    assert "cannot be written: " in fault
    assert memory.record("one").entry == "q1"
