"""The formats of exports: a module of the package for each format.

Each module has `export(view)`, which yields the text piece by piece: a million entries need no more
memory than a few. The files of office programs are bytes. The view has the lens, the filters with
the result of their search, and the notes of reviewers. A text with filters names them. No word
withheld by the lens is exported. A module is imported when a user asks for the format.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from incident_tui.exchange.printed.view import View

if TYPE_CHECKING:
    from incident_tui.listening.clock import Joining
    from incident_tui.listening.faults import Tell
    from incident_tui.listening.joining import JoinedSound

MAX_TEMPLATE_BYTES = 16 << 20
"""The maximum size of a template of a user."""

Export = Callable[[View], Iterator[str]]
"""Writes what a view shows in a format, piece by piece."""
CueExport = Callable[[View, "JoinedSound"], Iterator[str]]
"""Likewise, of the calls of a joined sound alone, with the times of the sound."""
SoundExport = Callable[[View, "Joining", "Tell"], Iterator[bytes]]
"""Joins the calls that a view shows; the last argument takes words about faults."""
BinaryExport = Callable[[View], Iterator[bytes]]
"""Writes what a view shows in a format that is no text."""


class TemplateFaultError(Exception):
    """A template cannot be filled in; the message says why, and what to do."""


class Format(NamedTuple):
    """A format, before the module of the format is imported."""

    module: str
    """The name of the module in the package."""
    about: str
    """A description of at most 65 characters."""
    ending: str
    """The ending of file names."""
    by_entry: bool = False
    """Whether each piece is an entry, but for a few: then progress can be shown."""
    unplaced: str = ""
    """Words for the place of unplaced entries; "" where they follow the placed entries."""
    leaves_out_withheld: bool = False
    """Whether entries not known yet are left out, as the format has no room for them."""
    is_map: bool = False
    """Whether only entries at places with coordinates are written."""
    is_whole: bool = False
    """Whether the export is the record itself, of which no part can be withheld or hidden."""
    has_head: bool = True
    """Whether the text has a place for words about itself, apart from its entries."""
    no_notes: str = ""
    """Why the format has no place for notes of reviewers; "" for a format that has."""
    is_of_notes: bool = False
    """Whether the export is made of the notes of reviewers, and has them unasked.

    Without filters, only the entries with notes are in the export.
    """
    rows: str = "entry"
    """What the export lists, in a word."""
    is_binary: bool = False
    """Whether the export is bytes, which no terminal can show."""
    has_template: bool = False
    """Whether a user can give a template for the export."""
    is_sound: bool = False
    """Whether the export is the sound of the calls that are shown."""
    fits_sound: bool = False
    """Whether the times of the export can be those of the joined sound."""
    library: str = ""
    """A library that the format needs; "" for none."""
    extra: str = "office"
    """The extra of the program with the library."""

    @property
    def narrows(self) -> bool:
        """Whether a part of the entries can be exported; the text names the filters then."""
        return not self.is_whole and self.rows == "entry"

    @property
    def missing(self) -> str:
        """Which library is not installed, and how to install the library; "" if all is there."""
        if not self.library or importlib.util.find_spec(self.library):
            return ""
        install = f"pip install 'incident-tui[{self.extra}]'"
        return f"needs {self.library}, which is not installed: {install}"

    def load(self) -> Export:
        """The function to write the format with, if the format is text."""
        assert not self.is_binary
        export: Export = self._module().export
        return export

    def load_binary(self) -> BinaryExport:
        """The function to write the format with, if the format is no text."""
        assert self.is_binary
        export: BinaryExport = self._module().export
        return export

    def load_cues(self) -> CueExport:
        """The function to write the calls of a joined sound with, if the format fits the sound."""
        assert self.fits_sound
        export: CueExport = self._module().export
        return export

    def load_sound(self) -> SoundExport:
        """The function to join the sound of calls with, if the format is sound."""
        assert self.is_sound
        export: SoundExport = self._module().export
        return export

    def _module(self) -> ModuleType:
        return importlib.import_module(f"{__name__}.{self.module}")


FORMATS: Mapping[str, Format] = {
    "markdown": Format("markdown", "a report to read, and to keep in git", ".md"),
    "html": Format("html", "a report for a browser, on one page that needs nothing else", ".html"),
    "ics214": Format("ics214", "the activity log, form ICS 214, in plain text", ".txt"),
    "csv": Format(
        "comma_separated",
        "a row for each entry, for a spreadsheet",
        ".csv",
        by_entry=True,
        has_head=False,
    ),
    "xlsx": Format(
        "xlsx.workbook",
        "a workbook: entries, states, intervals, conflicts, sources, …",
        ".xlsx",
        by_entry=True,
        is_binary=True,
    ),
    "json": Format(
        "whole_record",
        "the record whole, to be opened again if below 256 MB",
        ".json",
        by_entry=True,
        is_whole=True,
        no_notes="a record has no field for them",
    ),
    "timesketch": Format(
        "timesketch",
        "events for Timesketch, in JSON Lines",
        ".jsonl",
        by_entry=True,
        unplaced="listed in an event about the file, for Timesketch asks for a moment",
        leaves_out_withheld=True,
    ),
    "timelinejs": Format(
        "timelinejs",
        "a timeline for a web page, by TimelineJS 3",
        ".json",
        by_entry=True,
        unplaced="listed on the title slide, for TimelineJS asks for a date of every event",
        leaves_out_withheld=True,
        no_notes="TimelineJS has no field for opinions apart from the text of an event",
    ),
    "ical": Format(
        "ical",
        "a calendar, an event for each entry",
        ".ics",
        by_entry=True,
        unplaced="journal entries without a date, which not every calendar shows",
        leaves_out_withheld=True,
    ),
    "geojson": Format(
        "geojson",
        "a map, a point for each entry at a place with coordinates",
        ".geojson",
        by_entry=True,
        leaves_out_withheld=True,
        is_map=True,
    ),
    "kml": Format(
        "kml",
        "the same for Google Earth and other globes",
        ".kml",
        by_entry=True,
        leaves_out_withheld=True,
        is_map=True,
    ),
    "srt": Format(
        "subtitles.subrip",
        "subtitles for a player, from the first entry on",
        ".srt",
        by_entry=True,
        unplaced="listed at the beginning, for a subtitle has a time",
        leaves_out_withheld=True,
        no_notes="its words are those of the incident alone",
        fits_sound=True,
    ),
    "vtt": Format(
        "subtitles.webvtt",
        "subtitles for a web page: WebVTT",
        ".vtt",
        by_entry=True,
        unplaced="listed at the beginning, for a subtitle has a time",
        leaves_out_withheld=True,
        no_notes="its words are those of the incident alone",
        fits_sound=True,
    ),
    "audacity": Format(
        "subtitles.audacity",
        "labels for the audio editor Audacity",
        ".txt",
        by_entry=True,
        unplaced="listed in the first label, for a label has a time",
        leaves_out_withheld=True,
        no_notes="its words are those of the incident alone",
        fits_sound=True,
    ),
    "audio": Format(
        "sound.m4a",
        "the calls joined to a sound file, a chapter for each; -o x.flac",
        ".m4a",
        leaves_out_withheld=True,
        no_notes="its words are those of the incident alone",
        is_binary=True,
        is_sound=True,
        library="av",
        extra="audio",
    ),
    "audio-flac": Format(
        "sound.flac",
        "the same without loss, for an audio editor",
        ".flac",
        leaves_out_withheld=True,
        no_notes="its words are those of the incident alone",
        is_binary=True,
        is_sound=True,
        library="av",
        extra="audio",
    ),
    "aar": Format(
        "aar.markdown",
        "HSEEP's after-action report and improvement plan, as text",
        ".md",
        is_of_notes=True,
    ),
    "aar-html": Format("aar.html", "the same for a browser", ".html", is_of_notes=True),
    "aar-docx": Format(
        "aar.docx",
        "the same for Word; --template has an agency's own template",
        ".docx",
        is_of_notes=True,
        is_binary=True,
        has_template=True,
        library="docxtpl",
    ),
    "improvement-plan": Format(
        "aar.improvement_plan",
        "the corrective actions as a workbook for a spreadsheet",
        ".xlsx",
        is_of_notes=True,
        rows="action",
        is_binary=True,
    ),
}
"""From the name of a format on the command line to the format."""


def named(name: str, file_name: str) -> str:
    """The name of a format, by the ending of a file: `aar` is `aar-docx` for a file `x.docx`.

    Args:
        name: the format that is asked for; other formats of the same report begin with it.
        file_name: of the file to write.
    """
    ending = file_name.lower()
    same = (other for other in FORMATS if other.startswith(f"{name}-"))
    return next((other for other in same if ending.endswith(FORMATS[other].ending)), name)
