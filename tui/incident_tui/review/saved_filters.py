"""Filters saved by name: a file for each record, in the data folder of the user.

The file is JSON: the id of the incident, and the filters by name.
"""

from pathlib import Path

import msgspec

from incident_tui.record.files import opened_file, replacing
from incident_tui.review.filters import Filters

MAX_FILE_BYTES = 1024 * 1024
"""The size of the largest file that is read."""
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
    if not path.exists():
        return {}
    file, fault = opened_file(path, MAX_FILE_BYTES, "remove the file")
    if file is None:
        raise SavedFiltersError(f"{path}: {fault}")
    with file:
        try:
            return dict(msgspec.json.decode(file.read(), type=_File).filters)
        except (msgspec.DecodeError, OSError) as error:
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
    path = _path(incident, folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path, overwrite=True) as file:
            file.write(msgspec.json.format(msgspec.json.encode(_File(incident, kept))))
    except OSError as error:
        reason = (error.strerror or "error").lower()
        raise SavedFiltersError(f"{path}: cannot be written: {reason}") from error


def _path(incident: str, folder: Path | None) -> Path:
    """The file of a record: an id is text of a stranger, and no part of a path."""
    if folder is None:
        import platformdirs  # only saved filters need the folder

        folder = platformdirs.user_data_path("incident-tui", appauthor=False) / "filters"
    import hashlib

    return folder / f"{hashlib.sha256(incident.encode()).hexdigest()[:32]}.json"
