"""The warnings about small records."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from incident_tui.checks import warnings_of
from incident_tui.chronology.build import chronology_of
from incident_tui.record.problems import Problem
from incident_tui.record.reading import read_record
from tests.records import chronology, entry, text_of

USUAL = entry("usual", '"13:00"')
"""An entry about which there is nothing to warn of."""


def warned(*entries: str, rest: str = "", code: str = "") -> list[Problem]:
    """The warnings about a record that reads well; those of one code if there is one."""
    found = warnings_of(chronology(*entries, rest=rest))
    return [problem for problem in found if code in ("", problem.code)]


def codes(found: Iterable[Problem]) -> list[str]:
    """The codes of problems."""
    return [problem.code for problem in found]


TEXT = "Friday, “two” officers\n  were — down.\n\nIt’s over; nobody said why.\n"


def of_folder(
    folder: Path,
    *entries: str,
    rest: str = "",
    calls: Iterable[Mapping[str, object]] = (),
    source: str = "",
) -> list[Problem]:
    """The warnings about a record in a folder.

    Args:
        calls: its calls, written beside it.
        source: more fields of its one source, which may have `TEXT` as `art.txt`.
    """
    (folder / "calls.jsonl").write_text("".join(f"{json.dumps(call)}\n" for call in calls))
    (folder / "art.txt").write_text(TEXT, "utf-8")
    text = text_of(*entries, rest=f"calls: [calls.jsonl]\n{rest}")
    text = text.replace("kind: report", f"kind: report{source}")
    (folder / "record.yaml").write_text(text, "utf-8")
    reading = read_record(folder)
    assert reading.problems == ()
    return list(warnings_of(chronology_of(reading)))
