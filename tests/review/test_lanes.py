"""Lanes: which there are, the part of time in view, and what a lane shows and leads to."""

import pytest

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.record.time_value import HOUR, MINUTE
from incident_tui.review.lanes import (
    LaneBar,
    Window,
    call_cells,
    first_window,
    has_times,
    lane_bars,
    lane_groups,
    last_known,
    status_link,
    stretch_at,
    whole_window,
)
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis, places_of
from tests.lanes import county, subjects
from tests.records import chronology, entry

MEDIC = Subject("unit", "medic")


def moment(chronicle: Chronology, minute: int) -> int:
    """So many minutes after 13:00."""
    return chronicle.bests[0] + minute * MINUTE


def at(minute: int, clock: Clock = Clock.HAPPENED) -> Lens:
    """The lens on the record of a few subjects, so many minutes after 13:00."""
    found = subjects()
    return Lens(found, moment(found, minute), clock)


def listed(lens: Lens) -> dict[str, list[str]]:
    """The names of lanes by the key of their group."""
    return {
        group.key: [
            *([group.heading.name] if group.heading else []),
            *(one.name for one in group.lanes),
        ]
        for group in lane_groups(lens)
    }


def test_every_subject_has_a_lane_in_a_group() -> None:
    """Units below their agency; an agency without units and statuses has none."""
    assert listed(Lens(subjects())) == {
        "agency:ems": ["Ambulance Service", "M1", "M2"],
        "agency:ipd": ["Independence Police Department"],
        "agency:unidentified": ["X"],
        "casualties": ["Ada Bell"],
        "facilities": ["School"],
    }


def test_a_casualty_has_a_lane_once_known_of() -> None:
    """Until then it is counted; its name is told as the lens tells it."""
    assert [group.unheard_of for group in lane_groups(at(10, Clock.KNOWN))] == [0, 0, 0, 1, 0]
    assert listed(at(40, Clock.KNOWN))["casualties"] == ["swimmer"]
    assert listed(at(55, Clock.KNOWN))["casualties"] == ["Ada Bell"]


def test_a_record_without_subjects_has_no_lanes() -> None:
    """Nor without a time."""
    lens = Lens(chronology(entry("a", "unplaced")))
    assert lane_groups(lens) == ()
    assert not has_times(lens)


# Windows.

WHOLE = Window(0, 100 * MINUTE)


