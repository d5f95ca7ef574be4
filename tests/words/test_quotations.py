"""Quotations: the words with their citation, on a line, and nothing that is withheld."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.notes.kinds import WORDS
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.lens import Lens
from incident_tui.review.links import (
    TO_CASUALTY,
    TO_CONFLICT,
    TO_ENTRY,
    TO_QUESTION,
    to_claim,
    to_source,
)
from incident_tui.samples import data_folder
from incident_tui.words.quotations import (
    entry_quotation,
    quotation_about,
    quotation_of,
    row_quotation,
)
from tests.cli.running import ODD, QUOTED
from tests.driving import bundled_chronology
from tests.notes.noting import note, notes_of
from tests.records import chronology, entry

INDEPENDENCE = Lens(bundled_chronology())
EXERCISE = Lens(bundled_chronology(data_folder() / "exercise" / "record.yaml"))
ARTICLE = "news article “Veteran Mo. Police Officer, Process Server Killed in Shooting”"


def quoted(lens: Lens, link: str) -> str:
    """The text of the quotation that a link leads to."""
    quotation = quotation_of(lens, link)
    assert quotation
    return quotation.text


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("13:15", "13:15 · "),
        ("13:15~", "13:15~ · "),
        ("13:00..13:12", "13:00…13:12 · "),
        ("13:15:07", "13:15:07 · "),
        ("unplaced", "no time · "),
    ],
)
def test_a_time_is_as_exact_as_written(time: str, said: str) -> None:
    """The time of the screen stands in the text, with its marks."""
    text = entry_quotation(Lens(chronology(entry("e", time, text="Two down."))), 0).text
    assert text.startswith(said + "Two down.")


def test_words_on_the_air_are_in_quotes_with_voice_and_grade() -> None:
    """Time, who speaks, the words themselves, source, place, by whom, the grade, the dispute."""
    found = next(position for position in INDEPENDENCE.radio if "gunshot wound" in _text(position))
    assert entry_quotation(INDEPENDENCE, found) == (
        f"13:15…13:17 · another unidentified voice: “This will be on a gunshot wound.” ({ARTICLE}"
        " L15 · said by another unidentified voice · quote; graded F6 reliability cannot be judged,"
        " credibility cannot be judged; disputed: Two minutes after what)",
        "13:15…13:17",
        "“This will be on a gunshot wound.”",
        "",
    )


def _text(position: int) -> str:
    found = INDEPENDENCE.entry(position)
    return found.text if found else ""


def test_a_conflict_has_a_line_for_each_claim() -> None:
    """The topic and the status come first; a claim alone has its topic, too."""
    lines = quoted(INDEPENDENCE, f"{TO_CONFLICT}c01").split("\n")
    assert lines[0] == "The date of the shooting (conflict c01, open)"
    assert [line[:2] for line in lines[1:]] == ["A:", "B:", "C:"]
    assert f"({ARTICLE} L2 · document" in lines[1]
    claim = quoted(INDEPENDENCE, to_claim("c01", "B"))
    assert claim.startswith(f"{lines[0]}: It was a Thursday afternoon. ({ARTICLE}")


def test_a_question_and_a_source_have_their_citation() -> None:
    """A source is named whole; a line of its text stands before the source."""
    assert quoted(INDEPENDENCE, f"{TO_QUESTION}u01").endswith("(question u01, open)")
    source = next(INDEPENDENCE.sources()).id
    assert quoted(INDEPENDENCE, to_source(source)).startswith("“Veteran Mo.")
    assert ", L13, news article" in quoted(INDEPENDENCE, to_source(source, "L13"))
    log = to_source("dispatch_log", "L26")
    assert quotation_of(EXERCISE, log) is None or "L26" in quoted(EXERCISE, log)


def test_a_subject_is_its_facts_with_their_citations() -> None:
    """A casualty has a line for each status, with the source of the status."""
    casualty = next(INDEPENDENCE.casualties()).id
    quotation = quotation_about(INDEPENDENCE, casualty)
    assert quotation
    assert all(ARTICLE in line for line in quotation.text.split("\n"))


def test_an_exercise_is_named() -> None:
    """No quotation of an exercise can be taken for an event."""
    ids = [one.id for one in EXERCISE.conflicts()]
    links = [f"{TO_CONFLICT}{ids[0]}", to_claim(ids[0], "A")]
    texts = [quoted(EXERCISE, link) for link in links]
    texts += [entry_quotation(EXERCISE, 0).text, quoted(EXERCISE, f"{TO_QUESTION}u01")]
    assert all("an exercise: nothing in it took place" in text for text in texts)


def test_a_row_without_an_object_is_its_words() -> None:
    """With the source of the row; a row without words is no quotation."""
    source = next(INDEPENDENCE.sources()).id
    row = row_quotation(INDEPENDENCE, " 13:00 shot ", to_source(source, "L2"))
    assert row
    assert row.text == f"13:00 shot ({ARTICLE} L2)"
    assert row_quotation(INDEPENDENCE, "  ") is None


def test_what_is_withheld_has_no_text() -> None:
    """On the clock of the known, of whatever is not known yet; with a reason."""
    whole = bundled_chronology()
    lens = Lens(whole, whole.as_of[0], Clock.KNOWN)
    record = whole.record
    links = [TO_ENTRY + one.id for one in record.timeline]
    links += [TO_CONFLICT + one.id for one in record.conflicts]
    links += [TO_QUESTION + one.id for one in record.questions]
    links += [to_source(one.id) for one in record.sources]
    links += [TO_CASUALTY + one.id for one in record.casualties]
    found = [quotation for link in links if (quotation := quotation_of(lens, link))]
    assert len(found) == len(links)
    withheld = [quotation for quotation in found if quotation.fault]
    assert len(withheld) > len(links) // 2
    assert all(not quotation.text and not quotation.words for quotation in withheld)
    text = "\n".join(quotation.text for quotation in found)
    for position, one in enumerate(whole.entries):
        assert lens.tells(position) or one.text not in text


def test_controls_are_visible() -> None:
    """No text of a record has a control, a line end or a change of direction in a quotation."""
    lens = Lens(chronology(entry("e", "13:15", text=QUOTED, title=QUOTED)))
    text = entry_quotation(lens, 0).text
    assert text.isprintable()
    assert "␛[31m␛]0;title" in text
    odd = row_quotation(lens, ODD + "\r\n" + ODD)
    assert odd
    assert odd.text.isprintable()


def test_corrected_words_are_copied_below_those_of_the_record() -> None:
    """A line of their own, with who heard them; not before the entry is known."""
    record = chronology(
        entry("one", "13:00", text="First."),
        entry("two", "13:10", known="13:30", text="Engine one."),
    )
    notes = notes_of(note("Engine 1.", "two", kind=WORDS))
    lens = Lens(record)
    plain, heard = (quotation_about(lens, "two", one) for one in (NO_NOTES, notes))
    assert plain
    assert heard
    first, second = heard.text.split("\n")
    assert first == plain.text
    assert second.startswith("Engine 1. (a correction of Ann, ")
    early = quotation_about(Lens(record, record.as_of[0], Clock.KNOWN), "two", notes)
    assert early
    assert early.text == ""
