"""The process that reads a workbook: `python -m incident_tui.exchange.imports.spreadsheet.reader`.

The library for workbooks is compiled, and keeps a sheet in memory with each cell up to the last. A
small file can ask for more memory than the machine has, and a broken file can end a process: here
only the process of the reader, whose memory and processor time are bounded where the system can.

The first message names the sheets; then each line with an `Order` has an answer.
"""

import contextlib
import sys
from itertools import islice
from pathlib import Path

import msgspec

from incident_tui.exchange.imports.foreign.files import packed_words
from incident_tui.exchange.imports.spreadsheet.books import Book, Rows, UnreadableError
from incident_tui.exchange.imports.spreadsheet.html_tables import HtmlBook
from incident_tui.exchange.imports.spreadsheet.messages import Contents, Line, Order, Unpacked
from incident_tui.exchange.imports.spreadsheet.texts import texts_of, times_of
from incident_tui.record.files import reason

MAX_MEMORY_BYTES = 4 * 1024 * 1024 * 1024
MAX_PROCESSOR_S = 15 * 60
MAX_TEXT_BYTES = 16 * 1024 * 1024 * 1024
"""Size of the rows of a sheet as texts."""

_START_BYTES = 4 * 1024
_MARKS = (b"PK", b"\xd0\xcf\x11\xe0")
"""The first bytes of workbooks: a zip, and a compound file."""
_XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"


def main(path: Path) -> None:
    """Read a workbook, as asked on the standard input; the answers go to the standard output."""
    _bound()
    encode, out = msgspec.json.Encoder().encode, sys.stdout.buffer
    try:
        book = opened_book(path)
    except UnreadableError as error:
        out.write(encode(Contents(fault=str(error))) + b"\n")
        return
    out.write(encode(Contents([*book.sheets])) + b"\n")
    out.flush()
    for line in sys.stdin.buffer:
        order = msgspec.json.decode(line, type=Order)
        try:
            answer = unpack(book.rows_of(order.number), Path(order.path), order.most_rows)
        except UnreadableError as error:
            answer = Unpacked(fault=str(error))
        except OSError as error:
            answer = Unpacked(fault=f"cannot be unpacked: {reason(error)}")
        out.write(encode(answer) + b"\n")
        out.flush()


def opened_book(path: Path) -> Book:
    """Open a file with sheets, by the content alone.

    Raises:
        UnreadableError: if the file has no sheets, or cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    if start.startswith(_MARKS):
        from incident_tui.exchange.imports.spreadsheet.workbook_files import WorkbookFile

        return WorkbookFile(path)
    letters = start.replace(b"\0", b"").lower()  # of UTF-16, too
    if _XML_SPREADSHEET in letters:
        raise UnreadableError("this is XML Spreadsheet 2003; open it and save it as .xlsx")
    if any(tag in letters for tag in (b"<html", b"<!doctype html", b"<table")):
        return HtmlBook(path)
    if words := packed_words(path):
        raise UnreadableError(words)
    if not start:
        raise UnreadableError("an empty file")
    if b"\0" in start:
        raise UnreadableError("this is no workbook")
    raise UnreadableError("this is a text, and no workbook; import it with --from csv")


def unpack(rows: Rows, path: Path, most_rows: int) -> Unpacked:
    """Write the rows of a sheet with content, a `Line` of JSON each.

    Args:
        rows: yields the rows.
        path: the file to write.
        most_rows: rows to write at most; 0 for all.

    Raises:
        OSError: if the file cannot be written.
    """
    times, encode = times_of(islice(rows(), most_rows or None)), msgspec.json.Encoder().encode
    last = written = size = 0
    with path.open("wb") as file:
        for number, row in enumerate(rows(), start=1):
            texts = texts_of(row, times)
            if not texts:
                continue
            line: Line = number, texts
            size += file.write(encode(line) + b"\n")
            last, written = number, written + 1
            if size > MAX_TEXT_BYTES:
                most = MAX_TEXT_BYTES >> 30
                return Unpacked(fault=f"its texts are larger than {most} GB; take a part of it")
            if written == most_rows:
                break
    return Unpacked(last)


def _bound() -> None:
    """Bound memory and processor time, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows; a lower bound set before
        import resource

        for kind, most in (
            (resource.RLIMIT_CPU, MAX_PROCESSOR_S),
            (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        ):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
