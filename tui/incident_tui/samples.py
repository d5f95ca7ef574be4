"""Where the bundled records are."""

from pathlib import Path

INDEPENDENCE = "independence-2024-02-29.yaml"


def data_folder() -> Path:
    """The folder of bundled records: inside the installed package, or in the checkout beside it."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def bundled_record() -> Path:
    """The record that opens when none is named."""
    return data_folder() / INDEPENDENCE
