"""Text as Markdown: nothing in it is markup, and a long word takes no longer than many short."""

import pytest

from incident_tui.exchange.printed.gfm import escaped
from tests.cpu import cpu_limit


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see http://x.example, or call", "see `http://x.example,` or call"),
        ("1http://x", "`1http://x`"),
        ("www.x.example MAILTO:x", "`www.x.example` `MAILTO:x`"),
        ("to a.b+c@d.example.", "to `a.b+c@d.example.`"),
        ("@@a@b.example", "`@@a@b.example`"),
        ("a@b+c@d.example", "`a@b+c@d.example`"),
        ("a@b@c.example d@e", "`a@b@c.example` d@e"),
        ("engine@scene", "engine@scene"),
        ("x@y:z.w", "x@y:z.w"),
    ],
)
def test_links_are_code(text: str, written: str) -> None:
    """What a renderer would turn into a link is code, from its first letter to the end of it."""
    assert escaped(text) == written


PARTS = ["a", "1a", "a@", "a.@", "a@b+", "+.-", "://", "a:/", "@", "www", "mailto", "*", "1.", "\\"]


@pytest.mark.parametrize("part", PARTS)
def test_a_long_word_takes_little_time(part: str) -> None:
    """A word of 200 kB, in which a link could begin at each letter, is written at once."""
    with cpu_limit():
        assert escaped(part * (200_000 // len(part)))
