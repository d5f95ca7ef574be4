"""Agencies: each with its box, its entries and its status as of the cursor."""

from functools import reduce

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.panes.agencies import Agencies, draw, draw_agency
from incident_tui.record.reading import read_bytes
from incident_tui.review import intents
from incident_tui.review.review import Review, review_of, step
from tests.drawn import line_text, row_words
from tests.records import sound

RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: cad_export}, {id: p, kind: report, published: 2024-03-02}]
agencies:
  - id: ipd
    name: Independence Police
    short: IPD
    status_history:
      - {status: EnRoute, time: 13:00, cite: s}
      - {status: OnScene, time: 13:10..13:20, cite: s}
  - id: kcpd
    name: Kansas City Police
    short: KCPD
    status_history: [{status: Cleared, time: 13:50, cite: s}]
  - {id: court, name: Circuit Court}
timeline:
  - {id: first, kind: note, time: 13:00, text: x, cite: s, agency: ipd}
  - {id: second, kind: note, time: 13:15, text: x, cite: s, agency: kcpd, agencies: [ipd]}
  - {id: third, kind: note, time: 14:00, text: x, cite: s}
"""


def review(entry: str = "first", *wishes: intents.Intent, text: str = RECORD) -> Review:
    """A review of the record, its cursor on an entry, after some wishes."""
    return reduce(step, [intents.GoTo(entry), *wishes], review_of(sound(text)))


def said(shown: Review, width: int = 60) -> list[str]:
    """The lines of the pane, runs of spaces as one."""
    return row_words(draw(shown, width))


@pytest.mark.parametrize(
    ("entry", "ipd", "kcpd"),
    [
        ("first", "en route", "not yet"),
        ("second", "on scene?", "not yet"),
        ("third", "on scene", "cleared"),
    ],
)
def test_each_agency_is_told_as_of_the_cursor(entry: str, ipd: str, kcpd: str) -> None:
    """A row is box, short name, name, number of entries and status; `—` where none is recorded."""
    assert said(review(entry)) == [
        f"■ IPD Independence Police 2 {ipd}",
        f"■ KCPD Kansas City Police 1 {kcpd}",
        "■ Circuit Court 0 —",
        "■ ? no agency identified 1 —",
    ]


@pytest.mark.parametrize(
    ("wish", "boxes"),
    [
        (intents.ClearFilters(), "■■■■"),
        (intents.OnlyAgency("kcpd"), "□■□□"),
        (intents.OnlyAgency(UNIDENTIFIED), "□□□■"),
        (intents.ToggleAgency("ipd"), "□■■■"),
        (intents.ShowAgencies(frozenset({"ipd", "kcpd"})), "■■□□"),
        (intents.ShowAgencies(frozenset()), "□□□□"),
        (intents.RadioOnly(), "■■■■"),  # a filter of kinds hides no agency
    ],
)
def test_boxes_show_the_filter(wish: intents.Intent, boxes: str) -> None:
    """A full box is an agency whose entries pass; counts and statuses stay as they are."""
    shown = review("first", wish)
    assert "".join(line[0] for line in said(shown)) == boxes
    without = step(review(), intents.GoToPosition(shown.cursor))
    assert [line[1:] for line in said(shown)] == [line[1:] for line in said(without)]


def test_rows_are_chosen_by_agency() -> None:
    """Each row stands for one agency, in the record's order, the unidentified last."""
    assert [row.key for row in draw(review(), 40)] == ["ipd", "kcpd", "court", UNIDENTIFIED]


def test_without_unidentified_entries_there_is_no_such_row() -> None:
    """Entries without an agency are a value of their own only where there are any."""
    named = RECORD.replace("time: 14:00,", "time: 14:00, agency: court,")
    assert [row.key for row in draw(review(text=named), 40)] == ["ipd", "kcpd", "court"]


