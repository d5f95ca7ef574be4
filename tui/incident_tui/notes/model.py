"""A note of a reviewer: its kinds, its rules, and the ways to make a note from a note before.

The annotation of a field is the single place of the field's rule: `msgspec.Meta`, and a `Fault`
with the words for a value that breaks the rule. A further kind is a row of `KINDS`, with a subclass
of `Note` where the kind has fields of its own.
"""

import datetime as dt
import os
import time
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, TypeVar, get_args

import msgspec
from msgspec import Meta

from incident_tui.notes.kinds import ACTION, BOOKMARK, NOTE, OBSERVATION, SAME_MOMENT, WORDS
from incident_tui.record.model import Fault

FORMAT = "incident-review/1"
"""The format of a log of notes."""
MAX_TEXT_CHARACTERS = 20_000
MAX_NAME_CHARACTERS = 200
"""The maximum length of the name of an author."""
MAX_SUBJECTS = 200
"""The maximum number of ids that a note stands on."""
MAX_SUBJECT_CHARACTERS = 1_000
"""The maximum length of an id of the record."""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, in the order of ASCII, so that ids sort by time."""
_TIME_LETTERS, _CHANCE_LETTERS = 9, 6
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MS = dt.timedelta(milliseconds=1)
_CLOCK = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"

NoteId = Annotated[
    str,
    Meta(pattern=r"^[0-9A-Za-z._-]{1,64}\Z"),
    Fault("is 1 to 64 letters, digits, `.`, `_` or `-`"),
]
Subject = Annotated[str, Meta(min_length=1, max_length=MAX_SUBJECT_CHARACTERS)]
Subjects = Annotated[
    tuple[Subject, ...],
    Meta(max_length=MAX_SUBJECTS),
    Fault(
        f"is a list of at most {MAX_SUBJECTS} ids of the record,"
        f" each of 1 to {MAX_SUBJECT_CHARACTERS:,} characters"
    ),
]
OffsetTime = Annotated[
    str,
    Meta(pattern=rf"^({_CLOCK}(:[0-9]{{2}}(\.[0-9]{{1,3}})?)?(Z|[+-][0-9]{{2}}:[0-9]{{2}}))?\Z"),
    Fault("is a time with its offset, such as 2024-02-29T13:15:00-06:00"),
]
"""A time as precise as its writer knows it: to the minute, the second or the millisecond."""
WrittenTime = Annotated[
    str,
    Meta(pattern=rf"^{_CLOCK}:[0-9]{{2}}\.[0-9]{{3}}Z\Z"),
    Fault("is a time of UTC with milliseconds, such as 2024-02-29T19:15:00.250Z"),
]
"""A single notation, so that the order of the texts is the order of the times."""
Text = Annotated[
    str,
    Meta(max_length=MAX_TEXT_CHARACTERS),
    Fault(f"is a text of at most {MAX_TEXT_CHARACTERS:,} characters"),
]
Author = Annotated[
    str,
    Meta(pattern=r"\S", max_length=MAX_NAME_CHARACTERS),
    Fault(f"is a name of 1 to {MAX_NAME_CHARACTERS} characters"),
]
Truth = Annotated[bool, Fault("is true or false")]
Name = Annotated[
    str,
    Meta(max_length=MAX_NAME_CHARACTERS),
    Fault(f"is a text of at most {MAX_NAME_CHARACTERS} characters"),
]
"""A short text on a line of its own."""
OptionalNoteId = Annotated[
    str,
    Meta(pattern=r"^[0-9A-Za-z._-]{0,64}\Z"),
    Fault("is the id of a note"),
]
Day = Annotated[
    str,
    Meta(pattern=r"^([0-9]{4}-[0-9]{2}(-[0-9]{2})?)?\Z"),
    Fault("is a date, such as 2026-01-31, or a month, such as 2026-01"),
]
Side = Literal["strength", "improvement"]
"""HSEEP: an observation is a strength or an area for improvement."""
Rating = Literal["", "P", "S", "M", "U"]
"""HSEEP: performed without challenges, with some challenges, with major challenges, unable to be
performed; "" for no rating."""
Element = Literal["", "planning", "organization", "equipment", "training", "exercise"]
"""HSEEP: the capability element that an action changes; "" for none."""
Progress = Literal["open", "started", "done", "dropped"]


def _choice(choices: object) -> Fault:
    named = [f"`{choice}`" if choice else "empty" for choice in get_args(choices)]
    return Fault(f"is {', '.join(named[:-1])} or {named[-1]}")


class NoteError(ValueError):
    """A note breaks a rule; the message names the field and says what the field may hold."""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A note as last written: an opinion with its author, never a part of the record."""

    id: NoteId
    kind: Annotated[str, Fault("is the name of a kind")]
    on: Subjects = ()
    """Ids of the record: of entries, casualties, agencies, units, conflicts or the incident."""
    moment: OffsetTime = ""
    """The moment that the note stands on, as written; "" for none."""
    text: Text = ""
    by: Author
    """Who wrote this version."""
    at: WrittenTime
    """When this version was written, UTC."""
    deleted: Truth = False

    @property
    def at_ms(self) -> int:
        """When this version was written, in milliseconds since 1970, UTC."""
        return ms_of(self.at)

    @property
    def moment_ms(self) -> int | None:
        """The start of the note's moment, in milliseconds since 1970, UTC; None without a moment.

        A moment written to the minute begins with the first millisecond of the minute.
        """
        return ms_of(self.moment) if self.moment else None


