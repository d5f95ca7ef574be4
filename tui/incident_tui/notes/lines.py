"""The lines of a log: JSON of a note, and what a line says that is no note.

Lines are compared as texts. Two logs with the same lines, in any order, say the same.
"""

from typing import Any

import msgspec

from incident_tui.notes.model import FORMAT, KINDS, Note, NoteError, check_together, fault_words
from incident_tui.record.spelling import hint

_FORMAT_NAME = FORMAT.partition("/")[0]
_MAX_ECHO_CHARACTERS = 40


class Line(msgspec.Struct, frozen=True, order=True):
    """A line of a log that is a note; of the lines of a note, the greatest holds."""

    at: str
    """When the line was written, from the note."""
    text: str
    """The line as it stands in the log, without its end."""
    note: Note


class LineError(ValueError):
    """A line is no note; the message says why and what to do."""


class LaterVersionError(LineError):
    """A line was written by a later version of the program: it stays in the log, not shown."""


class Header(msgspec.Struct, frozen=True):
    """The first line of a log."""

    incident: str
    """The id of the incident of the record."""

    @property
    def text(self) -> str:
        """The line, without its end."""
        return msgspec.json.encode({"format": FORMAT, "incident": self.incident}).decode()


def line_of(note: Note) -> Line:
    """The line of a note."""
    return Line(note.at, msgspec.json.encode(note).decode(), note)


def parse_line(text: str) -> Line | Header:
    """A line of a log as a note, or as a header.

    Args:
        text: the line without its end.

    Raises:
        LaterVersionError: if the line has a kind, a field or a format of a later version.
        LineError: if the line is none of this.
    """
    fields = _fields(text)
    if "format" in fields:
        return _header(fields)
    if "kind" not in fields:
        raise LineError("`kind`: is missing; this is no note")
    name = _value(fields["kind"], str)
    if name is None:
        raise LineError("`kind`: is the name of a kind")
    kind = KINDS.get(name)
    if kind is None:
        # A misspelt kind is a kind of a later version, as far as this version can know.
        shown = name[:_MAX_ECHO_CHARACTERS]
        raise LaterVersionError(
            f"`kind`: `{shown}` is not known to this version; the line is kept and not shown:"
            f" update incident-tui{hint(name, KINDS)}"
        )
    note = _note(fields, kind.cls)
    try:
        check_together(note, kind)
    except NoteError as error:
        raise LineError(str(error)) from None
    return Line(note.at, text, note)


def _fields(text: str) -> dict[str, msgspec.Raw]:
    """The values of a line, each still in JSON.

    Raises:
        LineError: if the line is no object of JSON.
    """
    try:
        return msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        if isinstance(error, msgspec.ValidationError):
            raise LineError("is no object; a note is written in { }") from None
        raise LineError(
            "is not whole; mend the line or leave it, the notes after it are read"
        ) from None


def _note(fields: dict[str, msgspec.Raw], cls: type[Note]) -> Note:
    """A note from its values.

    Raises:
        LaterVersionError: if there is a value of an unknown field.
        LineError: if a value is missing, or breaks its rule.
    """
    known = {field.encode_name: field for field in msgspec.structs.fields(cls)}
    unknown = [name for name in fields if name not in known]
    if unknown:
        shown = unknown[0][:_MAX_ECHO_CHARACTERS]
        raise LaterVersionError(
            f"`{shown}`: is not known to this version; the line is kept and not shown:"
            f" update incident-tui{hint(unknown[0], known)}"
        )
    values = {}
    for name, field in known.items():
        if name in fields:
            values[field.name] = _value(fields[name], field.type)
            if values[field.name] is None:
                raise LineError(fault_words(field))
        elif field.required:
            raise LineError(f"`{name}`: is missing")
    return cls(**values)


def _header(fields: dict[str, msgspec.Raw]) -> Header:
    """A header from its values.

    Raises:
        LaterVersionError: if the format is that of a later version.
        LineError: if this is the header of something else.
    """
    form, incident = (_value(fields.get(name), str) for name in ("format", "incident"))
    if form != FORMAT:
        if form and form.startswith(f"{_FORMAT_NAME}/"):
            shown = form[:_MAX_ECHO_CHARACTERS]
            raise LaterVersionError(
                f"`format`: is {shown}, of a later version; update incident-tui"
            )
        raise LineError(f"`format`: is not {FORMAT}; this is no log of notes")
    if incident is None:
        raise LineError("`incident`: is missing; it is the id of the incident of the record")
    return Header(incident)


def _value(raw: msgspec.Raw | None, kind: Any) -> Any:
    """A value of JSON as a type; None if the value is missing or of another type."""
    try:
        return None if raw is None else msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None
