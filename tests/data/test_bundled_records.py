"""The bundled records hold every fact of their one source, and nothing more.

The article is not part of the project. `FACTS` is the list of what it says, by number, each with
the line it stands in and the places of the records that hold it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from incident_tui.placing.placement import place
from incident_tui.record.model import Cite, Entry, Record, Source
from incident_tui.record.reading import Reading, read_record
from incident_tui.record.time_value import (
    Bounds,
    Form,
    Moment,
    Precision,
    Relative,
    Span,
    TimeValue,
    Unplaced,
    clock_text,
)
from incident_tui.samples import data_folder
from tests.data.values import within

READINGS: dict[str, Reading] = {
    key: read_record(data_folder() / name)
    for key, name in {
        "": "independence-2024-02-29.yaml",
        "r1": "independence-2024-02-22.yaml",
        "r2": "union-station-2024-02-14.yaml",
    }.items()
}


def _record(key: str = "") -> Record:
    """One of the three records; the main one without a key."""
    record = READINGS[key].record
    assert record is not None
    return record


MAIN = _record()
PLACEMENTS = place(MAIN)
ENTRIES: dict[str, Entry] = {entry.id: entry for entry in MAIN.timeline}

# Fact -> its line in the article, and where it stands: `section:id`, `r1/` and `r2/` being the
# related records.
FACTS: dict[str, tuple[str, tuple[str, ...]]] = {
    # The title and the lead.
    "F001": ("L1", ("incident", "sources:art")),
    "F002": ("L1", ("people:cody-allen", "questions:u24")),
    "F003": ("L1", ("incident",)),
    "F004": ("L2", ("sources:art", "conflicts:c03")),
    "F005": ("L2", ("sources:art", "conflicts:c01")),
    "F006": ("L2", ("timeline:officials-count", "casualties:allen", "casualties:officer-2")),
    "F007": ("L2", ("timeline:officials-count", "casualties:mack")),
    "F008": ("L2", ("timeline:officials-count", "conflicts:c04")),
    "F009": ("L2", ("timeline:eviction",)),
    "F010": ("L2", ("timeline:eviction", "conflicts:c01")),
    "F011": ("L2", ("locations:elsea-smith", "conflicts:c03")),
    # The dead and the wounded, and the hospital.
    "F012": ("L3", ("timeline:extraction",)),
    "F013": ("L3", ("timeline:extraction", "conflicts:c06")),
    "F014": ("L3", ("timeline:extraction", "conflicts:c05")),
    "F015": ("L3", ("timeline:to-hospital", "facilities:centerpoint")),
    "F016": ("L3", ("timeline:two-critical", "conflicts:c04")),
    "F017": ("L4", ("timeline:officials-names", "casualties:allen", "people:cody-allen")),
    "F018": ("L4", ("timeline:officials-names", "casualties:mack", "people:drexel-mack")),
    "F019": ("L5", ("timeline:hospital-cars", "conflicts:c26")),
    "F020": ("L5", ("locations:centerpoint-entrance", "conflicts:c03")),
    "F021": ("L5", ("timeline:hospital-grief",)),
    # The first shots, the two phone calls, the response.
    "F022": ("L6", ("timeline:first-shots",)),
    "F023": ("L6", ("locations:elsea-smith", "conflicts:c15")),
    "F024": ("L6", ("locations:elsea-smith",)),
    "F025": ("L6", ("people:ewing",)),
    "F026": ("L7", ("timeline:server-call", "conflicts:c11")),
    "F027": ("L7", ("timeline:server-call",)),
    "F028": ("L7", ("timeline:server-call", "conflicts:c12")),
    "F029": ("L7", ("timeline:neighbour-call", "conflicts:c11")),
    "F030": ("L7", ("timeline:neighbour-call", "conflicts:c10")),
    "F031": ("L8", ("timeline:ipd-responds", "agencies:ipd")),
    "F032": ("L8", ("timeline:more-shots",)),
    "F033": ("L8", ("timeline:more-shots", "casualties:officer-2", "conflicts:c04")),
    "F034": ("L9", ("timeline:others-respond", "agencies:multiple-agencies")),
    "F035": ("L9", ("timeline:others-respond", "conflicts:c28")),
    "F036": ("L9", ("timeline:custody", "conflicts:c13")),
    "F037": ("L9", ("timeline:custody", "casualties:suspect")),
    "F038": ("L10", ("timeline:server-count", "questions:u11")),
    "F039": ("L11", ("timeline:kcpd-responds", "agencies:kcpd")),
    "F040": ("L11", ("timeline:kcpd-responds", "conflicts:c28")),
    "F041": ("L11", ("people:becchina",)),
    "F042": ("L11", ("timeline:operation-100",)),
    "F043": ("L11", ("glossary:Operation 100", "conflicts:c14")),
    "F044": ("L12", ("timeline:no-one-inside",)),
    "F045": ("L12", ("timeline:no-more-people",)),
    "F046": ("L12", ("timeline:handover",)),
    "F047": ("L12", ("timeline:investigation", "agencies:mshp")),
    # The six transmissions.
    "F048": ("L13", ("sources:broadcastify", "timeline:q1")),
    "F049": ("L13", ("timeline:q1", "conflicts:c08")),
    "F050": ("L13", ("timeline:q1", "conflicts:c08")),
    "F051": ("L13", ("timeline:q1", "conflicts:c07")),
    "F052": ("L13", ("timeline:q1", "conflicts:c13")),
    "F053": ("L14", ("timeline:q2",)),
    "F054": ("L14", ("timeline:q2", "conflicts:c03")),
    "F055": ("L14", ("timeline:q2", "conflicts:c07")),
    "F056": ("L14", ("timeline:q2", "locations:elsea-smith-1111", "conflicts:c15")),
    "F057": ("L15", ("timeline:q3",)),
    "F058": ("L16", ("timeline:q4", "conflicts:c25")),
    "F059": ("L17", ("timeline:q5",)),
    "F060": ("L17", ("timeline:q5",)),
    "F061": ("L17", ("timeline:q5", "conflicts:c06")),
    "F062": ("L18", ("timeline:q6",)),
    "F063": ("L18", ("timeline:q6",)),
    "F064": ("L18", ("timeline:q6", "conflicts:c05")),
    # The schools and the witness.
    "F065": ("L19", ("people:stephanie-smith",)),
    "F066": ("L19", ("timeline:lockdown", "facilities:schools")),
    "F067": ("L19", ("timeline:lockdown", "facilities:schools")),
    "F068": ("L19", ("timeline:lockdown", "glossary:lockdown", "conflicts:c19")),
    "F069": ("L19", ("timeline:all-clear", "agencies:law-enforcement")),
    "F070": ("L19", ("timeline:dismissal-plan",)),
    "F071": ("L20", ("people:alden-smith",)),
    "F072": ("L20", ("timeline:vehicles-pass", "locations:mcdonalds")),
    "F073": ("L20", ("timeline:vehicles-pass", "conflicts:c26")),
    "F074": ("L21", ("timeline:drive-by", "people:friends")),
    "F075": ("L21", ("timeline:drive-by",)),
    "F076": ("L21", ("timeline:drive-by", "conflicts:c28")),
    "F077": ("L22", ("timeline:witness-feeling",)),
    # The two other incidents.
    "F078": ("L23", ("related:frandsen", "conflicts:c21")),
    "F079": ("L24", ("related:frandsen", "r1/timeline:shots", "r1/casualties:bani-khalid")),
    "F080": ("L24", ("r1/people:sief-bani-khalid",)),
    "F081": ("L24", ("r1/people:sief-bani-khalid",)),
    "F082": ("L24", ("related:frandsen", "r1/timeline:responding")),
    "F083": ("L24", ("related:frandsen", "r1/locations:frandsen-road")),
    "F084": ("L24", ("r1/timeline:gunshot-report",)),
    "F085": ("L25", ("r1/timeline:encounter",)),
    "F086": ("L25", ("r1/timeline:commands",)),
    "F087": ("L25", ("r1/timeline:commands", "r1/people:witnesses")),
    "F088": ("L25", ("r1/timeline:shots", "r1/people:officers")),
    "F089": ("L26", ("r1/timeline:death", "r1/casualties:bani-khalid")),
    "F090": ("L26", ("r1/timeline:firearm",)),
    "F091": ("L26", ("r1/timeline:ammunition",)),
    "F092": ("L27", ("related:union-station", "conflicts:c22", "r2/timeline:shooting")),
    "F093": ("L27", ("related:union-station", "r2/casualties:killed")),
    "F094": ("L27", ("related:union-station", "r2/casualties:injured")),
    "F095": ("L27", ("related:union-station", "r2/timeline:shooting")),
    "F096": ("L27", ("related:union-station", "r2/locations:union-station")),
    # What was said of it afterwards, and one more agency.
    "F097": ("L28", ("timeline:news-spreads", "conflicts:c01")),
    "F098": ("L29", ("timeline:lucas-post", "people:lucas", "glossary:X")),
    "F099": ("L29", ("timeline:lucas-post", "conflicts:c05")),
    "F100": ("L30", ("timeline:lucas-adds",)),
    "F101": ("L31", ("timeline:parson-statement", "people:parson")),
    "F102": ("L31", ("timeline:parson-statement", "agencies:mshp", "conflicts:c17")),
    "F103": ("L32", ("timeline:parson-post", "people:teresa")),
    "F104": ("L33", ("timeline:atf-responds", "agencies:atf")),
    "F105": ("L33", ("timeline:atf-responds", "agencies:atf")),
}

# The six transmissions, byte for byte, without the outer quotation marks.
TRANSMISSIONS: dict[str, str] = {
    "q1": "Independence, we have units en route. Officers down inside the doorway. "
    "Suspect is still inside.",
    "q2": "Independence is requesting assistance. "
    "They have an officer down at 1111 N. Elsea Smith Road.",
    "q3": "This will be on a gunshot wound.",
    "q4": "We now have two officers down.",
    "q5": "We see the incoming units are telling us to stay in the back, "
    "the officers are still stuck at the house getting shot at.",
    "q6": "I’m on foot…we’re approaching the house "
    "and it appears that they’re doing CPR on one of the officers.",
}

# The entries that the article gives no time for.
WITHOUT_A_TIME: dict[str, str] = {
    "F012": "extraction",
    "F015": "to-hospital",
    "F036": "custody",
    "F039": "kcpd-responds",
    "F042": "operation-100",
    "F066": "lockdown",
    "F104": "atf-responds",
}

# Claim-source code -> who makes the claim, as `by` has it; S5, the radio, is nobody identified.
CLAIMANTS: dict[str, str] = {
    "S0": "art",
    "S1": "officials",
    "S2": "mshp",
    "S3": "ewing",
    "S4": "becchina",
    "S6": "stephanie-smith",
    "S7": "alden-smith",
    "S8": "police",
    "S9": "lucas",
    "S10": "parson",
    "S11": "server-caller",
    "S12": "neighbour",
}

# Every clock time there is: those of the article, and the bounds it was given by convention.
CLOCK_TIMES = {
    *("12:00", "18:00"),  # Thursday afternoon
    *("13:00", "13:12"),  # shortly after 1 p.m., before the first quoted call
    *("13:15", "13:17", "13:30", "13:40"),
    *("16:45", "17:00"),  # shortly before 5 p.m.
    "16:40",  # the incident of 22 February
}

# Every capitalised word inside a sentence: names of the article, months, and the outside words
# that the record marks as such (Standard Response Protocol, Secure, Lockout, Lockdown).
NAMES = """
    Alden Smith Allen Cody Bani-Khalid Sief Becchina Jake Drexel Mack Elsea Justin Ewing Lucas
    Quinton Mike Parson Stephanie Teresa Capt Cpl
    Alcohol Bureau Explosives Firearms Tobacco ATF Department Police State Highway Patrol Missouri
    Circuit Court County Jackson Fort Osage Centerpoint Medical Center Governor Mayor Office
    City Independence Kansas Chiefs Super Bowl Mo
    Bundschu East Elsea Frandsen North Road Station Union N McDonald's Thursday Saturday
    February March Feb Broadcastify X Twitter CPR SWAT Operation America Chicago CST UTC
    Veteran Officer Process Server Killed Shooting
    Lockdown Lockout Protocol Response Secure Standard
