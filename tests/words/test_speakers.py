"""Why no entry of a unit or agency follows."""

import pytest

from incident_tui.review import intents
from incident_tui.review.review import review_of, step
from incident_tui.words.speakers import stay_words
from tests.records import AGENCIES, chronology, entry

CHRONICLE = chronology(
    entry("call", "13:00", kind="radio_call", speaker="{unit: car}"),
    entry("ipd", "13:01", agency="ipd"),
    entry("nobody", "13:02"),
    entry("later", "13:03", agency="ipd", known="14:00"),
    rest=AGENCIES,
)


@pytest.mark.parametrize(
    ("identifier", "by", "said"),
    [
        ("call", 1, "no later entry of 12 is shown"),
        ("ipd", -1, "no earlier entry of IPD is shown"),
        ("nobody", 1, "no unit and no agency is said to act or speak in this entry"),
        ("later", 1, "who acts or speaks in this entry is not known yet"),
    ],
)
def test_why_the_cursor_stays(identifier: str, by: int, said: str) -> None:
    """The end of the entries of the unit, an entry of nobody, a withheld entry."""
    review = step(step(review_of(CHRONICLE), intents.SwitchClock()), intents.GoTo(identifier))
    assert stay_words(review, by) == said


def test_nothing_is_shown() -> None:
    """No entry passes the filters."""
    review = step(review_of(CHRONICLE), intents.ShowAgencies(frozenset()))
    assert stay_words(review, 1) == "no entry is shown"
