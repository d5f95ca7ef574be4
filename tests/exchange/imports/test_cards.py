"""Contact cards and HTML as plain text: names are found, and every word is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.cards import card_of, plain_text
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


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<p>Smoke &amp; fire</p><p>two</p>", "Smoke & fire\ntwo"),
        ('<a href="https://x.example">map</a>', "(https://x.example) map"),
        ("BP < 90, 5 > 4", "BP < 90, 5 > 4"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("a<br>b", "a\nb"),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    """Markup goes, words and addresses stay."""
    assert plain_text(html) == text


def test_html_that_no_parser_knows() -> None:
    """A marked section that is nowhere in HTML takes no word before it away."""
    assert plain_text("a<![foo[b").startswith("a")


@given(any_json())
def test_any_value_is_a_card(value: object) -> None:
    """Whatever stands in place of a card is told in text."""
    card = card_of(value)
    assert all(isinstance(line, str) for line in (card.name, *card.rest))


@given(st.text(st.sampled_from("<>!/[]a-=& ;#x0\"'"), max_size=40))
def test_any_html_is_text(html: str) -> None:
    """No HTML, however broken, raises."""
    assert isinstance(plain_text(html), str)
