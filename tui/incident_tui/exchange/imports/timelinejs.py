"""Timelines of TimelineJS 3, the JSON of its `events`: an entry for each.

A date has the parts that its author gave (`year`, `month`, `day`, `hour`, `minute`, `second`), and
is no finer here; `display_date` is kept as what is stated. HTML becomes its words, with the
addresses it links to; nothing is fetched.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.eido.cards import plain_text
from incident_tui.exchange.imports.foreign.json import (
    File,
    Part,
    clean,
    digest,
    identifier,
    json_of,
    lines_of,
    raw_of,
    read_each,
)
from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError, read_stamp
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Item,
    Passed,
    Place,
    Rejected,
    Wishes,
)
from incident_tui.record.time_value import TimeSyntaxError, parse_form

NO_WORDS = "(no words)"
"""The text of an event that has none."""

_LOOKS = ("background", "autolink", "scale")
"""What says only how a slide looks."""
_PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_WIDTHS = (4, 2, 2, 2, 2, 2, 3)


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files with `{"events": […]}`, or folders of them."""
    yield from read_each(paths, (".json",), "not JSON", lambda file: _file(file, wishes))


def _file(file: File, wishes: Wishes) -> Iterator[Found]:
    found = json_of(file.path)
    if isinstance(found, Rejected):
        yield found
        return
    value = found.value
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        reason = "no timeline of TimelineJS: its `events` are a list"
        yield Rejected(Place(str(file.path)), reason, raw_of(value))
        return
    faults: list[Rejected] = []
    whole = Part(value, faults, clean(str(file.path)))
    source = identifier("timelinejs", file.path.stem)
    title = next(whole.parts("title"), None)
    yield from _head(title, source, clean(file.path.name), whole.place)
    for event in whole.parts("events"):
        yield Item("timeline", _entry(event, source, wishes), event.place)
        yield from faults
        faults.clear()
    for era in whole.parts("eras"):
        yield Item("timeline", _entry(era, source, wishes, "era"), era.place)
    yield from faults
    for key in whole.rest:
        yield Passed(Place(f"{file.path}#{clean(key)}"), "says nothing of an event")


def _head(title: Part | None, source: str, name: str, place: Place) -> Iterator[Item]:
    """The source and, of a title slide, the incident."""
    headline, words = _words(title) if title else ("", "")
    yield Item("sources", {"id": source, "kind": "report", "title": name}, place)
    if headline or words:
        told = {"title": headline, "summary": words}
        yield Item("incident", {key: text for key, text in told.items() if text}, place)


def _entry(event: Part, source: str, wishes: Wishes, tag: str = "") -> dict[str, Any]:
    """The entry of an event, or of an era."""
    headline, words = _words(event)
    stated = plain_text(event.text("display_date"))
    group = plain_text(event.text("group"))
    asked_for, time = event.text("unique_id"), _time(event, stated, wishes)
    rest = [*_media(event), *lines_of({k: v for k, v in event.rest.items() if k not in _LOOKS})]
    text = "\n".join(filter(None, (words, *rest)))
    entry = {
        "id": identifier(source, asked_for or digest(raw_of(event.value) + event.where)),
        "kind": "note",
        "time": time,
        "title": headline if text else "",
        "text": text or headline or NO_WORDS,
        "tags": [one for one in (tag, group) if one],
        "cite": {"source": source, "at": event.where},
    }
    return {key: value for key, value in entry.items() if value}


def _words(slide: Part) -> tuple[str, str]:
    """The headline and the text of a slide, without their HTML."""
    parts = list(slide.parts("text"))
    headline, words = (
        "\n".join(filter(None, (plain_text(part.text(key)) for part in parts)))
        for key in ("headline", "text")
    )
    return " ".join(headline.split()), words


def _media(event: Part) -> Iterator[str]:
    """What is shown beside an event: its address, and what is said of it."""
    for media in event.parts("media"):
        for key in ("url", "caption", "credit"):
            if text := plain_text(media.text(key)):
                yield f"{key}: {text}" if key != "url" else f"media: {text}"


def _time(event: Part, stated: str, wishes: Wishes) -> str | dict[str, str]:
    """When an event was, as fine as its dates; unplaced where it has none that can be read."""
    forms = []
    for key in ("start_date", "end_date"):
        for date in event.parts(key):
            try:
                forms.append(_moment(date, wishes))
            except NoTimeError as error:
                event.reject(key, str(error), date.value)
    start, end = (*forms, "", "")[:2]
    at = f"{start}/{end}" if end and end != start else start or UNPLACED
    if start and any(map(_reads_as_clock, (start, end))):
        stated = stated or at
        at = f"{start[:4]}-01-01..{(end or start)[:4]}-12-31"
    try:
        parse_form(at)
    except TimeSyntaxError as error:
        event.reject("start_date", str(error), at)
        at = UNPLACED
    return {"at": at, "stated": stated} if stated else at


def _reads_as_clock(form: str) -> bool:
    """Whether a record takes a year for a clock time without its colon, and so for none."""
    return len(form) == 4 and form < "1900"


def _moment(date: Part, wishes: Wishes) -> str:
    """A date as a record writes it; nothing where none of its parts is given.

    Raises:
        NoTimeError: if a part is none, or finer ones stand without the one before them.
    """
    given = [date.whole(part) for part in _PARTS]
    written = [part for part in given if part is not None]
    if not written:
        return ""
    if given[: len(written)] != written:
        missing = _PARTS[given.index(None)]
        raise NoTimeError(f"has no `{missing}`, but finer parts; add it")
    if not 1 <= written[0] <= 9999:
        raise NoTimeError(f"{written[0]} is no year that a record can hold: they go from 1 to 9999")
    texts = [f"{part:0{width}}" for part, width in zip(written, _WIDTHS, strict=False)]
    if len(texts) <= 3:
        return "-".join(texts)
    day, clock = "-".join(texts[:3]), ":".join(texts[3:6])
    if len(texts) == 4:
        return f"{day}T{clock}:00..{day}T{clock}:59"
    stamp = read_stamp(f"{day}T{clock}{''.join(f'.{one}' for one in texts[6:])}", wishes)
    return stamp.time if isinstance(stamp.time, str) else stamp.time["at"]
