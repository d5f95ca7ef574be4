"""The footer and the titles of the closed panes: keys that fit, and what the panes count."""

from functools import reduce
from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.ink import Line, width_of
from incident_tui.keys import FOOTER, KEYS, NAMED
from incident_tui.panes.footer import draw_keys, draw_titles, keys_now, words_now
from incident_tui.panes.pane import pane_class
from incident_tui.record.reading import read_record
from incident_tui.review import intents
from incident_tui.review.layout import PANES, number_of
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.search import Query
from incident_tui.samples import EXERCISE, bundled_record, data_folder
from tests.drawn import line_text
from tests.records import sound

RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
agencies: [{id: a, name: A}, {id: b, name: B}]
units: [{id: u, call_sign: Car 1, agency: a}]
timeline:
  - {id: e1, kind: note, time: 13:00, text: x, cite: s, agency: a}
  - {id: e2, kind: note, time: 14:00, text: x, cite: s, agency: b}
casualties:
  - {id: c1, group: suspect, label: x, history: [{status: minor, time: 13:50, cite: s}]}
  - {id: c2, group: responder, label: x, count: 2, history: [{status: shot, time: 13:00, cite: s}]}
  - {id: c3, group: responder, label: x, history: [{status: shot, time: 13:00..13:10, cite: s}]}
related:
  - id: r
    title: R
    relation: [same_area]
    casualties: [{group: public, status: injured, count: 9}]
"""


def review(entry: str, text: str = RECORD) -> Review:
    """A review of the record, its cursor on an entry."""
    return step(review_of(sound(text)), intents.GoTo(entry))


def words(line: Line) -> str:
    """What a line says, runs of spaces as one."""
    return " ".join(line_text(line).split())


def names(line: Line) -> list[str]:
    """The names of the keys in a line, each once."""
    return list(dict.fromkeys(span.action for span in line))


@pytest.mark.parametrize("now", [(), ("back",), ("clear",), ("back", "next_hit", "keep", "clear")])
def test_the_footer_holds_the_keys_that_fit(now: tuple[str, ...]) -> None:
    """At any width keys stand whole and in order while there is room; help always does."""
    wanted = [*dict.fromkeys([*now, *FOOTER])][:-1]
    for width in range(8, 201):
        line = draw_keys(width, now)
        *shown, last = names(line)
        assert width_of(line) <= width
        assert last == "help"
        assert shown == wanted[: len(shown)]
        assert words(line) == " ".join(NAMED[name].footer for name in names(line))


def test_a_wide_footer_holds_them_all() -> None:
    """With enough room no key is missing but those that there is no use for just now."""
    every = {key.name for key in KEYS if key.footer}
    assert set(names(draw_keys(300, ("back", "next_hit", "keep", "same_moment")))) == every
    assert every - set(names(draw_keys(300))) == {"back", "next_hit", "keep", "same_moment"}


def test_a_small_footer_tells_how_to_step_to_search_and_to_filter() -> None:
    """At 80 columns the keys to know first are all seen."""
    assert names(draw_keys(80)) == [
        "down",
        "next_radio",
        "next_turn",
        "go_to",
        "search",
        "agencies",
        "clock",
        "help",
    ]


@pytest.mark.parametrize(
    ("wishes", "visiting", "said"),
    [
        ([], False, "j/k step"),
        ([intents.Find(Query("x"))], False, "n/N hit & only hits Esc clear j/k step"),
        ([intents.RadioOnly()], False, "Esc clear j/k step"),
        ([intents.RadioOnly(), intents.Find(Query("x"))], False, "n/N hit & only hits Esc clear"),
        ([], True, "Backspace back j/k step"),
        ([intents.OnlyAgency("a")], True, "Backspace back Esc clear j/k step"),
        ([intents.Find(Query("x"))], True, "Backspace back n/N hit & only hits Esc clear"),
    ],
)
def test_what_there_is_a_use_for_now_comes_first(
    wishes: list[intents.Intent], visiting: bool, said: str
) -> None:
    """From hit to hit, out of a search or a filter, back to another record: before all else."""
    shown = reduce(step, wishes, review("e1"))
    assert words(draw_keys(80, keys_now(shown, visiting))).startswith(said)


def test_the_way_back_comes_first() -> None:
    """In another record, even a narrow footer says how to come back."""
    assert names(draw_keys(30, ("back",))) == ["back", "help"]


@pytest.mark.parametrize("pane", PANES)
@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_pane_names_its_keys_first(pane: str, width: int) -> None:
    """Whatever the pane, its own keys come before all others, and help stands at the end."""
    made = pane_class(pane)(pane)
    own = made.keys()
    line = draw_keys(width, (), own, " ".join(own))
    wanted = [name for name, word in own.items() if word]
    assert names(line)[: len(wanted)] == wanted
    assert {*own} <= {*NAMED}
    assert names(line)[-1] == "help"
    assert width_of(line) <= width


@pytest.mark.parametrize(
    ("wishes", "is_zoomed", "said"),
    [
        ([], False, {}),
        ([], True, {"zoom": "all panes"}),
        ([intents.SwitchClock()], False, {"clock": "happened"}),
        ([intents.OnlyThisAgency()], False, {"this_agency": "all agencies"}),
        ([intents.OnlyThisAgency(), intents.GoTo("e2")], False, {}),
        ([intents.OnlyAgency("b"), intents.RadioOnly()], False, {"radio": "all kinds"}),
        ([intents.Find(Query("x")), intents.KeepMatches()], False, {"keep": "all entries"}),
        ([intents.Find(Query("x"))], False, {}),
    ],
)
def test_a_key_in_force_says_what_it_takes_back(
    wishes: list[intents.Intent], is_zoomed: bool, said: dict[str, str]
) -> None:
    """The words of a key are of what it does next, on the review as it is."""
    shown = reduce(step, wishes, review("e1"))
    assert words_now(shown, is_zoomed) == said
    line = draw_keys(300, keys_now(shown, False, is_zoomed), said)
    for name, word in said.items():
        assert f"{NAMED[name].footer.split()[0]} {word}" in words(line)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("e1", "2 Casualties resp 2+1? 3 Agencies 2 4 Units 1 5 Related 1 6 Detail"),
        ("e2", "2 Casualties resp 3 susp 1 3 Agencies 2 4 Units 1 5 Related 1 6 Detail"),
    ],
)
def test_titles_count_casualties_by_group_as_of_the_cursor(entry: str, said: str) -> None:
    """Groups are counted apart, what is only possible apart from that, and nobody else's at all."""
    assert words(draw_titles(review(entry), "detail", 80)) == said


