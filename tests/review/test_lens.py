"""The lens: what is told as of a moment on a clock, and what is withheld until it is known."""

from collections.abc import Callable

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.chronology.positions import Positions
from incident_tui.record.model import Cite
from incident_tui.record.reading import read_record
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from incident_tui.review.told import (
    ENTRY_WITHHELD,
    NAME_WITHHELD,
    PERSON_WITHHELD,
    RELATED_WITHHELD,
    letter,
)
from incident_tui.samples import bundled_record
from incident_tui.words.names import casualty_name
from tests.published import chronology, moment
from tests.records import AGENCIES, PEOPLE, entry, lens_of, times


def known_at(chronicle: Chronology, clock: str) -> Lens:
    """What was known by a clock time; at the end of the record without one."""
    return Lens(chronicle, moment(chronicle, clock), Clock.KNOWN)


# What is told of every entry, and what of an entry that is known.


@pytest.mark.parametrize(
    ("fields", "clock", "expected"),
    [
        ({"known": "13:20..13:40"}, "13:19", "unknown"),
        ({"known": "13:20..13:40"}, "13:20", "possible"),
        ({"known": "13:20..13:40"}, "13:40", "certain"),
        ({"known": "13:20.."}, "23:59", "possible"),
        ({"known": "..13:40"}, "13:39", "unknown"),
        ({"known": "..13:40"}, "13:40", "certain"),
        ({}, "13:14", "unknown"),  # not before it took place
        ({}, "13:15", "possible"),
        ({}, "", "certain"),  # the end of the record
        ({"known": "unplaced"}, "", "certain"),
    ],
)
def test_how_sure_it_is_that_an_entry_was_known(
    fields: dict[str, str], clock: str, expected: str
) -> None:
    """Known for certain from its latest moment on, possibly from its earliest, not before."""
    chronicle = chronology(entry("x", "13:15", **fields))
    lens = known_at(chronicle, clock)
    assert lens.certainty(0) == expected
    assert lens.tells(0) is (expected != "unknown")
    happened = Lens(chronicle, lens.moment)
    assert (happened.certainty(0), happened.tells(0)) == ("certain", True)


def test_what_may_have_been_at_any_time_may_have_been_known_at_any_time() -> None:
    """Without any bound, an entry and what it changes agree that it is possible."""
    effects = "[{milestone: m}]"
    chronicle = chronology(entry("x", "unplaced", effects=effects), *times(y="13:00"))
    lens = known_at(chronicle, "13:00")
    assert lens.certainty(chronicle.positions["x"]) == "possible"
    assert lens.state(Subject("milestone", "m")).certainty == "possible"


def test_a_withheld_entry_has_an_id_a_kind_and_a_time() -> None:
    """The words of the source stay withheld, in its time too."""
    stated = "{at: 13:15~, stated: about 1:15 p.m.}"
    chronicle = chronology(
        entry("x", stated, known="13:30", agency="ipd", text="Secret", kind="action"),
        rest=AGENCIES,
    )
    withheld, told = known_at(chronicle, "13:20"), known_at(chronicle, "13:30")
    assert (withheld.entry(0), withheld.agencies_of(0)) == (None, ())
    assert withheld.name("x") == ENTRY_WITHHELD
    assert [*withheld.timeline()] == []
    outline = withheld.outline(0)
    assert (outline.id, outline.kind, str(outline.time)) == ("x", "action", "13:15~")
    assert (outline.time.stated, outline.placement) == ("", chronicle.placements[0])
    assert (told.entry(0), told.agencies_of(0)) == (chronicle.entries[0], ("ipd",))
    assert told.name("x") == "Secret"
    assert [*told.timeline()] == [chronicle.entries[0]]
    assert told.outline(0).time.stated == "about 1:15 p.m."


def test_entries_on_a_line_are_those_that_are_told() -> None:
    """A withheld entry is not found by the line that it cites."""
    chronicle = chronology(
        entry("a", "13:00", cite="feed:L1"), entry("b", "13:00", cite="feed:L1", known="13:30")
    )
    cite = Cite(source="feed", at="L1")
    for clock, found in (("12:59", []), ("13:20", ["a"]), ("13:30", ["a", "b"])):
        assert [one.id for one in known_at(chronicle, clock).entries_at(cite)] == found
    assert [one.id for one in known_at(chronicle, "").entries_at(cite, ["b"])] == ["b"]
    assert Lens(chronicle).entries_at(Cite(source="feed", at="L1", by="somebody")) == []