@pytest.mark.parametrize(
    ("window", "parts", "around", "after"),
    [
        (WHOLE, 0.5, 50, (25, 75)),
        (WHOLE, 0.5, 0, (0, 50)),
        (Window(25 * MINUTE, 75 * MINUTE), 2, 50, (0, 100)),
        (Window(0, 50 * MINUTE), 2, 40, (0, 100)),  # never beyond the whole
        (WHOLE, 0.001, 50, (49, 51)),  # never shorter than a minute
        (Window(20 * MINUTE, 60 * MINUTE), 0.5, 90, (40, 60)),  # around the nearest in view
    ],
)
def test_a_zoom_keeps_a_moment_in_place(
    window: Window, parts: float, around: int, after: tuple[int, int]
) -> None:
    """In minutes; the moment stands as far into the window as before."""
    found = window.zoomed(parts, around * MINUTE, WHOLE)
    assert (found.start // MINUTE, -(-found.stop // MINUTE)) == after


def test_a_window_moves_within_the_whole() -> None:
    """By parts of its length, up to an end."""
    window = Window(40 * MINUTE, 60 * MINUTE)
    assert window.moved(0.5, WHOLE) == Window(50 * MINUTE, 70 * MINUTE)
    assert window.moved(-9, WHOLE) == Window(0, 20 * MINUTE)
    assert WHOLE.moved(1, WHOLE) == WHOLE


def test_a_window_moves_only_to_what_is_out_of_view() -> None:
    """A moment in view moves nothing; another comes to stand in the middle."""
    window = Window(40 * MINUTE, 60 * MINUTE)
    assert window.showing(45 * MINUTE, 45 * MINUTE, WHOLE) is window
    assert window.showing(80 * MINUTE, 80 * MINUTE, WHOLE) == Window(70 * MINUTE, 90 * MINUTE)
    assert window.showing(10 * MINUTE, 70 * MINUTE, WHOLE) == Window(10 * MINUTE, 30 * MINUTE)


def test_the_first_window_is_the_time_of_the_entries() -> None:
    """What is known at the end may have been known days later: then the whole is shown."""
    found = chronology(
        entry("a", "13:00"),
        rest="""
        units:
          - id: u
            call_sign: U
            status_history: [{status: OnScene, time: 13:05, known: 2024-03-02, cite: src}]
        """,
    )
    hours = [
        (found.zone.local(window.start).day, (window.stop - window.start) // HOUR)
        for window in (
            first_window(Lens(found)),
            first_window(Lens(found, clock=Clock.KNOWN)),
            whole_window(Lens(found, clock=Clock.KNOWN)),
            whole_window(Lens(found, found.bests[0], Clock.KNOWN)),
        )
    ]
    assert hours == [(29, 0), (29, 59), (29, 59), (29, 0)]


# Bars.


def bars(lens: Lens, subject: Subject, cells: int = 60) -> list[LaneBar]:
    """The bars of a subject in the hour from 13:00."""
    start = lens.chronology.bests[0]
    axis = Axis(start, start + HOUR, cells)
    return lane_bars(lens, subject, axis, last_known(lens))


def spans(found: list[LaneBar]) -> list[tuple[int, int, int, int]]:
    """For each bar the change, the first cell, the first certain cell, and the cell after."""
    return [
        (bar.change, bar.first, bar.first + (*bar.sure, True).index(True), bar.stop)
        for bar in found
    ]


def test_a_bar_is_certain_from_the_latest_moment_of_its_change_on() -> None:
    """And possible from the earliest on; one status at a time."""
    assert spans(bars(Lens(subjects()), MEDIC)) == [(0, 0, 0, 10), (1, 10, 21, 40), (2, 40, 40, 60)]


def test_the_last_known_is_the_end_of_every_bar() -> None:
    """On the clock of the known, the moment of the lens; what is known later is not drawn."""
    assert spans(bars(at(30, Clock.KNOWN), MEDIC)) == [(0, 0, 0, 10), (1, 10, 21, 31)]
    assert bars(at(10, Clock.KNOWN), Subject("casualty", "c1")) == []
    known = bars(at(45, Clock.KNOWN), Subject("casualty", "c1"))
    assert spans(known) == [(0, 30, 30, 46)]
    assert [bar.is_open for bar in known] == [True]


def test_an_end_out_of_view_is_no_end() -> None:
    """A bar is open only where the end of what is known is in view."""
    lens, start = Lens(subjects()), subjects().bests[0]
    for hours, is_open in ((1, False), (2, True)):
        axis = Axis(start, start + hours * HOUR, 60)
        found = lane_bars(lens, MEDIC, axis, last_known(lens))
        assert [bar.is_open for bar in found] == [False, False, is_open]


def test_a_status_without_time_makes_the_status_before_uncertain() -> None:
    """It has no bar of its own, and is counted."""
    lens, subject = Lens(subjects()), Subject("casualty", "c1")
    (bar,) = bars(lens, subject)
    assert (bar.change, bar.first, any(bar.sure)) == (0, 5, False)
    assert lens.statuses_without_time(subject) == 1


def test_a_short_status_keeps_a_cell() -> None:
    """However long the axis, as long as its neighbours have other cells."""
    assert [bar.change for bar in bars(Lens(subjects()), MEDIC, 5)] == [0, 1, 2]
    start = subjects().bests[0]
    axis = Axis(start - 100 * HOUR, start + 100 * HOUR, 20)
    lens = Lens(subjects())
    assert [bar.change for bar in lane_bars(lens, MEDIC, axis, last_known(lens))] != []


def test_every_status_that_may_be_is_named() -> None:
    """Of several changes within the same bounds, none is told as the status."""
    found = chronology(
        entry("a", "13:00"),
        entry("z", "13:59"),
        rest="""
        units:
          - id: u
            call_sign: U
            status_history:
              - {status: EnRoute, time: 13:00.., cite: src}
              - {status: OnScene, time: 13:00.., cite: src}
        """,
    )
    (bar,) = bars(Lens(found), Subject("unit", "u"))
    assert (bar.possible, any(bar.sure)) == ((0, 1), False)


def test_the_state_of_a_moment_is_the_bar_at_the_moment() -> None:
    """At each minute, on both clocks."""
    for clock in Clock:
        for minute in range(60):
            lens = at(minute, clock)
            for group in lane_groups(lens):
                for lane in (*([group.heading] if group.heading else []), *group.lanes):
                    stretch = stretch_at(lens, lane.subject, lens.moment)
                    state = lens.state(lane.subject)
                    assert (stretch is not None and stretch.is_certain) is (
                        state.certainty == "certain" and not state.possible
                    )


def test_calls_are_drawn_at_their_moments() -> None:
    """And on the clock of the known, up to the moment of the lens."""
    found = county(2, 4)
    lens = Lens(found)
    axis = Axis(found.bests[0], found.bests[0] + HOUR, 10)
    assert call_cells(lens, "u0", places_of(lens, axis)) == {0, 2, 4, 6, 8}
    early = Lens(found, found.bests[0] + 20 * MINUTE, Clock.KNOWN)
    assert call_cells(early, "u0", places_of(early, axis)) == {0, 2}
    assert call_cells(lens, "nobody", places_of(lens, axis)) == frozenset()


def test_a_call_known_later_is_not_drawn_before() -> None:
    """Who spoke is withheld with the words."""
    found = chronology(
        entry("a", "13:00", kind="radio_call", speaker="{unit: u}", known="13:30"),
        entry("b", "13:20", kind="radio_call", speaker="{unit: u}"),
        rest="units: [{id: u, call_sign: U}]\n",
    )
    calls = [
        [*Lens(found, found.bests[0] + minute * MINUTE, Clock.KNOWN).calls_by("u")]
        for minute in (25, 35)
    ]
    assert calls == [[1], [0, 1]]


def test_cells_have_the_edges_of_the_axis() -> None:
    """The first moment of each, and the first after the last."""
    assert Axis(0, 10, 4).edges == [0, 2, 5, 7, 10]


# Where a lane leads.


@pytest.mark.parametrize(
    ("subject", "minute", "link"),
    [
        (MEDIC, 15, "entry:arrival"),  # the entry on the same line of the source
        (MEDIC, 50, "moment:"),  # no entry: its time
        (Subject("agency", "ipd"), 30, "entry:police"),  # the entry with the effect
    ],
)
def test_a_status_leads_to_its_entry_or_its_time(subject: Subject, minute: int, link: str) -> None:
    """The status that the lane shows at the cursor."""
    lens = at(minute)
    stretch = stretch_at(lens, subject, lens.moment)
    assert stretch
    assert status_link(lens, subject, stretch.change).startswith(link)


def test_before_the_first_status_there_is_none() -> None:
    """And at the end of the record, there is the last."""
    lens = at(0)
    assert stretch_at(lens, Subject("agency", "ipd"), lens.moment) is None
    last = stretch_at(Lens(subjects()), MEDIC, None)
    assert last
    assert (last.change, last.is_certain) == (2, True)
