"""The importers by the names of their formats; each is imported when it is asked for."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.items import Import, Wishes

IMPORTERS = {
    "trunk-recorder": "trunk_recorder",
    "openmhz": "openmhz",
    "csv": "csv_import",
    "jsonl": "jsonl_import",
    "json": "json_import",
    "timesketch": "timesketch_import",
    "timelinejs": "timelinejs_import",
    "eido": "eido",
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
    module = importlib.import_module(f"incident_tui.exchange.{IMPORTERS[name]}")
    return Importer(module.read, getattr(module, "lacks_zone", _names_zones))


def _names_zones(paths: Sequence[Path], wishes: Wishes) -> bool:
    """Say that every time of a format names its zone."""
    return False
