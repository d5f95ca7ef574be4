"""Writes what is imported into a record's folder: a new one, or one whose every character stays.

A few entries go into the timeline of the head, `record.yaml`; many go into a file of calls beside
it. Files appear whole: calls first, then the head that names them.
"""

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from incident_tui.exchange.imports.admission import Admission
from incident_tui.exchange.imports.head_text import Additions, NotAddedError, with_additions
from incident_tui.exchange.imports.intake import Intake, Outcome
from incident_tui.exchange.imports.items import Found, Wishes
from incident_tui.record import model
from incident_tui.record.calls.reader import read_entries
from incident_tui.record.files import replacing
from incident_tui.record.reading import HEAD_NAMES, LARGEST, Reader, opened_calls
from incident_tui.record.text import folded

ASSUMED = "assumed: nothing imported says which"
"""The basis of a zone that nobody named."""
REJECTED_NAME = "rejected.jsonl"
"""What could not be read, beside the record: a line of JSON each."""

_BOM = "\ufeff"
_NO_SLUG = re.compile(r"[^0-9a-z]+")


class CannotAddError(Exception):
    """A record cannot be added to; says where, why, and what to do."""


class RecordFolder:
    """A record's folder, open to be added to; an import that fails leaves it as it was."""

    def __init__(self, folder: Path) -> None:
        """Read what is there.

        Raises:
            CannotAddError: if a record is there that cannot be read well enough to add to it.
            OSError: if something cannot be read.
        """
        self.folder = folder
        self.record: model.Record | None = None
        """The record that is added to; None where there is none yet."""
        paths = [folder / name for name in HEAD_NAMES if os.path.lexists(folder / name)]
        self._head = paths[0] if paths else folder / HEAD_NAMES[0]
        self._data = b""
        self._admission = Admission(folder)
        if paths:
            self._data = self._head.read_bytes()
            self.record = _record_of(self._data, self._head)
            self._admission.know(self.record, _calls_of(self.record, self._head))

    def write(self, found: Iterable[Found], wishes: Wishes, name: str) -> Outcome:
        """Take in what an importer finds, and write it.

        Args:
            name: what a new record is called, and a file of calls after.

        Raises:
            CannotAddError: if the record cannot be added to, or was changed meanwhile.
            OSError: if something cannot be written.
        """
        made = not self.folder.exists()
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            zone = wishes.record_zone or wishes.zone
            with Intake(self.folder, self._admission, zone) as intake:
                for one in found:
                    intake.take(one)
                intake.settle()
                self._write(intake, wishes, name)
                return intake.outcome
        finally:
            if made:
                with contextlib.suppress(OSError):  # something was written there
                    self.folder.rmdir()

    def _write(self, intake: Intake, wishes: Wishes, name: str) -> None:
        additions = intake.additions()
        calls = _free_name(self.folder, name) if intake.bulk else ""
        if calls:
            additions["calls"] = [calls]
        if self.record is None and (additions or intake.incident):
            additions = {"incident": self._incident(intake, wishes, name), **additions}
        if additions:
            head = self._head_with(additions)  # first: it may be refused
            if intake.bulk:
                _named(intake.bulk, self.folder / calls)
            self._replace_head(head)
        if self._head.exists():
            _put_aside(intake.rejected, self.folder / REJECTED_NAME)

    def _incident(self, intake: Intake, wishes: Wishes, name: str) -> dict[str, Any]:
        """The incident of a new record: as it was wished, as it was found, or as it must be.

        Raises:
            CannotAddError: if nothing says on which day it was.
        """
        said, first = wishes.zone_said, self._admission.first_date
        basis = "as named for the import" if said else ASSUMED
        zone = {"timezone": str(wishes.zone), "timezone_basis": basis}
        wished: dict[str, Any] = {
            "title": wishes.title,
            "date": wishes.date and wishes.date.isoformat(),
            **(zone if said else {}),
        }
        assumed: dict[str, Any] = {
            "id": slug(wishes.title or name),
            "title": name,
            "date": first and first.isoformat(),
            **({} if "timezone" in intake.incident else zone),
        }
        intake.outcome.zone_assumed = not said and "timezone" not in intake.incident
        incident = assumed | intake.incident | {key: one for key, one in wished.items() if one}
        if not incident["date"]:
            raise CannotAddError("nothing says on which day this was; give it with --date")
        return incident

    def _head_with(self, additions: Additions) -> bytes:
        text = self._data.decode() or f"format: {model.FORMAT}\n"
        bom = _BOM if text.startswith(_BOM) else ""
        try:
            data = (bom + with_additions(text.removeprefix(_BOM), additions)).encode()
        except NotAddedError as error:
            raise CannotAddError(f"{self._head}: nothing can be added to it: {error}") from None
        if len(data) > LARGEST:
            message = f"would be larger than {LARGEST >> 20} MB; import less at once"
            raise CannotAddError(f"{self._head}: {message}")
        return data

    def _replace_head(self, data: bytes) -> None:
        if self.record is not None and self._head.read_bytes() != self._data:
            message = "was changed meanwhile, and is left so; import again"
            raise CannotAddError(f"{self._head}: {message}")
        with replacing(self._head, overwrite=self.record is not None) as file:
            file.write(data)


def slug(text: str) -> str:
    """A text as a short id: `CAD export (2).csv` is `cad-export-2-csv`."""
    return _NO_SLUG.sub("-", folded(text))[:60].strip("-") or "imported"


def _record_of(data: bytes, path: Path) -> model.Record:
    """The record in a head.

    Raises:
        CannotAddError: if there is none.
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
    """The entries of a record's files of calls.

    Raises:
        CannotAddError: if one of them cannot be read: what it holds could be added twice.
    """
    for name in record.calls:
        file, failure = opened_calls(head.parent, name)
        if file is None:
            raise CannotAddError(f"{head}: `calls`: `{name}` {failure}")
        with file:
            yield from read_entries(file)


def _free_name(folder: Path, name: str) -> str:
    """A name for a file of calls that no file has yet."""
    stem, number = f"calls-{slug(name)}", 1
    path = f"{stem}.jsonl"
    while os.path.lexists(folder / path):
        number += 1
        path = f"{stem}-{number}.jsonl"
    return path


def _named(file: IO[bytes], path: Path) -> None:
    """Give a file that is whole its name."""
    _stored(file)
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(file.name, 0o666 & ~mask)
    os.replace(file.name, path)


def _stored(file: IO[bytes]) -> None:
    """Wait until what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def _put_aside(rejected: IO[bytes], path: Path) -> None:
    """Add lines to a file, those that are not in it."""
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
        _stored(new)
        new.close()
