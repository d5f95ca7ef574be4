"""The form as exported by `exports.ics214`: a table drawn with lines, back to rows.

The cells of a row are wrapped to the width of the form; here they are whole again. The marks of
times become those of a record, each time gets a day, and the words of an activity are parted into
the kind of entry, who acts, and the words. Sources and further facts of an entry stay in the words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TextIO

from incident_tui.exchange.imports.foreign.times import UNPLACED
from incident_tui.exchange.imports.foreign.values import clean, raw_of
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import Line, TextFileTable, lines_of
from incident_tui.record.vocabulary import ENTRY_KINDS, plain

RULE = re.compile(r"\+(?:-+\+)+")
"""A line between the blocks of the form."""
COLUMNS = ("kind", "speaker", "agency")
"""The columns of the log, besides those of the form."""
REMARKS = "Remarks (no block of the form):"

_DAY = re.compile(r"Times without a date are of (?:\w{3} )?(\d{1,2} \w{3} \d{4})")
_SHORT_NAMES = re.compile(r"Short names: - (.*?)(?: [A-Z][a-z ]+: (?=- )| Grades: |\Z)")
_KINDS = {plain(kind): kind for kind in ENTRY_KINDS}
_ACTIVITY = re.compile(
    rf"({'|'.join(map(re.escape, _KINDS))})(?:, ([^:\n]{{1,120}}))?: (.*)", re.DOTALL
)
_SPOKEN = {"radio_call", "phone_call", "statement", "media_post", "observation"}
"""Kinds of entries in which a person or a unit speaks."""
_TIME_LINE = re.compile(r"Time: (?:stated “|basis: |“)")
"""The second line of an activity: the words of the source for the time."""
_CLOCK = r"\d\d:\d\d(?::\d\d(?:\.\d{3})?)?"
_MOMENT = re.compile(rf"(?:(\d\d? [A-Z][a-z]{{2}})( \d{{4}})?)?\s?({_CLOCK})?([~?%]?)")
_BEGINS = re.compile(rf"({'|'.join(map(re.escape, _KINDS))})[,:]")
_DAY_ALONE = re.compile(r"\d [A-Z][a-z]{2}(?: \d{4})?$")
"""The end of a time wrapped behind the date."""
_TIME_WIDTH = 18
"""Columns of a time in the log."""
_MAX_CHARACTERS = 64 * 1024
"""Length of the cells of a row; a further line begins another row."""
_NO_TIME = "no time"
_SIDE = re.compile(r"(after|before) (.*)")


class OwnForm(TextFileTable):
    """A form exported by this program."""

    @cached_property
    def _explained(self) -> tuple[str, dict[str, str]]:
        """The day of times without a date, and the agencies by their short names."""
        day, names = "", dict[str, str]()
        for _, row in _rows(self.lines()):
            if found := _DAY.search(row.cells[-1]):
                day = day or found[1]
            if found := _SHORT_NAMES.search(row.cells[-1]):
                pairs = (name.partition(": ") for name in found[1].split(" - "))
                names |= {short: name for short, _, name in pairs if name}
        return day, names

    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield the rows of the form, wrapped cells whole."""
        day, names = self._explained
        for is_of_log, row in _rows(lines_of(text)):
            time, words = (*row.cells, "")[:2]
            if not is_of_log or row.fault:
                yield row
            elif time.startswith("Date/Time"):
                yield row._replace(cells=[time, words, *COLUMNS])
            elif time:
                yield row._replace(cells=[_dated(time, day), *_parted(words, names)])
            else:  # no entry: what the log shows, and of which day
                yield row._replace(cells=[f"{REMARKS} {words}"])


