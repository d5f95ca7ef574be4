"""The library: which files of a folder are records, and what their heads say."""

import json
import os
from pathlib import Path

import pytest

from incident_tui.review.library import SORTS, Head, folder_of, heads, ordered, paths, same_record
from incident_tui.samples import bundled_record
from tests.records import entry, text_of

PEOPLE = """
casualties:
  - {id: a, group: responder, label: A, history: [{status: shot, time: 13:00, cite: src}]}
  - {id: b, group: public, label: B, count: 24}
  - id: c
    group: public
    label: C
    history:
      - {status: missing, time: 13:00, cite: src}
      - {status: uninjured, time: 14:00, cite: src}
"""
HEADS = [
    Head(Path("b.yaml"), "2024-02-22", "beta", (0, 3, 0), 8, False, 2),
    Head(Path("a.yaml"), "2024-02-29", "Alpha", (3, 0, 1), 40, True, 0),
    Head(Path("n.yaml"), "no date", "gamma \x1b[31m", (0, 0, 0), 1200, False, 1, True),
    Head(Path("x.yaml"), "", "x.yaml (not a record)", (), 0, False, 3),
]


def test_records_are_told_from_other_files(tmp_path: Path) -> None:
    """Files that begin as a record does, and folders that hold one; nothing else is opened."""
    good = text_of(entry("a", '"13:00"'))
    for name in ("b.yaml", "a.yml", "notes.txt", "c.notes.yaml"):
        (tmp_path / name).write_text(good)
    (tmp_path / "other.yaml").write_text("services: {}\n")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\x00")
    for name in ("folder", "empty", "nested/deep"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "folder/record.yaml").write_text(good)
    (tmp_path / "nested/deep/record.yaml").write_text(good)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "missing")
    (tmp_path / "dir.yaml").mkdir()
    assert [path.name for path in paths(tmp_path)] == ["a.yml", "b.yaml", "folder"]


def test_a_folder_that_cannot_be_listed_has_none(tmp_path: Path) -> None:
    """No folder at all is an empty library."""
    assert paths(tmp_path / "missing") == []


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("date", "banx"),
        ("title", "abnx"),
        ("casualties", "abnx"),
        ("entries", "nabx"),
        ("problems", "bnax"),
    ],
)
def test_records_are_ordered(sort: str, names: str) -> None:
    """Dates and titles rise, numbers fall, and what is no record comes last."""
    assert "".join(one.path.stem for one in ordered(HEADS, sort)) == names
    assert sort in SORTS


def test_heads_say_what_is_in_a_record(tmp_path: Path) -> None:
    """Date, title, casualties by group, entries, problems, and whether there are calls."""
    (tmp_path / "1.yaml").write_text(
        text_of(entry("a", '"13:00"', effects="[{casualty: b, status: minor}]"), rest=PEOPLE)
    )
    call = {"id": "c", "kind": "note", "time": "13:00", "text": "x", "cite": "src"}
    (tmp_path / "calls.jsonl").write_text(json.dumps(call) + "\n")
    (tmp_path / "2.yaml").write_text(
        text_of(entry("a", '"25:00"'), rest="calls: [calls.jsonl]\n").replace(
            "title: Title", "title: Drill, exercise: true"
        )
    )
    # A time that cannot be is found only where entries are placed.
    (tmp_path / "3.yaml").write_text(text_of(entry("a", '"a +1m"')))
    (tmp_path / "4.yaml").write_text("- incident-record/1\n")
    found = [
        (one.date, one.title, one.casualties, one.entries, one.calls, one.problems, one.exercise)
        for one in heads(tmp_path)
    ]
    assert found == [
        ("2024-02-29", "Title", (1, 24, 0), 1, False, 0, False),  # C was found unhurt
        ("2024-02-29", "Drill", (0, 0, 0), 0, True, 1, True),
        ("2024-02-29", "Title", (0, 0, 0), 1, False, 1, False),
        ("", "4.yaml (not a record)", (), 0, False, 1, False),
    ]


def test_the_bundled_records_are_a_library() -> None:
    """Their heads are what the records say."""
    found = {one.path.name: one for one in heads(bundled_record().parent)}
    one = found["independence-2024-02-29.yaml"]
    assert found["exercise"].casualties == (2, 11, 0)  # without the one who was found unhurt
    assert (one.date, one.casualties, one.entries, one.problems) == ("2024-02-29", (3, 0, 1), 40, 0)


@pytest.mark.parametrize(
    ("opened", "folder", "record"),
    [
        ("lib/a.yaml", "lib", "lib/a.yaml"),
        ("lib/b/record.yaml", "lib", "lib/b"),
        ("lib/../lib/a.yaml", "lib", "lib/a.yaml"),
    ],
)
def test_a_record_lies_in_the_library_as_it_is_opened(
    opened: str, folder: str, record: str, tmp_path: Path
) -> None:
    """A file beside others, or a folder of its own; both are told apart from the others."""
    (tmp_path / "lib/b").mkdir(parents=True)
    path = str(tmp_path / opened)
    assert folder_of(path) == (tmp_path / folder).resolve()
    assert same_record(tmp_path / record, path)
    assert not same_record(tmp_path / "lib/other.yaml", path)
