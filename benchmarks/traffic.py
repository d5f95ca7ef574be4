"""Made-up radio traffic of one week, as a record, in any number of calls.

    python -m benchmarks.traffic [--calls N] [--seed N] [--shape SHAPE] [--log FILE] FOLDER
    python -m benchmarks.traffic --yaml [--calls N] [--seed N] FOLDER

The same seed gives the same calls. Few of them are in memory at a time, but for `--yaml`. With
`--log` they are also written as plain lines, `2024-03-04T13:15:07 TALKGROUP speaker: text`.
"""

import argparse
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import yaml

from benchmarks import county
from benchmarks.phrases import Phrases
from incident_tui.record.model import Audio, Channel, Speaker, Transcript
from incident_tui.record.vocabulary import EntryKind

HEAD_NAME = "record.yaml"
CALLS_NAME = "calls.jsonl"
SEED = 7
SHAPES = ("sorted", "unsorted")
SIGN = "The sign reads"
NEEDLE = "copper lantern"
NEEDLES = {0.01: f"{NEEDLE} north", 0.5: f"{NEEDLE} east", 0.999: f"{NEEDLE} south"}
"""Words that one call alone has, and how far into the file it stands."""

DATES = tuple(f"2024-03-{day:02}" for day in range(3, 10))
"""A week from Sunday on, all before the clocks change."""
OFFSET = "-06:00"
HOUR, DAY = 3600, 86_400
SLOT = 900
"""Seconds over which the rate of calls stays the same."""
BY_DAY = (9, 10, 10, 10, 10, 12, 12)
BY_HOUR = (5, 4, 3, 3, 3, 4, 6, 9, 10, 10, 10, 11, 12, 12, 12, 13, 14, 14, 13, 12, 11, 10, 8, 6)
"""How busy each hour of a day is, beside the others."""
SHIFT_CHANGES = (7 * HOUR - SLOT, 19 * HOUR - SLOT)
"""Seconds of the day from which one slot has half as much again."""

BURST_SHARE = 0.35
"""How many of the calls belong to a burst, on one talkgroup and between few units."""
BURST_CALLS = (10, 80)
BURST_SECONDS = (180, 2400)
BURST_UNITS = 4
DISPATCH_SHARE = 0.45
"""How many of the calls are a dispatcher's."""
MIXED = 20_000
"""How many calls an unsorted file mixes at a time."""
BATCH = 2_000
"""How many calls are written at a time."""

Moment = tuple[float, int, int]
"""When a call begins, in seconds of the week; the places of its talkgroup and its unit."""


class Call(msgspec.Struct, omit_defaults=True):
    """One line of the file: an entry as a record writes it."""

    id: str
    kind: EntryKind
    time: str
    agency: str
    speaker: Speaker
    channel: Channel
    text: str
    audio: Audio
    transcript: Transcript
    cite: str


class Week:
    """The calls of one week, in the order of time, made as they are asked for."""

    def __init__(self, calls: int, seed: int = SEED) -> None:
        self.calls = calls
        self._random = Random(seed)
        self._phrases = Phrases(self._random)
        self._talkgroups = county.talkgroups()
        self._shares = [*accumulate(one.share for one in self._talkgroups)]
        self._rates = [*accumulate(_rates())]

    def __iter__(self) -> Iterator[Call]:
        sizes = [*self._burst_sizes()]
        background = self._background(self.calls - sum(sizes))
        moments = merge(background, *(self._burst(calls) for calls in sizes))
        for number, moment in enumerate(moments, start=1):
            yield self._call(number, *moment)

    def _background(self, calls: int) -> Iterator[Moment]:
        """Calls that have nothing to do with each other: a Poisson process, given how many."""
        for part in self._rising(calls):
            talkgroup = self._talkgroup()
            yield self._second(part), talkgroup, self._below(len(self._units(talkgroup)))

    def _burst_sizes(self) -> Iterator[int]:
        """How many calls each burst has."""
        left = int(self.calls * BURST_SHARE)
        least, most = BURST_CALLS
        while left >= least:
            size = min(least + self._below(most - least + 1), left)
            left -= size
            yield size

    def _burst(self, calls: int) -> Iterator[Moment]:
        """The calls of one incident, over minutes."""
        least, most = BURST_SECONDS
        seconds = least + self._below(most - least)
        start = min(self._second(self._random.random()), len(DATES) * DAY - 1.0 - seconds)
        talkgroup = self._talkgroup()
        unit = self._below(len(self._units(talkgroup)))
        for part in self._rising(calls):
            place = (unit + self._below(BURST_UNITS)) % len(self._units(talkgroup))
            yield start + part * seconds, talkgroup, place

    def _call(self, number: int, second: float, talkgroup: int, place: int) -> Call:
        group, unit = self._talkgroups[talkgroup], self._units(talkgroup)[place]
        by_dispatch = self._random.random() < DISPATCH_SHARE
        text = self._phrases.said(unit.call_sign, by_dispatch)
        day, rest = divmod(int(second), DAY)
        minute, of_minute = divmod(rest, 60)
        clock = f"{minute // 60:02}:{minute % 60:02}:{of_minute:02}"
        return Call(
            id=f"c{number:07}",
            kind="radio_call",
            time=f"{DATES[day]}T{clock}{OFFSET}",
            agency=group.service.id,
            speaker=unit.answered if by_dispatch else unit.calling,
            channel=group.channels[self._below(len(group.channels))],
            text=text,
            audio=Audio(path=f"audio/{number:07}.mp3", length=round(1 + len(text) / 15, 1)),
            transcript=Transcript(
                method="asr", confidence=round(0.55 + 0.44 * self._random.random(), 2)
            ),
            cite=f"rec:t={clock}",
        )

    def _units(self, talkgroup: int) -> tuple[county.Unit, ...]:
        return self._talkgroups[talkgroup].units

    def _talkgroup(self) -> int:
        return bisect_left(self._shares, self._random.random() * self._shares[-1])

    def _second(self, part: float) -> float:
        """The second of the week by which this part of the background has been heard."""
        wanted = part * self._rates[-1]
        slot = bisect_left(self._rates, wanted)
        before = self._rates[slot - 1] if slot else 0.0
        return SLOT * (slot + (wanted - before) / (self._rates[slot] - before))

    def _rising(self, count: int) -> Iterator[float]:
        """So many random numbers from 0 to 1, each larger than the one before."""
        left = 1.0
        for remaining in range(count, 0, -1):
            left *= (1 - self._random.random()) ** (1 / remaining)
            yield 1 - left

    def _below(self, bound: int) -> int:
        return int(self._random.random() * bound)


