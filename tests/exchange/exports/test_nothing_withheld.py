"""No export has a text that is not known yet on the clock of the known.

The texts that are withheld are computed from the record and from the times at which its facts were
known, never from the lens. In random records every text is a word of its own; in bundled records a
text that is part of a known text is no secret.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, certainty_by
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import NOT_YET
from incident_tui.placing.placement import Placement
from incident_tui.record.reading import read_bytes
from incident_tui.record.text import visible
from incident_tui.record.time_value import DAY, MINUTE
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.examples import examples
from tests.exchange.exports.exported import exported
from tests.exchange.exports.located import located
from tests.exchange.exports.reports import Make, exercise, independence
from tests.record_strategies import as_yaml, records
from tests.test_withheld import Told
from tests.test_withheld import records as records_of_words

LEAST_CHARACTERS = 9
"""A shorter text of a bundled record stands by chance in other words."""
MOMENTS = 7
"""Moments that are looked at in a bundled record."""
FORMS = [
    name
    for name, form in FORMATS.items()
    if not form.is_whole and not form.is_sound and not (form.is_binary and form.is_of_notes)
]
"""The reports for office programs have the values of those in text; `aar` has tests of them."""


def letters(text: str) -> str:
    """The letters and digits of a text, without the line ends and the escapes of any format."""
    return re.sub(r"\W+", "", html.unescape(visible(text)))


def decoded(name: str, text: str) -> str:
    """An export with the words as they are in the record."""
    if name == "ical":
        return text.replace("\r\n ", "").replace("\\n", "\n")
    if name in ("timelinejs", "geojson"):
        return json.dumps(json.loads(text), ensure_ascii=False).replace("\\n", "\n")
    if name == "kml":
        return html.unescape(text.replace("&lt;br&gt;", "\n"))
    if name == "timesketch":
        lines = (json.dumps(json.loads(line), ensure_ascii=False) for line in text.splitlines())
        return "\n".join(lines)
    return text


def exports_at(chronology: Chronology, moment: int) -> Iterator[tuple[str, str]]:
    """The letters of every export as of a moment on the clock of the known."""
    lens, on_map = (Lens(one, moment, Clock.KNOWN) for one in (chronology, located(chronology)))
    every = Filters(kinds=frozenset(lens.outline(one).kind for one in range(lens.count)))
    for name in FORMS:
        # A report that is made of notes has the entries that are asked for.
        filters = every if FORMATS[name].is_of_notes else EVERYTHING
        through = on_map if FORMATS[name].is_map else lens
        yield name, letters(decoded(name, exported(name, through, filters)))


@examples(40)
@given(records_of_words())
def test_no_word_is_exported_before_it_is_known(told: Told) -> None:
    """Of entries, names, casualties, claims, readings, questions, intervals, sources, titles."""
    chronology = chronology_of(read_bytes(told.yaml.encode(), "record.yaml"))
    assert not chronology.problems
    for position, moment in enumerate(chronology.as_of[:4]):
        withheld = [token.text for token in told.tokens if token.minute > 2 * position]
        for name, text in exports_at(chronology, moment):
            leaked = [word for word in withheld if word in text]
            assert not leaked, (name, position)


@examples(10)
@given(records_of_words())
def test_every_word_is_exported_at_the_end(told: Told) -> None:
    """On both clocks; so that the words above are absent since they are withheld."""
    chronology = chronology_of(read_bytes(told.yaml.encode(), "record.yaml"))
    for clock in Clock:
        text = exported("html", Lens(chronology, clock=clock))
        assert [token.text for token in told.tokens if token.text not in text] == []
        on_map = Lens(located(chronology), clock=clock)
        of_entries = [
            token.text for token in told.tokens if token.text.startswith(("text", "head"))
        ]
        for name in ("geojson", "kml"):
            assert [one for one in of_entries if one not in exported(name, on_map)] == []


def with_words(sections: Mapping[str, str]) -> Chronology:
    """A random record in which every entry has a text and a title of its own."""
    reading = read_bytes(as_yaml(dict(sections)), "record.yaml")
    assert reading.record
    timeline = tuple(
        msgspec.structs.replace(entry, text=f"text{entry.id}zz", title=f"title{entry.id}zz")
        for entry in reading.record.timeline
    )
    record = msgspec.structs.replace(reading.record, timeline=timeline)
    return chronology_of(msgspec.structs.replace(reading, record=record))


@examples(40)
@given(records(), st.data())
def test_no_entry_of_a_random_record_is_exported_before_it_is_known(
    sections: dict[str, str], data: st.DataObject
) -> None:
    """Whatever its times; as a row without words where the format has rows for such entries."""
    chronology = with_words(sections)
    moments = st.sampled_from([*chronology.bests] or [0])
    moment = data.draw(moments) + data.draw(st.integers(-10 * MINUTE, 10 * MINUTE))
    withheld = [
        entry
        for position, entry in enumerate(chronology.entries)
        if certainty_by(chronology.known(position), moment) == "unknown"
    ]
    for name, text in exports_at(chronology, moment):
        for entry in withheld:
            assert entry.text not in text, name
            assert entry.title not in text, name
        if not FORMATS[name].leaves_out_withheld:
            assert text.count(letters(NOT_YET)) >= len(withheld), name


class Secrets:
    """The texts of a bundled record that are known, and not known yet, at a moment."""

    def __init__(self, chronology: Chronology, moment: int) -> None:
        self._chronology, self._moment = chronology, moment
        self._known: list[str] = []
        self._withheld: list[str] = []
        self._of_the_incident()
        self._of_entries()
        self._of_people()
        self._of_conflicts()
        self._of_questions()

    @property
    def texts(self) -> list[str]:
        """The letters of the withheld texts, but for those that are part of a known text."""
        known = " ".join(map(letters, self._known))
        secrets = {letters(text) for text in self._withheld}
        return [text for text in secrets if len(text) >= LEAST_CHARACTERS and text not in known]

    def _put(self, is_known: bool, *texts: str) -> None:
        (self._known if is_known else self._withheld).extend(filter(None, texts))

    def _is_known(self, known: Placement) -> bool:
        return certainty_by(known, self._moment) != "unknown"

    def _of_the_incident(self) -> None:
        """Names of agencies and places, and the incident once its source is published."""
        chronology, record = self._chronology, self._chronology.record
        for agency in record.agencies:
            self._put(True, agency.name, *agency.aliases)
        self._put(True, *(location.text for location in record.locations))
        known = chronology.knowledge.of(None, record.incident.cite, Placement())
        self._put(self._is_known(known), record.incident.title, record.incident.summary)

    def _of_entries(self) -> None:
        chronology = self._chronology
        for position, entry in enumerate(chronology.entries):
            is_known = self._is_known(chronology.known(position))
            self._put(is_known, entry.text, entry.title, entry.sic, entry.time.stated)

    def _of_people(self) -> None:
        for person in self._chronology.record.people:
            known = self._chronology.knowledge.of_name(person)
            self._put(known is None or certainty_by(known, self._moment) == "certain", person.name)

    def _of_conflicts(self) -> None:
        """A topic needs two claims that are known; readings and notes need all of them."""
        for conflict in self._chronology.record.conflicts:
            claims = [self._is_known(known) for known in self._chronology.claims_known[conflict.id]]
            for claim, is_known in zip(conflict.claims, claims, strict=True):
                self._put(is_known, claim.value)
            self._put(sum(claims) >= 2, conflict.topic)
            self._put(all(claims), conflict.note, *conflict.readings)

    def _of_questions(self) -> None:
        """A question needs every entry that it refers to."""
        chronology = self._chronology
        for question in chronology.record.questions:
            positions = [chronology.positions.get(identifier) for identifier in question.refs]
            known = (chronology.known(number) for number in positions if number is not None)
            self._put(all(map(self._is_known, known)), question.text, question.answer)


@cache
def moments_of(make: Make) -> tuple[int, ...]:
    """Moments of a record, from before its first entry to its last."""
    bests = make().bests
    step = max(1, (len(bests) - 1) // (MOMENTS - 2))
    return (bests[0] - 1, *bests[::step], bests[-1])


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("make", "number"),
    [(make, number) for make in (independence, exercise) for number in range(MOMENTS)],
)
def test_bundled_records_are_exported_without_their_secrets(make: Make, number: int) -> None:
    """At a sample of moments none of the texts that are not known yet is in any export."""
    chronology, moment = make(), moments_of(make)[number]
    secrets = Secrets(chronology, moment).texts
    assert secrets
    for name, text in exports_at(chronology, moment):
        leaked = [secret for secret in secrets if secret in text]
        assert not leaked, (name, moment)


@pytest.mark.parametrize("make", [independence, exercise])
def test_at_the_end_no_text_is_secret(make: Make) -> None:
    """The oracle withholds nothing then, so that it does not pass by accident."""
    chronology = make()
    assert not Secrets(chronology, max(chronology.as_of) + 100 * DAY).texts


def test_a_record_is_whole_or_is_not_exported() -> None:
    """The record itself has no form in which anything is withheld."""
    chronology = independence()
    export, moment = FORMATS["json"].load(), chronology.bests[0]
    whole = "".join(export(View(Lens(chronology, moment))))
    assert whole == "".join(export(View(Lens(chronology))))
    with pytest.raises(ValueError, match="whole only"):
        next(export(View(Lens(chronology, moment, Clock.KNOWN))))
