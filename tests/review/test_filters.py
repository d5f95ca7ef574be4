"""Which entries are shown: by agency, unit, kind, source and time."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import parse_moment
from incident_tui.review import intents
from incident_tui.review.filters import EVERYTHING, Filters, Within, agency_choices, shown_positions
from incident_tui.review.review import review_of, step
from incident_tui.review.search import Query, no_matches
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry
from tests.review.filtering import filters

CHRONICLE = chronology(
    entry("a", "13:00", kind="radio_call"),
    entry("b", "13:01", kind="radio_call", agency="ipd"),
    entry("c", "13:02", agency="kcpd", agencies="[ipd]"),
    entry("d", "13:03", kind="unit_status", units="[medic]"),
    entry("e", "unplaced", agency="ipd"),
    rest=AGENCIES,
)
ALL = ["ipd", "kcpd", "ems", UNIDENTIFIED]


def shown(chronicle: Chronology, wanted: Filters) -> str:
    """The ids of the entries that pass."""
    return " ".join(chronicle.entries[one].id for one in shown_positions(chronicle, wanted))


@pytest.mark.parametrize(
    ("agencies", "kinds", "expected"),
    [
        # No filter at all.
        (None, None, "a b c d e"),
        # One agency; an entry of several stands under each; `unidentified` is a value.
        ("ipd", None, "b c e"),
        ("kcpd", None, "c"),
        ("ems", None, "d"),
        ("unidentified", None, "a"),
        # Several at once; an entry of both of them once.
        ("ipd kcpd", None, "b c e"),
        ("unidentified ems", None, "a d"),
        ("ipd kcpd ems unidentified", None, "a b c d e"),
        # None of them lets nothing by, nor does one that is nobody's.
        ("", None, ""),
        ("nobody", None, ""),
        # Kinds, and both together.
        (None, "radio_call", "a b"),
        (None, "radio_call unit_status", "a b d"),
        (None, "", ""),
        (None, "forecast", ""),
        ("ipd", "radio_call", "b"),
        ("kcpd", "radio_call", ""),
        ("ipd unidentified", "radio_call note", "a b c e"),
    ],
)
def test_what_passes(agencies: str | None, kinds: str | None, expected: str) -> None:
    """An entry is shown when one of its agencies and its kind are both asked for."""
    assert shown(CHRONICLE, filters(agencies, kinds)) == expected


@pytest.mark.parametrize(
    ("before", "toggled", "after"),
    [
        (None, "ipd", "kcpd ems unidentified"),  # from all of them, all but one
        ("kcpd ems unidentified", "ipd", None),  # all of them again is no filter
        ("ipd", "kcpd", "ipd kcpd"),
        ("ipd", "ipd", ""),
        ("", "ipd", "ipd"),
        (None, "unidentified", "ipd kcpd ems"),
    ],
)
def test_toggling_one(before: str | None, toggled: str, after: str | None) -> None:
    """Toggling an agency adds it or takes it away; all of them together are no filter."""
    assert filters(before).toggled(toggled, agency_choices(CHRONICLE)) == filters(after)


@pytest.mark.parametrize("start", [None, "ipd", "ipd kcpd ems", ""])
def test_toggling_every_one_twice_is_back(start: str | None) -> None:
    """Toggled twice each, in any order, the agencies are what they were."""
    wanted = filters(start)
    for one in [*ALL, *reversed(ALL)]:
        wanted = wanted.toggled(one, agency_choices(CHRONICLE))
    assert wanted == filters(start)


def test_asking_again_takes_it_back() -> None:
    """The same agencies, or the same kinds, asked for again are no filter; the other one stays."""
    both = filters("ipd", "radio_call")
    assert both.of_agencies(frozenset({"ipd"})) == filters(None, "radio_call")
    kinds_first = filters(None, "radio_call")
    assert both.of_agencies(frozenset({"kcpd"})) == kinds_first.showing(frozenset({"kcpd"}))
    assert both.of_kinds(frozenset({"radio_call"})) == filters("ipd")
    assert EVERYTHING.of_kinds(frozenset({"note"})) == filters(None, "note")


WORDS = Query("text")


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        (EVERYTHING, ()),
        (filters("ipd", "note").of_words(WORDS), ("agencies", "kinds", "words")),
        # Set anew, a filter is the latest; asked for again, it is none.
        (filters("ipd", "note").of_agencies(frozenset({"kcpd"})), ("kinds", "agencies")),
        (filters("ipd", "note").of_agencies(frozenset({"ipd"})), ("kinds",)),
        (EVERYTHING.of_words(WORDS).of_words(WORDS), ()),
        (EVERYTHING.of_words(WORDS).of_words(None), ()),
        (filters("ipd").of_words(WORDS).toggled("ems", ALL), ("words", "agencies")),
    ],
)
def test_filters_are_peeled_in_turn(wanted: Filters, order: tuple[str, ...]) -> None:
    """The filter that was set last is the first to be taken off, one after the other."""
    assert wanted.order == order
    for name in reversed(order):
        peeled = wanted.peeled()
        assert getattr(peeled, name) is None
        others = {"agencies", "kinds", "words"} - {name}
        assert all(getattr(peeled, one) == getattr(wanted, one) for one in others)
        wanted = peeled
    assert wanted.peeled() == wanted == EVERYTHING


def test_filters_that_were_given_at_the_start_are_peeled_together() -> None:
    """Filters that were never set one by one go at once."""
    assert Filters(frozenset({"ipd"}), frozenset({"note"})).peeled() == EVERYTHING


def test_words_are_a_filter() -> None:
    """Entries pass that have the words, found before or searched for now, beside other filters."""
    chronicle = chronology(
        entry("a", "13:00", text="Muñoz", agency="ipd"),
        entry("b", "13:01", title="MUNOZ"),
        entry("c", "13:02", agency="ipd"),
        rest=AGENCIES,
    )
    munoz = EVERYTHING.of_words(Query("munoz"))
    assert munoz.any
    assert shown(chronicle, munoz) == "a b"
    assert shown(chronicle, munoz.of_agencies(frozenset({"ipd"}))) == "a"
    matches = no_matches(chronicle, Query("munoz"))
    assert len(shown_positions(chronicle, munoz, matches)) == 0


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [(EVERYTHING, False), (filters(""), True), (filters(None, ""), True), (filters("ipd"), True)],
)
def test_whether_there_is_a_filter(wanted: Filters, expected: bool) -> None:
    """A filter that lets nothing by is one too; only its absence is none."""
    assert wanted.any is expected


def test_whom_a_filter_picks_from() -> None:
    """The record's agencies in their order, and the unidentified last, where there are any."""
    assert agency_choices(CHRONICLE) == ALL
    named = chronology(entry("a", "13:00", agency="ipd"), rest=AGENCIES)
    assert agency_choices(named) == ALL[:-1]


