"""The folder of a record: a new record is written, an existing record keeps each character.

A few entries go into the timeline of the head, `record.yaml`; many go into a file of calls beside
the head. Files appear whole: first the calls, then the head with the name of the calls. Calls that
have no words may get some: their lines alone are written anew, before the head.
"""

import contextlib
import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from incident_tui.exchange.call_lines import CannotRewriteError, Changes, rewritten
from incident_tui.exchange.imports.landing.collect import Collector, Outcome
from incident_tui.exchange.imports.landing.protocol import Found, Origin, Wishes
from incident_tui.exchange.imports.landing.rejections import (
    REJECTED_NAME,
    CannotPutAsideError,
    with_rejections,
)
from incident_tui.exchange.imports.landing.validate import Validator
from incident_tui.exchange.imports.landing.words_in_calls import placed
from incident_tui.exchange.imports.landing.yaml_insert import (
    Additions,
    NotAddedError,
    with_additions,
)
from incident_tui.record import model
from incident_tui.record.calls.reader import read_entries
from incident_tui.record.files import (
    flush_to_disk,
    remove_litter,
    rename_whole,
    replacing,
    stays_inside,
)
from incident_tui.record.reading import (
    HEAD_NAMES,
    MAX_RECORD_BYTES,
    Reader,
    bytes_of_head,
    opened_calls,
)
from incident_tui.record.text import folded

ASSUMED = "assumed: nothing imported says which"
"""The basis of a zone by assumption."""

_CALLS_PREFIX = "calls-"
_BLOCK_BYTES = 1024 * 1024
_MAX_SLUG_CHARACTERS = 60
_BOM = "\ufeff"
_NO_SLUG = re.compile(r"[^0-9a-z]+")


class CannotAddError(Exception):
    """A record cannot take additions; the message says where, why, and what to do."""


class NoDayError(CannotAddError):
    """Neither the wishes nor what could be read of the files names a day."""

    def __init__(self, outcome: Outcome) -> None:
        """Tell the first rejections, since one of them may have a day.

        Args:
            outcome: of the import.
        """
        what = "what could be read does not say" if outcome.first_rejected else "nothing says"
        self.outcome, self.words = outcome, f"{what} on which day this was"
        rejected = [f"{one.origin}: {one.reason}" for one in outcome.first_rejected]
        super().__init__("\n".join([*rejected, f"{self.words}; give it with --date"]))


