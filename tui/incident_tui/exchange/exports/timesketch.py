"""Events for Timesketch as JSON Lines: `message`, `datetime` and `timestamp_desc`, and more.

Timesketch reads a `datetime` as exact. So `timestamp_desc` says how sure it is, `message` begins
with the time as honestly as it is known, and `earliest` and `latest` have their columns. An entry
somewhere within bounds is one event, at the moment it stands at on the screen; an unplaced entry
has no moment, and none is made up for it: it is left out.
"""

import json
from collections.abc import Iterator

from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.certainty import certainty_words
from incident_tui.exchange.exports.columns import Row, rows


def export(chronology: Chronology) -> Iterator[str]:
    """An event a line, in the order of time; what is empty is left out."""
    incident = chronology.record.incident.id
    placed = zip(range(chronology.placed_count), rows(chronology), strict=False)
    for position, row in placed:
        entry, placement = chronology.entries[position], chronology.placements[position]
        event = {
            "message": _message(row),
            "datetime": row.best,
            "timestamp_desc": certainty_words(chronology, entry, placement),
            "incident": incident,
            **row._asdict(),
        }
        yield json.dumps({name: value for name, value in event.items() if value}) + "\n"


def _message(row: Row) -> str:
    words = f"{row.title}: {row.text}" if row.title else row.text
    return f"{row.time} · {row.agencies} · {row.kind.replace('_', ' ')} · {words}"
