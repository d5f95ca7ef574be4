"""No raw value of the vocabulary reaches a person: `OnScene` is `on scene`, wherever it stands."""

import re

import msgspec
import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.record import vocabulary
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of
from incident_tui.samples import bundled_record
from tests.thorough import spread_over, thorough
from tests.viewing import views_of

DATA = {"json"}
"""Views that are data for programs, where the record's own values stay."""
RAW = sorted(
    value
    for words in vars(vocabulary).values()
    for value in vocabulary.listed(words)
    if isinstance(value, str) and ("_" in value or re.search("[a-z][A-Z]", value))
)
EVERY_VALUE = "\n".join(
    [
        "format: incident-record/1",
        "incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}",
        "sources:",
        *(
            f"  - {{id: s{kind}s, kind: {kind}}}"
            for kind in vocabulary.listed(vocabulary.SourceKind)
        ),
        "agencies:",
        "  - {id: a, name: A, kind: law, aid: GIVEN, roles: ["
        + ", ".join(f"{{role: {role}}}" for role in vocabulary.listed(vocabulary.AgencyRole))
        + "], status_history: ["
        + ", ".join(
            f'{{status: {status}, time: "13:{number:02}"}}'
            for number, status in enumerate(vocabulary.UNIT_STATUSES)
        )
        + "]}",
        "units:",
        *(
            f"  - {{id: u{status}u, call_sign: E{number}, agency: a, status_history: "
            f'[{{status: {status}, time: "13:00"}}]}}'
            for number, status in enumerate(vocabulary.UNIT_STATUSES)
        ),
        "people: [{id: p, name: P, roles: [ReportingParty]}]",
        "locations: [{id: l, text: L}]",
        "timeline:",
        *(
            f'  - {{id: e{kind}e, kind: {kind}, time: "13:{number:02}", text: x, location: l,'
            f" agency: a, cite: [{{source: snews_articles, at: L{number}, basis: paraphrase}}],"
            f" effects: [{{unit: uOnSceneu, status: OnScene}}, {{agency: a, status: AtPatient}}]}}"
            for number, kind in enumerate(vocabulary.ENTRY_KINDS)
        ),
        "related:",
        "  - {id: r, title: R, relation: ["
        + ", ".join(vocabulary.listed(vocabulary.Relation))
        + "], date: 2024-02-01}",
        "questions: [{id: q, text: Q, origin: stated_in_source, refs: [a]}]",
    ]
)


def milestones_of(lens: Lens) -> list[str]:
    """The names of milestones that only a program understands, like `call_received`."""
    return [one.id for one in lens.subjects("milestone") if "_" in one.id]


@pytest.mark.parametrize("most", [3, *thorough(50)])
@pytest.mark.parametrize("source", ["every value", "independence", "exercise"])
def test_no_raw_value_reaches_a_person(source: str, most: int) -> None:
    """On no pane, board or print stands a value that only a program understands."""
    if source == "every value":
        reading = read_bytes(EVERY_VALUE.encode(), "record.yaml")
        assert not reading.problems, [str(problem) for problem in reading.problems]
    else:
        folder = bundled_record().parent
        reading = read_record(bundled_record() if source == "independence" else folder / source)
    review = review_of(chronology_of(reading))
    milestones = milestones_of(review.lens)
    notes = " ".join(source.note for source in review.chronology.record.sources)
    quoted = set(re.findall(r"\w+", notes))  # a note of the record may quote the values themselves
    for position in spread_over(len(review.chronology.entries), most):
        for name, text in views_of(msgspec.structs.replace(review, cursor=position)):
            words = set(re.findall(r"\w+", text))
            raw = [value for value in (*RAW, *milestones) if value in words - quoted]
            assert not raw or name in DATA, (name, position)
