"""Contact cards: the name is found, and every word is kept."""

import pytest
from hypothesis import given

from incident_tui.exchange.imports.eido.cards import card_of
from tests.exchange.imports.imported import any_json

JCARD = [
    "vcard",
    [["version", {}, "text", "4.0"], ["fn", {}, "text", "A"], ["tel", {}, "uri", "tel:1"]],
]


@pytest.mark.parametrize(
    ("value", "name", "rest"),
    [
        (JCARD, "A", ["tel: tel:1"]),
        ('["vcard", [["org", {}, "text", "Fire"], ["n", {}, "text", "x"]]]', "Fire", []),
        ('["vcard", [["n", {}, "text", ["Osier", "Mara"]]]]', "", ["n: [0]: Osier, [1]: Mara"]),
        (
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Mara\r\nTEL;TYPE=home:1\r\nEND:VCARD",
            "Mara",
            ["tel: 1"],
        ),
        ("call 555", "", ["call 555"]),
        ("[broken", "", ["[broken"]),
        ({"fn": "A"}, "", ["fn: A"]),
        (None, "", []),
    ],
)
def test_cards(value: object, name: str, rest: list[str]) -> None:
    """A card has a name and properties; what is no card is kept as it is."""
    assert card_of(value) == (name, rest)


@given(any_json())
def test_any_value_is_a_card(value: object) -> None:
    """Whatever stands in place of a card is told in text."""
    card = card_of(value)
    assert all(isinstance(line, str) for line in (card.name, *card.rest))
