"""Records whose entries are calls, as tests write them."""

import json
from pathlib import Path
from typing import Any

from incident_tui.record.reading import Reading, read_record
from tests.records import text_of


def reading_with(folder: Path, *calls: dict[str, Any], rest: str = "") -> Reading:
    """What is read of a record of calls with these fields, c0 and on, beside the usual ones."""
    usual = {"kind": "radio_call", "text": "a", "cite": "src"}
    lines = [json.dumps({"id": f"c{n}"} | usual | call) for n, call in enumerate(calls)]
    (folder / "record.yaml").write_text(text_of(rest=f"{rest}calls: [calls.jsonl]\n"), "utf-8")
    (folder / "calls.jsonl").write_text("\n".join(lines), "utf-8")
    return read_record(folder)