class Observation(Note, frozen=True, kw_only=True, omit_defaults=True):
    """A conclusion of a reviewer, as in an after-action report by HSEEP.

    The text is the observation in a sentence; `on` is the evidence, and may be empty.
    """

    side: Annotated[Side, _choice(Side)]
    capability: Name = ""
    """The core capability that the observation is about."""
    objective: Name = ""
    """The objective of the exercise or of the response."""
    rating: Annotated[Rating, _choice(Rating)] = ""
    """How well the objective was reached, in the capability."""
    reference: Text = ""
    """The plan, policy or procedure that applies."""
    analysis: Text = ""
    root_cause: Text = ""


class Action(Note, frozen=True, kw_only=True, omit_defaults=True):
    """A corrective action of an improvement plan; the text is the action in a sentence."""

    observation: OptionalNoteId = ""
    """The id of the observation that the action answers; "" for an action on ids of the record."""
    element: Annotated[Element, _choice(Element)] = ""
    owner: Name = ""
    """The organization, or the person, that is responsible."""
    contact: Name = ""
    """The person to ask."""
    start: Day = ""
    due: Day = ""
    """The date of completion."""
    status: Annotated[Progress, _choice(Progress)] = "open"


N = TypeVar("N", bound=Note)


class Kind(msgspec.Struct, frozen=True):
    """A kind of note."""

    name: str
    """The name in the log."""
    needs_text: bool = True
    cls: type[Note] = Note
    """The class with the fields of the kind."""
    needs_subject: bool = True
    """Whether a note of the kind stands on ids of the record, or on a moment."""


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(BOOKMARK, needs_text=False),
        Kind(NOTE),
        Kind(OBSERVATION, cls=Observation, needs_subject=False),
        Kind(ACTION, cls=Action, needs_subject=False),
        Kind(SAME_MOMENT, needs_text=False),
        Kind(WORDS),
    )
}
"""The kinds by name."""


def check(note: Note) -> None:
    """Check every rule of a note.

    Raises:
        NoteError: for the first rule that the note breaks.
    """
    kind = KINDS.get(note.kind)
    if kind is None or type(note) is not kind.cls:
        raise NoteError(f"`kind`: `{note.kind}` is none of {', '.join(KINDS)}")
    for field in msgspec.structs.fields(note):
        try:
            msgspec.convert(getattr(note, field.name), field.type)
        except msgspec.ValidationError:
            raise NoteError(fault_words(field)) from None
    check_together(note, kind)


def check_together(note: Note, kind: Kind) -> None:
    """Check the rules between fields, and the rules that no pattern can hold.

    Raises:
        NoteError: for the first rule that the note breaks.
    """
    for name in ("at", "moment", "start", "due"):
        written = getattr(note, name, "")
        try:
            # A month begins with its first day.
            ms_of(written if "T" in written else f"{written or '1970'}-01-01"[:10] + "T00:00Z")
        except ValueError:
            raise NoteError(f"`{name}`: `{written}` is no date of the calendar") from None
    if note.kind == SAME_MOMENT and len(note.on) != 2:
        raise NoteError("`on`: is not two ids of entries, which are one moment")
    if note.kind == WORDS and (len(note.on) != 1 or note.moment):
        raise NoteError("`on`: is not the id of a single entry, whose words these are")
    if kind.needs_subject and not note.on and not note.moment:
        raise NoteError("`on`: is empty; a note stands on ids of the record, or on a `moment`")
    if kind.needs_text and not note.text.strip():
        if note.kind == WORDS:
            raise NoteError("`text`: is empty; write the words that are heard")
        article = "an" if note.kind[0] in "aeiou" else "a"
        raise NoteError(f"`text`: is empty; {article} {note.kind} says something")
    try:
        msgspec.json.encode(note)
    except UnicodeEncodeError:
        raise NoteError("a text of the note has half a character; write the text again") from None


