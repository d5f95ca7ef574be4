"""The values between an importer and a record: items, rejections, remarks and the user's wishes."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.record import model
from incident_tui.record.time_value import Form

LISTED_SECTIONS = tuple(
    field.encode_name
    for field in msgspec.structs.fields(model.Record)
    if field.name not in ("format", "incident", "tolerances", "timeline", "calls")
)
"""Sections of a record, except the timeline, whose items are a list of objects."""

INFERRED = "inferred from"
"""The first words of the basis of a zone that the imported times name, such as an offset."""

DateOrder = Literal["", "mdy", "dmy"]
"""The order of month and day in dates with slashes; "" where nobody has named the order."""


MAX_QUOTED_CHARACTERS = 60
"""The length of what a reason quotes of a file, in quotation marks."""
_MAX_REASON_CHARACTERS = 1_000
_QUOTE = re.compile(f"`([^`]{{0,{MAX_QUOTED_CHARACTERS}}})([^`]*)`")
"""Matches short quotes too, so that no match begins at the end of one."""


def _shortened(reason: str) -> str:
    """A reason with short quotes, and in all of a length that a terminal can show."""
    reason = _QUOTE.sub(
        lambda quote: f"`{quote[1]}` … and {len(quote[2]):,} more" if quote[2] else quote[0], reason
    )
    if len(reason) > _MAX_REASON_CHARACTERS:
        reason = reason[:_MAX_REASON_CHARACTERS] + " …"
    return reason


class Origin(NamedTuple):
    """The path and line of an object in the imported files."""

    path: str
    """The path of a file; behind a `#`, the path of a value inside JSON."""
    line: int = 0
    """1-based; 0 for a whole file."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class FileBeside(msgspec.Struct, frozen=True, gc=False):
    """A file for the folder of the record, such as a recording that an archive holds."""

    path: str
    """The path inside the folder, made by the importer and never taken from the imported files."""
    content: bytes


class ImportedItem(msgspec.Struct, frozen=True, gc=False):
    """An object of a record, as plain values under the names of `incident_tui.record.model`.

    An importer derives the id from the object alone, never from the place or moment of the import:
    a second import yields an equal id.
    """

    section: str
    """`incident`, `sources`, `agencies`, `timeline`, …; of `tolerances`, one word per item."""
    value: Mapping[str, object]
    origin: Origin
    only_if_named: bool = False
    """Whether the item is passed over if no other item of the import names its id."""
    otherwise: "ImportedItem | Passed | None" = None
    """What to take instead if the record has another item of this id; None: a rejection."""
    files: tuple[FileBeside, ...] = ()
    """Of an entry: the files that are written if the record takes the entry."""


class Words(msgspec.Struct, frozen=True, gc=False):
    """Words for an entry of the record that has none."""

    entry: str
    """The id of the entry."""
    text: str
    """The words, and below them the lines that belong to them; "" for none that it can have."""
    transcript: Mapping[str, object]
    """How the words were written down, as in `incident_tui.record.model`; empty if unknown."""
    tags: tuple[str, ...]
    origin: Origin
    beside: tuple[ImportedItem, ...]
    """The entries to take instead, if the entry has words or cannot get any."""


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """An object, or a part of an object, with a fault: kept beside the record, not in it."""

    origin: Origin
    reason: str
    """The fault, and how to mend it."""
    raw: str
    """The text of the object in the file, unchanged."""

    def __post_init__(self) -> None:
        """Shorten what the reason quotes: the whole of it stands in `raw` and in the file."""
        if len(self.reason) > MAX_QUOTED_CHARACTERS:
            msgspec.structs.force_setattr(self, "reason", _shortened(self.reason))


class Passed(msgspec.Struct, frozen=True, gc=False):
    """A part of a file without content for a record, such as an empty line."""

    origin: Origin
    reason: str


class AlreadyThere(msgspec.Struct, frozen=True, gc=False):
    """An object of the record, unchanged in the file."""

    origin: Origin