def test_titles_say_how_many_agencies_are_shown() -> None:
    """A filter by agency is seen while the pane is closed."""
    filtered = step(review("e1"), intents.OnlyAgency("a"))
    assert "3 Agencies 1/2 " in words(draw_titles(filtered, "detail", 80))


def test_titles_of_an_empty_record() -> None:
    """Where nobody was hurt, nothing is counted; a pane for which there is nothing has no title."""
    empty = RECORD[: RECORD.index("casualties:")].replace("units:", "facilities: [] #")
    assert words(draw_titles(review("e1", empty), "detail", 80)) == (
        "2 Casualties 3 Agencies 2 5 Related 0 6 Detail"
    )


@pytest.mark.parametrize("opened", PANES[1:])
def test_the_open_pane_is_lit(opened: str) -> None:
    """One title has the ink of where the reader is; a click on any of them is its number."""
    line = draw_titles(review("e1"), opened, 80)
    assert [span.ink == "here" for span in line] == [pane == opened for pane in PANES[1:]]
    assert [span.action for span in line] == [f"pane_{number_of(pane)}" for pane in PANES[1:]]
    assert set(names(line)) <= set(NAMED)


@pytest.mark.parametrize("record", [bundled_record(), data_folder() / EXERCISE])
def test_titles_of_the_bundled_records_fit_eighty_columns(record: Path) -> None:
    """At every entry, and with agencies hidden, all titles are seen on a small screen."""
    shown = review_of(chronology_of(read_record(record)))
    shown = step(shown, intents.ToggleAgency(shown.lens.agency_choices[-1]))
    for position in shown.shown:
        line = draw_titles(step(shown, intents.GoToPosition(position)), "detail", 80)
        assert width_of(line) <= 80
        assert "6 Detail" in words(line)


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (71, "2 Casualties resp 2+1? 3 Agencies 2 4 Units 1 5 Related 6 Detail"),
        (67, "2 Casualties resp 2+1? 3 Agencies 4 Units 5 Related 6 Detail"),
        (62, "2 Casualties 2+1? 3 Agencies 4 Units 5 Related 6 Detail"),
        (60, "2 Casualties 3 Agencies 4 Units 5 Related 6 Detail"),
        (20, "2 Casualties 3 Agencies 4 Units 5 Related 6 Detail"),
    ],
)
def test_titles_lose_what_they_count_before_a_title_is_cut(width: int, said: str) -> None:
    """The first pane keeps its count longest."""
    assert words(draw_titles(review("e1"), "detail", width)) == said
