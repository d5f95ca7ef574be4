"""Records of radio calls of which some are recordings of one transmission."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from incident_tui.chronology.chronology import Chronology
from tests.records import sound

SECTIONS = """\
format: incident-record/1
incident: {id: i, title: Title, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: rec, kind: radio_audio}, {id: other, kind: radio_audio}]
agencies:
  - {id: fire, name: Fire Service, short: FIRE}
  - {id: law, name: Police, short: LAW}
units:
  - {id: e1, call_sign: E1, radio_ids: ["7001"]}
  - {id: e2, call_sign: E2, radio_ids: ["7002"]}
  - {id: two, call_sign: Two, radio_ids: ["7003", "7004"]}
  - {id: none, call_sign: None}
"""
Fields = Mapping[str, Any]


def recorded(identifier: str, talkgroup: str = "1", **fields: Any) -> dict[str, Any]:
    """A call of E1 at 13:00:07 on a talkgroup, as a recorder writes it."""
    usual = {
        "id": identifier,
        "kind": "radio_call",
        "time": "2024-02-29T13:00:07-06:00",
        "text": "engine one on scene",
        "speaker": {"unit": "e1"},
        "channel": {"system": "metro", "talkgroup": talkgroup, "talkgroup_tag": f"Tac {talkgroup}"},
        "cite": f"rec:{identifier}",
    }
    return usual | fields


def record_of(*calls: Fields) -> Chronology:
    """A record with these calls in its timeline."""
    return sound(f"{SECTIONS}timeline: {json.dumps(calls)}\n")


def folder_of(folder: Path, *calls: Fields) -> Path:
    """A record with these calls in a file beside it."""
    folder.mkdir(exist_ok=True)
    (folder / "record.yaml").write_text(f"{SECTIONS}calls: [calls.jsonl]\n", "utf-8")
    (folder / "calls.jsonl").write_text("".join(map(line_of, calls)), "utf-8")
    return folder


def line_of(call: Fields) -> str:
    """A call as a line of a file."""
    return f"{json.dumps(call)}\n"


def groups_of(chronology: Chronology) -> list[list[str]]:
    """The ids of the recordings of each transmission, first the recording to show."""
    groups = chronology.recordings.groups
    return [[chronology.entries[one].id for one in group] for group in groups]
