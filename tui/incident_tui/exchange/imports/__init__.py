"""What a record can be begun from or added to: one module of this package for each format.

Each has `read(paths, wishes)`, which yields objects of a record, and what it could not read, one
at a time; `RecordFolder` writes them. The module is imported when its format is asked for.
"""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.landing.protocol import Import, Wishes

IMPORTERS = {
    "trunk-recorder": "trunk_recorder",
    "openmhz": "openmhz",
    "csv": "csv.log",
    "jsonl": "jsonl",
    "json": "json_record",
    "timesketch": "timesketch",
    "timelinejs": "timelinejs",
    "eido": "eido.incident",
}
"""From a format's name to its module in this package, whose `read` reads it."""


class Importer(NamedTuple):
    """How a format is read."""

    read: Import
    lacks_zone: Callable[[Sequence[Path], Wishes], bool]
    """Whether there are times that name no zone, as far as the first of them show."""


def importer(name: str) -> Importer:
    """The importer of a format.

    Raises:
        KeyError: if there is none.
    """
    module = importlib.import_module(f"{__name__}.{IMPORTERS[name]}")
    return Importer(module.read, getattr(module, "lacks_zone", _names_zones))


def _names_zones(paths: Sequence[Path], wishes: Wishes) -> bool:
    """Say that every time of a format names its zone."""
    return False
