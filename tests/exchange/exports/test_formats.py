"""The formats that there are to export to."""

import importlib.util
import sys
from itertools import cycle

import pytest

from incident_tui.exchange.exports import FORMATS, Format, named
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from tests.records import PLACES, chronology, entry

OWN = ["csv", "json", "timesketch", "timelinejs", "ical", "geojson", "kml"]


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_format_says_what_it_is_in_a_line(form: Format) -> None:
    """That fits into the help, and how the names of its files end."""
    assert form.about
    assert len(form.about) < 66
    assert form.ending.startswith(".")


@pytest.mark.parametrize("name", OWN)
def test_a_format_yields_text_entry_by_entry(name: str) -> None:
    """About a piece an entry, so that none of them waits for the last."""
    places = cycle(["spot", "half", "nowhere"])
    chronicle = chronology(
        *(entry(f"e{number}", "13:15", location=next(places)) for number in range(50)), rest=PLACES
    )
    pieces = [*FORMATS[name].load()(View(Lens(chronicle)))]
    assert FORMATS[name].by_entry
    assert 50 <= len(pieces) <= 70


@pytest.mark.parametrize("name", OWN)
def test_the_same_record_is_the_same_text(name: str) -> None:
    """No clock and no chance is in it, so that an export can be kept in git."""
    chronicle = chronology(
        entry("a", "13:15"), entry("b", "unplaced", location="spot"), rest=PLACES
    )
    export = FORMATS[name].load()
    assert "".join(export(View(Lens(chronicle)))) == "".join(export(View(Lens(chronicle))))


@pytest.mark.parametrize("name", OWN)
def test_a_module_does_not_stand_in_the_way_of_the_library_it_needs(name: str) -> None:
    """None has the name of a module that Python brings."""
    module = FORMATS[name].module
    assert module not in sys.stdlib_module_names
    assert importlib.util.find_spec(f"incident_tui.exchange.exports.{module}")


@pytest.mark.parametrize(
    ("name", "file", "found"),
    [
        ("aar", "report.docx", "aar-docx"),
        ("aar", "Report.HTML", "aar-html"),
        ("aar", "report.md", "aar"),
        ("audio", "night.flac", "audio-flac"),
        ("audio", "night.m4a", "audio"),
        ("aar", "-", "aar"),
        ("aar", "report.xlsx", "aar"),
        ("aar-html", "report.docx", "aar-html"),
        ("html", "report.docx", "html"),
        ("csv", "x.docx", "csv"),
    ],
)
def test_the_ending_of_a_file_chooses_among_the_formats_of_a_report(
    name: str, file: str, found: str
) -> None:
    """A format that is named whole stays, whatever the file is called."""
    assert named(name, file) == found


def test_a_format_whose_library_is_not_installed_says_what_to_install() -> None:
    """No other format is touched."""
    needy = FORMATS["aar-docx"]._replace(library="no_library_of_this_name")
    assert needy.missing == (
        "needs no_library_of_this_name, which is not installed: pip install 'incident-tui[office]'"
    )
    assert FORMATS["audio"]._replace(library="no_library_of_this_name").missing.endswith("[audio]'")
    assert not any(form.missing for form in FORMATS.values())
