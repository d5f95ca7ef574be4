"""Filters and searches in words."""

from functools import reduce

import msgspec
import pytest

from incident_tui.review import intents
from incident_tui.review.filters import EVERYTHING, Filters, Within
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.search import Query, search
from incident_tui.words.filters import filter_words, search_words, toggled_words
from tests.records import AGENCIES, chronology, entry, lens_of
from tests.review.filtering import filters

LENS = lens_of(entry("a", "13:00"), rest=AGENCIES)


@pytest.mark.parametrize(
    ("agencies", "kinds", "words"),
    [
        (None, None, ""),
        ("ipd", None, "only IPD"),
        ("kcpd ipd", None, "only IPD, KCPD"),  # in the record's order
        ("ems", None, "only Ambulance"),  # has no short name
        ("unidentified", None, "only unidentified"),
        ("ipd kcpd ems", None, "without unidentified"),
        ("ipd ems unidentified", None, "without KCPD"),
        ("ipd kcpd ems unidentified", None, "all agencies"),
        ("", None, "no agency"),
        ("nobody", None, "no agency"),
        (None, "radio_call", "radio only"),
        (None, "unit_status note", "only notes, unit statuses"),
        (None, "", "no kind of entry"),
        ("ipd", "radio_call", "only IPD · radio only"),
    ],
)
def test_filters_in_words(agencies: str | None, kinds: str | None, words: str) -> None:
    """`only` names the agencies shown, `without` the agencies hidden where these are fewer."""
    assert filter_words(LENS, filters(agencies, kinds)) == words


@pytest.mark.parametrize(
    ("before", "agency", "words"),
    [
        ([], "ipd", "IPD hidden · 2 entries"),
        ([intents.ToggleAgency("ipd")], "ipd", "IPD shown · 2 entries"),
        ([intents.ToggleAgency("kcpd")], "unidentified", "unidentified hidden · 1 entry"),
        ([], "ems", "Ambulance hidden"),  # has no entry
        ([intents.OnlyAgency("kcpd")], "ipd", "IPD shown · 2 entries"),
    ],
)
def test_a_box_says_what_it_did(before: list[intents.Intent], agency: str, words: str) -> None:
    """The agency, shown or hidden, and the number of entries that came or went."""
    record = chronology(
        entry("a", "13:00", agency="ipd"),
        entry("b", "13:01", agency="kcpd"),
        entry("c", "13:02", agency="ipd"),
        entry("d", "13:03"),
        rest=AGENCIES,
    )
    shown = reduce(step, before, review_of(record))
    assert toggled_words(shown, step(shown, intents.ToggleAgency(agency)), agency) == words


def test_units_are_told_by_their_call_signs() -> None:
    """The filter in words says what is on the side of the car."""
    assert filter_words(LENS, Filters(units=frozenset({"car", "medic"}))) == "only 12, M1"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (EVERYTHING.of_words(Query("munoz")), "“munoz”"),
        (
            filters("ipd", "note").of_words(Query("a.b", regex=True)),
            "only IPD · only notes · “/a.b/”",
        ),
        (Filters(within=Within(None, 0, "until 13:00")), "until 13:00"),
        (EVERYTHING.of_sources(frozenset({"src", "art"})), "only sources art, src"),
        (EVERYTHING.of_sources(frozenset({"art"})), "only source art"),
        (Filters(units=frozenset()), "no unit"),
    ],
)
def test_every_filter_has_words(wanted: Filters, words: str) -> None:
    """Words that are searched for stand in quotes, a stretch of time in its own words."""
    assert filter_words(LENS, wanted) == words


def searched(part: int, wish: intents.Intent | None = None, fault: str = "") -> Review:
    """A search for `fire`, so much of it done in a record of one chunk."""
    fires = ["fire", "no", "Fire", "no", "FIRE"]
    review = review_of(
        chronology(
            *(
                entry(f"e{n}", f"13:0{n}", text=text, kind="note" if n else "radio_call")
                for n, text in enumerate(fires)
            )
        )
    )
    query = Query("fire")
    review = step(review, intents.Find(query))
    found = search(review.chronology, query).found if part else (None,)
    review = step(review, intents.TakeFound(query, found, fault))
    return step(review, wish) if wish else review


@pytest.mark.parametrize(
    ("part", "wish", "fault", "said"),
    [
        (1, None, "", "1 of 3 hits"),
        (1, intents.Last(), "", "3 of 3 hits"),
        (1, intents.GoTo("e1"), "", "3 hits"),  # on none of them
        (1, intents.RadioOnly(), "", "1 hit · 2 hidden"),
        (1, intents.ShowAgencies(frozenset()), "", "no hit shown · 3 hidden"),
        (0, None, "", "searching… 0%"),  # not: no hit
        (0, None, "too long", "too long"),
        (1, intents.Find(None), "", ""),
    ],
)
def test_a_search_in_words(part: int, wish: intents.Intent | None, fault: str, said: str) -> None:
    """Which of how many hits, how many filters hide, how far the search is, or why it ended."""
    assert search_words(searched(part, wish, fault)) == said


def test_a_search_on_its_way_tells_what_it_has() -> None:
    """Hits that are found before the search is done are counted, and the share of it told."""
    review = searched(1)
    assert review.search
    found = (*review.search.found, None, None, None)
    half = msgspec.structs.replace(
        review, search=msgspec.structs.replace(review.search, found=found)
    )
    assert search_words(half) == "1 of 3 hits · searching… 25%"
