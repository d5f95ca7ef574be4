"""The picker's page: boxes of agencies and units, what is picked, and what that asks for."""

import pytest

from incident_tui.boards.picker import UNIT, Picks, agencies_of, draw, picks_of, units_of
from incident_tui.review import intents
from incident_tui.review.review import Review, step
from tests.boards.records import NASTY, review, said, ways

RECORD = f"""
sources: [{{id: s, kind: report}}]
agencies:
  - {{id: fire, name: Fire Service, short: FS, aliases: [Bomberos Muñoz]}}
  - {{id: law, name: Police, short: PD}}
units:
  - {{id: e1, call_sign: Engine 1, agency: fire, type: engine}}
  - {{id: x, call_sign: "Car {NASTY}"}}
timeline:
  - {{id: a, kind: note, time: 13:00, text: One., cite: s, agency: fire, units: [e1]}}
  - {{id: b, kind: note, time: 13:10, text: Two., cite: s, agency: law}}
"""
EVERYONE = frozenset({"fire", "law"})
E1 = UNIT + "e1"


def seen(*wishes: intents.Intent) -> Review:
    """A review of the record, after some wishes."""
    shown = review(RECORD)
    for wish in wishes:
        shown = step(shown, wish)
    return shown


def test_units_stand_under_their_agency() -> None:
    """Each with its agency, call sign and type; none picked lets any entry pass."""
    rows = draw(seen(), picks_of(seen()), 60)
    assert said(rows) == [
        "■ FS Fire Service 1",
        "□ FS Engine 1 engine",
        "■ PD Police 1",
        "□ ? Car ␛[31m‹U+202E›␈",
        "2 of 2 entries · units are not filtered",
    ]
    assert ways(rows) == ["fire", E1, "law", UNIT + "x"]


def test_picked_units_are_counted() -> None:
    """The last line says how many are picked, and what they come to beside other filters."""
    shown = seen(intents.OnlyUnit("e1"))
    assert said(draw(shown, picks_of(shown), 60)) == [
        "■ FS Fire Service 1",
        "■ FS Engine 1 engine",
        "■ PD Police 1",
        "□ ? Car ␛[31m‹U+202E›␈",
        "1 of 2 entries · 1 hidden · 1 unit picked",
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ENGINE", [E1]),
        ("e1", [E1]),
        ("engine1", [E1]),
        ("fireservice", ["fire"]),
        ("munoz", ["fire"]),
        ("pd", ["law"]),
        ("POL", ["law"]),
        ("e", ["fire", E1, "law"]),
        ("nobody", []),
    ],
)
def test_rows_are_found_by_name_call_sign_and_id(text: str, keys: list[str]) -> None:
    """Without regard to case and accents."""
    assert ways(draw(seen(), Picks(EVERYONE, text=text), 60)) == keys


@pytest.mark.parametrize(
    ("picks", "agencies", "units"),
    [
        (Picks(EVERYONE), None, None),
        (Picks(EVERYONE).toggled("law"), frozenset({"fire"}), None),
        (Picks(EVERYONE).toggled("law").toggled("law"), None, None),
        (Picks(EVERYONE).only("law"), frozenset({"law"}), None),
        (Picks(EVERYONE).toggled(E1), None, frozenset({"e1"})),
        (Picks(EVERYONE).toggled(E1).toggled(E1), None, None),
        (Picks(EVERYONE).all_or_none("law", EVERYONE | {E1}), frozenset(), None),
        (Picks(EVERYONE).all_or_none(E1, EVERYONE | {E1}), None, frozenset({"e1"})),
        # Boxes that are not listed stay as they are.
        (Picks(EVERYONE).all_or_none("law", frozenset({"law"})), frozenset({"fire"}), None),
    ],
)
def test_what_picks_ask_for(
    picks: Picks, agencies: frozenset[str] | None, units: frozenset[str] | None
) -> None:
    """Every agency, or no unit, is no filter."""
    assert agencies_of(seen(), picks) == agencies
    assert units_of(picks) == units


def test_a_record_without_units_lists_its_agencies() -> None:
    """Agencies alone are listed."""
    without = """
sources: [{id: s, kind: report}]
agencies: [{id: law, name: Police, short: PD}]
timeline: [{id: b, kind: note, time: 13:10, text: Two., cite: s, agency: law}]
"""
    shown = review(without)
    assert said(draw(shown, picks_of(shown), 60)) == ["■ PD Police 1", "1 of 1 entry"]
