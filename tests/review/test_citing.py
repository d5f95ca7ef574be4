"""A status or a claim leads to the entry on the same place of its source, or else to its time."""

from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.citing import change_link, claim_link
from incident_tui.review.lens import Lens
from incident_tui.review.links import to_source
from incident_tui.samples import bundled_record

MINUTE = 60_000
START = 1_709_233_200_000
"""13:00 of the day of the record."""
RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: log, kind: report}, {id: air, kind: radio_audio}]
units:
  - id: e1
    call_sign: E1
    status_history:
      - {status: Dispatched, time: "13:00", cite: log:p1}
      - {status: EnRoute, time: "13:02", cite: log:p1}
      - {status: Staging, time: "13:03".."13:06", known: "13:07", cite: air:t=00:07:00}
      - {status: OnScene, time: "13:10", cite: log:p1}
      - {status: Cleared, time: unplaced, cite: log:p9}
timeline:
  - {id: alarm, kind: note, time: "13:00", text: x, cite: log:p1}
  - {id: sent, kind: note, time: "13:00", text: x, units: [e1], cite: log:p1}
  - {id: moving, kind: note, time: "13:02", text: x, cite: log:p1}
  - {id: told, kind: note, time: "13:07", text: x, cite: air:t=00:07:00}
  - {id: elsewhere, kind: note, time: "13:10", text: x, cite: log:p2}
""".replace('"13:03".."13:06"', "13:03..13:06")


@pytest.mark.parametrize(
    ("number", "link"),
    [
        (0, "entry:sent"),  # of two at that time on that page, the entry that names the unit
        (1, "entry:moving"),
        (2, "entry:told"),  # at the time at which the status was known
        (3, f"moment:{START + 11 * MINUTE - 1}"),  # a page alone is no reason
        (4, to_source("log", "p9")),  # neither entry nor time
    ],
)
def test_a_status_leads_to_the_entry_of_its_place_and_time(number: int, link: str) -> None:
    """On a page of many entries the time and the subject tell which."""
    lens, subject = (
        Lens(chronology_of(read_bytes(RECORD.encode(), "record.yaml"))),
        Subject("unit", "e1"),
    )
    assert change_link(lens, subject, lens.history(subject)[number]) == link


def test_on_the_clock_of_the_known_a_status_leads_to_when_it_was_known() -> None:
    """Where no entry stands on its place."""
    text = RECORD.replace("t=00:07:00}\n      -", "t=00:09:00}\n      -")
    chronology, subject = chronology_of(read_bytes(text.encode(), "r.yaml")), Subject("unit", "e1")
    links = {}
    for clock in Clock:
        lens = Lens(chronology, clock=clock)
        links[clock] = change_link(lens, subject, lens.history(subject)[2])
    assert links == {
        Clock.HAPPENED: f"moment:{START + 7 * MINUTE - 1}",
        Clock.KNOWN: f"moment:{START + 8 * MINUTE - 1}",
    }


@pytest.mark.parametrize(
    ("subject", "links"),
    [
        (Subject("casualty", "swimmer"), ["entry:1201-212105", "moment:"]),
        (Subject("unit", "oe21"), ["moment:", *["entry:1401-213318"] * 2, *["moment:"] * 2]),
        (Subject("facility", "bgh"), ["entry:divert", "entry:divert-off"]),
    ],
)
def test_statuses_of_the_exercise_lead_to_their_calls(subject: Subject, links: list[str]) -> None:
    """Calls of the bulk file stand on the same places, and so do entries of the record."""
    lens = Lens(chronology_of(read_record(bundled_record().parent / "exercise")))
    found = [change_link(lens, subject, change) for change in lens.history(subject)]
    assert len(found) == len(links)
    assert all(link.startswith(start) for link, start in zip(found, links, strict=True))


CALLS = ["1105-204831", "1201-205412", "1201-212105", "1201-223810"]


@pytest.mark.parametrize(
    ("path", "conflict", "links"),
    [
        ("exercise", "c01", [*(f"entry:{call}" for call in CALLS), "moment:"]),
        ("exercise", "c06", ["entry:1201-212952", "entry:m2-hospital"]),
        (bundled_record().name, "c15", ["entry:", "entry:q2"]),
        (bundled_record().name, "c18", [to_source("art", "L4"), to_source("art", "L7")]),
    ],
)
def test_each_claim_leads_to_its_own_entry(path: str, conflict: str, links: list[str]) -> None:
    """The calls that claims cite; a time of knowing where no entry is; else the source."""
    lens = Lens(chronology_of(read_record(Path(bundled_record().parent, path))))
    told = lens.conflict(conflict)
    assert told
    found = [claim_link(lens, told, claim) for claim in told.claims]
    assert all(link.startswith(start) for link, start in zip(found, links, strict=True)), found


def test_a_withheld_claim_leads_nowhere() -> None:
    """On the clock of the known."""
    chronology = chronology_of(read_record(bundled_record().parent / "exercise"))
    lens = Lens(chronology, chronology.bests[0], Clock.KNOWN)
    assert {claim_link(lens, one, claim) for one in lens.conflicts() for claim in one.claims} == {
        ""
    }
