"""Reads the Activity Log ICS 214 from CSV, from Markdown, from lines of text, and as exported here.

The blocks of the form are those of `tables.form`; a workbook with the form is a table as well.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from incident_tui.exchange.imports.csv.log import CsvTable
from incident_tui.exchange.imports.foreign.beginning import BEGINNING_BYTES, Beginning
from incident_tui.exchange.imports.foreign.contents import Content, beginnings_in
from incident_tui.exchange.imports.ics214.form_lines import FormLines
from incident_tui.exchange.imports.ics214.own_form import RULE, OwnForm
from incident_tui.exchange.imports.landing.protocol import Found, Importer, Looked, Wishes
from incident_tui.exchange.imports.tables.form import FormTable
from incident_tui.exchange.imports.tables.form_blocks import is_form
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.text_file import TextFileTable, tables_in

_ENDINGS = (".txt", ".md", ".csv")
_CSV_HEADER = re.compile(
    r"^[^|\n]{0,200}\btime[^|\n,;\t]{0,40}[\"']?[,;\t][^|\n]{0,200}\b"
    r"(?:activit|event|remark|note|action)",
    re.I | re.M,
)


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, with a form each."""
    wishes = msgspec.structs.replace(wishes, columns={})  # the columns are those of the form
    yield from read_tables(_tables(paths, wishes), paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows of the log, and say what they leave open."""
    wishes = msgspec.structs.replace(wishes, columns={})
    yield from look_at_tables(_tables(paths, wishes), wishes)


def knows(beginning: Beginning) -> bool:
    """Whether a file is a form, by the words in the first part."""
    inner = beginnings_in(beginning, _ENDINGS)
    return any(one.is_text and is_form(one.text) for one in inner)


IMPORTER = Importer(read, look, knows)


def _tables(paths: Sequence[Path], wishes: Wishes) -> Iterator["FormTable | Found"]:
    def table(content: Content) -> FormTable:
        return FormTable(_text(content, wishes.encoding), wishes)

    yield from tables_in(paths, _ENDINGS, "no ICS 214 by its name", table)


def _text(content: Content, encoding: str) -> TextFileTable:
    """Return the form in a text: by the lines that are drawn, or by the row of names in CSV."""
    try:
        with content.open() as file:
            text = Beginning("", file.read(BEGINNING_BYTES)).text
    except OSError:  # the table says why
        text = ""
    if any(RULE.fullmatch(line.strip()) for line in islice(text.splitlines(), 20)):
        return OwnForm(content, encoding)
    kind = CsvTable if _CSV_HEADER.search(text) else FormLines
    return kind(content, encoding)
