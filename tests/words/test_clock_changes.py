"""What a corrected clock would change, beside the record as it is."""

from incident_tui.placing.aligning import Shift
from incident_tui.review.lens import Lens
from incident_tui.words.clock_changes import MovedEntry, clock_changes, known_changes
from tests.clocks.clocked import clocked
from tests.records import entry

FIVE = Shift(300_000, 300_000)


def test_an_order_that_cannot_hold_is_told() -> None:
    """The record says that the panel's entry comes after CAD's: five minutes earlier it cannot."""
    lens = Lens(
        clocked(
            entry("c", '"13:00:00"', cite="cad"),
            entry("p", '{at: "13:01:00", after: [c]}', cite="panel"),
        )
    )
    changes = clock_changes(lens, "panel", FIVE)
    assert [fault for fault in changes.faults if "cannot come before" in fault]


def test_entries_counted_from_a_moved_entry_move_too() -> None:
    """Though they cite another source; entries without a full time stay where they are."""
    lens = Lens(
        clocked(
            entry("c", '"13:00:00"', cite="cad"),
            entry("p", '"13:03:00"', cite="panel"),
            entry("q", "p +1m", cite="cad"),
            entry("u", "unplaced", cite="panel"),
        )
    )
    assert clock_changes(lens, "panel", FIVE).moved == (
        MovedEntry("p", "13:03:00", "12:58:00", 1),
        MovedEntry("q", "13:04:00", "12:59:00", 1),
    )


def test_a_comparison_is_made_once() -> None:
    """The same value is found again, for the same shift."""
    lens = Lens(clocked(entry("p", '"13:03:00"', cite="panel")))
    assert known_changes(lens, "panel", FIVE) is clock_changes(lens, "panel", FIVE)
    assert clock_changes(lens, "panel", Shift(0, 1)) is not clock_changes(lens, "panel", FIVE)