# Names.


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("mack", "Drexel Mack"),
        ("caller", "neighbour who called"),
        ("c1", "Drexel Mack"),
        ("ipd", "Independence Police Department"),
        ("car", "12"),
        ("src", "report"),
        ("a", "text"),  # an entry is called by its words
        (UNIDENTIFIED, "no agency identified"),
        ("unidentified voice", "unidentified voice"),
    ],
)
def test_the_name_behind_an_id(identifier: str, expected: str) -> None:
    """An id is told by the name behind it, and words as they are."""
    assert lens_of(entry("a", "13:00"), rest=AGENCIES + PEOPLE).name(identifier) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "words"}, "words"),
        ({"text": "words", "title": "heading"}, "heading"),
        ({"text": "words", "title": "heading", "verbatim": "true"}, "words"),
    ],
)
def test_an_entry_is_called_by_its_words_or_its_title(
    fields: dict[str, str], expected: str
) -> None:
    """Its own words if they were said, and else its title or what it tells."""
    assert lens_of(entry("a", "13:15", **fields)).name("a") == expected


@pytest.mark.parametrize(
    ("identifier", "label"),
    [
        ("ipd", "IPD"),
        ("ems", "Ambulance"),
        (UNIDENTIFIED, "?"),
        ("car", "12"),
        ("nobody", "nobody"),
        ("", ""),
    ],
)
def test_the_label_of_an_agency(identifier: str, label: str) -> None:
    """An agency is labelled by its short name, its name without one, and `?` if there is none."""
    assert lens_of(rest=AGENCIES).short(identifier) == label


def test_an_agency_called_unidentified_has_its_names() -> None:
    """An agency whose id is `unidentified` goes by its own names, as any other."""
    lens = lens_of(rest=f"agencies: [{{id: {UNIDENTIFIED}, name: Unit U, short: U}}]")
    assert (lens.name(UNIDENTIFIED), lens.short(UNIDENTIFIED)) == ("Unit U", "U")


@pytest.mark.parametrize(
    ("identifier", "section"),
    [("ipd", "agencies"), ("mack", "people"), ("c1", "casualties"), ("a", ""), ("nothing", "")],
)
def test_the_section_of_an_id(identifier: str, section: str) -> None:
    """An object belongs to its section; an entry, and what there is not, to none."""
    assert lens_of(entry("a", "13:00"), rest=AGENCIES + PEOPLE).section(identifier) == section


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        # Nothing is said of the name: with the first thing known of them, be it only perhaps.
        ("name: Allen", ["", "Allen", "Allen", "Allen"]),
        # Written: then, and what they were is told until then.
        ("name: Allen, known: 13:40", ["", "officer", "Allen", "Allen"]),
        ("name: Allen, known: 13:30..13:40", ["", "officer", "Allen", "Allen"]),
        ("name: Allen, known: 13:40..", ["", "officer", "officer", "Allen"]),
        ("name: Allen, known: ..13:40", ["", "officer", "Allen", "Allen"]),
        ("name: Allen, known: ..2024-03-02", ["", "officer", "officer", "Allen"]),
        ("name: Allen, known: unplaced", ["", "officer", "officer", "Allen"]),
        # A name known before anybody heard that they were hurt is not told before that.
        ("name: Allen, known: 12:00", ["", "Allen", "Allen", "Allen"]),
        # Nobody's name.
        ("label: an officer", ["", "an officer", "an officer", "an officer"]),
    ],
)
def test_a_name_is_told_once_it_is_known(person: str, expected: list[str]) -> None:
    """Before that a casualty is what they were by role; unheard of, nothing at all."""
    rest = f"""
        people: [{{id: p, {person}}}]
        casualties:
          - id: c
            group: responder
            person: p
            role: officer
            history: [{{status: shot, time: 13:00, known: 13:20..13:30, cite: src}}]
    """
    chronicle = chronology(*times(x="13:00"), rest=rest)
    lenses = [known_at(chronicle, clock) for clock in ("13:19", "13:20", "13:40", "")]
    assert [casualty_name(lens, "c") for lens in lenses] == [name or None for name in expected]
    assert [lens.is_heard_of("c") for lens in lenses] == [bool(name) for name in expected]
    called = [name or PERSON_WITHHELD for name in expected]
    assert [lens.name("c") for lens in lenses] == called
    assert [lens.name("p") for lens in lenses] == called
    happened = {casualty_name(Lens(chronicle, lens.moment), "c") for lens in lenses}
    assert happened == {expected[-1]}


