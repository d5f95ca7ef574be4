"""A folder as trunk-recorder fills it: its JSON field by field, beside the audio of each call."""

import json
import time
from pathlib import Path

START = 1_709_234_527
"""2024-02-29T19:22:07Z."""
APART_S = 10
"""Seconds from one call to the next."""


def text_of(number: int, **fields: object) -> str:
    """The JSON of a call with two turns, in the fields and the order of trunk-recorder 5."""
    start = START + number * APART_S
    turns = [
        {
            "src": 4_424_000 + unit,
            "time": start + unit,
            "pos": float(unit),
            "emergency": 0,
            "signal_system": "",
            "tag": "",
        }
        for unit in (0, 3)
    ]
    call = {
        "call_num": number,
        "freq": 771_093_750,
        "freq_error": 214,
        "signal": 999,
        "noise": 999,
        "source_num": 0,
        "recorder_num": 1,
        "tdma_slot": 0,
        "phase2_tdma": 0,
        "start_time": start,
        "stop_time": start + 8,
        "emergency": 0,
        "priority": 4,
        "mode": 0,
        "duplex": 0,
        "encrypted": 0,
        "call_length": 6,
        "talkgroup": 54_241,
        "talkgroup_tag": "Disp A",
        "talkgroup_description": "Dispatch A",
        "talkgroup_group_tag": "Fire Dispatch",
        "talkgroup_group": "City Fire",
        "color_code": -1,
        "audio_type": "digital",
        "short_name": "metro",
        "freqList": [
            {
                "freq": 771_093_750,
                "time": start,
                "pos": 0.0,
                "len": 6.12,
                "error_count": 0,
                "spike_count": 0,
            }
        ],
        "srcList": turns,
    }
    return json.dumps(call | fields, indent=2)


def path_of(root: Path, number: int) -> Path:
    """Where trunk-recorder writes the JSON of a call; the folders are made."""
    start = START + number * APART_S
    day = time.gmtime(start)
    folder = root / "metro" / f"{day.tm_year}/{day.tm_mon}/{day.tm_mday}"
    path = folder / f"54241-{start}_771093750.0-call_{number}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def record_call(root: Path, number: int) -> Path:
    """Write a call: the audio, and the JSON; the path of the JSON."""
    path = path_of(root, number)
    path.with_suffix(".wav").write_bytes(b"RIFF")
    path.write_text(text_of(number), "utf-8")
    return path


def entry_of(number: int, turn: int = 1) -> str:
    """The id of the entry of a turn."""
    start = START + number * APART_S
    return f"trunk-recorder-metro-54241-{start}-771093750-{number}-{turn}"


def content(root: Path) -> dict[str, tuple[int, int]]:
    """The size and the time of change of everything beneath a folder, to see that all stays."""
    found = {str(path.relative_to(root)): path.stat() for path in [root, *root.rglob("*")]}
    return {name: (status.st_size, status.st_mtime_ns) for name, status in found.items()}
