"""The program that makes the bundled Word template."""

from incident_tui.exchange.exports.aar.template import BUNDLED
from tests.exchange.exports.exported import part
from tools.make_template import template


def test_the_bundled_template_is_what_the_program_makes() -> None:
    """`make template` was run after the last change; the text is compared, not the packing."""
    made, bundled = (part(one, "word/document.xml") for one in (template(), BUNDLED.read_bytes()))
    assert [(one.tag, one.text) for one in made.iter()] == [
        (one.tag, one.text) for one in bundled.iter()
    ]


def test_the_template_is_the_same_each_time() -> None:
    """To the byte, so that a change in git is a change of the template."""
    assert template() == template()
