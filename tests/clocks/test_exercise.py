"""The exercise without the clock of its panel: pairs of entries tell the five minutes."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from incident_tui.chronology.build import aligned_by, chronology_of, realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.clocks.evidence import found_shifts, leads
from incident_tui.clocks.record_lines import clock_lines
from incident_tui.notes.model import Note
from incident_tui.placing.aligning import Shift
from incident_tui.record.reading import read_record
from incident_tui.review.lens import Lens
from incident_tui.samples import data_folder
from incident_tui.words.clock_changes import clock_changes
from tests.clocks.clocked import same_moment
from tests.notes.noting import notes_of

FIVE_MINUTES_MS = 300_000
LOGGED = """
  - {id: log-signal, kind: note, time: 20:41, text: Signal from the alarm panel., cite: log:L7}
  - {id: log-fans, kind: note, time: 20:53, text: Main building secured., cite: log:L17}
  - {id: log-open, kind: note, time: 23:02, text: "P1 phoned the principal.", cite: log:L48}
"""
"""Entries of the shift log, which is written to the minute."""
PAIRS = (
    ("panel-signal", "log-signal"),
    ("panel-fans", "log-fans"),
    ("panel-released", "log-open"),
)


def without_clock(folder: Path) -> Path:
    """A copy of the exercise, with entries of the shift log and no clock of the panel."""
    copy = folder / "exercise"
    shutil.copytree(data_folder() / "exercise", copy)
    path = copy / "record.yaml"
    text = path.read_text("utf-8")
    bare = re.sub(r"    clock:\n      offset: \+5m\n.*?(?=    note: Events)", "", text, flags=re.S)
    assert bare != text
    path.write_text(bare.replace("\ntimeline:\n", f"\ntimeline:{LOGGED}", 1), "utf-8")
    return copy


def read(folder: Path) -> Chronology:
    """The record of a folder."""
    chronology = chronology_of(read_record(folder))
    assert chronology.problems == ()
    return chronology


def notes_on(pairs: Sequence[tuple[str, str]]) -> list[Note]:
    """A note for each pair."""
    return [same_moment(*pair) for pair in pairs]


def test_three_pairs_to_the_minute_tell_the_five_minutes(tmp_path: Path) -> None:
    """The bounds of three pairs hold the true lead, and are narrower than those of any pair."""
    shown, notes = read(without_clock(tmp_path)), notes_on(PAIRS)
    assert not shown.aligned
    found = found_shifts(shown, notes)["panel"]
    assert (found.least, found.most) == (280_001, 326_999)
    assert found.least <= FIVE_MINUTES_MS <= found.most
    widths = [
        one.most - one.least for note in notes for one in found_shifts(shown, [note]).values()
    ]
    assert len(widths) == 3
    assert found.most - found.least < min(widths)


def test_pairs_with_several_sources_lead_to_the_source_with_most_entries(tmp_path: Path) -> None:
    """The signal in CAD narrows what the log says, and the log is not moved by a minute's doubt."""
    pairs = (*PAIRS, ("panel-signal", "auto-alarm"))
    shown, notes = read(without_clock(tmp_path)), notes_on(pairs)
    found = {lead.source: lead for lead in leads(shown, notes)}
    assert found["panel"].reference == "cad"
    assert found["panel"].range == (299_001, 300_999)
    assert not any(lead.against for lead in found.values())
    assert [*found_shifts(shown, notes)] == ["panel"]


@pytest.mark.parametrize("pairs", [PAIRS, (*PAIRS, ("panel-signal", "auto-alarm"))])
def test_the_printed_lines_move_the_record_in_the_same_way(
    tmp_path: Path, pairs: Sequence[tuple[str, str]]
) -> None:
    """Pasted into the record, they give each entry the placement that the pairs gave it."""
    folder = without_clock(tmp_path)
    before, notes = read(folder), notes_on(pairs)
    found = found_shifts(before, notes)
    _, *clock = clock_lines("panel", found["panel"], notes_of(*notes))
    path = folder / "record.yaml"
    text = path.read_text("utf-8")
    pasted = text.replace("  - id: panel\n", "  - id: panel\n" + "\n".join(clock) + "\n", 1)
    path.write_text(pasted, "utf-8")
    by_pairs, by_record = realigned(before, found), realigned(read(folder))
    assert [*by_pairs.placements] == [*by_record.placements]
    assert [one.id for one in by_pairs.entries] == [one.id for one in by_record.entries]
    # Pairs add nothing to what the record states.
    assert found_shifts(read(folder), notes) == {}


def test_what_would_change_is_told(tmp_path: Path) -> None:
    """Six entries move, and the two clocks of the signal agree: conflict c05."""
    shown = read(without_clock(tmp_path))
    changes = clock_changes(Lens(shown), "panel", Shift(299_001, 300_999))
    assert [one.entry for one in changes.moved][:2] == ["panel-sensor", "panel-sounders"]
    signal = next(one for one in changes.moved if one.entry == "panel-signal")
    assert (signal.before, signal.after) == ("20:46:26", "20:41:26~")
    assert len(changes.moved) == 6
    after = aligned_by(shown, {"panel": Shift(299_001, 300_999)})
    ids = [[one.id for one in each.entries] for each in (shown, after)]
    passed = {*ids[0][: ids[0].index("panel-signal")]} - {*ids[1][: ids[1].index("panel-signal")]}
    assert signal.passed == len([one for one in passed if not one.startswith("panel")])
    agreeing = [one.conflict for one in changes.conflicts if not one.agreed and one.agrees]
    assert agreeing == ["c05"]
    assert changes.faults == ()


def test_no_pair_of_the_exercise_is_proposed_for_the_bundled_record(tmp_path: Path) -> None:
    """With the clock stated, notes of pairs move nothing; the record alone does."""
    shown = chronology_of(read_record(data_folder() / "exercise"))
    assert found_shifts(shown, [same_moment("panel-signal", "auto-alarm")]) == {}
