"""The files that the program keeps for its user: JSON, in the folders that the system names."""

import os
from pathlib import Path
from typing import TypeVar

import msgspec

from incident_tui.record.files import opened_file, reason, replacing

_Value = TypeVar("_Value")

MAX_FILE_BYTES = 1024 * 1024
"""The size of the largest file that is read."""


class UserFileError(Exception):
    """A file cannot be read or written; the message says where and why."""


def read_user_file(path: Path) -> bytes | None:
    """The content of a file; None if there is no file.

    Raises:
        UserFileError: if the file is too large, is no regular file, or cannot be read.
    """
    if not os.path.exists(path):
        return None
    file, fault = opened_file(path, MAX_FILE_BYTES, "remove the file")
    if file is None:
        raise UserFileError(f"{path}: {fault}")
    with file:
        try:
            return file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise _error(path, "read", error) from error


def write_user_file(path: Path, value: msgspec.Struct) -> None:
    """Write a value as JSON, whole or not at all; the folder is made where there is none.

    Raises:
        UserFileError: if the file cannot be written.
    """
    try:
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with replacing(path, overwrite=True) as file:
            file.write(msgspec.json.format(msgspec.json.encode(value)))
    except OSError as error:
        raise _error(path, "written", error) from error


def decoded(content: bytes, kind: type[_Value]) -> _Value:
    """The JSON of a file as a value of a type.

    Raises:
        ValueError: if the content is no JSON, or of a different type.
    """
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _error(path: Path, done: str, error: OSError) -> UserFileError:
    return UserFileError(f"{path}: cannot be {done}: {reason(error)}")
