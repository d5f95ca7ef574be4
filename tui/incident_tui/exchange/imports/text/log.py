"""Reads a typed radio log or activity log: a line of text with a time is an entry.

The spellings of times are those of `tables.line_heads`, speakers are those of `tables.line_voices`,
and `tables.typed_lines` says which lines are radio calls. Exports of chats are logs too, of
WhatsApp and of clients of IRC (RFC 1459), and so is syslog (RFC 3164). A table with columns is read
as the format `csv`.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TextIO

import msgspec

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.contents import Content, beginnings_in
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Importer,
    Looked,
    Need,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.tables.columns import columns_of
from incident_tui.exchange.imports.tables.line_dates import date_of_line
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.table import About, Row
from incident_tui.exchange.imports.tables.text_file import (
    TextFileTable,
    lines_of,
    tables_in,
)
from incident_tui.exchange.imports.tables.typed_lines import (
    COLUMNS,
    MAX_PREAMBLE_CHARACTERS,
    Survey,
    TypedLines,
    is_blank,
    says_radio,
    survey_of,
)

_ENDINGS = (".txt", ".log", ".md")
_SAMPLE_LINES = 2_000
"""Lines at the beginning, for the way of writing the log."""
_FEW = 0.2
"""A text of which a smaller part of the lines begins with a time is no log."""
_MOST = 0.5
"""A text of which at least this part of the lines begins with a time is recognized as a log."""
_DELIMITERS = "\t;|,"
_MAX_TITLE_CHARACTERS = 120
_NO_TIMES = (
    "no line begins with a time, so this is no log; write the time first, as in `13:12 Fire`"
)
_SUBTITLES = "these are subtitles, whose times count from the start of a recording; no times of day"
_ABOVE = "the lines above the first entry are in the source's note"
_DIGITS = "four digits at the beginning of this line are no time, since other times have a colon"
_DAY_AMONG_WORDS = "the first day is taken from these lines: `{day}`; name another with --date"


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, line by line."""
    wishes = msgspec.structs.replace(wishes, columns={})  # the columns are ours
    yield from read_tables(_tables(paths, wishes), paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first lines, and name the open options."""
    wishes = msgspec.structs.replace(wishes, columns={})
    for looked in look_at_tables(_tables(paths, wishes), wishes):
        yield msgspec.structs.replace(looked, columns=())


def knows(beginning: Beginning) -> bool:
    """Whether a file is a typed log."""
    inner = beginnings_in(beginning, _ENDINGS)
    return any(one.is_text and is_text_log(one.stream()) for one in inner)


IMPORTER = Importer(read, look, knows)


def is_text_log(lines: Iterator[str] | Sequence[str]) -> bool:
    """Whether the first lines of a text are a typed log, and no table.

    At least half of the lines, or of the blocks between blank lines, begin with a time, and at
    least two lines do. A table is none: behind the times stand equal numbers of tabs, semicolons,
    bars or commas.
    """
    texts = [clean(line.rstrip("\r\n")) for line in islice(lines, _SAMPLE_LINES)]
    survey = survey_of(texts)
    if survey.are_subtitles or survey.heads < 2 or survey.share < _MOST:
        return False
    entries = [text for text in texts if TypedLines(survey, "", None, False).head(text)]
    return not any(_are_cells(survey.preamble, entries, delimiter) for delimiter in _DELIMITERS)


def _are_cells(above: Sequence[str], lines: Sequence[str], delimiter: str) -> bool:
    """Whether lines are rows: below names of columns, or with an equal number of delimiters."""
    if above and columns_of(above[-1].split(delimiter), {}).has_time:
        return delimiter in above[-1]
    counts = {line.count(delimiter) for line in lines}
    return len(counts) == 1 and counts.pop() >= (2 if delimiter == "," else 1)


def _tables(paths: Sequence[Path], wishes: Wishes) -> Iterator["TextLog | Found"]:
    def table(content: Content) -> TextLog:
        return TextLog(content, wishes)

    yield from tables_in(paths, _ENDINGS, "no text by its name", table)


class TextLog(TextFileTable):
    """A typed log."""

    is_in_order = True
    entry_kind = "note"

    def __init__(self, content: Content, wishes: Wishes) -> None:
        super().__init__(content, wishes.encoding)
        self._date = wishes.date

    @cached_property
    def _survey(self) -> Survey:
        """The way of writing the log, by the first lines."""
        return survey_of(line.text for line in islice(self.lines(), _SAMPLE_LINES))

    @property
    def _day(self) -> str:
        """The date above the first entry, unless among words, and the user names a date."""
        return "" if self._date and not self._survey.is_day_a_line else self._survey.day

    def fault(self) -> str:
        """Return why the file is no text, or no log."""
        if words := super().fault():
            return words
        survey = self._survey
        if survey.are_subtitles:
            return _SUBTITLES
        if not survey.heads:
            return _NO_TIMES if survey.lines else "an empty file"
        if survey.share < _FEW:
            lines = f"{survey.heads:,} of {survey.lines:,} lines begin with a time"
            return (
                f"only {lines}, so this is no log; write the time first on the line of each entry"
            )
        return ""

    def remarks(self) -> Iterator[Remark]:
        """Tell of the encoding, and of the lines above the entries."""
        yield from super().remarks()
        if self._survey.preamble:
            yield Remark(self.origin(1), _ABOVE)
            if self._day and not self._survey.is_day_a_line:
                yield Remark(self.origin(1), _DAY_AMONG_WORDS.format(day=self._day))
        if self._survey.unread_digits:
            yield Remark(self.origin(self._survey.unread_digits), _DIGITS)

    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield the names of the columns, and a row for each entry."""
        yield Row(0, "", [*COLUMNS])
        is_radio = says_radio(self.file, self._survey.preamble)
        year = self._date.year if self._date else None
        yield from TypedLines(self._survey, self._day, year, is_radio).rows(lines_of(text))

    def about(self) -> About:
        """Return the preamble as a note, and the first line as the title of the incident."""
        kept, length = list[str](), 0
        for line in self._survey.preamble:
            length += len(line)
            if length <= MAX_PREAMBLE_CHARACTERS:
                kept.append(line)
        titles = (line.strip("#=*_ \t-") for line in kept if not date_of_line(line))
        title = next((line for line in titles if not is_blank(line)), "")
        return About(
            kind="report",
            note=clean("Above the entries: " + "; ".join(kept)) if kept else "",
            title=clean(title) if len(title) <= _MAX_TITLE_CHARACTERS else "",
        )

    def left_open(self) -> Collection[Need]:
        """Return --date if a date lacks the year and nothing says the year, and then --timezone."""
        survey = self._survey
        is_open = survey.lacks_year and not (survey.year or self._date)
        return frozenset[Need](["--date", "--timezone"] if is_open else [])

    def key(self, row: Row) -> str:
        """Return the cells of a row: two persons may write equal lines in logs of their own."""
        return "\x1f".join((self.title, *row.cells))
