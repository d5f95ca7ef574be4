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
units: [{id: car, call_sign: Car 12, agency: ipd}]
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
    """A record with an entry that has a fact of every kind."""
    return sound(RECORD)


LENS = Lens(made())
POSITION = LENS.position("x") or 0
FACTS = [*facts(LENS, POSITION)]


def test_the_entry_has_every_kind_of_fact() -> None:
    """So that the tests below look for all of them."""
    assert {fact.kind for fact in FACTS} == set(get_args(FactKind))


def words_of(text: str) -> str:
    """A report without tags, emphasis and escapes."""
    return html.unescape(re.sub(r"<[^>]*>|\\(?=[!-/:-@\[-`{-~])|\*", "", text))


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [("markdown", r"| 13:02\~ |", "\n|"), ("html", '<li id="entry-x"', "</li>")],
)
def test_a_report_has_every_fact(name: str, start: str, end: str) -> None:
    """In the row of the entry; the place in the source stands in a footnote."""
    text = "".join(FORMATS[name].load()(View(LENS)))
    row = words_of((start + text.partition(start)[2]).partition(end)[0])
    for fact in FACTS:
        words = SHORT.get(fact.kind, fact.words)
        assert words in (words_of(text) if fact.kind == "source" else row), fact


def test_the_table_has_every_kind_of_fact() -> None:
    """Each kind has columns of its own, and none of them is empty for this entry."""
    assert set(COLUMNS) == set(get_args(FactKind))
    row = next(row for row in rows(LENS) if row.id == "x")
    for kind, columns in COLUMNS.items():
        assert set(columns) <= set(EntryRow._fields)
        assert any(getattr(row, column) for column in columns), kind


def test_a_column_of_words_has_them_without_its_name() -> None:
    """The name of the column says what they are."""
    row = next(row for row in rows(LENS) if row.id == "x")
    assert (row.order, row.lasted, row.time_basis) == ("after “First”", "4 min", "order of calls")
    assert row.audio == "audio/a.wav · 3.5 s"
    assert row.transcript == "by a machine · model-1"
    assert row.sic == "oficers"


def test_detail_has_every_fact() -> None:
    """As the list of facts has them."""
    review = review_of(made())
    review = type(review)(review.chronology, review.passing, review.shown, cursor=POSITION)
    drawn = detail.draw(review, 400)
    text = "\n".join(row_texts(drawn))
    for fact in FACTS:
        assert fact.words in text, fact
