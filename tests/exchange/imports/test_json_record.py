"""A record as JSON comes back whole; what is no record is set aside from where it is none."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports import json_record
from incident_tui.exchange.imports.json_record import read
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Passed,
    Rejected,
    Wishes,
)
from incident_tui.exchange.imports.landing.yaml_insert import plain
from incident_tui.record.problems import Problems
from incident_tui.record.reading import read_record
from incident_tui.record.tree import parse_yaml
from incident_tui.samples import bundled_record

BEGIN = '{"format": "incident-record/1"'


def found_of(tmp_path: Path, text: str | bytes) -> list[Found]:
    """The objects that are read from a file with the text."""
    path = tmp_path / "record.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read([path], Wishes()))


def test_a_record_comes_back_whole(tmp_path: Path) -> None:
    """The bundled record, written as JSON and imported, is the same record."""
    root = parse_yaml(bundled_record().read_text(), "", Problems())
    assert root
    path = tmp_path / "record.json"
    path.write_text(json.dumps(plain(root), indent=1))
    outcome = RecordFolder(tmp_path / "new").write(read([path], Wishes()), Wishes(), "x")
    assert (outcome.rejected, outcome.already_there) == (0, 0)
    assert read_record(tmp_path / "new").record == read_record(bundled_record()).record


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('[{"id": "a"}, {"id": "b"}]', [1, 1]),
        ('\ufeff[\n{"id": "a"},\n{"id": "b"}\n]\n', [2, 3]),
        (BEGIN + ', "timeline": [\n{"id": "a"},\n\n {"id": "b",\n"text": "x"}]}', [2, 4]),
        (BEGIN + ', "timeline": [], "timeline": [{"id": "a"}, {"id": "b"}]}', [1, 1]),
    ],
)
def test_entries_are_found_where_they_stand(tmp_path: Path, text: str, lines: list[int]) -> None:
    """The items of a list are read one by one, each at its line."""
    items = [one for one in found_of(tmp_path, text) if isinstance(one, ImportedItem)]
    assert [one.value["id"] for one in items] == ["a", "b"]
    assert [one.origin.line for one in items] == lines


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, ""),
        ("[]", 0, ""),
        ("{}", 1, "no record"),
        ('{"incident": {}}', 1, 'begins with "format": "incident-record/1"'),
        ('{"format": "x"}', 1, "no record"),
        ("12", 1, "neither a record nor a list"),
        ("[1]", 1, "is an object"),
        ('[{"id": "a"},\n{"id": ]', 2, "not JSON: Expecting value; nothing from here on"),
        ('[{"id": "a"}\n{"id": "b"}]', 2, ", is missing"),
        ('[{"id": "a"}', 1, ", is missing"),
        ('[{"id": "a"}]\nx', 2, "something follows"),
        ('[{"id": "a', 1, "Unterminated string"),
        (b'[{"id": "\xff"}]', 1, "Invalid \\escape"),
        ('[{"a": ' + "[" * 100_000 + "]", 1, "nested too deep"),
        ('[{"a": ' + "1" * 5_000 + "}]", 1, "a number that is too long"),
        (BEGIN + ', "calls": ["x.jsonl"]}', 1, "import them as jsonl"),
        (BEGIN + ', "tineline": [{}]}', 1, "a record has no such `tineline`"),
        (BEGIN + ', "agencies": {"id": "a"}}', 1, "a record has no such `agencies`"),
    ],
)
def test_what_is_no_record_is_set_aside(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    """A fault is told with its place and what stands there; what comes before it is kept."""
    found = found_of(tmp_path, text)
    faults = [one for one in found if isinstance(one, Rejected)]
    if not line:
        assert faults == []
        return
    [fault] = faults
    assert fault.origin.line == line
    assert words in fault.reason


def test_a_value_may_be_longer_than_what_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers, words and objects that are cut by the end of a block are read whole."""
    monkeypatch.setattr(json_record, "_BLOCK_CHARACTERS", 1)
    text = (
        BEGIN + ', "timeline": [{"id": "a", "n": 12345, "t": true, "s": "\\u00e9x"}], "calls": []}'
    )
    items = [one for one in found_of(tmp_path, text) if isinstance(one, ImportedItem)]
    assert [one.value for one in items] == [{"id": "a", "n": 12345, "t": True, "s": "éx"}]


def test_a_value_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that is not closed does not fill the memory."""
    monkeypatch.setattr(json_record, "MAX_VALUE_CHARACTERS", 1_000_000)
    [fault] = found_of(tmp_path, '["' + "x" * 3_000_000)
    assert isinstance(fault, Rejected)
    assert "a value longer than" in fault.reason


def test_nothing_in_a_section_is_passed_over(tmp_path: Path) -> None:
    """An empty `calls`, as an export has it, is no fault."""
    [passed] = found_of(tmp_path, BEGIN + ', "calls": []}')
    assert isinstance(passed, Passed)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.text(), JSON, max_size=4)), st.sampled_from([None, 0, 2]))
def test_every_item_of_a_list_is_found(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, Any]], indent: int | None
) -> None:
    """However a list is laid out, each of its objects is found as it is."""
    text = json.dumps(items, indent=indent)
    found = found_of(tmp_path_factory.mktemp("json"), text)
    assert [one.value for one in found if isinstance(one, ImportedItem)] == items
    assert len(found) == (len(items) or 1)  # of nothing, it is told that there is nothing


@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_without_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Whatever a file holds, reading it ends, and says so where it is no record."""
    folder = tmp_path_factory.mktemp("json")
    for start in (b"", b"[", b'[{"id": "a"}, ', BEGIN.encode()):
        assert found_of(folder, start + data)
