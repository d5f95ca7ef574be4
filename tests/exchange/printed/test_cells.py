"""Texts in a spreadsheet: none is computed, and each comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.printed.cells import guarded, unguarded


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("On scene", "On scene"),
        ("=HYPERLINK(x)", "'=HYPERLINK(x)"),
        (" =1", "' =1"),
        ("-5", "'-5"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
    ],
)
def test_what_would_be_computed_is_guarded(text: str, cell: str) -> None:
    """Also behind spaces, in full width, and where it was guarded before."""
    assert guarded(text) == cell


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    """What was guarded is taken off again, and nothing else is."""
    assert unguarded(guarded(text)) == text
