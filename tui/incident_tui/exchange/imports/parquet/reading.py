"""Reads the wished part of files of Parquet, or of CSV, each named path as a table."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from incident_tui.exchange.imports.foreign.files import ForeignFile, files, packed_words
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Looked,
    Origin,
    Passed,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.parquet.lake import Lake
from incident_tui.exchange.imports.parquet.table import LakeTable
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.wanted import ArchiveError
from incident_tui.record.files import opened_file

_ENDINGS = {
    "parquet": (".parquet", ".pq"),
    "csv": (".csv", ".csv.gz", ".tsv", ".tsv.gz"),
}
"""From a form of files to the endings of names."""
_START = b"PAR1"
_MAX_FILE_BYTES = 1 << 50
"""The size of a file, of which a part alone is read."""
_NO_FILES = "no file of Parquet or CSV is in this folder"
_NO_ROWS = "no row of this table is in the window and of the talkgroups"
_NOTHING = "there are no such rows; the times are from {first} to {last}"


def read_lake(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files and folders; of a folder with both forms, the files of Parquet."""
    yield from read_tables(_tables(paths, wishes), paths, wishes)


def look_at_lake(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows of each table."""
    yield from look_at_tables(_tables(paths, wishes), wishes)


def _tables(paths: Sequence[Path], wishes: Wishes) -> Iterator[LakeTable | Found]:
    """Yield the table of each path with rows, open until the next, and words for the others."""
    ends, has_rows = list[tuple[str, str]](), False
    titles = _titles(paths)
    for path in paths:
        origin = Origin(clean(str(path)))
        try:
            found, form = _files_of(path)
            if not found:
                yield Remark(origin, _NO_FILES)
                continue
            with Lake(found, form) as lake:
                table = LakeTable(lake, path, titles[path], wishes)
                if not table.is_empty():
                    has_rows = True
                    yield table
                    continue
                ends.append(table.ends())
            yield Passed(origin, _NO_ROWS)
        except ArchiveError as error:
            yield Rejected(origin, str(error), "")
    times = [time for pair in ends for time in pair if time]
    if times and not has_rows:
        words = _NOTHING.format(first=min(times), last=max(times))
        yield Remark(Origin(clean(str(paths[0]))), words)


def _titles(paths: Sequence[Path]) -> dict[Path, str]:
    """Return a title for each path: the name, or where names repeat, the end of the path."""
    names = {path: path.name or path.absolute().name for path in paths}
    if len({*names.values()}) == len(names):
        return names
    try:
        root = os.path.commonpath([path.absolute() for path in paths])
    except ValueError:  # on several drives
        return {path: str(path) for path in paths}
    return {path: path.absolute().relative_to(root).as_posix() for path in paths}


def _files_of(path: Path) -> tuple[list[Path], str]:
    """Return the files at a path, and their form.

    Raises:
        ArchiveError: if a named file is none of Parquet.
    """
    found = [file.path for file in files([path]) if isinstance(file, ForeignFile)]
    if found == [path]:
        return found, "csv" if path.name.lower().endswith(_ENDINGS["csv"]) else _parquet(path)
    found = [file for file in found if file.is_file()]
    for form, endings in _ENDINGS.items():
        if those := [file for file in found if file.name.lower().endswith(endings)]:
            return those, form
    return [], ""


def _parquet(path: Path) -> str:
    """Return the form of a named file, which is Parquet whatever the name.

    Raises:
        ArchiveError: if the file is none.
    """
    file, failure = opened_file(path, _MAX_FILE_BYTES, "name a part of it")
    if file is None:
        raise ArchiveError(failure)
    with file:
        is_parquet = file.read(len(_START)) == _START
    if not is_parquet:
        raise ArchiveError(packed_words(path) or "this is no file of Parquet")
    return "parquet"
