"""Words and codes of dispatch centers are the statuses of a record, or none."""

import pytest

from incident_tui.exchange.imports.tables.status_words import status_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("OnScene", "OnScene"),
        ("On Scene", "OnScene"),
        ("ARR", "OnScene"),
        ("ENRT", "EnRoute"),
        ("dsp", "Dispatched"),
        ("At Hosp.", "Hospital"),
        ("AVL", "Available"),
        ("En route to hospital", "Transporting"),
        ("Ausgerückt", "EnRoute"),
        ("AUSGERUECKT", "EnRoute"),
        ("sur les lieux", "OnScene"),
        ("En el lugar", "OnScene"),
        ("Sul posto", "OnScene"),
        ("ter plaatse", "OnScene"),
        ("No local", "OnScene"),
        ("Na miejscu", "OnScene"),
        ("FMS 3", "EnRoute"),
        ("FMS 5", None),
        ("3", None),
        ("Status 3", None),
        ("10-23", None),
        ("", None),
        ("on scene at last", None),
    ],
)
def test_a_status_is_known_by_its_letters(text: str, status: str | None) -> None:
    """Case, spaces and points do not count; a word that is not known is none."""
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [("3", "EnRoute"), ("S4", "OnScene"), ("Status 8", "Hospital"), ("5", None), ("9", None)],
)
def test_a_number_is_a_status_of_german_radio_in_its_column(text: str, status: str | None) -> None:
    """Elsewhere a number is none."""
    assert status_of(text, "FMS-Status") == status
    assert status_of(text, "Funkrufname Status") == status
    assert status_of(text, "Status") is None
