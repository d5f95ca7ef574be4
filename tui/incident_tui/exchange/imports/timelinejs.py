"""Timelines of TimelineJS, as JSON or as its spreadsheet: an entry for each event and each era.

A date has the parts of its author (`year`, `month`, `day`, `hour`, `minute`, `second`) and no finer
part here; `display_date`, of the event or of its dates, is kept as the words of the source. HTML
becomes words and addresses; nothing is fetched. Further fields stay in the text as `name: value`.

A spreadsheet, saved as CSV, has a row for each event, era and title, under the columns of the
template. A row is read as the JSON of the event. So is an event of the versions 1 and 2, which have
the events in `timeline.date`, and a date as a text such as `2011,12,10,21,4`.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, bytes_of, each_file
from incident_tui.exchange.imports.foreign.html import plain_text
from incident_tui.exchange.imports.foreign.json import JsonObject, read_object
from incident_tui.exchange.imports.foreign.times import (
    UNPLACED,
    NoTimeError,
    at_of,
    read_timestamp,
)
from incident_tui.exchange.imports.foreign.values import (
    clean,
    column_names,
    digest,
    identifier,
    lines_of,
    raw_of,
)
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import EntryDraft, SourceDraft, TimeDraft
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Importer,
    Origin,
    Passed,
    Rejected,
    Wishes,
)
from incident_tui.record.time_value import TimeSyntaxError, parse_form

NO_WORDS = "(no words)"
"""The text of an event without a headline and a text."""

_LOOKS = ("background", "autolink", "scale", "format", "thumbnail", "link_target", "classname")
"""Keys about the look of a slide, of a date and of a picture."""
_DATE_PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_DIGITS = (4, 2, 2, 2, 2, 2, 3)
"""The number of digits of each part."""


_COLUMNS = {
    "media": ("media", "url"),
    "media credit": ("media", "credit"),
    "media caption": ("media", "caption"),
    "media thumbnail": ("media", "thumbnail"),
    "headline": ("text", "headline"),
    "text": ("text", "text"),
    "display date": ("", "display_date"),
    "group": ("", "group"),
    "background": ("", "background"),
    **{
        f"{end}{column}": (f"{end.strip() or 'start'}_date", column)
        for end in ("", "end ")
        for column in ("year", "month", "day", "time")
    },
}
"""From a column of a spreadsheet to the part of an event, "" for the event, and the key there."""
_OLD_DATE = re.compile(r"(\d{1,4})(?:,(\d{1,2})){0,5},*|(\d{4})(?:-(\d\d?)){0,2}", re.ASCII)
_NO_OLD_DATE = "is no date of TimelineJS; write it as 2011,12,10,21,4"
_OLD_MEDIA = {"media": "url"}
"""From a key of the picture in TimelineJS 1 and 2 to the key in TimelineJS 3."""
_NO_TIMELINE = (
    "no timeline of TimelineJS: its `events` are a list, or in old versions its `timeline.date`"
)
_PARTS = ("start_date", "end_date", "text", "media")
_NEEDED_COLUMNS = ("year", "headline")
_NO_SHEET = "no spreadsheet of TimelineJS: it needs the columns `Year` and `Headline`"
_CLOCK = re.compile(
    r"(?P<hour>\d\d?)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,3}))?)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)


class _Timeline(NamedTuple):
    """The parts of a timeline."""

    whole: JsonObject
    """The file, with the faults in the parts."""
    titles: Iterable[JsonObject]
    events: Iterable[JsonObject]
    eras: Iterable[JsonObject]


class _Date(NamedTuple):
    """A date of an event."""

    form: str
    """In the notation of a record; "" without a part."""
    parts: list[int]
    """The parts as written, the coarsest first."""

    def ends_before(self, start: "_Date") -> bool:
        """Whether the date is before a start, in the parts that both have."""
        count = min(len(self.parts), len(start.parts))
        return self.parts[:count] < start.parts[:count]


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files with `{"events": […]}`, or spreadsheets as CSV, or folders of such files."""
    what = "neither JSON nor CSV"
    yield from each_file(paths, (".json", ".csv"), what, lambda file: _read_file(file, wishes))


