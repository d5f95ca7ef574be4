"""A text written in the editor of the user, in place of the screen."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from incident_tui.record.files import failure_words

_EDITORS_WITH_LINES = ("vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro")
_USUAL_EDITOR = "notepad" if sys.platform == "win32" else "vi"


class EditorError(Exception):
    """No text was written; the message says why and what to do."""


def edited(app: App[None], text: str) -> str:
    """The text as the user leaves it in the editor.

    Raises:
        EditorError: if the editor cannot be started, or ends with an error.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note.txt"
        try:
            path.write_text(text, "utf-8")
            _edit(app, path)
            return path.read_text("utf-8", errors="replace")
        except OSError as error:
            raise EditorError(f"the text of the editor {failure_words(error)}") from None


def open_at(app: App[None], path: Path, line: int) -> None:
    """Open a file in the editor.

    Args:
        line: where the cursor is to stand, from 1; 0 for the beginning.

    Raises:
        EditorError: if there is no file, or the editor cannot be started or ends with an error.
    """
    if not path.is_file():
        raise EditorError(f"{path}: is no file that an editor could open")
    _edit(app, path, line)


def _edit(app: App[None], path: Path, line: int = 0) -> None:
    """Give the terminal to the editor of `$VISUAL` or `$EDITOR` until the editor ends.

    The editor is started with a list of arguments, and never by a shell. The path is absolute: a
    record may name a file of calls `-c`, which is no option of the editor.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _USUAL_EDITOR
    try:
        arguments = shlex.split(command)
    except ValueError:
        raise EditorError(f"{command}: cannot be read as a command; set EDITOR") from None
    place = [f"+{line}"] if line and _takes_lines(arguments) else []
    try:
        with app.suspend():
            fault = _fault_of([*arguments, *place, str(path.absolute())])
    except SuspendNotSupported:
        raise EditorError("no editor can be opened on this terminal") from None
    if fault:
        raise EditorError(f"{command}: {fault}")


def _takes_lines(command: list[str]) -> bool:
    """Whether an editor opens a file at a line by `+LINE`, as POSIX has it for vi."""
    return bool(command) and Path(command[0]).name in _EDITORS_WITH_LINES


def _fault_of(command: list[str]) -> str:
    """Run an editor; returns why it wrote nothing, or "".

    Raises nothing: after an error, `App.suspend` would not give the screen back.
    """
    try:
        code = subprocess.call(command)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "error"
        return f"cannot be started: {reason.lower()}; set EDITOR"
    return f"ended with {code}; what it wrote is not taken" if code else ""
