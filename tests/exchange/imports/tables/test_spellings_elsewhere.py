"""Dates and times in other languages than English."""

import pytest

from incident_tui.exchange.imports.tables.notations import ends_of, shape_of, spelling_of
from incident_tui.exchange.imports.tables.spellings_elsewhere import in_english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Do., 29. Februar 2024 um 13.15 Uhr", "29 feb 2024 13:15"),
        ("29. Februar 2024, 13:15 Uhr", "29 feb 2024, 13:15"),
        ("jeudi 29 février 2024 à 13h15", "29 feb 2024 13:15"),
        ("le 1er août 2024 à 13 h 15", "1 aug 2024 13:15"),
        ("29 de febrero de 2024 a las 13:15", "29 feb 2024 13:15"),
        ("29-ene-24 13:15", "29 jan 24 13:15"),
        ("giovedì 29 febbraio 2024 alle ore 13:15", "29 feb 2024 13:15"),
        ("29 februari 2024 om 13:15 uur", "29 feb 2024 13:15"),
        ("quinta-feira, 29 de fevereiro de 2024 às 13h15", "29 feb 2024 13:15"),
        ("czwartek, 29 lutego 2024 o godz. 13:15", "29 feb 2024 13:15"),
        ("torsdag den 29 februari 2024 kl 13:15", "29 feb 2024 13:15"),
        ("29/Feb/2024 13:15", "29 feb 2024 13:15"),
        ("13 Uhr", "13:00"),
        ("13 Uhr 15", "13:15"),
    ],
)
def test_a_time_in_another_language(text: str, english: str) -> None:
    """Months are translated, and words around a time are left out."""
    assert in_english(text) == english
    assert shape_of(text) in ("moment", "clock")


@pytest.mark.parametrize(
    "text",
    [
        *("2024-02-29 13:15 CST", "29 Feb 2024 1:15 PM", "Thu, 29 Feb 2024 13:15", "Elm St"),
        "29 listopada 2024",  # November in Polish, October in Croatian
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """English times, places, and a month with two meanings."""
    assert in_english(text) == text


@pytest.mark.parametrize(
    "text", ["gegen 13:15 Uhr", "vers 13h15", "hacia las 13:15", "około 13:15"]
)
def test_a_time_can_be_about(text: str) -> None:
    """The word for it is a qualifier, as in English."""
    ends = ends_of(text)
    assert ends.qualifier == "~"
    assert spelling_of(ends.first) is not None
