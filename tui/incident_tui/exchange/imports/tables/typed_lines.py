"""The lines of a typed log as rows: a line with a time is an entry.

A date on a line alone says the day of the lines below. Further lines without a time, and lines
indented deeper than the entries, belong to the entry above; above the first entry they are the
preamble.

An entry is a radio call (`radio_call`) if the line says a channel; if the line names a speaker, and
the name of the file or the preamble says radio traffic; or if a party addresses another, and a unit
is among them, as in `Engine 1 to Command: …`. Any further entry is a `note`, or a `unit_status`
where the line is a unit and a status alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.values import clean, raw_of
from incident_tui.exchange.imports.tables.line_dates import (
    Years,
    date_of_line,
    is_heading,
    without_year,
    year_in,
)
from incident_tui.exchange.imports.tables.line_heads import Head, head_of
from incident_tui.exchange.imports.tables.line_voices import has_label, spoken_in
from incident_tui.exchange.imports.tables.named_day import is_of_the_making
from incident_tui.exchange.imports.tables.notations import dates_among_words
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import Line

COLUMNS = (
    *("text", "time", "talkgroup_tag", "speaker", "addressed_to", "unit", "units", "status"),
    *("kind", "verbatim"),
)
"""The names of the cells of a row."""
MAX_ENTRY_CHARACTERS = 64 * 1024
"""Length of the words of an entry; further lines are put aside."""
MAX_PREAMBLE_CHARACTERS = 4_000
"""Length of the lines above the first entry; further lines are put aside."""

_RULE = re.compile(r"[\s\-=_*~#+.–—|]*")
"""A blank or a drawn line."""
_SUBTITLES = re.compile(r"\s*(?:\d\d:)?\d\d:\d\d[.,]\d{3}\s+-->\s")
_RADIO = re.compile(
    r"\bradio\W+(?:log|traffic|calls?|transmissions?|communications?|comms|transcript|channel|net)"
    r"|\bscanner\W+(?:log|audio|traffic|transcript)|\b(?:radio|scanner) transmissions\b"
    r"|\bfunk(?:protokoll|verkehr|tagebuch|sprüche)",
    re.IGNORECASE,
)
_RADIO_NAME = re.compile(r"radio|scanner|funk", re.IGNORECASE)
_MANY = 0.2
"""The part of four digits alone among the times, for four digits to be times."""
_MOST = 0.6
"""The part of the entries with a label first, for each label to be a speaker."""
_DEEPER = 3
"""Characters by which an entry can be indented deeper than most, as people type."""
_MAX_DATE_CHARACTERS = 80
"""A longer line is no date."""
_MAX_HEADING_CHARACTERS = 400
_TOO_LONG = (
    f"the entry above is longer than {MAX_ENTRY_CHARACTERS:,} characters, and this line is none of"
    " it; give the line a time"
)
_LONG_PREAMBLE = (
    f"the lines above the first time have more than {MAX_PREAMBLE_CHARACTERS:,} characters"
)
_NO_YEAR = "`{date}` has no year, and no date before says it; name a day with --date"
_NO_LINE = "no line with a time follows this date"


class Survey(NamedTuple):
    """The way of writing a log, by the first lines."""

    lines: int = 0
    """Lines no deeper than entries, without blank and drawn lines and without dates."""
    heads: int = 0
    """Lines with a time at the beginning."""
    blocks: int = 0
    """Lines at the beginning, or below a blank line."""
    block_heads: int = 0
    """Lines with a time at the beginning of a block."""
    takes_digits: bool = False
    """Whether four digits alone are times."""
    unread_digits: int = 0
    """The 1-based number of the first line with four digits alone, if they are no times; or 0."""
    is_voiced: bool = False
    """Whether most entries begin with a label and a colon."""
    indent: int = 0
    """The characters before most times."""
    preamble: tuple[str, ...] = ()
    """The lines above the first time."""
    day: str = ""
    """The only date in the preamble; "" for none."""
    is_day_a_line: bool = False
    """Whether the date stands alone on a line, and not among words."""
    year: int | None = None
    """The year of the first date with a year."""
    lacks_year: bool = False
    """Whether a date lacks the year."""
    are_subtitles: bool = False

    @property
    def share(self) -> float:
        """The part of the lines, or of the blocks, with a time at the beginning."""
        of_blocks = self.block_heads / self.blocks if self.blocks > 1 else 0.0
        return max(self.heads / max(self.lines, 1), of_blocks)


def is_blank(text: str) -> bool:
    """Whether a line has no words and no digits."""
    return bool(_RULE.fullmatch(text))


def survey_of(lines: Iterable[str]) -> Survey:
    """Look at the first lines of a log."""
    texts = list(lines)
    found = [head_of(text) for text in texts]
    dates = ["" if head else _date_of(text) for text, head in zip(texts, found, strict=True)]
    plain = [head for head in found if head and not head.is_digits]
    digits = [head for head in found if head and head.is_digits]
    takes_digits = bool(digits) and len(digits) >= _MANY * (len(digits) + len(plain))
    heads = [head if head and (takes_digits or not head.is_digits) else None for head in found]
    entries = [head for head in heads if head]
    unread = (at for at, head in enumerate(found, 1) if head and not heads[at - 1])
    [(indent, _)] = Counter(head.indent for head in entries).most_common(1) or [(0, 0)]
    first = next((at for at, head in enumerate(heads) if head), len(texts))
    preamble = [text.strip() for text in texts[:first] if not is_blank(text)]
    day, is_line = _day_of([date for date in dates[:first] if date], preamble)
    written = [head.date for head in entries if head.date] + list(filter(None, [*dates, day]))
    counted = [
        at
        for at, text in enumerate(texts)
        if not is_blank(text) and not dates[at] and (heads[at] or not _is_deeper(text, indent))
    ]
    begun = [at for at in counted if at == 0 or is_blank(texts[at - 1]) or dates[at - 1]]
    labelled = sum(has_label(head.rest) for head in entries)
    return Survey(
        lines=len(counted),
        heads=len(entries),
        blocks=len(begun),
        block_heads=sum(heads[at] is not None for at in begun),
        takes_digits=takes_digits,
        unread_digits=next(unread, 0),
        is_voiced=len(entries) > 2 and labelled >= _MOST * len(entries),
        indent=indent,
        preamble=tuple(preamble),
        day=day,
        is_day_a_line=is_line,
        year=next(filter(None, map(year_in, written)), None),
        lacks_year=any(map(without_year, written)),
        are_subtitles=any(map(_SUBTITLES.match, texts)),
    )


def _day_of(lines: list[str], preamble: Iterable[str]) -> tuple[str, bool]:
    """Return the date of a preamble: the last date on a line alone, or the only date."""
    if lines:
        return lines[-1], True
    among = {
        date
        for text in preamble
        for date, at in dates_among_words(text)
        if not is_of_the_making(text[:at])
    }
    return (among.pop(), False) if len(among) == 1 else ("", False)


def _date_of(text: str) -> str:
    """Return the date of a line with a date alone; "" for another line."""
    return date_of_line(text) if len(text) <= _MAX_DATE_CHARACTERS else ""


def _is_deeper(text: str, indent: int) -> bool:
    return len(text) - len(text.lstrip()) > indent


def says_radio(name: str, preamble: Iterable[str]) -> bool:
    """Whether the name of a file, or the first lines, say radio traffic."""
    return bool(_RADIO_NAME.search(name)) or any(map(_RADIO.search, preamble))


class _Open(NamedTuple):
    """An entry whose lines are being read."""

    line: int
    time: str
    fault: str
    raw: list[str]
    words: list[str]
    heading: str


class TypedLines:
    """Turns the lines of a log into rows."""

    def __init__(self, survey: Survey, day: str, year: int | None, is_radio: bool) -> None:
        """Begin above the first line.

        Args:
            survey: the way of writing the log.
            day: the date of the first lines; "" if unknown.
            year: the year of dates without a year; None if unknown.
            is_radio: whether the log is of radio traffic.
        """
        self._survey = survey
        self._years = Years(survey.year or year)
        self._heading = self._years.full(day) if day else ""
        self._is_radio = is_radio
        self._entry: _Open | None = None
        self._length = 0
        """Characters of the entry; above the first entry, of the preamble."""
        self._date_line: Line | None = None
        """A line with a date alone, while no entry is below."""

    def rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        """Yield a row for each entry, and for each line of no entry."""
        is_above = True
        for line in lines:
            if line.fault:
                yield Row(line.number, raw_of(line.text), [], line.fault)
            elif is_blank(line.text):
                continue
            elif head := self.head(line.text):
                yield from self._closed()
                is_above = False
                self._begin(line, head)
            elif is_above:
                self._length += len(line.text.strip())
                if self._length > MAX_PREAMBLE_CHARACTERS:
                    yield Row(line.number, raw_of(line.text), [], _LONG_PREAMBLE)
            elif date := _date_of(line.text):
                yield from self._date_unused()
                self._heading, self._date_line = self._years.full(date), line
            else:
                yield from self._continued(line)
        yield from self._closed()
        yield from self._date_unused()

    def head(self, text: str) -> Head | None:
        """Return the time at the beginning of an entry; None for another line."""
        head = head_of(text)
        if head is None or (head.is_digits and not self._survey.takes_digits):
            return None
        is_entry = head.indent <= self._survey.indent + _DEEPER or head.is_bulleted
        return head if is_entry else None

    def _begin(self, line: Line, head: Head) -> None:
        """Begin an entry."""
        date = self._years.full(head.date) if head.date else ""
        day = date or self._heading
        fault = _NO_YEAR.format(date=day) if without_year(day) else ""
        words, time = [head.rest], head.time(date)
        self._entry = _Open(line.number, time, fault, [line.text], words, self._heading)
        self._length, self._date_line = len(line.text), None

    def _continued(self, line: Line) -> Iterator[Row]:
        """Add a line to the entry above; a heading with a date says the day of the lines below."""
        dates = list[str]()
        if is_heading(line.text):
            found = dates_among_words(line.text[:_MAX_HEADING_CHARACTERS])
            dates = list({date for date, _ in found})
        if len(dates) == 1:
            self._heading = self._years.full(dates[0])
        self._length += len(line.text)
        if self._entry is None or self._length > MAX_ENTRY_CHARACTERS:
            yield Row(line.number, raw_of(line.text), [], _TOO_LONG)
            return
        self._entry.raw.append(line.text)
        self._entry.words.append(line.text.strip())

    def _date_unused(self) -> Iterator[Row]:
        """Yield the last date if no entry was below."""
        if self._date_line:
            yield Row(self._date_line.number, raw_of(self._date_line.text), [], _NO_LINE)
            self._date_line = None

    def _closed(self) -> Iterator[Row]:
        """Yield and close the open entry."""
        entry, self._entry = self._entry, None
        if entry:
            raw = clean("\n".join(entry.raw))
            cells = [] if entry.fault else self._cells(entry)
            yield Row(entry.line, raw, cells, entry.fault, entry.heading)

    def _cells(self, entry: _Open) -> list[str]:
        """Return the cells of an entry, as `COLUMNS` names them."""
        text = clean("\n".join(filter(None, (words.strip() for words in entry.words))))
        spoken = spoken_in(text, self._survey.is_voiced)
        is_addressed = bool(spoken.addressed_to and (spoken.unit or spoken.further_units))
        is_call = (self._is_radio and spoken.speaker) or is_addressed
        return [
            spoken.words.strip(),
            entry.time,
            spoken.channel,
            spoken.speaker,
            spoken.addressed_to,
            spoken.unit,
            ", ".join(spoken.further_units),
            spoken.status,
            "radio_call" if is_call or spoken.channel else "",
            "true" if spoken.is_verbatim else "",
        ]