def knows(beginning: Beginning) -> bool:
    """Whether a file is a timeline, or its spreadsheet as CSV."""
    keys = beginning.keys
    if keys:
        is_old = {"timeline", "date", "startDate"} <= keys
        return {"events", "start_date"} <= keys or {"title", "start_date"} <= keys or is_old
    header = beginning.text.partition("\n")[0].lower().split(",")
    names = {name.strip(' \r"\ufeff') for name in header}
    return {*_NEEDED_COLUMNS, "media"} <= names


IMPORTER = Importer(read, knows=knows)


def _read_file(file: ForeignFile, wishes: Wishes) -> Iterator[Found]:
    """Yield the items and faults of a file."""
    found = _of_sheet(file) if file.path.suffix.lower() == ".csv" else None
    timeline = found or _of_json(file)
    if not isinstance(timeline, _Timeline):
        yield timeline
        return
    source = identifier("timelinejs", file.path.stem)
    yield from _head(timeline, source, clean(file.path.name))
    for event in timeline.events:
        yield drafts.TIMELINE.item(_entry(event, source, wishes), event.origin)
        yield from timeline.whole.take_faults()
    for era in timeline.eras:
        yield drafts.TIMELINE.item(_entry(era, source, wishes, "era"), era.origin)
    yield from timeline.whole.take_faults()
    yield from timeline.whole.leftovers("says nothing of an event")


def _of_json(file: ForeignFile) -> _Timeline | Rejected:
    """Read a timeline in JSON."""
    whole = read_object(file.path, _timeline_of, _NO_TIMELINE)
    if isinstance(whole, Rejected):
        return whole
    if "events" not in whole.value:
        return _of_old_json(whole)
    return _Timeline(whole, whole.parts("title"), whole.parts("events"), whole.parts("eras"))


def _of_old_json(whole: JsonObject) -> _Timeline:
    """Read a timeline of TimelineJS 1 or 2."""
    timeline = next(whole.parts("timeline"))
    events = [_of_old_event(part) for part in timeline.parts("date")]
    eras = [_of_old_event(part) for part in timeline.parts("era")]
    timeline.rest.pop("type", None)  # the look of the timeline
    return _Timeline(whole, [_of_old_slide(timeline.holding(timeline.rest))], events, eras)


def _of_old_event(event: JsonObject) -> JsonObject:
    """Return an event or an era of TimelineJS 1 or 2 as one of TimelineJS 3."""
    dates: dict[str, object] = {}
    for key, new in (("startDate", "start_date"), ("endDate", "end_date")):
        written = event.text(key)
        if _OLD_DATE.fullmatch("".join(written.split())):
            dates[new] = dict(zip(_DATE_PARTS, re.findall(r"\d+", written), strict=False))
        elif written.strip(" ,"):
            event.reject(key, _NO_OLD_DATE, written)
            event.rest[key] = written
    return _of_old_slide(event.holding(event.rest | dates))


def _of_old_slide(slide: JsonObject) -> JsonObject:
    """Return the words and the picture of a slide of TimelineJS 1 or 2 as TimelineJS 3 has them."""
    found = dict(slide.value)
    found["text"] = {key: found.pop(key) for key in ("headline", "text") if key in found}
    for old, new in (("asset", "media"), ("tag", "group")):
        if old in found and new not in found:
            found[new] = found.pop(old)
    if isinstance(found.get("media"), dict):
        found["media"] = {_OLD_MEDIA.get(key, key): it for key, it in found["media"].items()}
    return slide.holding(found)


