"""The lines of an entry in calendars and tables of places."""

from incident_tui.exchange.exports.entry_lines import fact_lines
from incident_tui.review.lens import Lens
from tests.transmissions import record_of, recorded


def test_each_line_begins_with_a_label() -> None:
    """Also where an entry has several facts of a kind, which Detail shows below one label."""
    lens = Lens(record_of(recorded("a"), recorded("b", "2"), recorded("c", "3")))
    lines = [*fact_lines(lens, 0)]
    assert lines[-2:] == ["Also on: Tac 2 (2)", "Also on: Tac 3 (3)"]
    assert all(line.partition(": ")[0] for line in lines)
