"""Completions: names in use first, each once; matches at the beginning first."""

import pytest

from incident_tui.words.capabilities import CORE_CAPABILITIES, completions, in_use, joined


def test_there_are_32_core_capabilities() -> None:
    """Each of them once."""
    assert len({*CORE_CAPABILITIES}) == len(CORE_CAPABILITIES) == 32


def test_names_in_use_come_first() -> None:
    """A name that differs in letters or spaces only is the same name, as it was first written."""
    used = in_use("mass  care", "Planning", "", "Mass Care")
    assert used == ("mass care", "Planning")
    assert joined(used, ["Planning", "Housing"]) == ("mass care", "Planning", "Housing")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Operational Communications", "Mass Care", "Cybersecurity"]),
        ("c", ["Cybersecurity", "Operational Communications", "Mass Care"]),
        ("  mass  c", ["Mass Care"]),
        ("ÓPER", ["Operational Communications"]),
        ("mass care", []),
        ("x", []),
    ],
)
def test_a_text_is_completed(text: str, found: list[str]) -> None:
    """Without case and accents; a whole name needs no completion."""
    names = ("Operational Communications", "Mass Care", "Cybersecurity")
    assert completions(text, names) == found
