"""Where the bundled records are, and the names they open by."""

import os
from pathlib import Path

INDEPENDENCE = "independence-2024-02-29.yaml"
EXERCISE = "exercise"
"""The folder of the exercise, and its name on the command line."""


def data_folder() -> Path:
    """The folder of bundled records: inside the installed package, or in the checkout beside it."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def bundled_record() -> Path:
    """The record that opens by default."""
    return data_folder() / INDEPENDENCE


def record_at(path: str) -> Path:
    """The record at a path; `exercise` is the bundled exercise, unless a file has the name."""
    if path == EXERCISE and not os.path.lexists(path):
        return data_folder() / EXERCISE
    return Path(path)
