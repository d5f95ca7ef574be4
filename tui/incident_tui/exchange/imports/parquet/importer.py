"""The importer of files of Parquet: DuckDB is imported when files are read, and not before."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.libraries import missing_words
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Importer,
    Looked,
    Origin,
    Rejected,
    Wishes,
)


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, each path as a table."""
    if words := missing_words("duckdb", "parquet"):
        yield from (Rejected(Origin(str(path)), words, "") for path in paths)
        return
    from incident_tui.exchange.imports.parquet.reading import read_lake

    yield from read_lake(paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows of each table."""
    if not missing_words("duckdb", "parquet"):
        from incident_tui.exchange.imports.parquet.reading import look_at_lake

        yield from look_at_lake(paths, wishes)


def knows(beginning: Beginning) -> bool:
    """Whether a file is one of Parquet."""
    return beginning.data.startswith(b"PAR1")


IMPORTER = Importer(read, look, knows)
