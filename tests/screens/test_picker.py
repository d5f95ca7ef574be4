"""The picker: several agencies and units at once, found by name, and what they come to."""

from functools import reduce

import pytest

from incident_tui.app import IncidentApp
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.review import intents
from incident_tui.review.commands import Wish
from incident_tui.review.review import Review, review_of, step
from incident_tui.screens.picker import AgencyPicker, Boxes
from tests.drawn import row_texts
from tests.driving import cells_of, opened, press, until
from tests.records import sound

RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
agencies:
  - {id: ipd, name: Independence Police, short: IPD}
  - {id: kcpd, name: Kansas City Police, short: KCPD}
timeline:
  - {id: e1, kind: radio_call, time: 13:00, text: x, cite: s, agency: ipd}
  - {id: e2, kind: note, time: 13:15, text: x, cite: s, agency: kcpd, agencies: [ipd]}
  - {id: e3, kind: note, time: 14:00, text: x, cite: s}
"""
EVERYONE = frozenset({"ipd", "kcpd", UNIDENTIFIED})
ENGINE, MEDIC, ALL = frozenset({"e1"}), frozenset({"m7"}), frozenset({"e1", "m7"})


def review(*wishes: intents.Intent, text: str = RECORD) -> Review:
    """A review of the record, after some wishes."""
    return reduce(step, wishes, review_of(sound(text)))


def said(boxes: Boxes) -> list[str]:
    """The lines of the boxes, runs of spaces as one, without the empty ones."""
    lines = row_texts(boxes.make(50))
    return [" ".join(line.split()) for line in lines if line]


@pytest.mark.parametrize(
    ("wishes", "boxes", "total"),
    [
        ([], "■■■", "3 of 3 entries"),
        ([intents.OnlyAgency("kcpd")], "□■□", "1 of 3 entries · 2 hidden"),
        ([intents.OnlyAgency("ipd")], "■□□", "2 of 3 entries · 1 hidden"),
        # An entry of two agencies is counted once.
        (
            [intents.ShowAgencies(frozenset({"ipd", "kcpd"}))],
            "■■□",
            "2 of 3 entries · 1 hidden",
        ),
        # Other filters hold on.
        ([intents.RadioOnly()], "■■■", "1 of 3 entries · 2 hidden"),
        ([intents.ShowAgencies(frozenset())], "□□□", "0 of 3 entries · 3 hidden"),
    ],
)
def test_the_picker_opens_as_the_filter_stands(
    wishes: list[intents.Intent], boxes: str, total: str
) -> None:
    """Boxes are filled as agencies are shown, and the last line says what that comes to."""
    lines = said(Boxes(review(*wishes)))
    assert "".join(line[0] for line in lines[:3]) == boxes
    assert [line[2:] for line in lines[:3]] == [
        "IPD Independence Police 2",
        "KCPD Kansas City Police 1",
        "? no agency identified 1",
    ]
    assert lines[3:] == [total]


def test_rows_stand_for_agencies() -> None:
    """Only agencies can be selected, not the line that counts."""
    keys = [row.key for row in Boxes(review()).make(50)]
    assert keys == ["ipd", "kcpd", UNIDENTIFIED, "", ""]


async def test_keys_pick_agencies() -> None:
    """Keys fill and empty boxes; Enter ends in showing the picked agencies, Esc in nothing."""
    taken: list[tuple[Wish, ...] | None] = []
    app = IncidentApp(review())
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, expected in (
            ("space enter", (intents.ShowAgencies(EVERYONE - {"ipd"}),)),
            ("space space enter", (intents.ShowAgencies(None),)),
            ("down space enter", (intents.ShowAgencies(EVERYONE - {"kcpd"}),)),
            ("end ctrl+o enter", (intents.ShowAgencies(frozenset({UNIDENTIFIED})),)),
            ("ctrl+a enter", (intents.ShowAgencies(frozenset()),)),
            ("ctrl+a down space enter", (intents.ShowAgencies(frozenset({"kcpd"})),)),
            ("ctrl+o ctrl+a enter", (intents.ShowAgencies(None),)),
            ("space escape", ()),
        ):
            taken.clear()
            app.push_screen(AgencyPicker(review()), taken.append)
            await pilot.pause()
            await pilot.press(*keys.split())
            assert taken == [expected], keys
            assert app.screen is app.active_review_screen


async def test_a_click_fills_a_box_or_empties_it() -> None:
    """A box is toggled with the mouse as with Space; a name is selected."""
    taken: list[tuple[Wish, ...] | None] = []
    app = IncidentApp(review())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AgencyPicker(review()), taken.append)
        await pilot.pause()
        content = app.screen.query_one("#picker").content_region
        assert content.height == 5  # three agencies, an empty line and the count
        await pilot.click(offset=(content.x + 6, content.y + 1))
        await pilot.click(offset=(content.x + 1, content.y + 1))
        await pilot.click(offset=(content.x + 6, content.y + 1))
        assert taken == [(intents.ShowAgencies(EVERYONE - {"kcpd"}),)]


UNITS = RECORD.replace(
    "timeline:",
    """units:
  - {id: e1, call_sign: Engine 1, agency: ipd}
  - {id: m7, call_sign: Medic 7}