"""

PROSE = {
    *("city", "city_basis", "content_note", "cross_street", "label", "location", "meaning"),
    *("name", "note", "occupation", "readings", "sic", "srp_basis", "street", "summary", "term"),
    *("text", "timezone_basis", "title", "topic", "value", "reported", "cause", "role"),
}


def _numbered(letter: str, count: int, width: int) -> list[str]:
    """Numbers such as `c01` to `c28`."""
    return [f"{letter}{number:0{width}}" for number in range(1, count + 1)]


def _lines(value: object) -> set[str]:
    """The lines of the article that an object cites; for a source, those its note names."""
    if isinstance(value, Source):
        return set(re.findall(r"\bL\d+", value.note))
    return {cite.at for cite in within(value) if isinstance(cite, Cite)}


def _find(spot: str) -> object:
    """The object at a place such as `timeline:q1`, `r1/people:police` or `incident`."""
    key, _, rest = spot.rpartition("/")
    section, _, name = rest.partition(":")
    values = getattr(_record(key), section)
    if not name:
        return values
    known_by = "term" if section == "glossary" else "id"
    return next(one for one in values if getattr(one, known_by) == name)


def _moments(form: Form) -> tuple[Moment, ...]:
    """The moments that are written out in a time."""
    if isinstance(form, Moment):
        return (form,)
    if isinstance(form, Bounds):
        return tuple(one for one in (form.lower, form.upper) if one)
    if isinstance(form, Span):
        return (form.start, form.end)
    return ()


def _prose(value: object) -> Iterator[str]:
    """Every text of a record that a reader sees as words."""
    for one in within(value):
        if isinstance(one, msgspec.Struct):
            for name in PROSE & set(one.__struct_fields__):
                inside = getattr(one, name)
                texts = inside if isinstance(inside, tuple) else (inside,)
                yield from (text for text in texts if isinstance(text, str))


@pytest.mark.parametrize("key", READINGS)
def test_each_bundled_record_is_sound(key: str) -> None:
    """Reading and placing a bundled record finds nothing wrong and leaves nothing out."""
    assert [str(problem) for problem in READINGS[key].problems] == []
    assert READINGS[key].left_out == ()
    assert place(_record(key)).faults == ()


@pytest.mark.parametrize("fact", FACTS)
def test_a1_every_fact_is_held_and_cites_its_line(fact: str) -> None:
    """Each place of a fact exists, and cites the line of the article that says so."""
    line, places = FACTS[fact]
    assert places
    for spot in places:
        assert line in _lines(_find(spot)), f"{spot} does not cite {line}"


def test_a1_the_table_holds_every_number() -> None:
    """The table of facts is complete: 105 of them, in their order."""
    assert list(FACTS) == _numbered("F", 105, 3)


def test_a2_the_six_radio_calls_are_as_they_were_said() -> None:
    """Six radio calls in order, word for word, by nobody known and of no agency."""
    calls = [entry for entry in MAIN.timeline if entry.kind == "radio_call"]
    assert {call.id: call.text for call in calls} == TRANSMISSIONS
    assert [call.id for call in calls] == list(TRANSMISSIONS)
    for call in calls:
        assert call.verbatim
        assert (call.agency, call.agencies) == ("", ())
        assert call.speaker is not None
        assert (call.speaker.agency, call.speaker.person) == ("", "")
        assert "unidentified" in call.speaker.label


def test_a3_only_one_entry_has_an_exact_clock_time() -> None:
    """Only 13:15 is exact; any other time is vague, and has the source's words or its own basis."""
    exact = []
    for entry in MAIN.timeline:
        form = entry.time.at
        if isinstance(form, Moment) and not form.qualifier:
            exact.append((entry.id, str(form)))
        elif not isinstance(form, Unplaced):
            assert isinstance(form, Moment | Bounds | Relative)
            assert entry.time.stated or entry.time.basis, entry.id
    assert exact == [("q2", "13:15")]


