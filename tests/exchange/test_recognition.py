"""Files of other programs are known by their content, whatever their names."""

import gzip
from pathlib import Path

import pytest

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.recognition import format_of, formats_of
from tests.exchange.imports.test_formats import SAMPLES, bytes_of

CASES = Path(__file__).parent / "imports" / "cases"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("ending", ["", ".dat"])
def test_each_format_is_known_by_its_content(tmp_path: Path, name: str, ending: str) -> None:
    """A file with the ending of the format, or with an ending of none, is of the format."""
    path = tmp_path / f"sample{ending or FORMATS[name].endings[0]}"
    path.write_bytes(bytes_of(SAMPLES[name]))
    assert format_of(path) == name


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(CASES.glob("*/*.csv")) if path.name != "no_datetime.csv"],
    ids=lambda path: path.name,
)
def test_a_table_with_times_is_known(path: Path) -> None:
    """A log of any program is a table with times, or of a program with a format of its own."""
    assert format_of(path) in {"csv", "ics214", "timesketch", "timelinejs"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\x00\x01\x02",
        b"%PDF-1.4",
        b"Words, and no table.\nMore words, and no time.\n",
        b"a,b\n1,2\n",
        b"time,text\n",
        b"<html><table><tr><td>time</td></tr></table></html>",
        b"{}",
        b'{"a": [1, 2]}',
        b"[" * 100_000,
    ],
)
def test_what_is_of_no_format_is_not_guessed(tmp_path: Path, content: bytes) -> None:
    """No format takes a file that has nothing of it."""
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert format_of(path) == ""


def test_a_folder_is_of_the_formats_of_its_files(tmp_path: Path) -> None:
    """Files without a format are left out in a folder, and told where they are named."""
    for name in ("trunk-recorder", "csv"):
        (tmp_path / f"b{FORMATS[name].endings[0]}").write_text(str(SAMPLES[name]))
    (tmp_path / "notes.txt").write_text("no times here")
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(bytes_of(SAMPLES["csv"])))
    found = formats_of([tmp_path])
    assert {name: [path.name for path in paths] for name, paths in found.items()} == {
        "trunk-recorder": ["b.json"],
        "csv": ["b.csv", "c.csv.gz"],
    }
    assert set(formats_of([tmp_path / "notes.txt"])) == {""}