def fault_words(field: msgspec.structs.FieldInfo) -> str:
    """The words for a value that breaks the rule of a field."""
    faults = [one for one in getattr(field.type, "__metadata__", ()) if isinstance(one, Fault)]
    return f"`{field.encode_name}`: {faults[0].words if faults else 'has a wrong value'}"


def new_note(
    kind: str,
    on: Iterable[str] = (),
    *,
    by: str,
    text: str = "",
    moment: str = "",
    ms: int | None = None,
    chance: int | None = None,
    **fields: object,
) -> Note:
    """A new note.

    Args:
        kind: a name of `KINDS`.
        on: ids of the record; may be empty for a note on a moment.
        by: the author.
        moment: an ISO 8601 time with offset; "" for none.
        ms: the time of writing in milliseconds since 1970, UTC; None for now.
        chance: a random number, for the id; None for a new random number.
        fields: the fields of the kind.

    Raises:
        NoteError: if the note breaks a rule.
        TypeError: for a field that the kind does not have, or that is missing.
    """
    ms = now_ms() if ms is None else ms
    made = KINDS[kind].cls if kind in KINDS else Note
    note = made(
        id=note_id(ms, int.from_bytes(os.urandom(8)) if chance is None else chance),
        kind=kind,
        on=tuple(dict.fromkeys(on)),
        moment=moment,
        text=text,
        by=by,
        at=written_time(ms),
        **fields,  # type: ignore[arg-type]  # the fields of the class of the kind
    )
    check(note)
    return note


def changed_note(note: N, *, by: str, ms: int | None = None, **fields: object) -> N:
    """The next version of a note: with the same id, and a later time of writing.

    Args:
        note: the version that holds.
        by: the author of the change.
        ms: the time of the change in milliseconds since 1970, UTC; None for now. A clock that goes
            wrong must not hide the change, so the time is later than that of the version before.
        fields: the fields that change.

    Raises:
        NoteError: if the changed note breaks a rule.
    """
    ms = max(now_ms() if ms is None else ms, note.at_ms + 1)
    changed = msgspec.structs.replace(note, **(fields | {"by": by, "at": written_time(ms)}))
    check(changed)
    return changed


def deleted_note(note: N, *, by: str, ms: int | None = None) -> N:
    """The version of a note that deletes the note; `changed_note(…, deleted=False)` restores it.

    Raises:
        NoteError: if the author's name breaks a rule.
    """
    return changed_note(note, by=by, ms=ms, deleted=True)


def note_id(ms: int, chance: int) -> str:
    """A new id: 15 letters and digits that sort by time and are unique without coordination.

    Args:
        ms: milliseconds since 1970, UTC.
        chance: a random number, of which 30 bits are used.
    """
    return _base32(ms, _TIME_LETTERS) + _base32(chance, _CHANCE_LETTERS)


def _base32(number: int, letters: int) -> str:
    """The last digits of a number in base 32."""
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(letters)))


def now_ms() -> int:
    """The time of the computer's clock, in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def ms_of(text: str) -> int:
    """Milliseconds since 1970, UTC, of an ISO 8601 time with offset.

    Raises:
        ValueError: if the time is no time of the calendar.
    """
    return (dt.datetime.fromisoformat(text) - _EPOCH) // _MS


def written_time(ms: int) -> str:
    """A time in the notation of `Note.at`.

    Args:
        ms: milliseconds since 1970, UTC.

    Raises:
        NoteError: for a time outside the years 1 to 9999.
    """
    try:
        moment = _EPOCH + ms * _MS
    except OverflowError:
        raise NoteError("`at`: is outside the years 1 to 9999; set the clock right") from None
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1_000:03}Z".zfill(24)