@pytest.mark.parametrize("fact", WITHOUT_A_TIME)
def test_a4_what_has_no_time_stays_unplaced(fact: str) -> None:
    """What the article gives no time for has an order and no moment."""
    entry = ENTRIES[WITHOUT_A_TIME[fact]]
    assert isinstance(entry.time.at, Unplaced)
    assert entry.time.after or entry.time.before
    placement = PLACEMENTS.of(entry.id)
    assert placement is not None
    assert placement.best is None
    assert placement.earliest is not None
    assert placement.latest is None


def test_conflicts_all_stand_with_their_claims_cited() -> None:
    """Each of the 28 conflicts has two claims or more, all of them cited."""
    assert [conflict.id for conflict in MAIN.conflicts] == _numbered("c", 28, 2)
    for conflict in MAIN.conflicts:
        assert len(conflict.claims) >= 2, conflict.id
        assert all(_lines(claim) for claim in conflict.claims), conflict.id
        assert conflict.affects, conflict.id


def test_a5_no_conflict_is_resolved() -> None:
    """The first fifteen conflicts are open, and their claims differ."""
    for conflict in MAIN.conflicts[:15]:
        assert conflict.status == "open", conflict.id
        assert len({claim.value for claim in conflict.claims}) == len(conflict.claims) >= 2


