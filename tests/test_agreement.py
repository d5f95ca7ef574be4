"""What panes, prints and the record say of an entry agrees: time, who, concerned, source, reserve.

The expectations are read from the record itself, and not from the words that the views are made of.
"""

import json
from collections.abc import Iterator

import msgspec
import pytest

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.printed.sheets import sheets
from incident_tui.exchange.printed.view import SECTIONS, View
from incident_tui.panes import detail, timeline
from incident_tui.record.model import Entry
from incident_tui.review.review import Review, review_of
from incident_tui.words.times import entry_time
from tests.drawn import line_text, row_texts
from tests.exchange.exports.reports import Make, exercise, independence

WIDTH = 400
"""Wide enough that no text is cut or wrapped."""
_TIMES = 24


def reviews(make: Make, clock: Clock) -> Iterator[Review]:
    """A review at each entry of a bundled record; at each fifth of the exercise."""
    review = msgspec.structs.replace(review_of(make()), clock=clock)
    for position in range(0, review.lens.count, 5 if make is exercise else 1):
        yield msgspec.structs.replace(review, cursor=position)


def acting(chronology: Chronology, entry: Entry) -> list[str]:
    """The agencies that act or speak, from the fields of the record alone."""
    agency_of = {unit.id: unit.agency for unit in chronology.record.units}
    speaker = entry.speaker
    named = [entry.agency]
    if speaker:
        named += [speaker.agency, agency_of.get(speaker.unit, "")]
    if not any(named):
        named = [agency_of[unit] for unit in entry.units]
    return [*dict.fromkeys(filter(None, named))]


def concerned(chronology: Chronology, entry: Entry) -> list[str]:
    """The other agencies of an entry, those of its units included."""
    agency_of = {unit.id: unit.agency for unit in chronology.record.units}
    named = [*entry.agencies, *(agency_of[unit] for unit in entry.units)]
    found = acting(chronology, entry)
    return [one for one in dict.fromkeys(filter(None, named)) if one not in found]


@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("make", [independence, exercise])
def test_panes_and_prints_say_what_the_record_says(make: Make, clock: Clock) -> None:
    """Of time, speaker, whom it concerns, source, and certainty; nothing of a withheld entry."""
    for review in reviews(make, clock):
        lens, position = review.lens, review.cursor
        entry = lens.chronology.entries[position]
        time = entry_time(lens, position)
        row = line_text(timeline.draw_entry(lens, position, _TIMES, WIDTH))
        lines = row_texts(detail.draw(review, WIDTH))
        sheet = next(one for one in sheets(View(lens)) if one.title == title_of(review))
        cells = [*sheet.rows][rank_of(review)]
        told = json.loads(json.dumps(next_entry(review)))
        assert row[:_TIMES].strip() == cells[0] == time, entry.id
        if not lens.tells(position):
            assert told["text"] is None
            assert (told["acting"], told["agencies"], told["said"]) == (None, None, None)
            assert "not" in cells[-1]
            continue
        agencies = lens.chronology.agencies
        acts, concerns = acting(lens.chronology, entry), concerned(lens.chronology, entry)
        assert (told["acting"], told["agencies"]) == (acts, concerns), entry.id
        label = row[_TIMES + 2 :].split()[0]
        assert label.startswith((agencies[acts[0]].short if acts else "›" if concerns else "?")[:4])
        assert ("›" in label) is bool(concerns)
        shorts = "+".join(agencies[one].short or agencies[one].name for one in concerns)
        assert cells[2] == shorts
        (who,) = (line for line in lines if line.startswith("who "))
        assert not any(agencies[one].name in who for one in concerns), entry.id
        assert all(agencies[one].name in who for one in acts), entry.id
        cited = "\n".join(lines)
        for cite in entry.cite:
            for identifier in (cite.by, cite.via):
                assert identifier == cite.source or lens.name(identifier) in cited
            assert cite.at in cited
        assert ("?" in cells[3]) is (lens.certainty(position) == "possible")
        assert entry.time.stated in cited


def title_of(review: Review) -> str:
    """The sheet that lists the entry under the cursor."""
    if review.cursor < review.lens.placed_count:
        return "Timeline"
    kind = review.lens.outline(review.cursor).kind
    return "Expected or planned, as said" if kind == "forecast" else "Unplaced"


def rank_of(review: Review) -> int:
    """The row of the entry in its sheet; a line stands at the moment of the lens."""
    lens, title = review.lens, title_of(review)
    before = msgspec.structs.replace
    ahead = [one for one in range(review.cursor) if title_of(before(review, cursor=one)) == title]
    moment = lens.moment
    lined = title == "Timeline" and moment is not None
    best = lens.outline(review.cursor).placement.best
    return len(ahead) + (1 if lined and best is not None and best > (moment or 0) else 0)


def next_entry(review: Review) -> dict[str, object]:
    """The entry under the cursor, as JSON has it."""
    rows = SECTIONS["entries"](View(review.lens))
    return next(row for number, row in enumerate(rows) if number == review.cursor)
