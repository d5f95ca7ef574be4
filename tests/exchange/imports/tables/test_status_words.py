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
        ("10-23", None),
        ("", None),
        ("on scene at last", None),
    ],
)
def test_a_status_is_known_by_its_letters(text: str, status: str | None) -> None:
    """Case, spaces and points do not count; a word that is not known is none."""
    assert status_of(text) == status
