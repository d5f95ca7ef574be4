"""What is fuzzed: each reader of what a stranger may have written, with files to begin from.

A target takes bytes and raises if the program would: an exception, too much processor time, or an
import that leaves a record with errors.
"""

import datetime as dt
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.columns import rows
from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.foreign.html import plain_text
from incident_tui.exchange.imports.foreign.json import parse_json
from incident_tui.exchange.imports.landing.folder import CannotAddError, RecordFolder
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.printed.gfm import escaped
from incident_tui.listening.faults import SoundError
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.slice_source import SliceSource
from incident_tui.listening.sound_files import SoundFiles
from incident_tui.notes.kinds import BOOKMARK
from incident_tui.notes.lines import line_of
from incident_tui.notes.log import ReviewLog, ReviewLogError
from incident_tui.notes.model import deleted_note, new_note
from incident_tui.record.model import Audio
from incident_tui.record.reading import Reading, read_bytes, read_record
from incident_tui.record.text import visible
from incident_tui.record.time_value import TimeSyntaxError, parse_form
from incident_tui.record.user_folders import incident_file
from incident_tui.review.filters import Filters, Within
from incident_tui.review.lens import Lens
from incident_tui.review.memory import Memory, RecordMemory, memory_of, recalled
from incident_tui.review.review import review_of
from incident_tui.review.search import PatternError, Query, query_of, search, spans
from incident_tui.samples import bundled_record
from incident_tui.settings import example, listed_settings, settings_at
from incident_tui.words.filters import filter_words
from tests.cpu import cpu_limit
from tests.exchange.imports.cap.samples import CAP_10, alert, area, envelope, feed, info
from tests.exchange.imports.spreadsheet.workbooks import workbook
from tests.exchange.imports.test_formats import OPEN_SAMPLES, SAMPLES, bytes_of
from tests.exchange.imports.transcript.transcripts import FORMS as TRANSCRIPTS
from tests.listening.sound_writing import FORMS, bursts, write_sound
from tests.notes.noting import HEADER, INCIDENT, note
from tests.record.readings import EVERYTHING
from tests.records import entry, text_of

CPU_LIMIT_S = 10
"""Processor time for an input of at most `MAX_BYTES`."""
MAX_BYTES = 100_000

_CALL = b'{"id":"c1","kind":"radio_call","time":"2024-02-29T13:15Z","text":"Two","cite":"src"}\n'
_NOTES = HEADER + b"".join(
    line_of(one).text.encode() + b"\n" for one in (note("Größer"), deleted_note(note(), by="Bob"))
)
_LEFT = RecordMemory(
    incident="incident",
    entry="e1",
    filters=Filters(
        agencies=frozenset({"ipd"}),
        kinds=frozenset({"note"}),
        words=Query("a+", regex=True),
        within=Within(0, 1, "13:00"),
        order=("kinds",),
    ),
    clock=Clock.KNOWN,
)
_MOST_BLOCKS = 3_000
"""Of samples: a file may tell of hours between two sounds."""
_WORKBOOK = workbook(
    {"Log": [["time", "text", "n"], [dt.datetime(2024, 2, 29, 13, 12), "Fire", 7.5, True]]}
)
_WORKBOOKS = Path(__file__).parent.parent / "exchange" / "imports" / "samples" / "spreadsheet"
_SHEET = "xl/worksheets/sheet1.xml"
_CSV = bytes_of(SAMPLES["csv"])
_LAYOUTS = Path(__file__).parents[1] / "exchange/imports/cases/layouts"
"""Logs with the columns of cities and vendors."""


