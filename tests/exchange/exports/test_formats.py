"""The formats that there are to export to."""

import importlib.util
import sys

import pytest

from incident_tui.exchange.exports import FORMATS, Format
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from tests.records import chronology, entry

OWN = ["csv", "json", "timesketch", "timelinejs", "ical"]


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_format_says_what_it_is_in_a_line(form: Format) -> None:
    """That fits into the help, and how the names of its files end."""
    assert form.about
    assert len(form.about) < 66
    assert form.ending.startswith(".")


@pytest.mark.parametrize("name", OWN)
def test_a_format_yields_text_entry_by_entry(name: str) -> None:
    """About a piece an entry, so that none of them waits for the last."""
    chronicle = chronology(*(entry(f"e{number}", "13:15") for number in range(50)))
    pieces = [*FORMATS[name].load()(View(Lens(chronicle)))]
    assert FORMATS[name].by_entry
    assert 50 <= len(pieces) <= 70


@pytest.mark.parametrize("name", OWN)
def test_the_same_record_is_the_same_text(name: str) -> None:
    """No clock and no chance is in it, so that an export can be kept in git."""
    chronicle = chronology(entry("a", "13:15"), entry("b", "unplaced"))
    export = FORMATS[name].load()
    assert "".join(export(View(Lens(chronicle)))) == "".join(export(View(Lens(chronicle))))


@pytest.mark.parametrize("name", OWN)
def test_a_module_does_not_stand_in_the_way_of_the_library_it_needs(name: str) -> None:
    """None has the name of a module that Python brings."""
    module = FORMATS[name].module
    assert module not in sys.stdlib_module_names
    assert importlib.util.find_spec(f"incident_tui.exchange.exports.{module}")