@pytest.mark.parametrize(
    ("history", "expected"),
    [("[{status: shot, time: 13:00, cite: feed}]", NAME_WITHHELD), ("[]", None)],
)
def test_somebody_heard_of_without_name_or_role(history: str, expected: str | None) -> None:
    """Who is heard of is somebody, though nothing of who they are is known."""
    rest = f"""
        people: [{{id: p, name: Allen, known: 14:00}}]
        casualties: [{{id: c, group: public, person: p, history: {history}}}]
    """
    chronicle = chronology(*times(x="13:00"), rest=rest)
    assert casualty_name(known_at(chronicle, "13:30"), "c") == expected
    assert casualty_name(known_at(chronicle, "14:00"), "c") == "Allen"


def test_somebody_who_was_not_hurt_is_named_once_the_name_is_known() -> None:
    """Until then a person goes by the label; where no time is written, the name is told."""
    rest = """
        people:
          - {id: p, name: Allen, label: a caller, known: 14:00}
          - {id: q, name: Brook, known: 14:00}
          - {id: r, name: Cole}
    """
    chronicle = chronology(*times(x="13:00"), rest=rest)
    before, after = known_at(chronicle, "13:30"), known_at(chronicle, "14:00")
    assert [before.name(one) for one in "pqr"] == ["a caller", NAME_WITHHELD, "Cole"]
    assert [after.name(one) for one in "pqr"] == ["Allen", "Brook", "Cole"]
    assert [one.id for one in before.people()] == ["r"]
    assert [one.id for one in after.people()] == ["p", "q", "r"]


# What stands on a source that is not published yet.

SOURCED = """
    agencies:
      - {id: g, name: G, kind: law, roles: [{role: Assisting, cite: wire}], note: N, cite: wire}
    units: [{id: u, call_sign: U, agency: g, cite: wire}]
    facilities: [{id: f, name: F, note: N, cite: wire}]
    related: [{id: r, title: Other, relation: [same_day], date: 2024-02-29, cite: wire}]
    glossary: [{term: word, meaning: m, cite: wire}, {term: plain, meaning: m}]
    questions: [{id: q, text: Why?, cite: wire}, {id: p, text: Who?, refs: [x], answer: He.}]
    intervals: [{id: i, name: Length, from: x, to: y}]
    casualties: [{id: c, group: public, label: C, count: 2, cause: smoke, note: N, cite: wire,
                  history: [{status: shot, time: 13:00, known: 14:00, cite: src}]}]
"""


@pytest.mark.parametrize(
    ("told", "withheld", "at_last"),
    [
        (lambda lens: [one.title for one in lens.related()], [""], ["Other"]),
        (lambda lens: lens.name("r"), RELATED_WITHHELD, "Other"),
        (lambda lens: [one.term for one in lens.glossary()], ["plain"], ["word", "plain"]),
        (lambda lens: lens.facility("f").note, "", "N"),
        (lambda lens: lens.facility("f").name, "F", "F"),
        (lambda lens: [one.note for one in lens.facilities()], [""], ["N"]),
        (lambda lens: lens.facility("nothing"), None, None),
        (lambda lens: lens.agency("g").note, "", "N"),
        (lambda lens: (lens.agency("g").name, lens.agency("g").kind), ("G", "law"), ("G", "law")),
        (lambda lens: [len(one.roles) for one in lens.agencies()], [0], [1]),
        (lambda lens: lens.agency(UNIDENTIFIED), None, None),
        (lambda lens: [len(one.cite) for one in lens.units("g")], [0], [1]),
        (lambda lens: [one.call_sign for one in lens.units()], ["U"], ["U"]),
        (lambda lens: lens.units("nothing"), (), ()),
        (lambda lens: [one.text for one, _ in lens.questions()], ["", ""], ["Why?", "Who?"]),
        (lambda lens: [asked for _, asked in lens.questions()], [False] * 2, [True] * 2),
        (lambda lens: (lens.name("q"), lens.name("p")), ("q", "p"), ("q Why?", "p Who?")),
        (lambda lens: lens.question_count, 0, 2),
        (lambda lens: lens.open_question_count, 0, 2),
        (lambda lens: [one.id for one in lens.questions_about("x")], [], ["p"]),
        (lambda lens: lens.interval("i"), None, ...),
        (lambda lens: [bounded for _, bounded in lens.intervals()], [False], [True]),
        (lambda lens: lens.name("i"), "i", "Length"),
        (lambda lens: lens.casualty("c").cause, "", "smoke"),
        (lambda lens: lens.casualty("c").count, 2, 2),
        (lambda lens: [one.note for one in lens.casualties("public")], [""], ["N"]),
        (lambda lens: [*lens.casualties("suspect")], [], []),
        (lambda lens: [one.status for one in lens.history(Subject("casualty", "c"))], [None], ...),
        (lambda lens: lens.source("wire").published is not None, True, True),
        (lambda lens: lens.is_published("feed"), True, True),
        (lambda lens: lens.is_published("paper"), False, True),
        (lambda lens: lens.is_published("some-day"), True, True),
        (lambda lens: lens.is_published("nothing"), True, True),
    ],
)
def test_what_is_withheld_until_it_is_known(
    told: Callable[[Lens], object], withheld: object, at_last: object
) -> None:
    """Before a source is published nothing that stands on it alone is told; at the end all is.

    On the clock of what happened, everything is told at any moment.
    """
    chronicle = chronology(
        entry("x", "13:00", known="14:00"), entry("y", "13:10", cite="feed"), rest=SOURCED
    )
    assert chronicle.problems == ()
    assert told(known_at(chronicle, "13:30")) == withheld
    for lens in (known_at(chronicle, ""), Lens(chronicle, moment(chronicle, "13:30"))):
        assert at_last is ... or told(lens) == at_last
        assert told(lens) is not None or at_last is None


