"""The folders of the user that the system names, and the files of incidents in them."""

from pathlib import Path
from typing import Literal

Kind = Literal["cache", "config", "data", "state"]


def named_folder(kind: Kind) -> Path:
    """The folder of the user for a kind of files; relative if the system knows no home."""
    import platformdirs  # a start without any such file does without it

    named = {
        "cache": platformdirs.user_cache_path,
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
    }
    return named[kind]("incident-tui", appauthor=False)


def user_folder(kind: Kind) -> Path | None:
    """The folder of the user for a kind of files; None if the system names none."""
    folder = named_folder(kind)
    return folder if folder.is_absolute() else None


def incident_file(folder: Path, incident: str, suffix: str = ".json") -> Path:
    """The file of an incident in a folder: an id is text of a stranger, and no part of a path."""
    import hashlib

    return folder / f"{hashlib.sha256(incident.encode()).hexdigest()[:32]}{suffix}"
