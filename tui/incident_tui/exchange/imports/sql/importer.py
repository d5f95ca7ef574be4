"""The importer of databases: SQLAlchemy is imported when a database is read, and not before."""

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
    """Read a database: of the address in the wishes, or of the files at the paths."""
    if words := missing_words("sqlalchemy", "sql"):
        yield from (Rejected(Origin("the database"), words, "") for _ in _addresses(paths, wishes))
        return
    from incident_tui.exchange.imports.sql.reading import read_database

    for address in _addresses(paths, wishes):
        yield from read_database(address, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows of a table or a query."""
    if missing_words("sqlalchemy", "sql"):
        return
    from incident_tui.exchange.imports.sql.reading import look_at_database

    for address in _addresses(paths, wishes):
        yield from look_at_database(address, wishes)


def knows(beginning: Beginning) -> bool:
    """Whether a file is a database of SQLite."""
    return beginning.data.startswith(b"SQLite format 3\0")


IMPORTER = Importer(read, look, knows)


def _addresses(paths: Sequence[Path], wishes: Wishes) -> Sequence[str]:
    return [wishes.address] if wishes.address else [*map(str, paths)]
