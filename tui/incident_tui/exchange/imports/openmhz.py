"""Calls of OpenMHz, as its `/calls` gives them: an entry for each turn of a speaker.

A turn has a position in the recording and no time. OpenMHz cuts silence out of a recording, so the
first turn begins with the call, and a later turn at about the time of the call plus the position,
or later. The address of the recording is kept in the citation; nothing is fetched. A field without
a place in a record stays as `name: value` in the text of the turn, or of the call's first turn.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, each_file
from incident_tui.exchange.imports.foreign.json import JsonObject, read_object
from incident_tui.exchange.imports.foreign.radio import (
    MAX_CALL_S,
    FirstMentions,
    Voice,
    agency_of,
    channel_words,
    known_positions,
    lengths_of,
    megahertz,
    turn_time,
    voice_of,
    without_words,
    words_of_turns,
)
from incident_tui.exchange.imports.foreign.times import (
    UNPLACED,
    NoTimeError,
    read_timestamp,
)
from incident_tui.exchange.imports.foreign.values import (
    digest,
    identifier,
    lines_of,
    raw_of,
    words_of,
)
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    CiteForm,
    SourceDraft,
    TimeDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Importer,
    Passed,
    Rejected,
    Wishes,
)

_SOURCE: SourceDraft = {
    "id": "openmhz",
    "kind": "scanner_archive",
    "title": "Calls archived by OpenMHz",
    "url": "https://openmhz.com",
}
_CALL_KEYS = ("_id", "talkgroupNum", "time", "srcList", "transcript")
"""An object without any of these keys is no call."""
_NO_CALL = f"no call of OpenMHz: it has none of {', '.join(_CALL_KEYS)}"


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files with `{"calls": […]}` or the list alone, or folders of such files."""
    archive = _OpenMhzArchive(wishes)
    yield from each_file(paths, (".json",), "not JSON", archive.read)


def knows(beginning: Beginning) -> bool:
    """Whether a file is a page of calls."""
    return "talkgroupNum" in beginning.keys or {"_id", "time"} <= beginning.keys


IMPORTER = Importer(read, knows=knows)


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
        if not page.value["calls"]:
            yield Passed(page.origin, "a list without a call")
        for call in page.parts("calls"):
            if set(_CALL_KEYS) & call.value.keys():
                yield from self._call(call)
            else:
                call.reject("", _NO_CALL, call.value)
            yield from page.take_faults()
        yield from page.take_faults()
        yield from page.leftovers("says nothing of a call")

    def _call(self, call: JsonObject) -> Iterator[ImportedItem]:
        """Yield an entry for each turn, or for the call if no turn is listed."""
        yield from self._definitions.new(drafts.SOURCES.item(_SOURCE, call.origin))
        head, listed = _head_of(call), list(call.parts("srcList"))
        turns: list[JsonObject | None] = [*listed] or [None]
        positions = known_positions(listed, head.length_s) or [None]
        lengths = lengths_of(positions, head.length_s) if listed else [head.length_s]
        times = _times(call, head.began, positions, self._wishes)
        for number, turn in enumerate(turns):
            voice = self._voice(turn, head) if turn else Voice({})
            if voice.unit:
                yield from self._definitions.new(drafts.UNITS.item(voice.unit, call.origin))
            words = words_of_turns(head.words, len(listed)) if not number else ""
            words = words or without_words(lengths[number], head.channel_words)
            lines = list(lines_of(turn.rest)) if turn else []
            if not number:
                lines += head.lines(is_length_told=not head.words and len(turns) == 1)
                lines += lines_of(call.rest)
            yield drafts.TIMELINE.item(
                {
                    "id": f"{head.name}-{turn.index if turn else 0}",
                    "kind": "radio_call",
                    "time": times[number],
                    "text": "\n".join([words, *lines]),
                    "cite": head.cite,
                    "agency": agency_of(head.talkgroup, head.tag, self._wishes),
                    "speaker": voice.speaker,
                    "channel": head.channel,
                    "tags": head.tags,
                },
                call.origin,
            )

    def _voice(self, turn: JsonObject, head: "_CallHead") -> Voice:
        """Return the unit of a turn's radio; a number below 1 stands for no radio."""
        radio, tag = turn.text("src"), turn.text("tag")
        is_unknown = radio.startswith("-") or not radio.strip("0")
        source = identifier(*filter(None, (_SOURCE["id"], head.system)))
        voice = voice_of(source, "" if is_unknown else radio, tag, self._wishes)
        if not voice.unit and not is_unknown:
            turn.rest["src"] = radio
        return voice


class _CallHead(NamedTuple):
    """The fields of a call, which its turns share."""

    talkgroup: str
    tag: str
    """The name of the talkgroup."""
    description: str
    system: str
    hertz: float | None
    name: str
    """The beginning of the id of each entry."""
    began: str
    length_s: float | None
    words: str
    """The transcript of the call; "" without a transcript."""
    cite: CiteForm
    tags: list[str]

    @property
    def channel(self) -> ChannelDraft:
        """The channel of each entry."""
        return without_blanks(
            ChannelDraft(
                system=self.system,
                talkgroup=self.talkgroup,
                talkgroup_tag=self.tag,
                frequency=megahertz(self.hertz),
            )
        )

    @property
    def channel_words(self) -> str:
        """The name of the channel."""
        return channel_words(self.talkgroup, self.tag, self.description)

    def lines(self, is_length_told: bool) -> Iterator[str]:
        """Yield the fields without a place in a record."""
        if self.tag and self.description:
            yield f"talkgroupDescription: {self.description}"
        if self.length_s is not None and not is_length_told:
            yield f"len: {self.length_s:g}"


def _page_of(value: Any) -> dict[str, Any] | None:
    """Return a page of calls, also from the list alone."""
    if isinstance(value, list):
        return {"calls": value}
    return value if isinstance(value, dict) and isinstance(value.get("calls"), list) else None


def _head_of(call: JsonObject) -> _CallHead:
    """Read the fields of a call."""
    talkgroup, address = call.text("talkgroupNum"), call.text("url")
    if not address or address.endswith(words_of(call.value.get("filename"))):
        file = call.text("filename")
        address = address or file
    stars = call.number("star", 0)
    tags = [f"stars: {stars:.0f}"] if stars else []
    tags += ["emergency"] if call.flag("emergency") else []
    tags += filter(None, [call.text("talkgroupGroup")])
    tags += [f"patched with {group}" for group in call.texts("patches") if group != talkgroup]
    return _CallHead(
        talkgroup=talkgroup,
        tag=call.text("talkgroupTag"),
        description=call.text("talkgroupDescription"),
        system=call.text("shortName"),
        hertz=call.number("freq", 0),
        name=identifier(_SOURCE["id"], call.text("_id") or digest(raw_of(call.value))),
        began=call.text("time"),
        length_s=call.number("len", 0, MAX_CALL_S),
        words=call.text("transcript"),
        cite=without_blanks(CiteForm(source=_SOURCE["id"], at=address)),
        tags=list(dict.fromkeys(tags)),
    )


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
    begin = stamp.time if not first else turn_time(stamp.instant, first)
    return [begin, *(turn_time(stamp.instant, position) for position in later)]
