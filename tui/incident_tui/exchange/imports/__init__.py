"""The formats that a record can be begun from or added to: a module or a folder for each.

A module of a format has an `IMPORTER`, whose `read` yields the items of a record and the rejected
parts of the files; `landing.folder` writes both. `foreign` helps to read, and knows no format.
"""

import importlib
from collections.abc import Mapping
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.libraries import missing_words
from incident_tui.exchange.imports.landing.protocol import Importer, Need


class ImportFormat(NamedTuple):
    """A format, before its module is imported."""

    module: str
    """The name of the module in this package."""
    about: str
    """The content of the files, in a line."""
    endings: tuple[str, ...]
    """The endings of file names; in a folder, the files to read."""
    needs: tuple[Need, ...] = ()
    takes: tuple[str, ...] = ()
    """Further options of `import` that are for the format and not for every format."""
    library: str = ""
    """A library of an extra that the format needs; "" for none."""
    extra: str = ""
    """The extra with the library."""
    has_address: bool = False
    """Whether the source can be an address, `Wishes.address`, in place of a path."""
    has_calls: bool = False
    """Whether a recorder made the files: its calls without words stand in a file of calls."""
    is_beside: bool = False
    """Whether such files lie beside files of other formats, and are then no import of their own."""

    @property
    def missing(self) -> str:
        """Which library is not installed, and how to install the library; "" if all is there."""
        return missing_words(self.library, self.extra) if self.library else ""

    def load(self) -> Importer:
        """Import the module, and return its importer."""
        module = importlib.import_module(f"{__name__}.{self.module}")
        importer: Importer = module.IMPORTER
        return importer


FORMATS: Mapping[str, ImportFormat] = {
    "transcript": ImportFormat(
        "transcript.importer",
        "transcripts of recordings",
        (".json", ".srt", ".vtt", ".txt"),
        ("--starts",),
        ("--anchor", "--encoding"),
    ),
    "trunk-recorder": ImportFormat(
        "trunk_recorder", "an archive of trunk-recorder, with its audio", (".json",), has_calls=True
    ),
    "openmhz": ImportFormat(
        "openmhz", "calls of OpenMHz, as its website sends them", (".json",), has_calls=True
    ),
    "eido": ImportFormat(
        "eido.incident", "Emergency Incident Data Objects of one incident", (".json",)
    ),
    "cap": ImportFormat(
        "cap.alerts",
        "alerts of the Common Alerting Protocol",
        (".xml", ".cap"),
        ("--timezone",),
    ),
    "timelinejs": ImportFormat(
        "timelinejs", "a timeline of TimelineJS", (".json", ".csv"), ("--timezone",)
    ),
    "timesketch": ImportFormat(
        "timesketch",
        "a timeline for Timesketch or of Plaso",
        (".csv", ".jsonl", ".ndjson"),
        ("--timezone", "--map"),
    ),
    "spreadsheet": ImportFormat(
        "spreadsheet.log",
        "a log in a spreadsheet",
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        ("--timezone", "--date", "--date-order", "--map"),
        ("--agency", "--sheet"),
    ),
    "json": ImportFormat("json_record", "a record that was exported as JSON", (".json",)),
    "jsonl": ImportFormat(
        "jsonl",
        "entries in a record's own notation, a line each",
        (".jsonl",),
        ("--timezone", "--date"),
    ),
    "ics214": ImportFormat(
        "ics214.log",
        "an activity log of the form ICS 214",
        (".txt", ".md", ".csv"),
        ("--timezone", "--date", "--date-order"),
        ("--agency", "--encoding"),
    ),
    "text": ImportFormat(
        "text.log",
        "a radio or activity log as people type it",
        (".txt", ".log", ".md"),
        ("--timezone", "--date", "--date-order"),
        ("--agency", "--encoding"),
    ),
    "csv": ImportFormat(
        "csv.log",
        "a dispatch log, or a table with times",
        (".csv", ".tsv", ".txt", ".log"),
        ("--timezone", "--date", "--date-order", "--map"),
        ("--agency", "--encoding"),
    ),
    "recording": ImportFormat(
        "recording.importer",
        "recordings, parted by silence",
        (".wav", ".mp3", ".m4a", ".ogg", ".flac"),
        ("--timezone", "--starts"),
        ("--anchor",),
        library="av",
        extra="audio",
        has_calls=True,
        is_beside=True,
    ),
    "sql": ImportFormat(
        "sql.importer",
        "a radio archive in a database, at a URL",
        (".db", ".sqlite"),
        ("--timezone", "--map"),
        ("--since", "--until", "--talkgroup", "--table", "--query"),
        library="sqlalchemy",
        extra="sql",
        has_calls=True,
        has_address=True,
    ),
    "parquet": ImportFormat(
        "parquet.importer",
        "tables in Parquet, also of many files",
        (".parquet", ".pq"),
        ("--timezone", "--date-order", "--map"),
        ("--since", "--until", "--talkgroup", "--query"),
        library="duckdb",
        extra="parquet",
    ),
}
"""From the name of a format on the command line to the format; the most particular first."""
