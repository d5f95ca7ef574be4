"""The formats of exports: a row each, which says what of the screen the file cannot have."""

from incident_tui.boards.exports import draw
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.printed.view import View
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from tests.drawn import row_words
from tests.records import chronology, entry

RECORD = chronology(entry("a", "13:15"), entry("b", "13:20", kind="action", known="15:00"))
NOTES = Filters(kinds=frozenset({"note"}))


def test_every_format_has_a_row() -> None:
    """With its description, below what is shown."""
    rows = draw(View(Lens(RECORD)), 100)
    assert [row.key for row in rows if row.key] == [*FORMATS]
    words = row_words(rows)
    assert words[0] == "every entry: 2 entries"
    assert all(f"{name} {form.about}" in words for name, form in FORMATS.items())


def test_a_format_that_cannot_be_narrowed_says_so() -> None:
    """It can be chosen, and has every entry."""
    rows = draw(View(Lens(RECORD), NOTES), 100)
    words = row_words(rows)
    assert words[0] == "only notes · 1 of 2 entries · 1 hidden"
    noted = [line for line in words if "every entry, not only those shown" in line]
    noted += [line for line in words if "every action, whatever is shown" in line]
    names = [name for name, form in FORMATS.items() if not form.narrows]
    assert sorted(line.split()[0] for line in noted) == sorted(names)
    assert [row.key for row in rows if row.key] == [*FORMATS]


def test_a_format_that_cannot_withhold_is_not_offered() -> None:
    """On the clock of the known; the moment and the clock stand above."""
    rows = draw(View(Lens(RECORD, RECORD.as_of[0], Clock.KNOWN)), 120)
    assert "json" not in [row.key for row in rows]
    words = row_words(rows)
    assert "as of 13:15 · what had been published" in words[0]
    assert "json writes the record whole, and withholds nothing" in words
