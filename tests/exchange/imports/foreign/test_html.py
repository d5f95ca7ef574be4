"""HTML as plain text: markup goes, every word and address is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.html import plain_text
from tests.cpu import cpu_limit


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<p>Smoke &amp; fire</p><p>two</p>", "Smoke & fire\ntwo"),
        ('<a href="https://x.example">map</a>', "(https://x.example) map"),
        ("BP < 90, 5 > 4", "BP < 90, 5 > 4"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("a<br>b", "a\nb"),
        ("<img src=a.png alt='b > c'/>x", "(a.png) (b > c) x"),
        ("<a title=\"href='no'\" HREF=yes?a&amp;b data-href=no>x</a>", "(yes?a&b) x"),
        ("a<!-- <p>no</p> -->b<!DOCTYPE html>c<?no?>d", "abcd"),
        ("a <b", "a <b"),
        ("a <!-- b", "a <!-- b"),
        ("<b '>a", "a"),
        ("1 <2> 3 </> 4", "1 <2> 3 </> 4"),
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


ENDS = ["", ">", "-->", "'>", '"']
PARTS = [
    *("<a ", "<a", "</", "<", "<!--", "<!--a>", "<!", "<![x["),
    *("<a '>", "<a '>'", "<a \"'>\"'", "<a href=", '<a b="', "<a  x=\"'"),
    *("&", "&#x1", "<a>", "x= "),
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("part", PARTS)
def test_html_that_is_never_closed_takes_little_time(part: str, end: str) -> None:
    """Tags, comments and quotation marks without an end, in 200 kB, are read in one pass."""
    with cpu_limit():
        plain_text("<a " + part * (200_000 // len(part)) + end)