class RecordFolder:
    """The folder of a record, for additions; a failed import leaves the folder unchanged.

    The folder is locked by the caller, see `folder_lock`, before the record is read.
    """

    def __init__(self, folder: Path) -> None:
        """Read the record in the folder.

        Raises:
            CannotAddError: if the record has faults in the way of an addition, or a file of the
                record is not in the folder.
            OSError: if a file cannot be read.
        """
        self.folder = folder
        self.record: model.Record | None = None
        """The existing record; None for a new record."""
        paths = [folder / name for name in HEAD_NAMES if os.path.lexists(folder / name)]
        self._head = paths[0] if paths else folder / HEAD_NAMES[0]
        self._data = b""
        self._calls: set[str] = set()
        """The names of the record's files of calls."""
        self._validator = Validator(folder)
        if paths:
            if not stays_inside(folder, self._head.name):
                message = "is a link that leaves the record's folder; import into the folder"
                raise CannotAddError(f"{self._head}: {message} that it leads to")
            self._data = _bytes_of(self._head)
            self.record = _record_of(self._data, self._head)
            self._calls.update(self.record.calls)
            self._validator.know(self.record, _calls_of(self.record, self._head))

    def entries(self) -> Iterator[model.Entry]:
        """Yield the entries of the existing record, those of its files of calls too.

        Raises:
            CannotAddError: if a file of calls cannot be read.
        """
        if self.record is not None:
            yield from self.record.timeline
            yield from _calls_of(self.record, self._head)

    def write(
        self, found: Iterable[Found], wishes: Wishes, name: str, calls_apart: bool = False
    ) -> Outcome:
        """Take the objects of an importer, and write the valid items.

        Args:
            found: the objects.
            wishes: the title, date and zone of a new record.
            name: the title of a new record by default, and the name of a file of calls.
            calls_apart: whether a call without words takes the entries into a file of calls,
                where words can be written into it later.

        Raises:
            CannotAddError: if the record cannot take the additions, or has changed meanwhile.
            OSError: if a file cannot be written.
        """
        made = not self.folder.exists()
        self.folder.mkdir(parents=True, exist_ok=True)
        remove_litter(self.folder)
        try:
            zone = wishes.record_zone or wishes.zone
            with Collector(
                self.folder, self._validator, zone, calls_apart=calls_apart
            ) as collector:
                changes = self._take_all(found, collector)
                self._write(collector, wishes, name, changes)
                self._remark_on_calls(collector)
                return collector.outcome
        except (CannotPutAsideError, CannotRewriteError) as error:
            raise CannotAddError(str(error)) from None
        finally:
            if made:
                with contextlib.suppress(OSError):  # the folder has files now
                    self.folder.rmdir()

    def _take_all(self, found: Iterable[Found], collector: Collector) -> Changes:
        """Take the objects; returns the lines of the files of calls that get words."""
        for item in found:
            collector.take(item)
        words = placed(collector.words, self.folder, self.record.calls if self.record else ())
        collector.keep_words(words)  # other words go beside the calls, as entries with references
        collector.resolve_references()
        return words.changes

    def try_out(
        self, found: Iterable[Found], wishes: Wishes, name: str, calls_apart: bool = False
    ) -> Outcome:
        """Take the objects of an importer as `write` does, and write nothing.

        The folder knows the objects from then on: for a later `write`, read the record anew.

        Raises:
            CannotAddError: if the record cannot take the additions.
            OSError: if there is no room for temporary files.
        """
        zone = wishes.record_zone or wishes.zone
        with (
            tempfile.TemporaryDirectory() as scratch,
            Collector(Path(scratch), self._validator, zone, calls_apart=calls_apart) as collector,
        ):
            self._take_all(found, collector)
            if self.record is None and collector.outcome.kept["timeline"]:
                self._incident(collector, wishes, name)
            return collector.outcome

    def _write(self, collector: Collector, wishes: Wishes, name: str, changes: Changes) -> None:
        """Write the accepted items, and the words of calls: all of it, or nothing.

        A stop by force between two files leaves a sound record, for words alone refer to nothing.
        """
        additions = collector.additions()
        calls = _free_name(self.folder, name, collector.bulk) if collector.bulk else ""
        if calls:
            additions["calls"] = [calls]
            self._calls.add(calls)
        if self.record is None and _is_rejected_whole(collector, wishes):
            collector.outcome.kept.clear()  # sources alone make no record
            return
        if self.record is None and (additions or collector.incident):
            additions = {"incident": self._incident(collector, wishes, name), **additions}
        head = self._head_with(additions) if additions else b""
        with contextlib.ExitStack() as stack:
            # A record that gets nothing keeps no note of a file that cannot be opened.
            is_worth_keeping = (
                head or changes or (self.record is not None and collector.has_rejected_text)
            )
            if collector.outcome.rejected and is_worth_keeping:
                path = self.folder / REJECTED_NAME
                stack.enter_context(with_rejections(path, collector.rejected))
            stack.enter_context(rewritten(self.folder, changes))
            if head:
                stack.enter_context(collector.beside.in_place())
                self._replace_head(head, collector.bulk, self.folder / calls)

    def _remark_on_calls(self, collector: Collector) -> None:
        """Remark on files that look like files of calls and are not named by the record."""
        if self.record is None and not self._calls:
            return
        with os.scandir(self.folder) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if entry.name.startswith(_CALLS_PREFIX)
                and entry.name.endswith(".jsonl")
                and entry.name not in self._calls
            )
        if names:
            words = "the record names no such file of calls; a stopped import may have left it"
            more = f" (and {len(names) - 1:,} more)" if names[1:] else ""
            origin = Origin(str(self.folder / names[0]))
            collector.outcome.remarks.setdefault(words + more, origin)

    def _incident(self, collector: Collector, wishes: Wishes, name: str) -> dict[str, object]:
        """Return the incident of a new record: by the wishes, by the files, or by assumption.

        Raises:
            NoDayError: if neither wishes nor files name a day.
        """
        said, first = wishes.zone_said, collector.first_day
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
        stated = {key: value for key, value in wished.items() if value}
        incident = assumed | collector.incident | stated
        if not incident["date"]:
            raise NoDayError(collector.outcome)
        collector.outcome.zone_assumed = not said and "timezone" not in collector.incident
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

    def _replace_head(self, data: bytes, bulk: BinaryIO | None, calls: Path) -> None:
        """Write the head and the file of calls, unless an editor has changed the head meanwhile.

        Args:
            data: the head.
            bulk: the entries for a file of calls, if they are many.
            calls: the path of the file of calls.
        """
        try:
            with replacing(self._head, overwrite=self.record is not None) as file:
                file.write(data)
                flush_to_disk(file)
                # At the last moment, for an editor does not ask for the lock of the folder.
                if self.record is not None and _bytes_of(self._head) != self._data:
                    message = "was changed meanwhile, and is left so; import again"
                    raise CannotAddError(f"{self._head}: {message}")
                if bulk:
                    rename_whole(bulk, calls)
        except BaseException:
            if bulk:
                calls.unlink(missing_ok=True)
            raise


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


def _bytes_of(head: Path) -> bytes:
    """Return the bytes of a head.

    Raises:
        OSError: if the head cannot be read, in the words for any record.
    """
    data, failure = bytes_of_head(head)
    if failure:
        raise OSError(errno.EINVAL, failure, str(head))
    return data


def _free_name(folder: Path, name: str, bulk: BinaryIO) -> str:
    """Return a new name for a file of calls, or the name of a file with the same content.

    Such a file is left by an import that was stopped before the record named the file.
    """
    stem, number = f"{_CALLS_PREFIX}{slug(name)}", 1
    path = f"{stem}.jsonl"
    while os.path.lexists(folder / path) and not _has_content(folder / path, bulk):
        number += 1
        path = f"{stem}-{number}.jsonl"
    return path


def _has_content(path: Path, file: BinaryIO) -> bool:
    """Whether a regular file has the content of an open file."""
    file.flush()
    size = os.fstat(file.fileno()).st_size
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode) or status.st_size != size:
        return False
    file.seek(0)
    try:
        with path.open("rb") as other:
            while block := other.read(_BLOCK_BYTES):
                if block != file.read(len(block)):
                    return False
    except OSError:
        return False
    finally:
        file.seek(0, os.SEEK_END)
    return True
