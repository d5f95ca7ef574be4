"""HTML as plain text: markup goes, every word and address is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.html import plain_text


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


@given(st.text(st.sampled_from("<>!/[]a-=& ;#x0\"'"), max_size=40))
def test_any_html_is_text(html: str) -> None:
    """No HTML, however broken, raises."""
    assert isinstance(plain_text(html), str)
