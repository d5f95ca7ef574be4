"""The rows of a file of CSV, all at once."""

from pathlib import Path

from incident_tui.exchange.imports.csv.rows import rows
from incident_tui.exchange.imports.foreign.encodings import open_text
from incident_tui.exchange.imports.tables.table import Row


def rows_in(path: Path, encoding: str) -> list[Row]:
    """The rows of a file."""
    with open_text(path, encoding) as file:
        return list(rows(file))