class Remark(msgspec.Struct, frozen=True, gc=False):
    """A message to the user about an assumption of the importer."""

    origin: Origin
    words: str


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """The options of the user, and the names that the record already has."""

    zone: dt.tzinfo = dt.UTC
    """The zone of times without a zone."""
    zone_said: bool = False
    """Whether the user named the zone; otherwise UTC is an assumption."""
    date: dt.date | None = None
    """The day of times without a date; also the day of a new record's incident."""
    title: str = ""
    columns: Mapping[str, str] = {}
    """From a field of an entry to the column with the field's values."""
    agency: str = ""
    """The name of the agency that acts in the entries of a CSV that name none."""
    talkgroups: Mapping[str, str] = {}
    """From a talkgroup's number or tag to the id of an agency in the record."""
    agencies: Mapping[str, str] = {}
    """From an agency's id, or its id, short name, name or alias, casefolded, to the id."""
    units: Mapping[str, str] = {}
    """From a unit's id, or its id or call sign, casefolded, to the id in the record."""
    folder: Path | None = None
    """The folder of the record; paths of files inside are stored relative to the folder."""
    record_zone: dt.tzinfo | None = None
    """The zone of the existing record; None for a new record, whose zone is `zone`."""
    date_order: DateOrder = ""
    """The order in dates such as 02/03/2024; "" lets the file decide."""

    encoding: str = ""
    """The encoding of a text; "" lets the text decide."""
    sheets: tuple[str, ...] = ()
    """The names of the sheets of a workbook to read; empty for each sheet with a log."""
    since: dt.datetime | None = None
    """With a zone: the first moment of the entries to take from an archive."""
    until: dt.datetime | None = None
    """With a zone: the last moment of the entries to take from an archive."""
    only_talkgroups: tuple[str, ...] = ()
    """The numbers or tags of the talkgroups to take from an archive; empty for each."""
    table: str = ""
    """The table of a database to read, if it is none of a known program."""
    query: str = ""
    """The query of a database whose rows are read, instead of a table."""
    starts: Form | None = None
    """When a recording starts, as vague as the user knows it."""
    anchors: tuple[tuple[float, Form], ...] = ()
    """Moments of a recording with a known time: seconds from the start, and the time."""
    entries: Callable[[], Iterable[model.Entry]] | None = None
    """The entries of the record, read anew by each call; None for a new record."""
    address: str = ""
    """The address of a database, as `postgresql://host/archive`; "" if paths name the sources."""


class Advance(msgspec.Struct, frozen=True, gc=False):
    """How far the reading of a long file has come, said now and then."""

    done: int
    total: int
    """In the unit of `done`, such as bytes."""


Found = ImportedItem | Words | Rejected | Passed | AlreadyThere | Remark | Advance

Read = Callable[[Sequence[Path], Wishes], Iterator[Found]]
"""Reads files or folders lazily, object by object, so that a file of any size fits into memory."""

Need = Literal["--timezone", "--date", "--date-order", "--map", "--starts"]
"""An option of `import` with a fact that files may leave out."""


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What the beginning of a file, or of a table in it, says of its content."""

    origin: Origin
    columns: Sequence[tuple[str, str]] = ()
    """The names of the columns in order, each with its field; "" for a column that stays text."""
    header_line: int = 0
    """1-based line of the names of the columns; 0 where there are none."""
    open: frozenset[Need] = frozenset()
    """The options that would say what the file leaves open."""


Look = Callable[[Sequence[Path], Wishes], Iterator[Looked]]
"""Reads the beginning of files, and says what they hold and what they leave open."""


def looks_at_nothing(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Yield nothing: for formats that say what they hold, and leave nothing open."""
    yield from ()


Knows = Callable[[Beginning], bool]
"""Whether a file is one of the format, by the first part of its content."""


def knows_nothing(beginning: Beginning) -> bool:
    """Return False: for a format that a user has to name."""
    return False


class Importer(NamedTuple):
    """The functions of a format's module."""

    read: Read
    look: Look = looks_at_nothing
    knows: Knows = knows_nothing
