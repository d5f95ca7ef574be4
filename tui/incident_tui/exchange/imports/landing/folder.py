"""The folder of a record: a new record is written, an existing record keeps each character.

A few entries go into the timeline of the head, `record.yaml`; many go into a file of calls beside
the head. Files appear whole: first the calls, then the head with the name of the calls.
"""

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from incident_tui.exchange.imports.landing.collect import Collector, Outcome
from incident_tui.exchange.imports.landing.protocol import Found, Wishes
from incident_tui.exchange.imports.landing.validate import Validator
from incident_tui.exchange.imports.landing.yaml_insert import (
    Additions,
    NotAddedError,
    with_additions,
)
from incident_tui.record import model
from incident_tui.record.calls.reader import read_entries
from incident_tui.record.files import replacing
from incident_tui.record.reading import HEAD_NAMES, MAX_RECORD_BYTES, Reader, opened_calls
from incident_tui.record.text import folded

ASSUMED = "assumed: nothing imported says which"
"""The basis of a zone by assumption."""
REJECTED_NAME = "rejected.jsonl"
"""The file of rejections beside the record, a line of JSON each."""

_MAX_SLUG_CHARACTERS = 60
_BOM = "\ufeff"
_NO_SLUG = re.compile(r"[^0-9a-z]+")


class CannotAddError(Exception):
    """A record cannot take additions; the message says where, why, and what to do."""


class RecordFolder:
    """The folder of a record, for additions; a failed import leaves the folder unchanged."""

    def __init__(self, folder: Path) -> None:
        """Read the record in the folder.

        Raises:
            CannotAddError: if the record has faults in the way of an addition.
            OSError: if a file cannot be read.
        """
        self.folder = folder
        self.record: model.Record | None = None
        """The existing record; None for a new record."""
        paths = [folder / name for name in HEAD_NAMES if os.path.lexists(folder / name)]
        self._head = paths[0] if paths else folder / HEAD_NAMES[0]
        self._data = b""
        self._validator = Validator(folder)
        if paths:
            self._data = self._head.read_bytes()
            self.record = _record_of(self._data, self._head)
            self._validator.know(self.record, _calls_of(self.record, self._head))

    def write(self, found: Iterable[Found], wishes: Wishes, name: str) -> Outcome:
        """Take the objects of an importer, and write the valid items.

        Args:
            found: the objects.
            wishes: the title, date and zone of a new record.
            name: the title of a new record by default, and the name of a file of calls.

        Raises:
            CannotAddError: if the record cannot take the additions, or has changed meanwhile.
            OSError: if a file cannot be written.
        """
        made = not self.folder.exists()
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            zone = wishes.record_zone or wishes.zone
            with Collector(self.folder, self._validator, zone) as collector:
                for item in found:
                    collector.take(item)
                collector.resolve_references()
                self._write(collector, wishes, name)
                return collector.outcome
        finally:
            if made:
                with contextlib.suppress(OSError):  # the folder has files now
                    self.folder.rmdir()

    def _write(self, collector: Collector, wishes: Wishes, name: str) -> None:
        additions = collector.additions()
        calls = _free_name(self.folder, name) if collector.bulk else ""
        if calls:
            additions["calls"] = [calls]
        if self.record is None and _is_rejected_whole(collector, wishes):
            collector.outcome.kept.clear()  # sources alone make no record
            return
        if self.record is None and (additions or collector.incident):
            additions = {"incident": self._incident(collector, wishes, name), **additions}
        if additions:
            head = self._head_with(additions)  # first, because this may fail
            if collector.bulk:
                _rename_whole(collector.bulk, self.folder / calls)
            self._replace_head(head)
        if self._head.exists():
            _put_aside(collector.rejected, self.folder / REJECTED_NAME)

    def _incident(self, collector: Collector, wishes: Wishes, name: str) -> dict[str, object]:
        """Return the incident of a new record: by the wishes, by the files, or by assumption.

        Raises:
            CannotAddError: if neither wishes nor files name a day.
        """
        said, first = wishes.zone_said, self._validator.first_date
        basis = "as named for the import" if said else ASSUMED
        zone = {"timezone": str(wishes.zone), "timezone_basis": basis}
        wished: dict[str, object] = {
            "title": wishes.title,
            "date": wishes.date and wishes.date.isoformat(),
            **(zone if said else {}),
        }
        assumed: dict[str, object] = {
            "id": slug(wishes.title or name),
            "title": name,
            "date": first and first.isoformat(),
            **({} if "timezone" in collector.incident else zone),
        }
        collector.outcome.zone_assumed = not said and "timezone" not in collector.incident
        stated = {key: value for key, value in wished.items() if value}
        incident = assumed | collector.incident | stated
        if not incident["date"]:
            rejected = [f"{one.origin}: {one.reason}" for one in collector.outcome.first_rejected]
            what = "what could be read does not say" if rejected else "nothing says"
            rejected.append(f"{what} on which day this was; give it with --date")
            raise CannotAddError("\n".join(rejected))
        return incident

    def _head_with(self, additions: Additions) -> bytes:
        """Return the head with the additions.

        Raises:
            CannotAddError: if the head cannot take the additions, or would become too large.
        """
        text = self._data.decode() or f"format: {model.FORMAT}\n"
        bom = _BOM if text.startswith(_BOM) else ""
        try:
            data = (bom + with_additions(text.removeprefix(_BOM), additions)).encode()
        except NotAddedError as error:
            raise CannotAddError(f"{self._head}: nothing can be added to it: {error}") from None
        if len(data) > MAX_RECORD_BYTES:
            message = f"would be larger than {MAX_RECORD_BYTES >> 20} MB; import less at once"
            raise CannotAddError(f"{self._head}: {message}")
        return data

    def _replace_head(self, data: bytes) -> None:
        """Write the head, unless another program has changed the file since the import began."""
        if self.record is not None and self._head.read_bytes() != self._data:
            message = "was changed meanwhile, and is left so; import again"
            raise CannotAddError(f"{self._head}: {message}")
        with replacing(self._head, overwrite=self.record is not None) as file:
            file.write(data)


