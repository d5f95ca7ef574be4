"""Every export says the same of an entry: its time, who acts, who said it, and how certainly.

What is expected is computed from the record; each format is read as a reader of it would.
"""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.columns import BETWEEN
from incident_tui.exchange.exports.entry_lines import unplaced_positions
from incident_tui.exchange.exports.event_times import plain_time
from incident_tui.exchange.exports.report.links import anchor
from incident_tui.exchange.exports.timesketch import ABOUT, SORT_MOMENT
from incident_tui.exchange.printed.cells import unguarded
from incident_tui.exchange.printed.view import SECTIONS, View
from incident_tui.exchange.printed.withheld import PERHAPS_NOT_YET
from incident_tui.review.lens import Lens
from incident_tui.words.times import entry_time
from tests.exchange.exports.located import SPOT, located
from tests.exchange.exports.reports import Make, exercise, independence

SAID = "(?:said by|inferred from what)"
INFERRED = "inferred(?:, not stated| from what )"
IN_FEW_WORDS = r"[(;·] ?inferred(?:,| from) "
"""How a form with little room says that a fact is inferred."""


RESERVES = {
    "alleged": "as alleged",
    "appeared": "as it appeared",
    "reportedly": "reportedly",
    "planned": "planned",
}
"""The reserves of a source, in words."""


class Said(NamedTuple):
    """What a format says of an entry."""

    time: str
    who: str
    said_by: frozenset[str]
    via: frozenset[str]
    hedges: frozenset[str]
    inferred: bool
    perhaps: bool
    """Whether it says that the words were perhaps not known yet."""


class Expected:
    """What a record says of its entries, as of a moment on a clock."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        record = lens.chronology.record
        self._names = {
            **{person.id: person.name or person.label for person in record.people},
            **{agency.id: agency.name for agency in record.agencies},
            **{unit.id: unit.call_sign for unit in record.units},
            **{source.id: source.title for source in record.sources},
        }
        cites = [cite for entry in lens.chronology.entries for cite in entry.cite]
        self.voices = {self.name(cite.by) for cite in cites if cite.by and cite.by != cite.source}
        self.ways = {self.name(cite.via) for cite in cites if cite.via}

    def name(self, identifier: str) -> str:
        """The name behind an id of the record."""
        return self._names.get(identifier) or identifier

    def of(self, position: int, plain: bool = False, named: bool = False) -> Said:
        """What a format should say of an entry that is told."""
        lens, entry = self.lens, self.lens.chronology.entries[position]
        own = [cite for cite in entry.cite if cite.by and cite.by != cite.source]
        return Said(
            plain_time(lens, lens.outline(position)) if plain else entry_time(lens, position),
            self.who(position, named),
            frozenset(self.name(cite.by) for cite in own),
            frozenset(self.name(cite.via) for cite in entry.cite if cite.via),
            frozenset(RESERVES[cite.hedge] for cite in entry.cite if cite.hedge),
            any(cite.basis == "inference" for cite in entry.cite),
            lens.certainty(position) == "possible",
        )

    def who(self, position: int, named: bool = False) -> str:
        """The agencies that act, by short names or by names; else the speaker."""
        agencies = self.lens.chronology.index.agencies
        if acting := self.lens.acting(position):
            short = (agencies[one].short or agencies[one].name for one in acting)
            return "+".join(map(self.name, acting) if named else short)
        return " · ".join(self.speaker(position))

    def speaker(self, position: int) -> list[str]:
        """The names of a speaker."""
        speaker = self.lens.chronology.entries[position].speaker
        if speaker is None:
            return []
        ids = filter(None, (speaker.person, speaker.unit, speaker.agency))
        return [*filter(None, [*map(self.name, ids), speaker.label])]

    def all_names(self, position: int) -> str:
        """The speaker and the agencies that act, each once, as in the line of a list."""
        acting = map(self.name, self.lens.acting(position))
        return ", ".join(dict.fromkeys([*self.speaker(position), *acting]))

    def read(self, time: str, who: str, words: str, inferred: str = INFERRED) -> Said:
        """What the words of a passage say; only voices of the record are looked for."""
        return Said(
            time,
            who,
            frozenset(
                name for name in self.voices if _has(words, "(?:said by|inferred from what)", name)
            ),
            frozenset(name for name in self.ways if _has(words, "via", name)),
            frozenset(
                one
                for one in RESERVES.values()
                if re.search(rf"[·(,] {one}(?=\s*(?:[·,;)\n<]|$))", words)
            ),
            re.search(inferred, words) is not None,
            PERHAPS_NOT_YET in words.lower(),
        )


def _has(words: str, before: str, name: str) -> bool:
    """Whether a name stands whole behind words: another name may begin like it."""
    return re.search(rf"{before} {re.escape(name)}(?=\s*(?:[·,;)\n<]|$| said))", words) is not None


def written(name: str, lens: Lens) -> str:
    """An export."""
    return "".join(FORMATS[name].load()(View(lens)))


def unplaced(lens: Lens) -> list[int]:
    """Positions of the unplaced entries, the forecasts among them last."""
    every = range(lens.count)
    return [*unplaced_positions(lens, False, every), *unplaced_positions(lens, True, every)]


def told(lens: Lens) -> list[int]:
    """Positions of the entries that are told, in the order of the lists of an export."""
    placed = range(lens.placed_count)
    order = [*placed, *unplaced(lens)]
    return [position for position in order if lens.tells(position)]


# Each of these yields positions, and what a format says of the entry there.


def in_csv(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The columns; who speaks has a column apart from the agencies that act."""
    table = io.StringIO(written("csv", expected.lens), newline="")
    for position, cells in enumerate(csv.DictReader(table)):
        row = {name: unguarded(cell) for name, cell in cells.items()}
        yield position, _of_columns(row)


