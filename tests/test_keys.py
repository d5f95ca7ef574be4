"""The table of keys: no key twice, every key documented, the README's table made from it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from incident_tui.keys import GROUPS, KEYS, NAMED, Key, markdown_table

README = Path(__file__).parents[1] / "README.md"


def test_no_key_stands_for_two_wishes() -> None:
    """Each key is bound once."""
    counted = Counter(key for row in KEYS for key in row.keys.split(","))
    assert {key: count for key, count in counted.items() if count > 1} == {}


def test_no_name_stands_twice() -> None:
    """Each wish has its own name."""
    assert len(NAMED) == len(KEYS)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_says_what_it_is_for(key: Key) -> None:
    """Help, command palette and README have words for each key, in a group that they list."""
    assert key.help
    assert key.shown
    assert key.group in GROUPS


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_has_a_short_name(key: Key) -> None:
    """The name in the palette is the help without examples, in its own letters, on one line."""
    assert key.title[:1].isupper()
    assert key.title[1:] == key.help[1 : len(key.title)]
    assert len(key.title) <= 48
    assert not {*key.title} & {*":;"}


def test_readme_has_the_table() -> None:
    """The README's key table is the one that the program is built from."""
    found = re.search(r"<!-- keys -->\n(.*)\n<!-- /keys -->", README.read_text("utf-8"), re.S)
    assert found
    assert found[1] == markdown_table()


def test_readme_is_short() -> None:
    """The README stays under 280 lines."""
    assert len(README.read_text("utf-8").splitlines()) < 280


def test_readme_shows_a_record_that_reads(tmp_path: Path) -> None:
    """The README's example of a record is sound, and ten lines or so."""
    from incident_tui.record.reading import read_bytes

    found = re.search(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.S)
    assert found
    assert found[1].count("\n") <= 11
    reading = read_bytes(found[1].encode(), str(tmp_path / "example.yaml"))
    assert reading.problems == ()
    assert reading.record is not None
    assert [entry.id for entry in reading.record.timeline] == ["call", "crew"]


def test_readme_shows_a_call_that_reads(tmp_path: Path) -> None:
    """The README's line of a `calls.jsonl` goes with its example of a record."""
    from incident_tui.record.reading import read_record

    text = README.read_text("utf-8")
    record, line = (re.search(f"```{kind}\n(.*?)```", text, re.S) for kind in ("yaml", "json"))
    assert record
    assert line
    (tmp_path / "record.yaml").write_text(f"{record[1]}calls: [calls.jsonl]\n", "utf-8")
    (tmp_path / "calls.jsonl").write_text(line[1], "utf-8")
    reading = read_record(tmp_path)
    assert reading.problems == ()
    assert len(reading.calls) == 1
