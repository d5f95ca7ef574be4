"""A workbook, read by a separate process, which writes the rows of each sheet into a file."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import msgspec

from incident_tui.exchange.imports.spreadsheet import reader
from incident_tui.exchange.imports.spreadsheet.messages import (
    Contents,
    Order,
    SheetName,
    Unpacked,
)
from incident_tui.record.files import opened_file

MAX_FILE_BYTES = 1024 * 1024 * 1024

_DIED = (
    "cannot be read: it is damaged, or its cells up to the last row and column need more than"
    f" {reader.MAX_MEMORY_BYTES >> 30} GB of memory; delete the empty rows and columns at its end,"
    " or save the table as CSV"
)


class UnpackedSheet(NamedTuple):
    """The rows of a sheet in a file, which is there until the workbook is closed."""

    path: Path
    """A file with a `Line` of JSON for each row with content."""
    last: int
    """The 1-based number of the last row; 0 for a sheet without a row."""
    fault: str
    """Why the sheet cannot be read, and how to mend the file; "" without a fault."""


class Workbook:
    """A file with sheets; a context manager over the process of the reader."""

    def __init__(self, path: Path) -> None:
        self.sheets: Sequence[SheetName] = ()
        """In the order of the file."""
        self.fault = ""
        """Why the file cannot be read, and how to mend the file; "" without a fault."""
        self._path = path
        self._folder = tempfile.TemporaryDirectory(prefix="incident-tui-")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Workbook":
        file, self.fault = opened_file(self._path, MAX_FILE_BYTES, "save the table as CSV")
        if file is not None:
            file.close()
            contents = self._open()
            self.sheets, self.fault = contents.sheets, contents.fault
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        self._folder.cleanup()

    def unpack(self, number: int, most_rows: int = 0) -> UnpackedSheet:
        """Write the rows of a sheet into a file.

        Args:
            number: of the sheet, from 0.
            most_rows: rows to write at most; 0 for all.
        """
        path = Path(self._folder.name, f"{number}.jsonl")
        if self._process is None:  # another sheet has ended it
            self._open()
        order = Order(number, str(path), most_rows)
        answer = msgspec.json.decode(self._answer(order) or b"{}", type=Unpacked)
        if self._process is None:
            answer = Unpacked(fault=_DIED)
        return UnpackedSheet(path, answer.last, answer.fault)

    def _open(self) -> Contents:
        """Begin the process, and return the first message."""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", reader.__name__, str(self._path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        line = self._answer()
        return msgspec.json.decode(line, type=Contents) if line else Contents(fault=_DIED)

    def _answer(self, order: Order | None = None) -> bytes:
        """Return the next line of the process, after an order; "" at the end."""
        line = b""
        if self._process and self._process.stdin and self._process.stdout:
            try:
                if order:
                    self._process.stdin.write(msgspec.json.encode(order) + b"\n")
                    self._process.stdin.flush()
                line = self._process.stdout.readline()
            except BrokenPipeError:
                pass
        if not line:
            self._end()
        return line

    def _end(self) -> None:
        """End the process."""
        if process := self._process:
            self._process = None
            process.kill()
            with process:  # closes what is open to it
                pass
