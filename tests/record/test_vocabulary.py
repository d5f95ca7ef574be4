"""Values of the vocabulary in plain words."""

import pytest

from incident_tui.record import vocabulary


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("OnScene", "on scene"),
        ("CallReceiving", "call receiving"),
        ("AtPatient", "at patient"),
        ("radio_call", "radio call"),
        ("cad_event", "CAD event"),
        ("GIVEN", "given"),
        ("deceased", "deceased"),
        ("Two officers down", "Two officers down"),
        ("NotInTheVocabulary", "NotInTheVocabulary"),
    ],
)
def test_plain(value: str, words: str) -> None:
    """A value of the vocabulary in plain words; text of a record as it is."""
    assert vocabulary.plain(value) == words