def _zip(**texts: bytes) -> bytes:
    """Return a zip with files of the day on which the calendar of zips begins."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in texts.items():
            packed.writestr(zipfile.ZipInfo(f"{name}.csv"), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


_FURTHER: Mapping[str, tuple[str | bytes, ...]] = {
    "cap": (
        feed(alert(info(area("A", "<polygon>1,1 1,2 2,2 1,1</polygon>"))), "<alert/>"),
        envelope(alert(references="a,b,2024-05-04T21:04:00-05:00", msgType="Cancel")),
        alert(info("<geocode>SAME=1</geocode>", onset="2024-05-05T02:00:00-00:00"), xmlns=CAP_10),
    ),
    "csv": (
        gzip.compress(_CSV * 9, mtime=0),
        lzma.compress(_CSV),
        _zip(monday=_CSV, tuesday=b"when,what\n2024-03-05 13:15Z,Fire\n"),
        *(path.read_bytes() for path in sorted(_LAYOUTS.glob("*.csv"))),
    ),
    "transcript": tuple(TRANSCRIPTS.values()),
    "spreadsheet": tuple(path.read_bytes() for path in sorted(_WORKBOOKS.glob("log.*"))),
}
"""Further files of formats that have more forms than one, as text or bytes."""
_TEXTS = ("aaaa", "10-4, Engine 1 on scene.", "MUÑOZ said", "a" * 200)


class Target(NamedTuple):
    """A reader."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    """Inputs to change."""


def attempt(name: str, data: bytes) -> None:
    """Give an input to a target, within its processor time."""
    with cpu_limit(CPU_LIMIT_S):
        TARGETS[name].run(data[:MAX_BYTES])


def _read_record(data: bytes) -> None:
    """A record: read, placed, and each entry in words."""
    _told(read_bytes(data, "record.yaml"))


def _told(reading: Reading) -> None:
    for problem in reading.problems:
        visible(str(problem))
    if reading.record is not None:
        for row in rows(Lens(chronology_of(reading))):
            visible(str(row))


def _read_calls(data: bytes) -> None:
    """The calls beside a record."""
    with TemporaryDirectory() as folder:
        Path(folder, "record.yaml").write_text(text_of(rest="calls: [calls.jsonl]\n"))
        Path(folder, "calls.jsonl").write_bytes(data)
        _told(read_record(Path(folder)))


def _imported(name: str) -> Callable[[bytes], None]:
    """An import into a new record, which has no error then."""

    def run(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, "sample" + FORMATS[name].endings[0])
            path.write_bytes(data)
            wishes = Wishes(date=dt.date(2024, 2, 29))
            record = Path(folder, "record")
            found = FORMATS[name].load().read([path], wishes)
            with suppress(CannotAddError):  # which is told
                RecordFolder(record).write(found, wishes, name)
            if record.exists():
                problems = read_record(record).problems
                errors = [str(one) for one in problems if one.severity == "error"]
                assert not errors, errors[:3]

    return run


def _read_sheet(data: bytes) -> None:
    """The XML of a sheet, in a workbook that is sound otherwise."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_WORKBOOK)) as packed, zipfile.ZipFile(whole, "w") as changed:
        for name in packed.namelist():
            changed.writestr(name, data if name == _SHEET else packed.read(name))
    _imported("spreadsheet")(whole.getvalue())


