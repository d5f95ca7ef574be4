"""Events for Timesketch as JSON Lines: `message`, `datetime`, `timestamp_desc` and the columns.

Timesketch reads a `datetime` as exact. So `timestamp_desc` says how sure the moment is, `message`
begins with the time as honestly as it is known, and `earliest` and `latest` have their columns. An
entry somewhere within bounds is one event, at the moment it stands at on the screen. An unplaced
entry has no moment, and none is made up for it: it is left out; so is an entry not known yet, which
has no message.
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
            "datetime": row.best,
            "timestamp_desc": certainty_words(lens, lens.outline(position)),
            "incident": incident,
            **row._asdict(),
        }
        yield json.dumps({name: value for name, value in event.items() if value}) + "\n"


def _message(row: EntryRow) -> str:
    words = f"{row.title}: {row.text}" if row.title else row.text
    return f"{row.time} · {row.agencies} · {plain(row.kind)} · {words}"