def _rows(lines: Iterable[Line]) -> Iterator[tuple[bool, Row]]:
    """Yield the rows of the form, each with True for a row of the log."""
    width, start, cells = 1, 0, list[str]()
    is_of_log, continues = False, _continues_block
    for line in lines:
        text = clean(line.text).strip()
        below = _cells(text, width)
        has_room = sum(map(len, cells)) < _MAX_CHARACTERS
        if below and cells and has_room and continues(cells, below) and not line.fault:
            cells = [_joined(above, more) for above, more in zip(cells, below, strict=True)]
            continue
        if cells and (text or line.fault):
            yield is_of_log, Row(start, raw_of(" | ".join(cells)), cells)
            start, cells = 0, []
        if line.fault:
            yield False, Row(line.number, raw_of(text), [], line.fault)
        elif RULE.fullmatch(text):
            width, continues = text.count("+") - 1, _continues_block
        elif below:
            if continues is _continues_block:  # the first line below a rule
                is_of_log = width == 2 and not below[0].startswith("1. ")
                continues = _continues_time if is_of_log else _CONTINUES.get(width, continues)
            start, cells = line.number, below
        elif text and not text.startswith("| "):
            yield False, Row(line.number, raw_of(text), [text])
    if cells:
        yield is_of_log, Row(start, raw_of(" | ".join(cells)), cells)


def _cells(text: str, width: int) -> list[str]:
    """Return the cells of a line; none for a rule, a blank line, and a line outside of the form."""
    if not text.startswith("| "):
        return []
    inner = text.removeprefix("|").removesuffix("|")
    cells = [cell.strip() for cell in inner.split(" | ", width - 1)]
    return cells + [""] * (width - len(cells)) if any(cells) else []


def _joined(above: str, below: str) -> str:
    """Return a wrapped cell and the next line; a time and the second line of words stay parted."""
    if above.endswith(("…", "–")) and _MOMENT.match(below):
        return above + below
    return f"{above}\n{below}" if _TIME_LINE.match(below) else f"{above} {below}".strip()


def _continues_block(above: Sequence[str], line: Sequence[str]) -> bool:
    """Return True: each line of another block continues the block."""
    return True


def _continues_time(above: Sequence[str], line: Sequence[str]) -> bool:
    """Whether a line of the log continues the row above, for a wrapped text or a wrapped time."""
    if not line[0] or above[0].endswith(("…", "–")):
        return True
    is_too_long = len(above[0]) + len(line[0]) >= _TIME_WIDTH
    return is_too_long and bool(_DAY_ALONE.search(above[0])) and not _BEGINS.match(line[1])


def _continues_resource(above: Sequence[str], line: Sequence[str]) -> bool:
    """Whether a line of the resources continues the row above: the name, or only the agency."""
    is_open = above[0].count("(") > above[0].count(")")
    return not line[0] or line[0].startswith("(") or is_open


_CONTINUES = {3: _continues_resource}
"""From the number of columns of a block to whether a line continues the row above."""


def _dated(time: str, day: str) -> str:
    """Return a time of the form in the notation of logs, with the day."""
    if time == _NO_TIME:
        return UNPLACED
    if match := _SIDE.fullmatch(time):
        moment = _with_day(match[2], day)
        return f"{moment}.." if match[1] == "after" else f"..{moment}"
    for mark, between in (("…", ".."), ("–", "/")):
        first, found, second = time.partition(mark)
        if found:
            return f"{_with_day(first, day)}{between}{_with_day(second, day)}"
    return _with_day(time, day)


def _with_day(moment: str, day: str) -> str:
    """Return a moment with the day, or the year, of the form if none is said."""
    match = _MOMENT.fullmatch(moment.strip())
    if match is None or not day:
        return moment
    date, year, clock, doubt = match.groups(default="")
    date = f"{date}{year or day[-5:]}" if date else day
    return f"{date} {clock}".strip() + doubt


def _parted(words: str, names: Mapping[str, str]) -> list[str]:
    """Return the words of an activity, and the cells of `COLUMNS`.

    Args:
        words: the cell of the form.
        names: the agencies by their short names.
    """
    match = _ACTIVITY.fullmatch(words)
    if match is None:
        return [words, "", "", ""]
    kind, who, text = _KINDS[match[1]], match[2] or "", match[3]
    if not who or who in names:
        return [text, kind, "", names.get(who, "")]
    if kind in _SPOKEN:
        return [text, kind, who, ""]
    return [f"{who}: {text}", kind, "", ""]