def test_a6_every_open_question_stands() -> None:
    """The 29 questions are open; only one is the article's own, and it is cited."""
    assert [question.id for question in MAIN.questions] == _numbered("u", 29, 2)
    assert {question.status for question in MAIN.questions} == {"open"}
    stated = [one for one in MAIN.questions if one.origin == "stated_in_source"]
    assert [question.id for question in stated] == ["u11"]
    assert all(_lines(question) for question in stated)


@pytest.mark.parametrize("key", READINGS)
def test_a7_every_entry_says_where_it_stands_and_whose_claim_it_is(key: str) -> None:
    """Each entry cites a line, and its first tag is the code of who makes the claim."""
    for entry in _record(key).timeline:
        assert all(re.fullmatch(r"L\d+", cite.at) for cite in entry.cite), entry.id
        assert entry.tags, entry.id
        assert set(entry.tags) <= {*CLAIMANTS, "S5"}, entry.id
        if entry.tags == ("S5",):
            # The article names the archive for the first transmission alone.
            archive = "broadcastify" if entry.id == "q1" else ""
            assert [cite.via for cite in entry.cite] == [archive], entry.id
        else:
            assert {cite.by for cite in entry.cite} == {CLAIMANTS[entry.tags[0]]}, entry.id


def test_a8_four_casualties_with_two_clocks() -> None:
    """Four people, each status told once, critical before deceased, happened apart from known."""
    assert {one.id: one.group for one in MAIN.casualties} == {
        "allen": "responder",
        "mack": "responder",
        "officer-2": "responder",
        "suspect": "suspect",
    }
    steps = {one.id: [step.status for step in one.history] for one in MAIN.casualties}
    assert steps == {
        "allen": ["shot", "critical", "deceased"],
        "mack": ["shot", "deceased"],
        "officer-2": ["shot", "critical"],
        "suspect": ["minor"],
    }
    for casualty in MAIN.casualties:
        assert all(step.known and step.known.at != step.time.at for step in casualty.history)
        assert all(step.cite for step in casualty.history)
        assert not any(
            effect.casualty == casualty.id for entry in MAIN.timeline for effect in entry.effects
        )