def _rates() -> Iterator[float]:
    """How busy each slot of the week is."""
    for of_day in BY_DAY:
        for second in range(0, DAY, SLOT):
            yield of_day * BY_HOUR[second // HOUR] * (1.5 if second in SHIFT_CHANGES else 1)


def mixed(calls: Iterable[Call], random: Random) -> Iterator[Call]:
    """The calls in no order of time, as recorders that are hours behind each other write them."""
    held: list[Call] = []
    for call in calls:
        if len(held) < MIXED:
            held.append(call)
        else:
            at = int(random.random() * MIXED)
            yield held[at]
            held[at] = call
    random.shuffle(held)
    yield from held


def with_needles(calls: Iterable[Call], count: int) -> Iterator[Call]:
    """The calls, three of them saying what no other says."""
    needles = {needle_at(count, part): words for part, words in NEEDLES.items()}
    for at, call in enumerate(calls):
        if at in needles:
            call.text = f"{SIGN} {needles[at]}. {call.text}"
        yield call


def needle_at(count: int, part: float) -> int:
    """The place, from 0 on, of the call this far into so many."""
    return int(count * part)


def write(
    folder: Path, calls: int, seed: int = SEED, shape: str = "sorted", log: Path | None = None
) -> None:
    """Write a record of so many calls into a folder, and perhaps the same as lines of a log."""
    folder.mkdir(parents=True, exist_ok=True)
    week: Iterable[Call] = Week(calls, seed)
    if shape == "unsorted":
        week = mixed(week, Random(seed))
    source = with_needles(week, calls)
    encoder = msgspec.json.Encoder()
    with ExitStack() as files:
        lines = files.enter_context((folder / CALLS_NAME).open("wb"))
        plain = files.enter_context(log.open("w", encoding="utf-8")) if log else None
        while batch := [*islice(source, BATCH)]:
            lines.write(encoder.encode_lines(batch))
            if plain:
                plain.writelines(map(log_line, batch))
    write_head(folder, county.head(CALLS_NAME))


def write_yaml(folder: Path, calls: int, seed: int = SEED) -> None:
    """Write a record of so many calls, all of them in its one YAML file."""
    folder.mkdir(parents=True, exist_ok=True)
    head = county.head(CALLS_NAME)
    del head["calls"]
    head["timeline"] += msgspec.to_builtins([*Week(calls, seed)])
    write_head(folder, head)


def write_head(folder: Path, head: dict[str, Any]) -> None:
    """Write a record's YAML, after everything else: a folder that has one is complete."""
    with (folder / HEAD_NAME).open("w", encoding="utf-8") as file:
        yaml.dump(head, file, yaml.CSafeDumper, sort_keys=False, allow_unicode=True)


def log_line(call: Call) -> str:
    """A call as one line of a plain log."""
    speaker = call.speaker.unit or call.speaker.label
    return f"{call.time[:19]} {call.channel.talkgroup} {speaker}: {call.text}\n"


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the record is written")
    parser.add_argument(
        "--calls", type=int, default=1_000_000, help="how many (default %(default)s)"
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help="for other calls (default %(default)s)"
    )
    parser.add_argument("--shape", choices=SHAPES, default=SHAPES[0], help="by time, or not")
    parser.add_argument("--log", type=Path, help="a file for the same calls as plain lines")
    parser.add_argument(
        "--yaml", action="store_true", help="all of them in record.yaml, at the cost of memory"
    )
    options = parser.parse_args()
    if options.yaml:
        write_yaml(options.folder, options.calls, options.seed)
    else:
        write(options.folder, options.calls, options.seed, options.shape, options.log)


if __name__ == "__main__":
    main()
