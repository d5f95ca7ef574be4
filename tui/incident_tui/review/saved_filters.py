"""Filters saved by name: a file for each record, in the data folder of the user.

The file is JSON: the id of the incident, and the filters by name.
"""

from pathlib import Path

import msgspec

from incident_tui.record.user_folders import incident_file, user_folder
from incident_tui.review.filters import Filters
from incident_tui.review.user_files import (
    UserFileError,
    decoded,
    read_user_file,
    write_user_file,
)

MAX_NAME_CHARACTERS = 60
"""The maximum length of a name."""


class SavedFiltersError(Exception):
    """Filters cannot be read or saved; the message says where and why."""


class _File(msgspec.Struct, frozen=True):
    """The content of a file."""

    incident: str
    """The id of the incident of the record."""
    filters: dict[str, Filters] = {}


def saved_filters(incident: str, folder: Path | None = None) -> dict[str, Filters]:
    """The filters saved for a record, by name; none where nothing was saved.

    Args:
        incident: the id of the incident of the record.
        folder: of the files; None for the data folder of the user.

    Raises:
        SavedFiltersError: if there is a file that cannot be read.
    """
    path = _path(incident, folder)
    try:
        content = read_user_file(path)
        return {} if content is None else decoded(content, _File).filters
    except UserFileError as error:
        raise SavedFiltersError(str(error)) from error
    except ValueError as error:
        raise SavedFiltersError(f"{path}: no file of filters ({error}); remove it") from error


def save_filters(
    incident: str, name: str, filters: Filters | None, folder: Path | None = None
) -> None:
    """Save filters of a record under a name; the filters saved under the name before are replaced.

    Args:
        incident: the id of the incident of the record.
        name: at most `MAX_NAME_CHARACTERS` long.
        filters: None to forget the name.
        folder: of the files; None for the data folder of the user.

    Raises:
        SavedFiltersError: if the name is empty or too long, or the file cannot be read or written.
    """
    name = name.strip()
    if not name or len(name) > MAX_NAME_CHARACTERS:
        raise SavedFiltersError(f"a name has 1 to {MAX_NAME_CHARACTERS} letters")
    kept = {one: saved for one, saved in saved_filters(incident, folder).items() if one != name}
    if filters is not None:
        kept[name] = filters
    try:
        write_user_file(_path(incident, folder), _File(incident, kept))
    except UserFileError as error:
        raise SavedFiltersError(str(error)) from error


def _path(incident: str, folder: Path | None) -> Path:
    """The file of a record.

    Raises:
        SavedFiltersError: if the system names no folder of the user.
    """
    if folder is None:
        data = user_folder("data")
        if data is None:
            raise SavedFiltersError("the system names no folder for your files")
        folder = data / "filters"
    return incident_file(folder, incident)