def test_a_record_is_whole_where_nothing_is_withheld() -> None:
    """The record itself is had at its end, and on the clock of what happened, and not else."""
    chronicle = chronology(*times(x="13:00"))
    now = moment(chronicle, "13:00")
    for lens in (Lens(chronicle), Lens(chronicle, now), Lens(chronicle, None, Clock.KNOWN)):
        assert lens.whole_record is chronicle.record
        assert not lens.withholds
        assert lens.in_hindsight
    with pytest.raises(ValueError, match="whole only at its end"):
        _ = Lens(chronicle, now, Clock.KNOWN).whole_record


def test_the_title_of_an_incident_is_withheld_with_its_source() -> None:
    """The bundled record has its title from the article of 2 March; its summary is of the end."""
    chronicle = chronology_of(read_record(bundled_record()))
    withheld, told = (known_at(chronicle, clock).incident for clock in ("13:20", "2024-03-02"))
    whole = chronicle.record.incident
    assert (withheld.title, withheld.summary, withheld.cite) == ("", "", ())
    assert (withheld.id, withheld.date, withheld.location) == (whole.id, whole.date, whole.location)
    assert (told.title, told.cite) == (whole.title, whole.cite)
    assert (told.summary, told.status) == ("", ""), "written with the knowledge of the end"
    assert Lens(chronicle, 0).incident == known_at(chronicle, "").incident == whole


# Conflicts.

CONFLICTS = """
    casualties: [{id: c, group: public, label: C}]
    conflicts:
      - id: k
        topic: How many
        affects: [x, c]
        claims:
          - {id: one, value: One., cite: "feed:L1", known: 13:10}
          - {id: two, value: Two., cite: "wire:L2", known: 13:20}
          - {id: three, value: Three., cite: paper, known: 13:30}
        readings: [They counted apart.]
        note: A note.
      - {id: alone, topic: When, claims: [{value: Now., cite: src, known: 13:20},
         {value: Then., cite: src, known: 13:40}]}
"""


@pytest.mark.parametrize(
    ("clock", "values", "topic", "judged", "count"),
    [
        ("13:09", [None, None, None], None, False, 0),
        ("13:10", ["One.", None, None], None, False, 0),  # one report contradicts nobody
        ("13:20", ["One.", "Two.", None], "How many", False, 1),
        ("13:30", ["One.", "Two.", "Three."], "How many", True, 1),
        ("13:40", ["One.", "Two.", "Three."], "How many", True, 2),
        ("", ["One.", "Two.", "Three."], "How many", True, 2),
    ],
)
def test_a_conflict_is_told_once_two_of_its_claims_are_known(
    clock: str, values: list[str | None], topic: str | None, judged: bool, count: int
) -> None:
    """A claim is told once it is known; opinions of all claims once every claim is."""
    lens = known_at(chronology(entry("x", "13:00", cite="feed:L1"), rest=CONFLICTS), clock)
    conflict = next(lens.conflicts())
    assert conflict.id == "k"
    assert [claim.value for claim in conflict.claims] == values
    assert [claim.id for claim in conflict.claims] == ["one", "two", "three"]
    assert (conflict.topic, conflict.is_told) == (topic, topic is not None)
    assert (bool(conflict.readings), bool(conflict.note)) == (judged, judged)
    assert lens.conflict_count == count == sum(one.is_told for one in lens.conflicts())
    assert [one.id for one in lens.conflicts_of("x", "c")] == (["k"] if topic else [])
    assert lens.conflicts_of("nothing") == ()
    assert lens.name("k") == ("k How many" if topic else "k")
    for claim in conflict.claims:
        assert bool(claim.cite) is (claim.value is not None)
        assert (claim.certainty == "unknown") is (claim.value is None)
    assert lens.entries_with(conflict, conflict.claims[0]) == (("x",) if values[0] else ())