timeline:""",
).replace("text: x, cite: s, agency: ipd}", "text: x, cite: s, agency: ipd, units: [e1]}")


@pytest.mark.parametrize(
    ("keys", "wishes"),
    [
        ("down space enter", (intents.ShowAgencies(None), intents.ShowUnits(ENGINE))),
        ("end ctrl+o enter", (intents.ShowAgencies(None), intents.ShowUnits(MEDIC))),
        ("end ctrl+a enter", (intents.ShowAgencies(None), intents.ShowUnits(ALL))),
        # No box of a unit filled is as many as the filter had before: nothing is wished for.
        ("end ctrl+a ctrl+a enter", (intents.ShowAgencies(None),)),
        (
            "space end ctrl+a enter",
            (intents.ShowAgencies(EVERYONE - {"ipd"}), intents.ShowUnits(ALL)),
        ),
        # A unit is found by its call sign or its id, in any case, an agency by its names.
        ("E N G space enter", (intents.ShowAgencies(None), intents.ShowUnits(ENGINE))),
        ("M 7 ctrl+o enter", (intents.ShowAgencies(None), intents.ShowUnits(MEDIC))),
        ("k c p d space enter", (intents.ShowAgencies(EVERYONE - {"kcpd"}),)),
        # A letter can be taken back; Esc lists every row again, and then closes.
        ("k x backspace c space enter", (intents.ShowAgencies(EVERYONE - {"kcpd"}),)),
        ("f o a q escape end ctrl+o enter", (intents.ShowAgencies(None), intents.ShowUnits(MEDIC))),
        ("e n g escape space enter", (intents.ShowAgencies(EVERYONE - {"ipd"}),)),
        ("e n g escape escape", ()),
    ],
)
async def test_units_are_picked_by_their_call_signs(
    keys: str, wishes: tuple[intents.Intent, ...]
) -> None:
    """Letters narrow the rows; only boxes of the kind of the selected row are changed."""
    taken: list[tuple[Wish, ...] | None] = []
    app = IncidentApp(review(text=UNITS))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AgencyPicker(review(text=UNITS)), taken.append)
        await pilot.pause()
        await pilot.press(*keys.split())
        assert taken == [wishes]


async def test_what_is_typed_is_answered() -> None:
    """How many rows are found is said beside the text, and the box is as high as they are."""
    app = IncidentApp(review(text=UNITS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f")
        await pilot.pause()
        picker = app.screen
        assert isinstance(picker, AgencyPicker)
        assert picker.boxes.border_title == "Agencies and units"
        advice = picker.prompt.answer.words.text
        assert advice == "type a part of a name, a call sign or an id"
        for text, answer, height in (("police", "2 found", 4), ("z", "nothing of that name", 2)):
            await pilot.press(*text)
            await pilot.pause()
            assert (picker.prompt.text, picker.prompt.answer.words.text) == (text, answer)
            assert picker.boxes.content_region.height == height
            assert picker.boxes.has_focus
            await pilot.press("escape")
            assert (picker.prompt.text, picker.prompt.answer.words.text) == ("", advice)


async def test_units_that_are_picked_are_the_filter() -> None:
    """The picker over the review ends in its filter, which its boxes show the next time."""
    app = IncidentApp(review(text=UNITS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f", "down", "space", "enter")
        await pilot.pause()
        assert app.review.filters.units == frozenset({"e1"})
        assert len(app.review.shown) == 1
        await pilot.press("f", "down", "space", "enter")
        await pilot.pause()
        assert app.review.filters.units is None


async def test_its_keys_are_whole_on_a_small_screen() -> None:
    """At 60 columns the lower border has every key of the picker."""
    async with opened(size=(60, 20)) as (app, pilot):
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, AgencyPicker))
        await pilot.pause()
        border = next(row for row in reversed(cells_of(app)) if "Esc" in row)
        assert "Enter ok · Space ■ · ctrl+o only · ctrl+a all · Esc" in border


async def test_keys_typed_at_once_are_taken_in_their_order() -> None:
    """A letter after Space does not narrow the rows before Space has picked."""
    async with opened(size=(80, 24)) as (app, pilot):
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, AgencyPicker))
        await press(app, pilot, "ctrl+a", "down", " ", *"jack", " ", "enter")
        picked = app.review.filters.agencies
        assert picked == frozenset({"kcpd", "jcc"})
