"""The file of copied texts: a terminal may refuse the clipboard, and does not say so."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from incident_tui.record.user_folders import named_folder

NAME = "copied.txt"
FULL_NAME = "copied-before.txt"
"""The name of the file once it is full."""
MAX_BYTES = 1 << 20
"""The size from which the next text begins a new file."""


def keep_copy(text: str, folder: Path | None = None) -> Path:
    """Add a text to the file of copied texts; only the user may read the file.

    Where the folder cannot be written, the text goes into a new temporary file.

    Args:
        folder: of the file; None for the state folder of the user.

    Returns:
        The file.

    Raises:
        OSError: if no file can be written.
    """
    content = f"{text}\n\n".encode()
    with suppress(OSError):
        return _added(content, folder or named_folder("state"))
    descriptor, name = tempfile.mkstemp(prefix="incident-tui-", suffix=".txt")
    with open(descriptor, "wb") as file:
        file.write(content)
    return Path(name)


def _added(content: bytes, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME
    with suppress(FileNotFoundError):
        if path.stat().st_size >= MAX_BYTES:
            os.replace(path, folder / FULL_NAME)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with open(descriptor, "ab") as file:
        file.write(content)
    return path