def _of_columns(row: dict[str, str]) -> Said:
    def several(column: str) -> frozenset[str]:
        return frozenset(filter(None, row.get(column, "").split(BETWEEN)))

    who = row.get("who", "").replace(BETWEEN, "+")
    return Said(
        row["time"],
        who or row.get("speaker", "").replace(BETWEEN, " · "),
        several("said_by") - {"the source itself"},
        several("via"),
        frozenset(RESERVES[hedge] for hedge in several("hedge")),
        "inference" in several("source_basis"),
        row.get("known_certainty") == "possible",
    )


def in_timesketch(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The fields of events; the list of the unplaced in the event about the file."""
    lens = expected.lens
    events = [json.loads(line) for line in written("timesketch", lens).splitlines()]
    unplaced = [position for position in told(lens) if position >= lens.placed_count]
    for event in events:
        if event["id"] == ABOUT:
            lines = event.get("unplaced", "").splitlines()
            for position, line in zip(unplaced, lines, strict=True):
                time, who, words = _line(expected, position, line, named=True)
                yield position, expected.read(time, who, words)
        else:
            place = lens.position(event["id"])
            assert place is not None
            found = _of_columns(event)
            message = expected.read(event["time"], found.who, event["message"], IN_FEW_WORDS)
            assert message[2:5] == found[2:5]
            yield place, found


def _line(
    expected: Expected, position: int, line: str, named: bool = False
) -> tuple[str, str, str]:
    """Time, who and the rest of a line of a list, whose parts stand between dots."""
    time, _, rest = line.partition(" · ")
    who = expected.all_names(position)
    assert rest.startswith(f"{who} · " if who else ""), line
    return time, expected.who(position, named), rest


def in_timelinejs(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The slides, and the lists on the title slide."""
    lens, timeline = expected.lens, json.loads(written("timelinejs", expected.lens))
    for event in timeline["events"]:
        position = lens.position(event["unique_id"])
        assert position is not None
        words = _bare(event["text"]["text"].replace("</p>", "\n"))
        yield position, expected.read(event["display_date"], event["group"], words)
    items = map(_bare, re.findall("<li>(.*?)</li>", timeline["title"]["text"]["text"]))
    unplaced = [position for position in told(lens) if position >= lens.placed_count]
    for position, line in zip(unplaced, items, strict=False):
        time, who, words = _line(expected, position, line)
        yield position, expected.read(time, who, words)


def _bare(text: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", text))


def in_ical(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The summary and the description of each component."""
    lens: Lens = expected.lens
    calendar: Any = Calendar.from_ical(written("ical", lens))
    positions = [position for position in range(lens.count) if lens.tells(position)]
    for position, component in zip(positions, calendar.subcomponents, strict=True):
        time, _, rest = str(component["summary"]).partition(" · ")
        who = expected.who(position)
        assert rest.startswith(f"{who} · " if who else "")
        yield position, expected.read(time, who, str(component["description"]))


def in_geojson(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The properties of the features, which are the columns of the table."""
    lens = expected.lens
    for feature in json.loads(written("geojson", lens))["features"]:
        if feature["properties"]["feature"] == "entry":
            position = lens.position(feature["id"])
            assert position is not None
            yield position, _of_columns(feature["properties"])


def in_kml(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The name and the description of each placemark of an entry."""
    lens, kml = expected.lens, "{http://www.opengis.net/kml/2.2}"
    entries = ElementTree.fromstring(written("kml", lens)).find(f".//{kml}Folder")
    assert entries is not None
    for placemark in entries.iter(f"{kml}Placemark"):
        identifier = placemark.findtext(f".//{kml}Data[@name='id']/{kml}value") or ""
        position = lens.position(identifier)
        assert position is not None
        time, _, rest = (placemark.findtext(f"{kml}name") or "").partition(" · ")
        who = expected.who(position)
        assert rest.startswith(f"{who} · " if who else "")
        words = html.unescape(placemark.findtext(f"{kml}description") or "").replace("<br>", "\n")
        yield position, expected.read(time, who, words)


def in_ics214(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The rows of the log, whose lines are put together again."""
    lens = expected.lens
    log = written("ics214", lens).partition("Notable Activities")[2].partition("Remarks (no")[0]
    rows: list[list[str]] = []
    for line in log.splitlines()[1:]:
        cells = [cell.strip() for cell in line[2:-2].split(" | ")]
        if line.startswith("+") or len(cells) < 2:
            continue
        if cells[0] and not (rows and rows[-1][0].endswith(("…", "–"))):
            rows.append(cells)
        elif rows:
            rows[-1][0] += cells[0]
            rows[-1][1] += f" {cells[1]}"
    places = [*range(lens.placed_count)]
    places += unplaced(lens)
    for position, (time, words) in zip(places, _joined(lens, places, rows), strict=True):
        if lens.tells(position):
            who = expected.who(position)
            kind = lens.outline(position).kind.replace("_", " ").replace("cad", "CAD")
            assert words.startswith(f"{kind}, {who}: " if who else f"{kind}: "), words
            yield position, expected.read(time, who, words, IN_FEW_WORDS)


def _joined(lens: Lens, places: list[int], rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Rows whose times are put together where they were wrapped between words."""
    left = iter(rows)
    for position in places:
        time, words = next(left)
        while time != entry_time(lens, position):
            more_time, more_words = next(left)
            time, words = f"{time} {more_time}", f"{words} {more_words}"
        yield time, words


def in_markdown(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The rows of the tables, with the footnotes to which they refer."""
    lens, text = expected.lens, written("markdown", expected.lens)
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE))
    timeline = text.partition("## Timeline")[2].partition("\n## ")[0]
    rows = [
        re.split(r"(?<!\\) \| ", line[2:-2])
        for line in timeline.splitlines()
        if line.startswith("| ") and not line.startswith(("| Time", "| Known", "| ---", "| | "))
    ]
    places = [*range(lens.placed_count)]
    places += unplaced(lens)
    for position, (time, who, _, *rest) in zip(places, rows, strict=True):
        if lens.tells(position):
            words = " | ".join(rest)
            cited = "\n".join(notes[number] for number in re.findall(r"\[\^(\d+)\]", words))
            plain = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", f"{words}\n{cited}")
            when, actor = (
                re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", cell).strip() for cell in (time, who)
            )
            yield position, expected.read(when, actor, plain.replace("<br>", "\n"))


def in_html(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The items of the lists, with the footnotes to which they refer."""
    lens, text = expected.lens, written("html", expected.lens)
    notes = dict(re.findall(r'<li id="cite-(\d+)">(.*?)</li>', text))
    for position in told(lens):
        start = f'<li id="{anchor("entry", lens.outline(position).id)}"'
        item = text.partition(start)[2].partition("</li>")[0]
        when = _bare(re.findall(r'<p class="when">(.*?)</p>', item)[0])
        marks = re.findall(r'<span [^>]*title="[^"]*">(.*?)</span>', item)
        who = "+".join(map(_bare, marks)) or expected.who(position)
        cited = [
            notes[number].split(' <span class="back">')[0]
            for number in re.findall(r'href="#cite-(\d+)"', item)
        ]
        words = "\n".join(_bare(part.replace("</span>", "\n")) for part in (item, *cited))
        if not marks and who:
            assert who in _bare(item), who
        yield position, expected.read(when, who, words)


def in_show_json(expected: Expected) -> Iterator[tuple[int, Said]]:
    """The values of `show --format json`."""
    lens = expected.lens
    agencies = lens.chronology.index.agencies
    for position, entry in enumerate(SECTIONS["entries"](View(lens))):
        if not lens.tells(position):
            continue
        acting = [agencies[one].short or agencies[one].name for one in entry["acting"]]
        parts = entry["speaker"]
        ids = filter(None, (parts["person"], parts["unit"], parts["agency"]))
        speaker = [*map(expected.name, ids), *filter(None, [parts["label"]])]
        words = "\n".join(entry["said"])
        if entry["known"]["certainty"] == "possible":
            words += f"\n{PERHAPS_NOT_YET}"
        who = "+".join(acting) or " · ".join(speaker)
        yield position, expected.read(entry["time"]["words"], who, words)


READERS: dict[str, Callable[[Expected], Iterator[tuple[int, Said]]]] = {
    "csv": in_csv,
    "timesketch": in_timesketch,
    "timelinejs": in_timelinejs,
    "ical": in_ical,
    "geojson": in_geojson,
    "kml": in_kml,
    "ics214": in_ics214,
    "markdown": in_markdown,
    "html": in_html,
    "show": in_show_json,
}
MAPS = {"geojson", "kml"}
"""Formats of entries at places with coordinates, which no bundled record has."""
PLAIN = {"timelinejs", "ical", "kml"}
"""Formats for readers who do not know the marks of a record."""
NAMED = {"csv", "timesketch", "geojson"}
"""Formats without a list of short names, which have the names of agencies."""


@cache
def lenses(make: Make, on_map: bool = False) -> tuple[Lens, ...]:
    """A record at its end on both clocks, and at three moments on the clock of the known."""
    chronicle = located(make()) if on_map else make()
    bests = chronicle.bests
    moments = (bests[len(bests) // 4], bests[len(bests) // 2], bests[-1])
    known = (Lens(chronicle, moment, Clock.KNOWN) for moment in moments)
    return (Lens(chronicle), Lens(chronicle, clock=Clock.KNOWN), *known)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("make", [independence, exercise])
@pytest.mark.parametrize("name", READERS)
def test_a_format_says_what_the_record_says(name: str, make: Make, number: int) -> None:
    """Of every entry that is told: its time, who acts, who said it, through whom, how surely."""
    expected = Expected(lenses(make, name in MAPS)[number])
    found = {p: said for p, said in READERS[name](expected) if expected.lens.tells(p)}
    assert [*found] != []
    entries = expected.lens.chronology.entries
    wanted = {p for p in told(expected.lens) if name not in MAPS or entries[p].location == SPOT.id}
    assert {*found} == wanted
    for position, said in found.items():
        entry = expected.lens.outline(position).id
        assert said == expected.of(position, name in PLAIN, name in NAMED), entry


@pytest.mark.parametrize("make", [independence, exercise])
def test_formats_agree_on_which_moments_are_given(make: Make) -> None:
    """Where one format has only a moment to sort by, no other shows a moment as a time."""
    lens = lenses(make)[0]
    table = csv.DictReader(io.StringIO(written("csv", lens), newline=""))
    events = map(json.loads, written("timesketch", lens).splitlines())
    described = {event["id"]: event["timestamp_desc"] for event in events}
    calendar: Any = Calendar.from_ical(written("ical", lens))
    page = written("html", lens)
    shown = [*SECTIONS["entries"](View(lens))]
    for position, row in enumerate(table):
        assert shown[position]["time"]["precision"] == row["precision"]
        if position >= lens.placed_count:
            assert (row["precision"], row["sort_time"]) == ("open", "")
            continue
        is_given = row["precision"] in ("minute", "second", "millisecond")
        is_sure = is_given and not row["qualifier"]
        component = calendar.subcomponents[position]
        assert described[row["id"]].startswith(SORT_MOMENT) is not is_given, row["id"]
        assert component["summary"].startswith("somewhere ") is not is_given
        assert component["status"] == ("CONFIRMED" if is_sure else "TENTATIVE")
        item = page.partition(f'<li id="{anchor("entry", row["id"])}"')[2].partition("</li>")[0]
        assert "<time datetime" not in item or is_sure