def test_a_possible_status_has_its_own_ink() -> None:
    """A status that may hold is told apart from one that does."""
    later = RECORD.replace("      - {status: EnRoute, time: 13:00, cite: s}\n", "")
    inks = {}
    for entry in ("first", "second", "third"):
        span = draw(review(entry, text=later), 60)[0].line[-1]
        inks[span.text.strip()] = span.ink
    assert inks == {"not yet": "dim", "on scene?": "possible", "on scene": "bright"}


@pytest.mark.parametrize(("on", "box"), [(True, "■"), (False, "□"), (None, "□")])
def test_a_box_can_be_drawn_before_the_filter_is_taken(on: bool | None, box: str) -> None:
    """What is asked for goes before the filter, so that a choice can be tried out."""
    line = draw_agency(review("first", intents.OnlyAgency("kcpd")), "ipd", 60, on, status=False)
    assert line[0].text == box
    assert line_text(line).endswith("  2")


def test_the_status_stays_whole_where_a_name_does_not() -> None:
    """On a narrow pane the name is cut; short name, count and status are not."""
    assert said(review(), 27)[0] == "■ IPD I… 2 en route"


@pytest.mark.parametrize(
    ("entry", "clock", "statuses"),
    [
        # En route was on the air; on scene is told by what was published two days later.
        ("first", Clock.HAPPENED, ["en route", "not yet"]),
        ("first", Clock.KNOWN, ["en route", "not known"]),
        ("second", Clock.HAPPENED, ["≠ on scene?", "not yet"]),
        ("second", Clock.KNOWN, ["≠ en route", "not known"]),
        ("third", Clock.HAPPENED, ["≠ on scene", "≠ cleared"]),
        ("third", Clock.KNOWN, ["≠ en route", "≠ not known"]),
        ("end", Clock.HAPPENED, ["on scene", "cleared"]),
        ("end", Clock.KNOWN, ["on scene", "cleared"]),
    ],
)
def test_a_mark_says_that_the_other_clock_tells_otherwise(
    entry: str, clock: Clock, statuses: list[str]
) -> None:
    """Each clock tells its own status, with `≠` where the other's is not the same."""
    text = RECORD.replace("13:10..13:20, cite: s", "13:10..13:20, cite: p")
    text = text.replace("13:50, cite: s", "13:50, cite: p")
    text += "  - {id: end, kind: note, time: unplaced, text: x, cite: s}\n"
    shown = review(entry, *[intents.SwitchClock()] * (clock is Clock.KNOWN), text=text)
    lines = [line.split(" Police ")[1][2:] for line in said(shown)[:2]]
    assert lines == statuses


def test_a_record_without_agencies_says_so() -> None:
    """Where there is nothing to list, the pane is not just empty."""
    bare = (
        "format: incident-record/1\n"
        "incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}\n"
    )
    shown = review_of(chronology_of(read_bytes(bare.encode(), "record.yaml")))
    assert said(shown) == ["none recorded"]


def test_a_box_is_told_by_its_brightness() -> None:
    """A filled box looks the same for every agency, and an empty box steps back."""
    rows = draw(review("first", intents.ShowAgencies(frozenset({"ipd", "court"}))), 60)
    assert [row.line[0].ink for row in rows] == ["bright", "dim", "bright", "dim"]


def test_keys_of_a_row_say_what_they_do_next() -> None:
    """Enter and Space name the way back where the filter stands already."""
    pane = Agencies("agencies")
    for wishes, key, open_word, toggle_word in (
        ([], "ipd", "only this", "hide"),
        ([intents.OnlyAgency("ipd")], "ipd", "all agencies", "hide"),
        ([intents.OnlyAgency("ipd")], "kcpd", "only this", "show"),
        ([intents.ToggleAgency("ipd")], "ipd", "only this", "show"),
    ):
        pane.show(review("first", *wishes))
        words = pane.row_keys(key)
        assert (words["open"], words["toggle"]) == (open_word, toggle_word)
