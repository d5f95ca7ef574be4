"""Calls of OpenMHz, as its `/calls` gives them: an entry for each turn of a speaker.

A turn has a position in the audio and no time of its own. Silence is cut out of the audio, so the
first turn began with the call, and those after it at about the call's time plus their position,
or later. The audio is elsewhere: its address is kept in the citation and never fetched.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from incident_tui.exchange.imports.foreign.json import (
    File,
    Part,
    clean,
    digest,
    identifier,
    json_of,
    raw_of,
    read_each,
)
from incident_tui.exchange.imports.foreign.radio import (
    LONGEST,
    agency_of,
    channel_words,
    lengths_of,
    with_values,
    without_words,
)
from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError, Time, read_stamp, utc
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Item,
    Passed,
    Place,
    Rejected,
    Wishes,
)

_SOURCE = {
    "id": "openmhz",
    "kind": "scanner_archive",
    "title": "Calls archived by OpenMHz",
    "url": "https://openmhz.com",
}
_BASIS = "the call's time plus the position in its audio, from which silence is cut: or later"


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files with `{"calls": […]}` or only the list, or folders of such files."""
    met: set[str] = set()
    yield from read_each(paths, (".json",), "not JSON", lambda file: _file(file, wishes, met))


def _file(file: File, wishes: Wishes, met: set[str]) -> Iterator[Found]:
    place, found = Place(str(file.path)), json_of(file.path)
    if isinstance(found, Rejected):
        yield found
        return
    value = {"calls": found.value} if isinstance(found.value, list) else found.value
    if not isinstance(value, dict) or not isinstance(value.get("calls"), list):
        yield Rejected(place, "no calls of OpenMHz: they are a list, or in `calls`", raw_of(value))
        return
    faults: list[Rejected] = []
    whole = Part(value, faults, clean(str(file.path)))
    for call in whole.parts("calls"):
        yield from _call(call, wishes, met)
        yield from faults
        faults.clear()
    yield from faults
    for key in whole.rest:
        yield Passed(Place(f"{place}#{clean(key)}"), "says nothing of a call")


def _call(call: Part, wishes: Wishes, met: set[str]) -> Iterator[Item]:
    place = call.place
    if _SOURCE["id"] not in met:
        met.add(_SOURCE["id"])
        yield Item("sources", dict(_SOURCE), place)
    talkgroup, tag = call.text("talkgroupNum"), call.text("talkgroupTag")
    name = identifier("openmhz", call.text("_id") or digest(raw_of(call.value)))
    began, length = call.text("time"), call.number("len", 0, LONGEST)
    cited = call.text("url"), call.text("filename")
    stars = call.number("star", 0)
    turns = list(call.parts("srcList"))
    positions = [turn.number("pos", 0, LONGEST) for turn in turns] or [None]
    lengths = lengths_of(positions, length) if turns else [length]
    times = _times(call, began, positions, wishes)
    for number, turn in enumerate(turns or [None]):
        radio = turn.text("src") if turn else ""
        speaker = _unit(radio)
        if speaker and speaker not in met:
            met.add(speaker)
            unit = {"id": speaker, "call_sign": radio, "radio_ids": [radio]}
            yield Item("units", unit, place)
        fixed = {
            "id": f"{name}-{turn.index if turn else 0}",
            "kind": "radio_call",
            "time": times[number],
            "text": without_words(lengths[number], channel_words(talkgroup, tag)),
            "cite": with_values(source=_SOURCE["id"], at=next(filter(None, cited), "")),
        }
        told = with_values(
            agency=agency_of(talkgroup, tag, wishes),
            speaker=with_values(unit=speaker),
            channel=with_values(talkgroup=talkgroup, talkgroup_tag=tag),
            tags=[f"stars: {stars:.0f}"] if stars else [],
        )
        yield Item("timeline", fixed | told, place)


def _times(call: Part, began: str, positions: Sequence[float | None], wishes: Wishes) -> list[Time]:
    """When each turn began."""
    try:
        stamp = read_stamp(began, wishes) if began else None
    except NoTimeError as error:
        call.reject("time", str(error), began)
        stamp = None
    if stamp is None:
        return [UNPLACED for _ in positions]
    if stamp.instant is None:
        return [stamp.time for _ in positions]
    return [_turn_time(stamp.time, stamp.instant, position) for position in positions]


def _turn_time(first: Time, instant: int, position: float | None) -> Time:
    if not position:
        return first
    try:
        return {"at": f"{utc(instant + int(position * 1000))}~", "basis": _BASIS}
    except OverflowError:
        return UNPLACED


def _unit(radio: str) -> str:
    """The id of a radio's unit; one below 1 is none that is known."""
    unknown = not radio or radio.startswith("-") or not radio.strip("0")
    return "" if unknown else identifier("openmhz", radio)