def _of_sheet(file: ForeignFile) -> _Timeline | Rejected | Passed | None:
    """Read a timeline in a spreadsheet; None for JSON under the name of a spreadsheet."""
    data = bytes_of(file.path)
    if isinstance(data, Rejected):
        return data
    if data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"["):
        return None
    origin = Origin(clean(str(file.path)))
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        header = next(rows, [])
        if not set(_NEEDED_COLUMNS) <= {name.strip().casefold() for name in header}:
            is_meant = file.asked_for
            return Rejected(origin, _NO_SHEET, "") if is_meant else Passed(origin, _NO_SHEET)
        whole = JsonObject({}, [], origin.path)
        parts: dict[str, list[JsonObject]] = {"title": [], "": [], "era": []}
        first = rows.line_num + 1
        for cells in rows:
            if any(map(str.strip, cells)):
                event, kind = _event_of(header, cells)
                part = JsonObject(event, whole.faults, origin.path, f"L{first}")
                parts[kind].append(part)
            first = rows.line_num + 1
    except UnicodeDecodeError:
        return Rejected(origin, "not UTF-8; save the file as UTF-8", "")
    except csv.Error as error:
        return Rejected(Origin(origin.path, rows.line_num), f"no row of CSV: {error}", "")
    return _Timeline(whole, parts["title"], parts[""], parts["era"])


def _event_of(header: Sequence[str], cells: Sequence[str]) -> tuple[dict[str, Any], str]:
    """Return a row of a spreadsheet as an event in JSON, and `title`, `era` or "" for its kind."""
    event: dict[str, Any] = {}
    kind = ""
    for name, cell in zip(column_names(header, len(cells)), cells, strict=False):
        column, value = " ".join(name.casefold().split()), cell.strip()
        if not value:
            continue
        if column == "type" and value.casefold() in ("title", "era"):
            kind = value.casefold()
            continue
        part, key = _COLUMNS.get(column, ("", name))
        into = event.setdefault(part, {}) if part else event
        if key in into or (not part and key in _PARTS):  # a column beside the one of the template
            into, key = event, f"column {name}"
        into |= _clock_parts(value) if key == "time" and part else {key: value}
    return event, kind


def _clock_parts(clock: str) -> dict[str, str]:
    """Return the parts of a clock time such as `21:04:07` or `9:30 AM`; another text as `time`."""
    match = _CLOCK.fullmatch(clock)
    if match is None or not (match["minute"] or match["half"]):
        return {"time": clock}
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return {"time": clock}
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    parts = {"hour": str(hour), "minute": match["minute"], "second": match["second"]}
    parts["millisecond"] = match["fraction"] and match["fraction"].ljust(3, "0")
    return {key: value for key, value in parts.items() if value}


def _timeline_of(value: Any) -> dict[str, Any] | None:
    """Return the object around the events, also around those of TimelineJS 1 and 2."""
    if not isinstance(value, dict):
        return None
    old = value.get("timeline")
    if "events" not in value and isinstance(old, dict) and isinstance(old.get("date"), list):
        return value
    return value if isinstance(value.get("events"), list) else None


def _head(timeline: _Timeline, source: str, name: str) -> Iterator[ImportedItem]:
    """Yield the source, and the incident of a title slide."""
    title = next(iter(timeline.titles), None)
    headline, words = _words(title) if title else ("", "")
    if title:
        words = "\n".join(filter(None, (words, *_media(title), *_rest(title))))
    source_draft: SourceDraft = {"id": source, "kind": "report", "title": name}
    yield drafts.SOURCES.item(source_draft, timeline.whole.origin)
    if headline or words:
        yield drafts.INCIDENT.item({"title": headline, "summary": words}, timeline.whole.origin)


def _entry(event: JsonObject, source: str, wishes: Wishes, tag: str = "") -> EntryDraft:
    """Return the entry of an event or an era."""
    headline, words = _words(event)
    stated = plain_text(event.text("display_date"))
    group = plain_text(event.text("group"))
    own_id, (time, rest_of_dates) = event.text("unique_id"), _time(event, stated, wishes)
    media = [*_media(event)]
    text = "\n".join(filter(None, (words, *media, *rest_of_dates, *_rest(event))))
    return {
        "id": identifier(source, own_id or digest(raw_of(event.value) + event.where)),
        "kind": "note",
        "time": time,
        "title": headline if text else "",
        "text": text or headline or NO_WORDS,
        "tags": [name for name in (tag, group) if name],
        "cite": {"source": source, "at": event.where},
    }


