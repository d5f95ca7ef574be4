"""Questions by what they ask about."""

from incident_tui.words.questions import COURSE, by_subject
from tests.records import entry, lens_of

QUESTIONS = """
people: [{id: mayor, name: The Mayor}]
casualties: [{id: hurt, group: public, person: mayor, history: []}]
questions:
  - {id: q1, text: When?, refs: [a]}
  - {id: q2, text: Who?, refs: [mayor, hurt]}
  - {id: q3, text: How?, status: answered, refs: [mayor]}
  - {id: q4, text: Why?}
"""


def test_questions_stand_by_subject_the_closed_ones_last() -> None:
    """The gravest section that a question refers to is its subject; its status, once closed."""
    found = by_subject(lens_of(entry("a", "13:00"), rest=QUESTIONS))
    assert {subject: [one.id for one in several] for subject, several in found.items()} == {
        COURSE: ["q1", "q4"],
        "casualties": ["q2"],
        "answered": ["q3"],
    }
    assert [*found][-1] == "answered"