def test_everything_of_a_conflict_has_happened() -> None:
    """On the clock of what happened, conflicts are of the record and not of a moment."""
    chronicle = chronology(entry("x", "13:00"), rest=CONFLICTS)
    conflict = next(Lens(chronicle, moment(chronicle, "12:00")).conflicts())
    assert [claim.certainty for claim in conflict.claims] == ["certain"] * 3
    assert (conflict.id, conflict.topic, conflict.note) == ("k", "How many", "A note.")


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_claims_have_letters(number: int, name: str) -> None:
    """No two claims share one, however many there are."""
    assert letter(number) == name


# What exports ask for.


def test_the_timeline_is_whole_where_nothing_is_withheld() -> None:
    """The entries of the head, then the bulk calls, in the order of their files."""
    lens = Lens(chronology_of(read_record(bundled_record().parent / "exercise")))
    ids = [entry.id for entry in lens.whole_timeline()]
    head = [entry.id for entry in lens.whole_record.timeline]
    assert ids[: len(head)] == head
    assert len(ids) == lens.count > len(head)
    positions = map(lens.position, ids)
    bulk = [lens.is_bulk_call(position) for position in positions if position is not None]
    assert bulk == [False] * len(head) + [True] * (lens.count - len(head))
    with pytest.raises(ValueError, match="whole only"):
        next(Lens(lens.chronology, 0, Clock.KNOWN).whole_timeline())


@pytest.mark.parametrize(
    ("placed", "last"),
    [
        ({}, None),
        ({"a": "unplaced"}, None),
        ({"a": "13:00", "b": "13:30"}, "b"),
        ({"a": "13:00/17:00", "b": "13:30"}, "a"),
        ({"a": "13:00/13:10", "b": "13:30"}, "b"),
    ],
)
def test_the_last_entry_to_end(placed: dict[str, str], last: str | None) -> None:
    """The last placed entry, unless an entry before it lasted longer."""
    lens = lens_of(*times(**placed))
    every = Positions.all(lens.count)
    assert lens.last_to_end(every) == (None if last is None else lens.position(last))


def test_the_last_entry_to_end_is_one_that_is_shown() -> None:
    """An entry that is hidden counts neither for when it was nor for how long it lasted."""
    lens = lens_of(*times(a="13:00/17:00", b="13:10/13:20", c="13:15", d="13:30"))
    for shown, last in (("bc", "b"), ("c", "c"), ("abd", "a"), ("bd", "d"), ("", None)):
        marked = Filters(marked=frozenset(shown))
        found = lens.last_to_end(lens.shown(marked))
        assert found == (None if last is None else lens.position(last))


def test_withheld_entries_are_counted_between_positions() -> None:
    """All of them, or those from one position up to another; none where nothing is withheld."""
    chronicle = chronology(
        entry("a", "13:00"), entry("b", "13:05", known="15:00"), entry("c", "14:00")
    )
    lens = known_at(chronicle, "13:30")
    assert (lens.withheld_count(), lens.withheld_count(2), lens.withheld_count(0, 2)) == (2, 1, 1)
    assert Lens(chronicle, lens.moment).withheld_count() == 0


def test_the_status_that_a_subject_has_since() -> None:
    """The last change that is certain, as it is told; None before the first."""
    rest = AGENCIES.replace(
        "call_sign: M1, agency: ems}",
        "call_sign: M1, agency: ems, status_history: ["
        '{status: EnRoute, time: "13:00", known: "14:00", cite: src},'
        ' {status: OnScene, time: "13:10", known: "15:00", cite: src}]}',
    )
    chronicle = chronology(rest=rest)
    medic = Subject("unit", "medic")
    found = [known_at(chronicle, clock).since(medic) for clock in ("13:59", "14:30", "15:00", "")]
    statuses = [change.status if change else None for change in found]
    assert statuses == [None, "EnRoute", "OnScene", "OnScene"]


def test_a_fact_on_the_air() -> None:
    """A citation of a live source, or one that was relayed through it."""
    lens = Lens(chronology())
    cites = [Cite(source="feed"), Cite(source="paper", via="feed"), Cite(source="paper")]
    assert [lens.is_on_air([cite]) for cite in cites] == [True, True, False]
