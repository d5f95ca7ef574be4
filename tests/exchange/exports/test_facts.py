"""Every kind of fact stands in Detail, in both reports and in the table of entries."""

import html
import re
from typing import get_args

import pytest

from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.columns import EntryRow, rows
from incident_tui.exchange.printed.view import View
from incident_tui.panes import detail
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of
from incident_tui.words.entries import FactKind, facts
from incident_tui.words.times import AT_ONCE
from tests.drawn import row_texts
from tests.records import sound

RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
tolerances: {about: 3m}
sources: [{id: log, kind: radio_audio, title: The log}]
locations: [{id: house, text: Old house, precision: exact}]
agencies: [{id: ipd, name: Police, short: IPD}, {id: ems, name: Ambulance}]
people: [{id: lee, name: D. Lee}]
units: [{id: car, call_sign: Car 12, agency: ipd, radio_ids: ["12"]}]
timeline:
  - {id: a, kind: note, time: "13:00", title: First, text: t, cite: log}
  - id: x
    kind: radio_call
    time: {at: a +2m~, stated: about then, after: [a], duration: 4m, basis: order of calls}
    known: 14:00
    text: Officers down
    sic: oficers
    speaker: {unit: car, addressed_to: Dispatch}
    channel: {talkgroup_tag: Main}
    audio: {path: audio/a.wav, length: 3.5}
    transcript: {method: asr, model: model-1}
    location: house
    agencies: [ems]
    units: [car]
    people: [lee]
    effects: [{unit: car, status: OnScene}]
    grade: B2
    cite: log:L3
  - id: r
    kind: radio_call
    time: "13:30:07"
    text: On scene
    speaker: {unit: car}
    channel: {talkgroup: "1", talkgroup_tag: Main}
    cite: log:L4
  - id: again
    kind: radio_call
    time: "13:30:07"
    text: On scene
    speaker: {unit: car}
    channel: {talkgroup: "2", talkgroup_tag: Tac}
    cite: log:L5
conflicts:
  - id: k
    topic: How many
    affects: [x]
    claims: [{value: One, cite: log}, {value: Two, cite: log}]
"""
SHORT: dict[FactKind, str] = {
    "source": "L3",
    "disputed": "How many",
    "who": "Car 12",
    "counted": "2 min~ after",
}
"""The words of facts that a report sets in another form than Detail."""
COLUMNS: dict[FactKind, tuple[str, ...]] = {
    "time": ("time",),
    "stated": ("stated",),
    "counted": ("notation",),
    "bounds": ("earliest", "latest", "time_notes"),
    "order": ("order",),
    "lasted": ("lasted",),
    "basis": ("time_basis",),
    "known": ("known", "known_earliest", "known_latest"),
    "who": ("who", "speaker"),
    "units": ("units",),
    "people": ("people",),
    "concerns": ("concerns",),
    "to": ("addressed_to",),
    "channel": ("channel", "talkgroup"),
    "also on": ("also_on",),
    "audio": ("audio",),
    "transcript": ("transcript",),
    "place": ("location",),
    "source": ("cites", "sources", "said_by", "via", "source_basis", "hedge"),
    "grade": ("grade_words",),
    "changes": ("effects", "milestones"),
    "disputed": ("conflicts",),
    "sic": ("sic",),
}
"""The columns of the table for each kind of fact."""


def made() -> Chronology:
    """A record with an entry that has a fact of every kind, but for those of a second entry.

    A call that is also on another talkgroup has a time of its own.
    """
    return sound(RECORD)


LENS = Lens(made())
POSITION = LENS.position("x") or 0
RECORDED = LENS.position("r") or 0
FACTS = [*facts(LENS, POSITION)]
FACTS_OF = {"x": FACTS, "r": [*facts(LENS, RECORDED)]}
"""The facts of both entries, by id."""


def test_the_entries_have_every_kind_of_fact() -> None:
    """So that the tests below look for all of them."""
    found = {fact.kind for told in FACTS_OF.values() for fact in told}
    assert found == set(get_args(FactKind))


def words_of(text: str) -> str:
    """A report without tags, emphasis and escapes."""
    return html.unescape(re.sub(r"<[^>]*>|\\(?=[!-/:-@\[-`{-~])|\*", "", text))


@pytest.mark.parametrize(
    ("name", "entry", "start", "end"),
    [
        ("markdown", "x", r"| 13:02\~ |", "\n|"),
        ("markdown", "r", "| 13:30:07 |", "\n|"),
        ("html", "x", '<li id="entry-x"', "</li>"),
        ("html", "r", '<li id="entry-r"', "</li>"),
    ],
)
def test_a_report_has_every_fact(name: str, entry: str, start: str, end: str) -> None:
    """In the row of the entry; the place in the source stands in a footnote."""
    text = "".join(FORMATS[name].load()(View(LENS)))
    row = words_of((start + text.partition(start)[2]).partition(end)[0])
    for fact in FACTS_OF[entry]:
        if (fact.kind, fact.words) == ("known", AT_ONCE):
            continue
        words = SHORT.get(fact.kind, fact.words)
        assert words in (words_of(text) if fact.kind == "source" else row), fact


def test_the_table_has_every_kind_of_fact() -> None:
    """Each kind has columns of its own, and none of them is empty for this entry."""
    assert set(COLUMNS) == set(get_args(FactKind))
    found = [row for row in rows(LENS) if row.id in FACTS_OF]
    for kind, columns in COLUMNS.items():
        assert set(columns) <= set(EntryRow._fields)
        assert any(getattr(row, column) for row in found for column in columns), kind


def test_a_column_of_words_has_them_without_its_name() -> None:
    """The name of the column says what they are."""
    row = next(row for row in rows(LENS) if row.id == "x")
    assert (row.order, row.lasted, row.time_basis) == ("after “First”", "4 min", "order of calls")
    assert row.audio == "audio/a.wav · 3.5 s"
    assert row.transcript == "by a machine · model-1"
    assert row.sic == "oficers"


@pytest.mark.parametrize("entry", FACTS_OF)
def test_detail_has_every_fact(entry: str) -> None:
    """As the list of facts has them."""
    review = review_of(made())
    position = LENS.position(entry) or 0
    review = type(review)(review.chronology, review.passing, review.shown, cursor=position)
    drawn = detail.draw(review, 400)
    text = "\n".join(row_texts(drawn))
    for fact in FACTS_OF[entry]:
        assert fact.words in text, fact
