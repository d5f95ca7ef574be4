"""Calls of OpenMHz, as its `/calls` gives them: an entry for each turn of a speaker.

A turn has a position in the recording and no time. OpenMHz cuts silence out of a recording, so the
first turn begins with the call, and a later turn at about the time of the call plus the position,
or later. The address of the recording is kept in the citation; nothing is fetched.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.files import ForeignFile, read_each
from incident_tui.exchange.imports.foreign.json import JsonObject, read_object
from incident_tui.exchange.imports.foreign.radio import (
    MAX_CALL_S,
    FirstMentions,
    agency_of,
    channel_words,
    known_positions,
    lengths_of,
    without_words,
)
from incident_tui.exchange.imports.foreign.times import (
    UNPLACED,
    NoTimeError,
    read_timestamp,
    utc,
)
from incident_tui.exchange.imports.foreign.values import digest, identifier, raw_of
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    CiteForm,
    SourceDraft,
    SpeakerDraft,
    TimeDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Importer,
    Rejected,
    Wishes,
)

_SOURCE: SourceDraft = {
    "id": "openmhz",
    "kind": "scanner_archive",
    "title": "Calls archived by OpenMHz",
    "url": "https://openmhz.com",
}
_BASIS = "the call's time plus the position in its audio, from which silence is cut: or later"
_UNKNOWN_POSITION = "a later turn of the call; its position in the recording is unknown"


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files with `{"calls": […]}` or the list alone, or folders of such files."""
    archive = _OpenMhzArchive(wishes)
    yield from read_each(paths, (".json",), "not JSON", archive.read)


IMPORTER = Importer(read)


class _OpenMhzArchive:
    """Reads files, and defines the source and each unit once."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._definitions = FirstMentions()

    def read(self, file: ForeignFile) -> Iterator[Found]:
        """Yield the items and faults of a file."""
        page = read_object(
            file.path, _page_of, "no calls of OpenMHz: they are a list, or in `calls`"
        )
        if isinstance(page, Rejected):
            yield page
            return
        for call in page.parts("calls"):
            yield from self._call(call)
            yield from page.take_faults()
        yield from page.take_faults()
        yield from page.leftovers("says nothing of a call")

    def _call(self, call: JsonObject) -> Iterator[ImportedItem]:
        """Yield an entry for each turn, or for the call if no turn is listed."""
        yield from self._definitions.new(drafts.SOURCES.item(_SOURCE, call.origin))
        head = _head_of(call)
        turns = list(call.parts("srcList"))
        positions = known_positions(turns, head.length_s) or [None]
        lengths = lengths_of(positions, head.length_s) if turns else [head.length_s]
        times = _times(call, head.began, positions, self._wishes)
        for number, turn in enumerate(turns or [None]):
            radio = turn.text("src") if turn else ""
            if unit := _unit_id(radio):
                yield from self._definitions.new(
                    drafts.UNITS.item(
                        {"id": unit, "call_sign": radio, "radio_ids": [radio]}, call.origin
                    )
                )
            yield drafts.TIMELINE.item(
                {
                    "id": f"{head.name}-{turn.index if turn else 0}",
                    "kind": "radio_call",
                    "time": times[number],
                    "text": without_words(lengths[number], channel_words(*head.talkgroup)),
                    "cite": head.cite,
                    "agency": agency_of(*head.talkgroup, self._wishes),
                    "speaker": without_blanks(SpeakerDraft(unit=unit)),
                    "channel": head.channel,
                    "tags": [f"stars: {head.stars:.0f}"] if head.stars else [],
                },
                call.origin,
            )


class _CallHead(NamedTuple):
    """The fields of a call, which its turns share."""

    talkgroup: tuple[str, str]
    """Number and tag."""
    name: str
    """The beginning of the id of each entry."""
    began: str
    length_s: float | None
    cite: CiteForm
    stars: float | None

    @property
    def channel(self) -> ChannelDraft:
        """The channel of each entry."""
        number, tag = self.talkgroup
        return without_blanks(ChannelDraft(talkgroup=number, talkgroup_tag=tag))


def _page_of(value: Any) -> dict[str, Any] | None:
    """Return a page of calls, also from the list alone."""
    if isinstance(value, list):
        return {"calls": value}
    return value if isinstance(value, dict) and isinstance(value.get("calls"), list) else None


def _head_of(call: JsonObject) -> _CallHead:
    """Read the fields of a call."""
    talkgroup = call.text("talkgroupNum"), call.text("talkgroupTag")
    name = identifier("openmhz", call.text("_id") or digest(raw_of(call.value)))
    began, length_s = call.text("time"), call.number("len", 0, MAX_CALL_S)
    cite = without_blanks(CiteForm(source=_SOURCE["id"], at=call.text("url", "filename")))
    return _CallHead(talkgroup, name, began, length_s, cite, call.number("star", 0))


def _times(
    call: JsonObject, began: str, positions: Sequence[float | None], wishes: Wishes
) -> list[TimeDraft]:
    """Return the start of each turn.

    Args:
        call: the call, for a fault in `time`.
        began: the time of the call.
        positions: the position of each turn, in seconds.
        wishes: the zone of a time without a zone.
    """
    try:
        stamp = read_timestamp(began, wishes) if began else None
    except NoTimeError as error:
        call.reject("time", str(error), began)
        stamp = None
    if stamp is None:
        return [UNPLACED for _ in positions]
    if stamp.instant is None:
        return [stamp.time for _ in positions]
    first, *later = positions
    begin = stamp.time if not first else _turn_time(stamp.instant, first)
    return [begin, *(_turn_time(stamp.instant, position) for position in later)]


def _turn_time(instant: int, position: float | None) -> TimeDraft:
    """Return the time of a turn that does not begin with its call.

    Args:
        instant: the time of the call, in milliseconds since 1970.
        position: the position in the recording, in seconds; None if unknown.
    """
    if position is None:
        return {"at": f"{utc(instant)}..", "basis": _UNKNOWN_POSITION}
    try:
        return {"at": f"{utc(instant + int(position * 1000))}~", "basis": _BASIS}
    except OverflowError:
        return UNPLACED


def _unit_id(radio: str) -> str:
    """Return the id of a radio's unit; "" for a number below 1, which stands for no radio."""
    unknown = not radio or radio.startswith("-") or not radio.strip("0")
    return "" if unknown else identifier("openmhz", radio)
