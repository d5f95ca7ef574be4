"""On the clock of the known, no text that is not known yet stands on any pane, board or print.

The oracle knows nothing of the lens. In random records every text is a token of its own, and the
minute at which the token becomes known is drawn beside it; in the bundled records the texts of
entries and the names of people are taken with the times that the record gives them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, certainty_by
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.review import Review, review_of
from incident_tui.samples import bundled_record
from tests.examples import examples
from tests.thorough import spread_over
from tests.viewing import views_of

MINUTES = 8
NEVER = 99
"""The minute of texts that stand in a source published two days later."""
PARTS = 8
"""Of the test that takes every entry, so that several workers share the work."""
BUNDLED = [bundled_record(), bundled_record().parent / "exercise"]


class Token(NamedTuple):
    """A text, and the minute after 13:00 from which on it is known."""

    text: str
    minute: int


class Told(NamedTuple):
    """A random record, and when each of its texts is known."""

    yaml: str
    tokens: tuple[Token, ...]


minutes = st.integers(0, MINUTES)


@st.composite
def records(draw: st.DrawFn) -> Told:
    """A record of four entries, two casualties, a conflict and whatever else holds text."""
    tokens: list[Token] = []

    def token(name: str, minute: int) -> str:
        tokens.append(Token(f"{name}zz", minute))
        return f"{name}zz"

    known = [draw(minutes) for _ in range(4)]
    claims = [draw(minutes) for _ in range(3)]
    injured, died, name = draw(minutes), draw(minutes), draw(minutes)
    wire = draw(minutes)
    said = sorted(claims)
    lines = [
        "format: incident-record/1",
        f"incident: {{id: i, title: {token('title', NEVER)}, date: 2024-02-29,"
        f" timezone: America/Chicago, summary: {token('summary', NEVER)}, cite: q}}",
        "sources:",
        f"  - {{id: q, kind: news_article, title: {token('article', NEVER)},"
        f" note: {token('sourcenote', NEVER)}, published: 2024-03-02}}",
        f"  - {{id: w, kind: press_release, title: {token('wire', wire)},"
        f' author: {token("author", wire)}, published: "2024-02-29T13:0{wire}"}}',
        "agencies: [{id: a, name: Agency, short: AG, note: "
        + token("agencynote", NEVER)
        + ", cite: q}]",
        "units: [{id: u, call_sign: Engine, agency: a}]",
        f'people: [{{id: p, name: {token("person", name)}, known: "13:0{name}", cite: q}}]',
        "timeline:",
    ]
    for number, minute in enumerate(known):
        texts = (token(f"{field}{number}x", minute) for field in ("text", "head", "sic", "stated"))
        text, title, sic, stated = texts
        effects = f"[{{milestone: {token(f'milestone{number}x', minute)}}}]"
        lines.append(
            f'  - {{id: e{number}, kind: observation, time: {{at: "13:0{2 * number}",'
            f' stated: {stated}}}, known: "13:0{minute}", title: {title}, text: {text}, sic: {sic},'
            f" agency: a, people: [p], effects: {effects}, cite: q}}"
        )
    lines += [
        "casualties:",
        f"  - {{id: c, group: public, person: p, cause: {token('cause', NEVER)}, cite: q,"
        f' history: [{{status: injured, time: "13:00", known: "13:0{injured}", cite: q}}]}}',
        f"  - {{id: d, group: public, label: {token('label', died)}, cite: q, note:"
        f' {token("casualtynote", NEVER)}, history: [{{status: deceased, time: "13:00",'
        f' known: "13:0{died}", cite: q}}]}}',
        "related: [{id: r, title: "
        + token("related", NEVER)
        + ", relation: [precedent], date: 2024-02-22, cite: q}]",
        "conflicts:",
        f"  - {{id: k, topic: {token('topic', said[1])}, affects: [e0, c],"
        f" readings: [{token('reading', said[2])}], note: {token('conflictnote', said[2])},"
        " claims: ["
        + ", ".join(
            f'{{value: {token(f"claim{number}x", minute)}, known: "13:0{minute}", cite: q}}'
            for number, minute in enumerate(claims)
        )
        + "]}",
        f"questions: [{{id: o, text: {token('question', max(known[1:3]))}, refs: [e1, e2]}}]",
        f"intervals: [{{id: v, name: {token('interval', max(known[0], known[3]))},"
        " from: e0, to: e3}]",
    ]
    return Told("\n".join(lines) + "\n", tuple(tokens))


def known_reviews(chronology: Chronology, positions: range) -> Iterator[Review]:
    """Reviews on the clock of the known, the cursor on each of these placed entries."""
    review = msgspec.structs.replace(review_of(chronology), clock=Clock.KNOWN)
    for position in positions:
        yield msgspec.structs.replace(review, cursor=position)


@examples(40)
@given(records())
def test_nothing_withheld_is_shown(told: Told) -> None:
    """A text is on a pane, board or print only from the minute on at which it is known."""
    chronology = chronology_of(read_bytes(told.yaml.encode(), "record.yaml"))
    assert not chronology.problems, [str(problem) for problem in chronology.problems]
    for review in known_reviews(chronology, range(4)):
        minute = 2 * review.cursor  # entries stand at 13:00, 13:02, 13:04 and 13:06
        withheld = [token.text for token in told.tokens if token.minute > minute]
        for name, text in views_of(review):
            leaked = [token for token in withheld if token in text]
            assert not leaked, (name, minute)


@examples(40)
@given(records())
def test_everything_known_is_shown(told: Told) -> None:
    """At the end of a record each of its texts stands on some pane, board or print."""
    chronology = chronology_of(read_bytes(told.yaml.encode(), "record.yaml"))
    review = msgspec.structs.replace(review_of(chronology), clock=Clock.HAPPENED)
    shown = "\n".join(
        text
        for position in range(4)
        for _, text in views_of(msgspec.structs.replace(review, cursor=position))
    )
    missing = [token.text for token in told.tokens if token.text not in shown]
    assert missing == []


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_records_withhold(path: Path) -> None:
    """In the bundled records no text of an entry, and no name, is shown before it was known."""
    chronology = chronology_of(read_record(path))
    _assert_withheld(chronology, spread_over(chronology.placed_count, 5))


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(PARTS))
@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_records_withhold_at_every_entry(path: Path, first: int) -> None:
    """The same with the cursor on each entry in turn."""
    chronology = chronology_of(read_record(path))
    _assert_withheld(chronology, range(first, chronology.placed_count, PARTS))


def _assert_withheld(chronology: Chronology, positions: range) -> None:
    record = chronology.record
    for review in known_reviews(chronology, positions):
        moment = review.as_of
        assert moment is not None
        known: list[str] = []
        withheld: list[str] = []
        for position, entry in enumerate(chronology.entries):
            told = certainty_by(chronology.known(position), moment) != "unknown"
            (known if told else withheld).extend(filter(None, (entry.text, entry.title)))
        for person in record.people:
            time = chronology.knowledge.of_name(person)
            if person.name and time and certainty_by(time, moment) != "certain":
                withheld.append(person.name)
        allowed = "\n".join(known)
        secret = [text for text in withheld if text not in allowed and len(text) > 8]
        for name, text in views_of(review):
            leaked = [words for words in secret if words in text]
            assert not leaked, (name, moment)
