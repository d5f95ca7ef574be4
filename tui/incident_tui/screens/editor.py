"""A text written in the editor of the user, in place of the screen."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

_USUAL_EDITOR = "notepad" if sys.platform == "win32" else "vi"


class EditorError(Exception):
    """No text was written; the message says why and what to do."""


def edited(app: App[None], text: str) -> str:
    """The text as the user leaves it in the editor of `$VISUAL` or `$EDITOR`.

    The editor is started with a list of arguments, and never by a shell.

    Raises:
        EditorError: if the editor cannot be started, or ends with an error.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _USUAL_EDITOR
    try:
        arguments = shlex.split(command)
    except ValueError:
        raise EditorError(f"{command}: cannot be read as a command; set EDITOR") from None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note.txt"
        path.write_text(text, "utf-8")
        try:
            with app.suspend():
                fault = _fault_of([*arguments, str(path)])
        except SuspendNotSupported:
            raise EditorError("no editor can be opened on this terminal; e writes here") from None
        if fault:
            raise EditorError(f"{command}: {fault}")
        return path.read_text("utf-8", errors="replace")


def _fault_of(command: list[str]) -> str:
    """Run an editor; returns why it wrote nothing, or "".

    Raises nothing: after an error, `App.suspend` would not give the screen back.
    """
    try:
        code = subprocess.call(command)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "error"
        return f"cannot be started: {reason.lower()}; set EDITOR"
    return f"ended with {code}; no note is written" if code else ""
