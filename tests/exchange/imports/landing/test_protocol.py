"""What an importer says of its files: where something stands."""

import pytest

from incident_tui.exchange.imports.landing.protocol import LISTED_SECTIONS, Origin


@pytest.mark.parametrize(
    ("origin", "text"),
    [(Origin("a.csv"), "a.csv"), (Origin("a.csv", 7), "a.csv:7"), (Origin("a#b[1]"), "a#b[1]")],
)
def test_an_origin_is_a_place_that_editors_know(origin: Origin, text: str) -> None:
    """A path, and the line where there is one."""
    assert str(origin) == text


def test_sections_are_in_the_order_of_a_record() -> None:
    """All of them, but for those that are no list of objects, and the timeline."""
    assert (
        *("sources", "locations", "agencies", "units", "people", "casualties", "facilities"),
        *("related", "conflicts", "questions", "intervals", "glossary"),
    ) == LISTED_SECTIONS
