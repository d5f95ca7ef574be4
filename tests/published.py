"""Small records with sources that were published at different times, or are on the air."""

from incident_tui.chronology.chronology import Chronology
from incident_tui.record.time_value import parse_moment
from tests.records import sound, text_of

SOURCES = "".join(
    f", {{id: {identifier}, {fields}}}"
    for identifier, fields in {
        "feed": "kind: scanner_archive",
        "paper": "kind: news_article, published: 2024-03-02",
        "wire": "kind: press_release, published: 2024-02-29T15:00",
        "early": "kind: post, published: 2024-02-29T13:00",
        "month": "kind: report, published: 2024-03",
        "since": "kind: report, published: 2024-02-29T14:00..",
        "until": "kind: report, published: ..2024-02-29T14:00",
        "some-day": "kind: report, published: unplaced",
    }.items()
)


def chronology(*entries: str, rest: str = "", sources: str = SOURCES) -> Chronology:
    """A record that has these sources beside the one that says nothing of its publication."""
    return sound(text_of(*entries, rest=rest).replace("report}]", f"report}}{sources}]", 1))


def moment(chronicle: Chronology, clock: str) -> int | None:
    """The last millisecond of a clock time; the end of the record for none."""
    return chronicle.zone.bounds(parse_moment(clock))[1] if clock else None