def test_an_agency_called_unidentified_is_no_other() -> None:
    """An agency whose id is `unidentified` stands for the entries without one as well, once."""
    rest = f"agencies: [{{id: {UNIDENTIFIED}, name: U}}, {{id: ipd, name: I}}]"
    chronicle = chronology(entry("a", "13:00"), entry("b", "13:01", agency=UNIDENTIFIED), rest=rest)
    assert agency_choices(chronicle) == [UNIDENTIFIED, "ipd"]
    assert shown(chronicle, filters(UNIDENTIFIED)) == "a b"


@given(
    records(),
    st.none() | st.frozensets(st.sampled_from(["a0", "a1", "a2", UNIDENTIFIED, "nobody"])),
    st.none() | st.frozensets(st.sampled_from(["radio_call", "note", "action", "forecast"])),
)
def test_what_is_shown_is_what_was_asked_for(
    sections: dict[str, str], agencies: frozenset[str] | None, kinds: frozenset[str] | None
) -> None:
    """Shown are, in order and each once, just the entries of an agency and of a kind wanted."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    positions = shown_positions(chronicle, Filters(agencies, kinds))
    assert list(positions) == [
        position
        for position, one in enumerate(chronicle.entries)
        if (agencies is None or agencies & set(chronicle.agencies_of(one)))
        and (kinds is None or one.kind in kinds)
    ]


TIMES = chronology(
    entry("exact", "13:10"),
    entry("about", "{at: 13:15~, tolerance: 5m}"),
    entry("bounded", "13:00..13:30"),
    entry("lasted", "13:00/13:12"),
    entry("from", "13:20.."),
    entry("to", "..13:05"),
    entry("anytime", "unplaced"),
    entry("ordered", "{at: unplaced, after: [exact]}"),
)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("", "", "bounded lasted exact about from to anytime ordered"),
        # To the minute that is written, its last moment too.
        ("13:10", "13:10", "bounded lasted exact about anytime ordered"),
        ("13:11", "", "bounded lasted about from anytime ordered"),
        # What lasted into it, and what may have been in it; bounds that exclude it are believed.
        ("13:12", "13:19", "bounded lasted about anytime ordered"),
        ("13:13", "13:19", "bounded about anytime ordered"),
        ("13:21", "13:30", "bounded from anytime ordered"),
        ("13:31", "", "from anytime ordered"),
        ("", "13:04", "bounded lasted to anytime"),
        ("", "12:59", "to anytime"),
    ],
)
def test_entries_that_may_lie_in_a_stretch_of_time(first: str, last: str, expected: str) -> None:
    """An entry is hidden only where it cannot have been in it."""
    zone = TIMES.zone
    within = Within(
        zone.bounds(parse_moment(first))[0] if first else None,
        zone.bounds(parse_moment(last))[1] if last else None,
        "words",
    )
    wanted = Filters(within=within)
    assert {*shown(TIMES, wanted).split()} == {*expected.split()}
    assert wanted.any


UNITS = chronology(
    entry("speaks", "13:00", speaker="{unit: car}"),
    entry("named", "13:01", units="[medic, car]"),
    entry("changes", "13:02", effects="[{unit: car, status: OnScene}]"),
    entry("other", "13:03", units="[medic]"),
    entry("none", "13:04", agency="ipd"),
    rest=AGENCIES,
)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("car", "speaks named changes"),
        ("medic", "named other"),
        ("car medic", "speaks named changes other"),
        ("stray", ""),
        ("nobody", ""),
    ],
)
def test_entries_of_units(units: str, expected: str) -> None:
    """A unit's entries are those that it speaks in, is named in or changes its status by."""
    assert shown(UNITS, Filters(units=frozenset(units.split()))) == expected


CAR = intents.OnlyUnit("car")


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ([CAR], "speaks named changes"),
        ([CAR, CAR], "speaks named changes other none"),
        ([CAR, intents.OnlyUnit("medic")], "named other"),
        ([intents.ShowUnits(frozenset({"car", "medic"}))], "speaks named changes other"),
        ([CAR, intents.ShowUnits(None)], "speaks named changes other none"),
        # A unit and an agency hold together; Esc takes the latest off.
        ([intents.OnlyAgency("ipd"), CAR], "speaks named"),
        ([CAR, intents.OnlyAgency("ipd"), intents.UndoFilter()], "speaks named changes"),
        ([intents.OnlyAgency("ipd"), CAR, intents.UndoFilter()], "speaks named none"),
    ],
)
def test_only_a_unit(wishes: list[intents.Intent], expected: str) -> None:
    """Its entries, whatever the agency; asked for again, all of them."""
    review = reduce(step, wishes, review_of(UNITS))
    assert " ".join(UNITS.entries[position].id for position in review.shown) == expected
