"""The record of calls that are being recorded: in a temporary folder, and gone with it."""

import datetime as dt
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from incident_tui.exchange.imports.landing.collect import Collector, Outcome
from incident_tui.exchange.imports.landing.folder import ASSUMED, slug
from incident_tui.exchange.imports.landing.protocol import Found
from incident_tui.exchange.imports.landing.validate import Validator
from incident_tui.exchange.imports.landing.yaml_insert import Additions, with_additions
from incident_tui.exchange.unsaved_import import NOT_SAVED
from incident_tui.record import model
from incident_tui.record.calls.reader import read_entries
from incident_tui.record.files import replacing
from incident_tui.record.reading import HEAD_NAMES, Reader
from incident_tui.record.text import visible

CALLS_NAME = "calls.jsonl"


class UnsavedRecord:
    """A record to which calls are added, each once.

    All entries stand in the file of calls, which only grows. The head is written when it has to
    define a further source or unit.
    """

    def __init__(self, folder: Path, recorded: Path) -> None:
        """Begin a record.

        Args:
            folder: an empty folder, which the record has for itself.
            recorded: the folder in which the calls are recorded, which names the record.
        """
        self._folder = folder
        self._name = visible(Path(os.path.realpath(recorded)).name) or "calls"
        self._head = folder / HEAD_NAMES[0]
        self._calls = folder / CALLS_NAME
        self._text = ""
        self._validator: Validator | None = None
        """None before the first calls, and after a failure: what is on the disk counts then."""

    @property
    def path(self) -> Path:
        """The file of the record."""
        return self._head

    def add(self, found: Iterable[Found]) -> Outcome:
        """Write the entries that the record does not have yet, and what they refer to.

        After a failure the same entries can be added again.

        Raises:
            OSError: if a file cannot be written.
        """
        validator = self._validator or self._known()
        self._validator = None
        with Collector(self._folder, validator, dt.UTC, most_in_head=0) as collector:
            for item in found:
                collector.take(item)
            collector.resolve_references()
            # The head first: a call never refers to what is not there.
            self._write_head(collector)
            self._write_calls(collector)
        self._validator = validator
        return collector.outcome

    def _known(self) -> Validator:
        """A validator that knows the record as it is on the disk.

        Raises:
            OSError: if a file cannot be read.
        """
        validator = Validator(self._folder)
        if not self._head.exists():
            self._text = ""
            return validator
        data = self._head.read_bytes()
        self._text = data.decode()
        record = Reader(data, str(self._head)).reading.record
        assert record is not None  # it is written whole or not at all
        with self._calls.open("rb") as file:
            validator.know(record, read_entries(file))
        return validator

    def _write_head(self, collector: Collector) -> None:
        """Write the head, if it is new or has to define more.

        Raises:
            OSError: if the file cannot be written.
        """
        additions = collector.additions()
        text = self._text
        if not text:
            self._calls.touch()
            text = f"format: {model.FORMAT}\n"
            additions = {**self._beginning(collector.first_day), **additions}
        if additions:
            text = with_additions(text, additions)
            with replacing(self._head, overwrite=True) as file:
                file.write(text.encode())
            self._text = text

    def _beginning(self, first_day: dt.date | None) -> Additions:
        """The parts of a head that are written once.

        Args:
            first_day: of the first calls; None without a call, for the present day.
        """
        day = first_day or dt.datetime.now(dt.UTC).date()
        incident: dict[str, object] = {
            "id": slug(self._name),
            "title": f"{self._name} · {NOT_SAVED}",
            "date": day.isoformat(),
            "timezone": "UTC",
            "timezone_basis": ASSUMED,
        }
        return {"incident": incident, "calls": [CALLS_NAME]}

    def _write_calls(self, collector: Collector) -> None:
        """Append the entries to the calls, whole or not at all.

        Raises:
            OSError: if the file cannot be written.
        """
        if collector.bulk is None:
            return
        collector.bulk.seek(0)
        size = self._calls.stat().st_size
        try:
            with self._calls.open("ab") as file:
                shutil.copyfileobj(collector.bulk, file)
        except OSError:
            os.truncate(self._calls, size)
            raise
