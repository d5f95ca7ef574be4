"""The first part of a file, by which a format knows its own."""

import io
import re
from functools import cached_property
from pathlib import Path

from incident_tui.exchange.imports.foreign.encodings import encoding_of

BEGINNING_BYTES = 64 * 1024
"""Size of the part that is looked at."""

_KEY = re.compile(r'"((?:[^"\\\n]|\\.){1,100})"\s*:')
"""A key of a JSON object."""


class Beginning:
    """The name and the first bytes of a file."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name.lower()
        """The name of the file, in lower case."""
        self.data = data
        """At most `BEGINNING_BYTES`."""

    @cached_property
    def text(self) -> str:
        """The bytes as a text, with NULs where the file is no text; the last line may be cut."""
        encoding = encoding_of(lambda: io.BufferedReader(io.BytesIO(self.data)))
        return self.data.decode(encoding.name, errors="replace")

    @property
    def is_text(self) -> bool:
        """Whether the file is a text that says something; NULs at the end are of a crash."""
        text = self.text.rstrip("\0\r\n")
        return bool(text.strip()) and "\0" not in text

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of a JSON object or of a list of objects; empty for another file."""
        is_json = self.text.lstrip().startswith(("{", "["))
        return frozenset(_KEY.findall(self.text)) if is_json else frozenset()

    def stream(self) -> io.StringIO:
        """Return the text as an open file, whose last line is whole."""
        whole = self.text.rpartition("\n")[0] if len(self.data) == BEGINNING_BYTES else self.text
        return io.StringIO(whole, newline="")


def beginning_of(path: Path) -> Beginning:
    """Read the first bytes of a regular file.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        return Beginning(path.name, file.read(BEGINNING_BYTES))
