"""The options that filter: the same for what is printed and for what is exported."""

import csv
import io

import pytest

from tests.cli.running import RECORD, WRONG_USE, run, shown

OPTIONS = (
    ["--agency", "ipd"],
    ["--agency", "the locals", "--kind", "radio_call"],
    ["--source", "s", "--since", "13:18"],
    ["--until", "13:18"],
    ["--search", "entry"],
    ["--search", "//N.body"],
)


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_export_has_the_entries_that_show_has(options: list[str]) -> None:
    """Whatever the options ask for; the table names the filters."""
    result = run("export", "-", "--to", "csv", *options, stdin=RECORD.encode())
    assert result.exit_code == 0
    rows = [*csv.DictReader(io.StringIO(result.stdout, newline=""))]
    entries = [one["id"] for one in shown(*options)["entries"]]
    assert [row["id"] for row in rows] == entries != []
    assert all(f": {len(entries)} of 4 entries" in row["part"] for row in rows)


@pytest.mark.parametrize("name", ["markdown", "html", "json"])
def test_a_format_that_cannot_be_narrowed_refuses_filters(name: str) -> None:
    """With the formats that can be."""
    result = run("export", "-", "--to", name, "--agency", "ipd", stdin=RECORD.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert f"--to {name} cannot be narrowed" in result.stderr
    assert "ics214, csv, timesketch, timelinejs, ical" in " ".join(result.stderr.split())


def test_a_value_that_the_record_has_not_is_a_mistake() -> None:
    """As with `show`."""
    result = run("export", "-", "--to", "csv", "--agency", "ipt", stdin=RECORD.encode())
    assert result.exit_code == WRONG_USE
    assert "did you mean ipd?" in result.stderr