@pytest.mark.parametrize(
    ("identifier", "key", "days", "relation"),
    [
        ("frandsen", "r1", 7, ("same_agency", "same_area", "within_days", "compared_by_source")),
        ("union-station", "r2", 15, ("within_days", "compared_by_source")),
    ],
)
def test_a9_the_two_related_incidents_point_both_ways(
    identifier: str, key: str, days: int, relation: tuple[str, ...]
) -> None:
    """Each related incident is as far back as the article says, and its record points back."""
    there = next(one for one in MAIN.related if one.id == identifier)
    other = _record(key)
    assert there.date == other.incident.date
    assert MAIN.incident.date is not None
    assert other.incident.date is not None
    assert (MAIN.incident.date - other.incident.date).days == days
    assert there.relation == relation
    assert there.record == Path(READINGS[key].path).name
    (back,) = other.related
    assert back.record == "independence-2024-02-29.yaml"
    assert (back.date, back.relation) == (MAIN.incident.date, relation)


@pytest.mark.parametrize("key", READINGS)
def test_a10_no_name_is_there_that_the_article_does_not_have(key: str) -> None:
    """Capitalised words inside sentences are names of the article, or marked as from outside."""
    inside = re.compile(r"(?<=[^.?!:] )[A-Z][\w'-]*")
    found = {
        word.removesuffix("'s") for text in _prose(_record(key)) for word in inside.findall(text)
    }
    known = {name.removesuffix("'s") for name in NAMES.split()}
    assert {word for word in found if not re.fullmatch(r"L\d+", word)} - known == set()


@pytest.mark.parametrize("key", READINGS)
def test_a10_no_clock_time_is_there_that_the_article_does_not_have(key: str) -> None:
    """Every clock time of a record is the article's, or the bound of a stated convention."""
    times = [one for one in within(_record(key)) if isinstance(one, TimeValue)]
    clocks = [
        clock_text(moment.clock, moment.precision)
        for time in times
        for moment in _moments(time.at)
        if moment.precision > Precision.DAY
    ]
    assert set(clocks) <= CLOCK_TIMES