def _read_notes(data: bytes) -> None:
    """The log of a record's notes: read at once and in two steps, and appended to."""
    with TemporaryDirectory() as folder:
        whole, log = (ReviewLog(Path(folder, name), INCIDENT) for name in ("whole", "log"))
        whole.path.write_bytes(data)
        log.path.write_bytes(data[: len(data) // 2])
        log.read()
        with log.path.open("ab") as file:
            file.write(data[len(data) // 2 :])
        found = log.read()
        assert found.notes == whole.read().notes
        for problem in found.problems:
            visible(str(problem))
        with suppress(ReviewLogError):  # which is told
            assert {*found.notes} < {*log.append(new_note(BOOKMARK, ["e1"], by="Ann")).notes}
        assert log.path.read_bytes().startswith(data)


def _read_time(data: bytes) -> None:
    """The notation of a time."""
    try:
        parse_form(_text(data))
    except TimeSyntaxError as error:
        visible(str(error))


def _searched() -> Chronology:
    entries = "".join(entry(f"e{n}", '"13:00"', text=text) for n, text in enumerate(_TEXTS))
    return chronology_of(read_bytes(text_of(entries).encode(), "record.yaml"))


def _search(data: bytes) -> None:
    """What is typed into the search line."""
    try:
        query = query_of(_text(data).replace("\n", " "))
    except PatternError as error:
        visible(str(error))
        return
    if query:
        search(_searched(), query)
        for _ in range(50):
            spans(query, _TEXTS[-1])


def _read_text(data: bytes) -> None:
    """A text: on the screen, as Markdown, and as HTML of another program."""
    text = _text(data)
    escaped(visible(text))
    plain_text(text)


def _read_json(data: bytes) -> None:
    """JSON of another program."""
    try:
        parse_json(_text(data))
    except ValueError as error:
        visible(str(error))


def _read_settings(data: bytes) -> None:
    """The settings of a user, listed with their problems."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        path.write_bytes(data)
        settings = settings_at(path)
        for line in (*map(str, settings.problems), *listed_settings(settings)):
            visible(line)


def _read_memory(data: bytes) -> None:
    """What is remembered of a record, on the screen as far as its words, and written again."""
    with TemporaryDirectory() as folder:
        path = incident_file(Path(folder, "records"), "incident")
        path.parent.mkdir()
        path.write_bytes(data)
        memory = Memory(Path(folder))
        review = recalled(review_of(_searched()), memory.record("incident")).review
        visible(filter_words(review.lens, review.filters))
        memory.leave(memory_of(review, "e1", Clock.HAPPENED))
        memory.save()
        for fault in memory.new_faults():
            visible(fault)


def _hear(data: bytes) -> None:
    """The sound of a call: from the start, from a place in the middle, and again."""
    with TemporaryDirectory() as folder, closing(ReaderPool()) as readers:
        Path(folder, "call").write_bytes(data)
        try:
            part = SoundFiles(Path(folder)).slice_of(Audio(path="call"))
            source = SliceSource(part, readers, lambda: True)
            for at in (0.0, 0.7, 0.0):
                with closing(source.samples(at)) as blocks:
                    assert all(islice(blocks, _MOST_BLOCKS))
        except SoundError as error:
            visible(str(error))


def _sounds() -> Iterator[bytes]:
    """A second of sound in formats that differ most."""
    with TemporaryDirectory() as folder:
        for name in ("mu-law.wav", "ima.wav", "low.mp3", "low.m4a", "opus.ogg", "flac.flac"):
            form = FORMS[name]
            yield write_sound(Path(folder, name), form, bursts(form.rate, 1)).read_bytes()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _samples(name: str) -> Iterator[bytes]:
    yield bytes_of(SAMPLES[name])
    yield from (bytes_of(sample) for (one, _), sample in OPEN_SAMPLES.items() if one == name)
    yield from map(bytes_of, _FURTHER.get(name, ()))


TARGETS: Mapping[str, Target] = {
    "record": Target(_read_record, (EVERYTHING.read_bytes(), bundled_record().read_bytes())),
    "calls": Target(_read_calls, (_CALL * 3,)),
    **{name: Target(_imported(name), (*_samples(name),)) for name in FORMATS},
    "sheet": Target(
        _read_sheet, (zipfile.ZipFile(io.BytesIO(_WORKBOOK)).read(_SHEET), b"<worksheet/>")
    ),
    "notes": Target(_read_notes, (_NOTES,)),
    "time": Target(
        _read_time,
        (b"13:12~", b"q1 +2m..5m~", b"2024-02-29T13:15:00.250-06:00/13:40?", b"after q1", b"..X"),
    ),
    "search": Target(
        _search,
        (b"/a+b*(c|d)$", b"/(a|a)*$", b"/(?R)", b"/[[:alpha:]]{2,5}?", b"munoz", b"/\\p{L}"),
    ),
    "text": Target(
        _read_text,
        (b"<p>a &amp; <a href='b'>c</a><!-- d -->", b"see http://x.example, a@b.example"),
    ),
    "settings": Target(_read_settings, (example().replace("# ", "").encode(), b'[keys]\nzoom="T"')),
    "memory": Target(_read_memory, (msgspec.json.encode(_LEFT),)),
    "sound": Target(_hear, (*_sounds(),)),
    "plain-json": Target(
        _read_json, (bytes_of(SAMPLES["eido"]), b'{"a": 1, "a": [1e400, NaN, "\\ud800"]}')
    ),
}
"""The targets by name."""
