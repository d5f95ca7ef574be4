"""The rows of a file of CSV, all at once."""

from pathlib import Path
from typing import BinaryIO

from incident_tui.exchange.imports.csv.rows import rows, sample_of
from incident_tui.exchange.imports.foreign.encodings import encoding_of, open_text
from incident_tui.exchange.imports.tables.table import Row


def rows_in(path: Path, encoding: str = "") -> list[Row]:
    """The rows of a file, in an encoding, or in the one that is found."""

    def bytes_of() -> BinaryIO:
        return path.open("rb")

    name = encoding or encoding_of(bytes_of).name
    with open_text(bytes_of, name) as file:
        sample = sample_of(file)
    with open_text(bytes_of, name) as file:
        return list(rows(file, sample))
