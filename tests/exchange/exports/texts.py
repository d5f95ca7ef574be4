"""Records that say whatever a stranger may write into one, for tests of what is exported."""

import msgspec
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from tests.records import entry, reading_of

HARD = (
    "=1+1",
    "@x",
    "\u0000\u001b[31m\u007f\u009b\u202e",
    "\r\n",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "END:VCALENDAR",
    "\\n\\,;",
    "'\"`*_[x](y)",
    "\U0001f600",
    "\ud7ff\ue000\uffff\u2028\u0085",
)


def texts() -> st.SearchStrategy[str]:
    """Any text, often with what some format takes for a command."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    return st.lists(st.sampled_from(HARD) | anything, max_size=3).map("".join)


def saying(text: str, title: str = "", time: str = "13:12~") -> Chronology:
    """A record of one entry and one unplaced entry that say this, in every field for words."""
    reading = reading_of(entry("one", time), entry("two", "unplaced"))
    assert reading.record
    timeline = tuple(
        msgspec.structs.replace(
            one,
            text=text,
            title=title,
            tags=(text,),
            time=msgspec.structs.replace(one.time, stated=text),
        )
        for one in reading.record.timeline
    )
    incident = msgspec.structs.replace(reading.record.incident, title=text, summary=text)
    record = msgspec.structs.replace(reading.record, timeline=timeline, incident=incident)
    return chronology_of(msgspec.structs.replace(reading, record=record))
