"""Notes for tests, made one by one and by chance."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from incident_tui.notes.kinds import BOOKMARK, NOTE, WORDS
from incident_tui.notes.lines import Line, line_of
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.model import Note, new_note
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.notes.reading import LogReading

INCIDENT = "inc"
HEADER = b'{"format":"incident-review/1","incident":"inc"}\n'
MS = 1_709_234_100_250
"""2024-02-29T19:15:00.250Z."""
AT = "2024-02-29T19:15:00.250Z"


def note(text: str = "Who said this?", *on: str, ms: int = MS, **fields: Any) -> Note:
    """A note on an entry; the same for the same arguments."""
    usual: dict[str, Any] = {"kind": NOTE, "by": "Ann", "chance": 0} | fields
    return new_note(usual.pop("kind"), on or ("e1",), text=text, ms=ms, **usual)


def log_in(folder: Path, content: bytes | None = None, incident: str = INCIDENT) -> ReviewLog:
    """A log with this content."""
    path = folder / "x.review.jsonl"
    if content is not None:
        path.write_bytes(content)
    return ReviewLog(path, incident)


def with_log(record: Path, *notes: Note, incident: str = INCIDENT) -> Path:
    """The path of a record, with a log of these notes beside it."""
    ReviewLog(record.with_suffix(".review.jsonl"), incident).append(*notes)
    return record


def notes_of(*notes: Note) -> Notes:
    """Notes as a set."""
    return NO_NOTES.with_lines(map(line_of, notes))


def read_anew(log: ReviewLog) -> LogReading:
    """The content of a log, as a program sees it that has just been started."""
    return ReviewLog(log.path, log.incident).read()


def told(reading: LogReading) -> list[str]:
    """The problems of a log, without its path."""
    return [str(problem).rpartition(".jsonl:")[2] for problem in reading.problems]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_versions: dict[str, st.SearchStrategy[Any]] = {
    "text": texts.map(lambda text: text + "."),
    "by": st.sampled_from(["Ann", "Bob", "日本"]),
    "at": st.sampled_from([AT, "2024-02-29T19:15:00.251Z", "2024-03-01T00:00:00.000Z"]),
    "deleted": st.booleans(),
}
_heard = st.builds(
    Note,
    id=st.sampled_from(["v", "w"]),
    kind=st.just(WORDS),
    on=st.sampled_from(["e1", "e2"]).map(lambda entry: (entry,)),
    **_versions,
)
notes = _heard | st.builds(
    Note,
    id=st.sampled_from(["a", "b", "c"]),
    kind=st.sampled_from([BOOKMARK, NOTE]),
    on=st.lists(texts.filter(bool), min_size=1, max_size=2).map(tuple),
    moment=st.sampled_from(["", "2024-02-29T13:15-06:00"]),
    **_versions,
)
"""Versions of five notes, two of them of words; with equal times among them."""
lines: st.SearchStrategy[list[Line]] = st.lists(notes.map(line_of), max_size=8)
