"""The bundled record on both clocks: what the article lets be, and what it lets be known by then.

`HAPPENED` and `KNOWN` have a row for each subject: from which entry on it has which state, and why.
A row holds for every entry of the timeline, as the cursor goes down it; `END` stands for the
unplaced entries, which show the end of the record. L numbers are lines of the article.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import parse_moment
from incident_tui.review import intents
from incident_tui.review.harm import reports_of
from incident_tui.review.review import Review, review_of, step
from incident_tui.samples import bundled_record
from incident_tui.words.names import casualty_name
from tests.chronology.ladders import statuses
from tests.cli.running import run

INDEPENDENCE = chronology_of(read_record(bundled_record()))

# The entries with a place in time, and the moment that the panes show at each.
MOMENTS = {
    "eviction": "12:38",  # the middle of 12:00 (afternoon) and 13:15, when q1 was at the latest
    "first-shots": "13:08",  # the middle of 13:00 and 13:15
    "server-call": "13:08",  # after the first shots, before q1
    "neighbour-call": "13:08",  # "simultaneously"
    "q1": "13:12",  # "about": it may have been any time from 13:09 to 13:15
    "q2": "13:15",  # the one time without a hedge
    "q3": "13:16",  # between q2 and q4
    "q4": "13:17",  # two minutes after q2, give or take one
    "q5": "13:30",  # "around": 13:25 to 13:35
    "vehicles-pass": "13:30",
    "drive-by": "13:36",  # two to ten minutes later
    "q6": "13:40",  # "around": 13:35 to 13:45
    "no-one-inside": "16:53",  # 16:45 to 17:00
    "no-more-people": "16:53",
    "lucas-post": "18:30",  # on that day, after 13:00
    "lucas-adds": "18:30",
}
END = "ipd-responds"
"""The first of the unplaced entries."""

Row = tuple[tuple[str, str, str], ...]
"""From which entry on, the state, and why."""

_AFTER_SHOTS = "possible since the first shots, 13:00 at the earliest (L6)"
_BEFORE = ("eviction", "", "nothing is hurt, sent or locked before the first shots")
_STATED = "stated without a time, so it holds at the end of the record alone"
_AFTERNOON = "shot on Thursday afternoon (L2), which is over"
_ON_SCENE: Row = (
    _BEFORE,
    ("first-shots", "OnScene?", f"responded; when is not said; {_AFTER_SHOTS}"),
    (END, "OnScene", _STATED),
)
_NONE: Row = (("eviction", "", "no status of it is stated anywhere"),)
REPORTS = {
    "q1": "officers down",  # L13
    "q2": "an officer down",  # L14; that it counts fewer is in c07
    "q4": "two officers down",  # L16
    "q5": "officers under fire",  # L17
    "q6": "CPR on an officer",  # L18, as it appeared
    "lucas-post": "an officer died",  # L29
}
"""What is reported of the responders, by the entry that reports it."""

HAPPENED: dict[tuple[str, str], Row] = {
    ("casualty", "allen"): (
        _BEFORE,
        ("first-shots", "shot? critical? deceased?", f"shot, critical, dead: {_AFTER_SHOTS}"),
        ("lucas-post", "shot critical? deceased?", f"{_AFTERNOON}; when he died is not said (u09)"),
        (END, "deceased", "officials confirmed it (L4)"),
    ),
    ("casualty", "mack"): (
        _BEFORE,
        ("first-shots", "shot? deceased?", f"no report has him critical; {_AFTER_SHOTS}"),
        ("lucas-post", "shot deceased?", f"{_AFTERNOON}; when he died is not said (u09)"),
        (END, "deceased", "officials confirmed it (L4)"),
    ),
    ("casualty", "officer-2"): (
        _BEFORE,
        ("first-shots", "shot? critical?", _AFTER_SHOTS),
        ("lucas-post", "shot critical?", _AFTERNOON),
        (END, "critical", "no later condition is given (u08)"),
    ),
    ("casualty", "suspect"): (
        ("eviction", "", "taken into custody after Q1 (L13, L9)"),
        ("q1", "minor?", f"hurt when arrested, eventually (L9); {_AFTER_SHOTS}"),
        (END, "minor", _STATED),
    ),
    ("agency", "ipd"): _ON_SCENE,  # L8
    ("agency", "kcpd"): _ON_SCENE,  # L11
    ("agency", "atf"): _ON_SCENE,  # L33
    ("agency", "multiple-agencies"): _ON_SCENE,  # L9
    ("agency", "mshp"): _NONE,  # assists and investigates; that it was on scene is not said
    ("agency", "law-enforcement"): _NONE,
    ("agency", "jcc"): _NONE,
    ("agency", "fos"): _NONE,
    ("agency", "cmc"): _NONE,
    ("agency", "kc-mayor"): _NONE,
    ("agency", "mo-governor"): _NONE,
    ("facility", "schools"): (
        _BEFORE,
        ("first-shots", "lockdown?", f"when it began is not said (u17); {_AFTER_SHOTS}"),
        ("q5", "lockdown? ended?", "20 to 30 minutes long (L19): over at 13:20 at the earliest"),
        (END, "ended", "the all clear was given (L19)"),
    ),
    ("facility", "centerpoint"): (
        _BEFORE,
        ("first-shots", "received victims?", f"when they came is not said (L3); {_AFTER_SHOTS}"),
        (END, "received victims", _STATED),
    ),
    ("milestone", "first_shots"): (
        ("eviction", "", "shortly after 1 p.m. (L6) is not before 13:00"),
        ("first-shots", "reached?", "before Q1, which was at 13:15 at the latest"),
        ("q2", "reached", "13:15 is over, and with it all that Q1 can have come after"),
    ),
    ("milestone", "in_custody"): (
        _BEFORE,
        ("eviction", "", "eventually (L9), after Q1 had the suspect inside"),
        ("q1", "reached?", "Q1 is about 13:12"),
        (END, "reached", _STATED),
    ),
    ("milestone", "operation_100"): (
        _BEFORE,
        ("first-shots", "reached?", f"after the Kansas City police came (L11); {_AFTER_SHOTS}"),
        (END, "reached", _STATED),
    ),
    ("milestone", "schools_all_clear"): (
        ("eviction", "", "20 minutes after a lockdown that began at 13:00 or later"),
        ("q5", "reached?", "13:20 is over"),
        (END, "reached", _STATED),
    ),
    ("milestone", "no_entry_yet"): (
        ("eviction", "", "shortly before 5 p.m. (L12) is taken as 16:45 or later"),
        ("no-one-inside", "reached?", "some time between 16:45 and 17:00"),
        ("lucas-post", "reached", "17:00 is over"),
    ),
}

_PUBLISHED = "known with the article of 2 March, and nothing says that it was before"


def _published(status: str) -> Row:
    return (("eviction", "", _PUBLISHED), (END, status, "the article is out"))


KNOWN: dict[tuple[str, str], Row] = {
    ("casualty", "allen"): _published("deceased"),
    ("casualty", "mack"): _published("deceased"),
    ("casualty", "officer-2"): _published("critical"),
    ("casualty", "suspect"): _published("minor"),
    **{
        ("agency", identifier): _published("OnScene")
        for identifier in ("ipd", "kcpd", "atf", "multiple-agencies")
    },
    # On the air nobody says who they are: "units en route" are of no agency.
    **{
        ("agency", identifier): _NONE
        for identifier in (
            *("mshp", "law-enforcement", "jcc", "fos", "cmc"),
            *("kc-mayor", "mo-governor"),
        )
    },
    ("facility", "schools"): _published("ended"),
    ("facility", "centerpoint"): _published("received victims"),
    ("milestone", "first_shots"): _published("reached"),  # no call quoted reports them
    ("milestone", "in_custody"): _published("reached"),
    ("milestone", "operation_100"): _published("reached"),
    ("milestone", "schools_all_clear"): _published("reached"),
    ("milestone", "no_entry_yet"): HAPPENED["milestone", "no_entry_yet"],  # said by Becchina
}
TABLES = {Clock.HAPPENED: HAPPENED, Clock.KNOWN: KNOWN}


def _public(possible: str, certain: str, why: str) -> Row:
    """What is public as it is said: it may be from one entry on, and is from the other on."""
    steps = [("eviction", "unknown", "not said yet"), (possible, "possible", why)]
    return (*(step for step in steps if step[0] != certain), (certain, "certain", f"{why}, over"))


# How sure it is that what an entry says was known, by the entry that the cursor is on; what is not
# here is known with the article.
HEARD: dict[str, Row] = {
    "q1": _public("q1", "q2", "about 13:12 is 13:09 to 13:15"),
    "q2": _public("q2", "q2", "at 13:15"),
    "q3": _public("q2", "q4", "after Q2 at 13:15, before Q4, by 13:17"),
    "q4": _public("q3", "q5", "two minutes after 13:15 is 13:16 to 13:18"),
    "q5": _public("q5", "drive-by", "around 13:30 is 13:25 to 13:35"),
    "q6": _public("drive-by", "no-one-inside", "around 13:40 is 13:35 to 13:45"),
    "no-one-inside": _public("no-one-inside", "lucas-post", "shortly before 5 p.m. (L12)"),
    "no-more-people": _public("no-one-inside", "lucas-post", "in the same passage (L12)"),
    "dismissal-plan": _public("q5", END, "on that day, after the all clear (L19)"),
    "handover": _public("no-one-inside", "lucas-post", "in the same passage (L12)"),
    "investigation": _public("no-one-inside", "lucas-post", "in the same passage (L12)"),
    "lucas-post": _public("first-shots", END, "on that day, after the shooting (L29, u21)"),
    "lucas-adds": _public("first-shots", END, "with the post (L30)"),
}


def told(row: Row) -> Iterator[tuple[str, str]]:
    """What a row says at each entry."""
    steps = {entry: state for entry, state, _ in row}
    assert list(steps) == [one for one in (*MOMENTS, END) if one in steps]
    state = ""
    for entry in (*MOMENTS, END):
        state = steps.get(entry, state)
        yield entry, state


def reviews(clock: Clock) -> Iterator[tuple[str, Review]]:
    """A review at each entry; the unplaced ones all under the name of their first."""
    review = review_of(INDEPENDENCE)
    if clock is Clock.KNOWN:
        review = step(review, intents.SwitchClock())
    for position, entry in enumerate(INDEPENDENCE.entries):
        placed = INDEPENDENCE.placements[position].best is not None
        yield entry.id if placed else END, step(review, intents.GoToPosition(position))


REVIEWS = {clock: [*reviews(clock)] for clock in Clock}


def test_the_tables_have_every_entry_and_every_subject() -> None:
    """Nothing that has a state is left out of the tables, and no entry."""
    ids = [entry.id for entry in INDEPENDENCE.entries]
    assert ids[: len(MOMENTS) + 1] == [*MOMENTS, END]
    assert (INDEPENDENCE.placed_count, len(ids)) == (len(MOMENTS), 40)
    for clock, table in TABLES.items():
        subjects = {tuple(subject) for subject in INDEPENDENCE.histories[clock]}
        assert set(table) == subjects - {("group", "responder")}  # reports, which are no state


def test_the_moments_are_those_of_the_article() -> None:
    """Each placed entry shows the state as of the minute that it stands at."""
    found = {}
    for entry, review in REVIEWS[Clock.HAPPENED]:
        if review.as_of is not None:
            found[entry] = f"{INDEPENDENCE.zone.local(review.as_of):%H:%M}"
    assert found == MOMENTS


@pytest.mark.parametrize(
    ("clock", "subject"),
    [
        pytest.param(clock, Subject(*subject), id=f"{clock} {' '.join(subject)}")  # type: ignore[arg-type]
        for clock, table in TABLES.items()
        for subject in table
    ],
)
def test_the_state_at_every_entry(clock: Clock, subject: Subject) -> None:
    """A subject is at each entry, on each clock, in the state that the article lets be."""
    expected = dict(told(TABLES[clock][subject.kind, subject.id]))
    found = [(entry, statuses(review.lens.state(subject))) for entry, review in REVIEWS[clock]]
    assert found == [(entry, expected[entry]) for entry, _ in found]


@pytest.mark.parametrize("clock", Clock)
def test_reports_of_the_responders_pile_up(clock: Clock) -> None:
    """A report is made with its entry, and none that was made before is taken back."""
    made: list[str] = []
    for entry, review in REVIEWS[clock]:
        made += [REPORTS[entry]] if entry in REPORTS else []
        found = reports_of(review.lens, "responder")
        assert [report.status for report in found] == made, entry


@pytest.mark.parametrize("identifier", [entry.id for entry in INDEPENDENCE.entries])
def test_how_sure_it_is_that_an_entry_was_known(identifier: str) -> None:
    """Calls on the air are known as they are made, and most else with the article."""
    row = HEARD.get(identifier, (("eviction", "unknown", _PUBLISHED), (END, "certain", "")))
    expected = dict(told(row))
    position = INDEPENDENCE.positions[identifier]
    found = [(entry, review.lens.certainty(position)) for entry, review in REVIEWS[Clock.KNOWN]]
    assert found == [(entry, expected[entry]) for entry, _ in found]
    assert all(review.lens.tells(position) for _, review in REVIEWS[Clock.HAPPENED])


def test_names_are_known_with_the_article_alone() -> None:
    """On the clock of knowing nobody who was hurt has a name, or was heard of, before the end."""
    for entry, review in REVIEWS[Clock.KNOWN]:
        names = [
            casualty_name(review.lens, casualty.id) for casualty in INDEPENDENCE.record.casualties
        ]
        if entry == END:
            assert names[:2] == ["Cody Allen", "Drexel Mack"]
            assert names[2:] == ["second officer (unnamed)", "male suspect (unnamed)"]
        else:
            assert names == [None] * 4, entry


# What could a unit arriving at 13:20 have known?


def shown(*arguments: str) -> str:
    """What `show` prints of the bundled record as of 13:20."""
    result = run("show", "--at", "13:20", *arguments)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture(scope="module")
def at_13_20() -> dict[str, Any]:
    """What was known at 13:20, for scripts."""
    found: dict[str, Any] = json.loads(shown("--clock", "known", "--format", "json"))
    return found


def test_at_13_20_four_calls_had_been_on_the_air(at_13_20: dict[str, Any]) -> None:
    """The calls of 13:12 to 13:17 were heard; of all else only the mayor's post is not ruled out.

    It is of that day, and the article has no clock time of it (u21).
    """
    heard: dict[str | None, list[str]] = {}
    for entry in at_13_20["entries"]:
        heard.setdefault(entry["known"]["certainty"], []).append(entry["id"])
    assert heard["certain"] == ["q1", "q2", "q3", "q4"]
    assert heard["possible"] == ["lucas-post", "lucas-adds", "dismissal-plan"]
    not_known = {one["id"] for one in at_13_20["entries"]} - {*heard["certain"], *heard["possible"]}
    assert {*heard["unknown"], *heard[None]} == not_known
    assert len(not_known) == 40 - 7


def test_at_13_20_two_officers_were_down_and_nobody_had_a_name(at_13_20: dict[str, Any]) -> None:
    """Two officers down, no name, no death, no custody, no agency on scene."""
    assert (at_13_20["clock"], at_13_20["at"]) == ("known", "2024-02-29T13:20:59.999-06:00")
    assert [(one["time"], one["reported"], one["grade"]) for one in at_13_20["groups"]] == [
        ("13:12~", "officers down", "F6"),
        ("13:15", "an officer down", "F6"),
        ("13:17~", "two officers down", "F6"),
    ]
    nothing = {"status": "not known", "certainty": "unknown", "possible": []}
    for casualty in at_13_20["casualties"]:
        assert casualty["name"] is None
        assert casualty.items() >= nothing.items()
    for agency in at_13_20["agencies"]:
        assert (agency["certainty"], agency["possible"]) == ("unknown", [])
    moment = INDEPENDENCE.zone.bounds(parse_moment("13:20"))[1]
    custody = INDEPENDENCE.state(Subject("milestone", "in_custody"), moment, Clock.KNOWN)
    assert not custody.begun


def test_at_13_20_the_table_tells_no_more(at_13_20: dict[str, Any]) -> None:
    """The table masks every entry that was not known, and doubts the three that perhaps were."""
    lines = shown("--clock", "known").splitlines()
    stop = lines.index("Casualties")
    titles = ("", "Unplaced", "Expected or planned, as said")
    rows = [line for line in lines[4:stop] if line not in titles and "────" not in line]
    masked = [row for row in rows if "  ≠  " in row]
    assert (len(rows), len(masked)) == (40, 33)
    assert [row.split("  ")[-1].strip() for row in rows if row not in masked] == [
        "Independence, we have units en route. Officers down inside the doorway. "
        "Suspect is still inside.",
        "Independence is requesting assistance. "
        "They have an officer down at 1111 N. Elsea Smith Road.",
        "This will be on a gunshot wound.",
        "We now have two officers down.",
        "Mayor of Kansas City posts on X",
        "Mayor's prayers for everyone affected",
        "Schools to close the day as usual",
    ]
    assert [row for row in rows if re.search(r"[a-z]\? +Mayor", row)] == rows[14:16]
    assert [re.split("  +", line) for line in lines[stop + 1 : stop + 4]] == [
        ["responder", "officers down · graded F6", "as reported 13:12~"],
        ["responder", "an officer down · graded F6", "as reported 13:15"],
        ["responder", "two officers down · graded F6", "as reported 13:17~"],
    ]
    assert [re.split("  +", line) for line in lines[stop + 4 : stop + 8]] == [
        *[["responder", "not known", "somebody not known of"]] * 3,
        ["suspect", "not known", "somebody not known of"],
    ]
    everything = "\n".join(lines[2 : lines.index("Related")])
    for word in ("Allen", "Mack", "dead", "deceased", "died", "killed", "critical", "custody"):
        assert word not in everything
    assert "OnScene" not in everything
    assert "on scene" not in everything


def test_at_13_20_much_had_happened_that_nobody_knew() -> None:
    """The other clock has everybody possibly hurt by then, under the names found out later."""
    told_then = json.loads(shown("--format", "json"))
    assert told_then["clock"] == "happened"
    statuses = [(one["name"], one["possible"]) for one in told_then["casualties"]]
    assert statuses == [
        ("Cody Allen", ["shot", "critical", "deceased"]),
        ("Drexel Mack", ["shot", "deceased"]),
        ("second officer (unnamed)", ["shot", "critical"]),
        ("male suspect (unnamed)", ["minor"]),
    ]
    assert [one["reported"] for one in told_then["groups"]][-1] == "two officers down"
