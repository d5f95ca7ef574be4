"""An observation with its actions as a form has them: values until they are kept as notes."""

import re

import msgspec

from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.model import (
    Action,
    Note,
    NoteError,
    Observation,
    changed_note,
    deleted_note,
    new_note,
)

_FIELD = re.compile(r"`(\w+)`: ?")
"""The name of a field at the beginning of the words of a `NoteError`."""


class DraftError(ValueError):
    """A draft cannot be kept; the message says what the field may hold."""

    def __init__(self, error: NoteError, action: int | None = None) -> None:
        """Take the words of an error.

        Args:
            action: the number of the action at fault, from 0; None for the observation.
        """
        found = _FIELD.match(str(error))
        super().__init__(str(error)[found.end() if found else 0 :])
        self.field = found[1] if found else ""
        """The name of the field at fault; "" for none."""
        self.action = action


class ActionDraft(msgspec.Struct, frozen=True):
    """An action as a form has it."""

    note: Action | None = None
    """The version to change; None for a new action."""
    text: str = ""
    element: str = ""
    owner: str = ""
    contact: str = ""
    start: str = ""
    due: str = ""
    status: str = "open"

    @classmethod
    def of(cls, note: Action) -> "ActionDraft":
        """The draft of an action as it is written."""
        return cls(note, *(getattr(note, name) for name in _ACTION_FIELDS))

    @property
    def values(self) -> dict[str, str]:
        """The fields of the action, without spaces around."""
        return {name: getattr(self, name).strip() for name in _ACTION_FIELDS}

    def version(self, observation: str, by: str, ms: int | None = None) -> Action | None:
        """The action as a new version of a note; None if nothing is changed.

        Args:
            observation: the id of the observation that the action answers; "" for none.
            by: the author.
            ms: the time of writing in milliseconds since 1970, UTC; None for now.

        Raises:
            DraftError: if a field breaks a rule.
        """
        try:
            if self.note is None:
                fields = {**self.values, "observation": observation}
                made = new_note(ACTION, by=by, ms=ms, **fields)  # type: ignore[arg-type]
                assert isinstance(made, Action)
                return made
            changes = _changes(self.note, self.values)
            return changed_note(self.note, by=by, ms=ms, **changes) if changes else None
        except NoteError as error:
            raise DraftError(error) from None


class ObservationDraft(msgspec.Struct, frozen=True):
    """An observation and its actions as a form has them."""

    note: Observation | None = None
    """The version to change; None for a new observation."""
    side: str = "improvement"
    text: str = ""
    capability: str = ""
    objective: str = ""
    rating: str = ""
    analysis: str = ""
    root_cause: str = ""
    reference: str = ""
    on: tuple[str, ...] = ()
    """The evidence: ids of the record."""
    moment: str = ""
    """A moment that belongs to the evidence, as written; "" for none."""
    actions: tuple[ActionDraft, ...] = ()
    removed: tuple[Action, ...] = ()
    """Actions that are deleted when the draft is kept."""

    @classmethod
    def of(cls, note: Observation, actions: tuple[Action, ...] = ()) -> "ObservationDraft":
        """The draft of an observation as it is written, with its actions."""
        values = {name: getattr(note, name) for name in _OBSERVATION_FIELDS}
        drafts = tuple(map(ActionDraft.of, actions))
        return cls(note, on=note.on, moment=note.moment, actions=drafts, **values)

    @classmethod
    def from_note(cls, note: Note) -> "ObservationDraft":
        """The draft of a new observation with the words and the subjects of a note."""
        text, _, analysis = note.text.strip().partition("\n")
        return cls(text=text.strip(), analysis=analysis.strip(), on=note.on, moment=note.moment)

    def versions(self, by: str, ms: int | None = None) -> tuple[Note, ...]:
        """The observation and its actions as versions of notes; nothing for what is unchanged.

        Args:
            by: the author.
            ms: the time of writing in milliseconds since 1970, UTC; None for now.

        Raises:
            DraftError: if a field breaks a rule.
        """
        observation = self._version(by, ms)
        written: list[Note] = [observation] if observation != self.note else []
        for number, action in enumerate(self.actions):
            try:
                version = action.version(observation.id, by, ms)
            except DraftError as error:
                error.action = number
                raise
            written += [version] if version else []
        return (*written, *(deleted_note(action, by=by, ms=ms) for action in self.removed))

    def _version(self, by: str, ms: int | None) -> Observation:
        values = {name: getattr(self, name).strip() for name in _OBSERVATION_FIELDS}
        try:
            if self.note is None:
                made = new_note(OBSERVATION, self.on, by=by, moment=self.moment, ms=ms, **values)
                assert isinstance(made, Observation)
                return made
            changes = _changes(self.note, {**values, "on": self.on})
            return changed_note(self.note, by=by, ms=ms, **changes) if changes else self.note
        except NoteError as error:
            raise DraftError(error) from None


_ACTION_FIELDS = ("text", "element", "owner", "contact", "start", "due", "status")
_OBSERVATION_FIELDS = (
    *("side", "text", "capability", "objective", "rating"),
    *("analysis", "root_cause", "reference"),
)


def _changes(note: Note, values: dict[str, object] | dict[str, str]) -> dict[str, object]:
    """The values that differ from those of a note; spaces around make no difference.

    A note that is deleted is there again.
    """
    found = {name: (value, getattr(note, name)) for name, value in values.items()}
    restored: dict[str, object] = {"deleted": False} if note.deleted else {}
    return restored | {
        name: value
        for name, (value, old) in found.items()
        if value != (old.strip() if isinstance(old, str) else old)
    }