def _words(slide: JsonObject) -> tuple[str, str]:
    """Return headline and text of a slide, without HTML."""
    parts = list(slide.parts("text"))
    headline, words = (
        "\n".join(filter(None, (plain_text(part.text(key)) for part in parts)))
        for key in ("headline", "text")
    )
    rest = (line for part in parts for line in _rest(part, "text"))
    return " ".join(headline.split()), "\n".join(filter(None, (words, *rest)))


def _rest(part: JsonObject, name: str = "") -> Iterator[str]:
    """Yield the fields without a reader so far, the look left out."""
    rest = {key: value for key, value in part.rest.items() if key not in _LOOKS}
    return lines_of(rest, name)


def _media(event: JsonObject) -> Iterator[str]:
    """Yield the address, caption and credit of the picture beside an event."""
    for media in event.parts("media"):
        for key in ("url", "caption", "credit"):
            if text := plain_text(media.text(key)):
                yield f"{key}: {text}" if key != "url" else f"media: {text}"
        yield from _rest(media, "media")


def _time(event: JsonObject, stated: str, wishes: Wishes) -> tuple[TimeDraft, list[str]]:
    """Return the time of an event, and the further fields of its dates.

    The time is as fine as the dates; without a readable date the event is unplaced.
    """
    dates: list[_Date] = []
    shown: list[str] = []
    rest: list[str] = []
    for key in ("start_date", "end_date"):
        for date in event.parts(key):
            if words := plain_text(date.text("display_date")):
                shown.append(words)
            try:
                found = _date_of(date, wishes)
            except NoTimeError as error:
                event.reject(key, str(error), date.value)
                continue
            rest += _rest(date, key)
            if dates and found.ends_before(dates[0]):
                event.reject(key, "ends before the event begins", date.value)
            else:
                dates.append(found)
    stated = stated or " – ".join(shown)
    start, end = (*(date.form for date in dates), "", "")[:2]
    at = f"{start}/{end}" if end and end != start else start or UNPLACED
    if start and end and end != start and ".." in start + end:  # a span has no bounds for ends
        stated = stated or at
        at = f"{start.partition('..')[0]}..{end.rpartition('..')[2]}"
    if start and any(map(_reads_as_clock, (start, end))):
        stated = stated or at
        at = f"{start[:4]}-01-01..{(end or start)[:4]}-12-31"
    try:
        parse_form(at)
    except TimeSyntaxError as error:
        event.reject("start_date", str(error), at)
        at = UNPLACED
    return {"at": at, "stated": stated} if stated else at, rest


def _reads_as_clock(form: str) -> bool:
    """Whether a record takes a year such as 1815 for a clock time without the colon."""
    return len(form) == 4 and form < "1900"


def _date_of(date: JsonObject, wishes: Wishes) -> _Date:
    """Return a date in the notation of a record, "" if the date has no part, and the parts.

    Raises:
        NoTimeError: if a part is no number of the calendar, or a coarser part is missing.
    """
    given = [date.whole(part) for part in _DATE_PARTS]
    written = [part for part in given if part is not None]
    if not written:
        return _Date("", [])
    if given[: len(written)] != written:
        missing = _DATE_PARTS[given.index(None)]
        raise NoTimeError(f"has no `{missing}`, but finer parts; add it")
    if not 1 <= written[0] <= 9999:
        raise NoTimeError(f"{written[0]} is no year that a record can hold: they go from 1 to 9999")
    texts = [f"{part:0{digits}}" for part, digits in zip(written, _DIGITS, strict=False)]
    if len(texts) <= 3:
        return _Date("-".join(texts), written)
    day, clock = "-".join(texts[:3]), ":".join(texts[3:6])
    if len(texts) == 4:
        return _Date(f"{day}T{clock}:00..{day}T{clock}:59", written)
    fraction = "".join(f".{text}" for text in texts[6:])
    return _Date(at_of(read_timestamp(f"{day}T{clock}{fraction}", wishes).time), written)
