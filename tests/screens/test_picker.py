"""The agency picker: several agencies at once, and what they come to."""

import pytest

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.reading import read_bytes
from incident_tui.review import intents
from incident_tui.review.commands import Wish
from incident_tui.review.review import Review, review_of, step
from incident_tui.screens.picker import AgencyBoxes, AgencyPicker

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


def review(*wishes: intents.Intent) -> Review:
    """A review of the record, after some wishes."""
    reading = read_bytes(RECORD.encode(), "record.yaml")
    assert reading.problems == ()
    shown = review_of(chronology_of(reading))
    for wish in wishes:
        shown = step(shown, wish)
    return shown


def said(boxes: AgencyBoxes) -> list[str]:
    """The lines of the boxes, runs of spaces as one, without the empty ones."""
    lines = ("".join(span.text for span in row.line) for row in boxes.make(50))
    return [" ".join(line.split()) for line in lines if line]


@pytest.mark.parametrize(
    ("wishes", "boxes", "total"),
    [
        ([], "■■■", "3 of 3 entries · 0 hidden"),
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
    lines = said(AgencyBoxes(review(*wishes)))
    assert "".join(line[0] for line in lines[:3]) == boxes
    assert [line[2:] for line in lines[:3]] == [
        "IPD Independence Police 2",
        "KCPD Kansas City Police 1",
        "? no agency identified 1",
    ]
    assert lines[3:] == [total]


def test_rows_stand_for_agencies() -> None:
    """Only agencies can be selected, not the line that counts."""
    keys = [row.key for row in AgencyBoxes(review()).make(50)]
    assert keys == ["ipd", "kcpd", UNIDENTIFIED, "", ""]


def test_all_of_them_is_no_filter() -> None:
    """Every box filled means that nothing is asked for."""
    assert AgencyBoxes(review()).picked is None
    assert AgencyBoxes(review(intents.OnlyAgency("ipd"))).picked == frozenset({"ipd"})


async def test_keys_pick_agencies() -> None:
    """Keys fill and empty boxes; Enter ends in showing the picked agencies, Esc in nothing."""
    taken: list[tuple[Wish, ...] | None] = []
    app = IncidentApp(review())
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, expected in (
            ("space enter", (intents.ShowAgencies(EVERYONE - {"ipd"}),)),
            ("space space enter", (intents.ShowAgencies(None),)),
            ("j space f", (intents.ShowAgencies(EVERYONE - {"kcpd"}),)),
            ("G o enter", (intents.ShowAgencies(frozenset({UNIDENTIFIED})),)),
            ("a enter", (intents.ShowAgencies(frozenset()),)),
            ("a down space enter", (intents.ShowAgencies(frozenset({"kcpd"})),)),
            ("o a enter", (intents.ShowAgencies(None),)),
            ("space escape", ()),
            ("space q", ()),
        ):
            taken.clear()
            app.push_screen(AgencyPicker(review()), taken.append)
            await pilot.pause()
            await pilot.press(*keys.split())
            assert taken == [expected], keys
            assert app.screen is app.active_review_screen


async def test_a_click_fills_a_box_or_empties_it() -> None:
    """A box is toggled with the mouse as with Space."""
    taken: list[tuple[Wish, ...] | None] = []
    app = IncidentApp(review())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AgencyPicker(review()), taken.append)
        await pilot.pause()
        content = app.screen.query_one("#picker").content_region
        assert content.height == 5  # three agencies, an empty line and the count
        await pilot.click(offset=(content.x + 3, content.y + 1))
        await pilot.press("enter")
        assert taken == [(intents.ShowAgencies(EVERYONE - {"kcpd"}),)]
