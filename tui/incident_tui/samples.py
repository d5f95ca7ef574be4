"""Where the bundled records are, and the names they open by."""

import os
from pathlib import Path

INDEPENDENCE = "independence-2024-02-29.yaml"
EXERCISE = "exercise"
"""The folder of the exercise, and the name it opens by."""


def data_folder() -> Path:
    """The folder of bundled records: inside the installed package, or in the checkout beside it."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def bundled_record() -> Path:
    """The record that opens when none is named."""
    return data_folder() / INDEPENDENCE


def record_at(path: str) -> Path:
    """The record at a path: `exercise` is the bundled one, unless there is a file of that name."""
    if path == EXERCISE and not os.path.lexists(path):
        return data_folder() / EXERCISE
    return Path(path)
