"""Reads the sheets of workbooks: xlsx, xlsm, xlsb, xls, ods, and HTML with such a name.

`tables.log` finds the meaning of columns and rows, and `tables.form` that of an Activity Log ICS
214. Rows hidden by a filter are read, too; empty rows do not count.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, each_file
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Importer,
    Looked,
    Origin,
    Passed,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.spreadsheet.choice import (
    is_exported,
    listed,
    sheet_named,
    why_passed_over,
)
from incident_tui.exchange.imports.spreadsheet.table import SheetTable
from incident_tui.exchange.imports.spreadsheet.workbook import Workbook
from incident_tui.exchange.imports.tables.form import as_form
from incident_tui.exchange.imports.tables.log import (
    ROWS_LOOKED_AT,
    Content,
    content_of,
    look_at_tables,
    read_tables,
)
from incident_tui.exchange.imports.tables.table import Table

_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ZIP = b"PK"
_IN_ZIP = (b"xl/workbook", b"xl/worksheets/", b"application/vnd.oasis.opendocument.spreadsheet")
_COMPOUND = b"\xd0\xcf\x11\xe0"
_WORKBOOK = "Workbook".encode("utf-16-le")
"""The name of the part with the sheets, in a file of the earlier Excel."""
_NO_LOG = "no header with times"
_EXPORTED = "made from the record"
_PASSED_OVER = "sheets are passed over, unless they are named with --sheet: {words}"


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read the sheets with a log, or the sheets named by the user."""
    yield from read_tables(_tables(paths, wishes), paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows of the sheets, and say their columns and the open questions."""
    yield from look_at_tables(_tables(paths, wishes, ROWS_LOOKED_AT), wishes)


def knows(beginning: Beginning) -> bool:
    """Whether a file is a workbook, or HTML with a table under the name of a workbook."""
    data, is_named_so = beginning.data, beginning.name.endswith(_ENDINGS)
    if data.startswith(_ZIP):
        return is_named_so or any(mark in data for mark in _IN_ZIP)
    if data.startswith(_COMPOUND):
        return is_named_so or _WORKBOOK in data
    return is_named_so and "<table" in beginning.text.lower()


IMPORTER = Importer(read, look, knows)


def _tables(paths: Sequence[Path], wishes: Wishes, most_rows: int = 0) -> Iterator[Table | Found]:
    tables = partial(_tables_of, wishes=wishes, most_rows=most_rows)
    yield from each_file(paths, _ENDINGS, "no spreadsheet by its name", tables)


def _tables_of(file: ForeignFile, wishes: Wishes, most_rows: int) -> Iterator[Table | Found]:
    """Yield the tables of a file, and the reasons for sheets passed over."""
    with Workbook(file.path) as book:
        if book.fault:
            yield Rejected(_origin(file.path), book.fault, "")
            return
        found: Iterator[Table | Found] = (
            _named(book, file, wishes.sheets, most_rows)
            if wishes.sheets
            else _with_logs(book, file, wishes, most_rows)
        )
        for one in found:
            yield as_form(one, wishes) if isinstance(one, Table) else one


def _named(
    book: Workbook, file: ForeignFile, wanted: Sequence[str], most_rows: int
) -> Iterator[Table | Rejected]:
    """Yield the sheets named by the user."""
    found = {name: sheet_named(name, book.sheets) for name in wanted}
    for name in [name for name, number in found.items() if number is None]:
        names = listed([sheet.name for sheet in book.sheets])
        yield Rejected(_origin(file.path), f"there is no sheet `{name}`; sheets: {names}", "")
    for number in dict.fromkeys(found.values()):
        if number is not None:
            yield SheetTable(file, book.sheets[number].name, book.unpack(number, most_rows))


def _with_logs(
    book: Workbook, file: ForeignFile, wishes: Wishes, most_rows: int
) -> Iterator[Table | Passed | Remark]:
    """Yield the visible sheets with a log; if there are none, each with cells, which says why."""
    passed_over: dict[str, list[str]] = {}
    found: dict[Content, list[SheetTable]] = {"log": [], "export": [], "": []}
    for number, sheet in enumerate(book.sheets):
        if not (why := why_passed_over(sheet)):
            unpacked = book.unpack(number, most_rows)
            table = SheetTable(file, sheet.name, unpacked)
            if not (unpacked.last or unpacked.fault):
                why = "empty"
            else:
                found["log" if unpacked.fault else content_of(table, wishes)].append(table)
        if why:
            passed_over.setdefault(why, []).append(sheet.name)
    if found["export"]:  # beside sheets with what follows from the record
        own, found["log"] = _parted(found["log"])
        others, found[""] = _parted(found[""])
        passed_over[_EXPORTED] = [table.sheet for table in own + others]
    logs = found["export"] + found["log"]
    if logs and found[""]:
        passed_over[_NO_LOG] = [table.sheet for table in found[""]]
    passed_over = {why: names for why, names in passed_over.items() if names}
    for why, names in passed_over.items():
        yield from (
            Passed(Origin(clean(f"{file.path}#{name}")), f"a sheet: {why}") for name in names
        )
    if passed_over:
        words = "; ".join(f"{listed(names)}: {why}" for why, names in passed_over.items())
        yield Remark(_origin(file.path), _PASSED_OVER.format(words=words))
    yield from logs or found[""]


def _parted(tables: Iterable[SheetTable]) -> tuple[list[SheetTable], list[SheetTable]]:
    """Return the sheets with names of sheets that this program exports, and the others."""
    parts: tuple[list[SheetTable], list[SheetTable]] = [], []
    for table in tables:
        parts[not is_exported(table.sheet)].append(table)
    return parts


def _origin(path: Path) -> Origin:
    return Origin(clean(str(path)))
