"""Events for Timesketch as JSON Lines: `message`, `datetime`, `timestamp_desc` and the columns.

Timesketch reads a `datetime` as exact. Therefore `timestamp_desc` says how certain the moment is,
`message` begins with the time and the marks, and `earliest` and `latest` have their columns. An
entry somewhere within bounds is a single event, at the same moment as on the screen. An unplaced
entry has no moment, and is left out. An entry not known yet has no message, and is left out too.
"""

import json
from collections.abc import Iterator

from incident_tui.exchange.exports.columns import EntryRow, rows
from incident_tui.exchange.exports.event_times import certainty_words
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens


def export(lens: Lens) -> Iterator[str]:
    """An event a line, in the order of time; empty columns are left out."""
    incident = lens.incident.id
    for position, row in zip(range(lens.placed_count), rows(lens), strict=False):
        if not lens.tells(position):
            continue
        event = {
            "message": _message(row),
            "datetime": row.sort_time,
            "timestamp_desc": certainty_words(lens, lens.outline(position)),
            "incident": incident,
            **row._asdict(),
        }
        yield json.dumps({name: value for name, value in event.items() if value}) + "\n"


def _message(row: EntryRow) -> str:
    words = f"{row.title}: {row.text}" if row.title else row.text
    return f"{row.time} · {row.who} · {plain(row.kind)} · {words}"