def slug(text: str) -> str:
    """Return a text as a short id: `CAD export (2).csv` is `cad-export-2-csv`."""
    return _NO_SLUG.sub("-", folded(text))[:_MAX_SLUG_CHARACTERS].strip("-") or "imported"


def _is_rejected_whole(collector: Collector, wishes: Wishes) -> bool:
    """Whether no entry was kept because of the rejections, and nothing else says the day."""
    outcome = collector.outcome
    has_day = wishes.date or collector.incident.get("date")
    return bool(outcome.rejected and not outcome.kept["timeline"] and not has_day)


def _record_of(data: bytes, path: Path) -> model.Record:
    """Return the record in a head.

    Raises:
        CannotAddError: if the head holds no record, or cannot take additions.
    """
    reading = Reader(data, str(path)).reading
    if reading.record is None:
        raise CannotAddError("\n".join(map(str, reading.problems)))
    try:
        with_additions(data.decode().removeprefix(_BOM), {})
    except NotAddedError as error:
        raise CannotAddError(f"{path}: nothing can be added to it: {error}") from None
    return reading.record


def _calls_of(record: model.Record, head: Path) -> Iterator[model.Entry]:
    """Yield the entries of a record's files of calls.

    Raises:
        CannotAddError: if a file cannot be read: its entries could be added twice.
    """
    for name in record.calls:
        file, failure = opened_calls(head.parent, name)
        if file is None:
            raise CannotAddError(f"{head}: `calls`: `{name}` {failure}")
        with file:
            yield from read_entries(file)


def _free_name(folder: Path, name: str) -> str:
    """Return a new name for a file of calls."""
    stem, number = f"calls-{slug(name)}", 1
    path = f"{stem}.jsonl"
    while os.path.lexists(folder / path):
        number += 1
        path = f"{stem}-{number}.jsonl"
    return path


def _rename_whole(file: IO[bytes], path: Path) -> None:
    """Give a temporary file with all of its content the final name."""
    _flush_to_disk(file)
    # A temporary file is private; the umask, which can only be read by writing, says what is usual.
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(file.name, 0o666 & ~mask)
    os.replace(file.name, path)


def _flush_to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _put_aside(rejected: IO[bytes], path: Path) -> None:
    """Append lines to the file of rejections, except the lines in the file."""
    rejected.seek(0)
    known = set()
    if path.exists():
        with path.open("rb") as file:
            known = {hash(line.rstrip(b"\n")) for line in file}
    new = None
    for line in rejected:
        key = hash(line.rstrip(b"\n"))
        if key in known:
            continue
        known.add(key)
        new = new or path.open("ab")
        new.write(line)
    if new:
        _flush_to_disk(new)
        new.close()
