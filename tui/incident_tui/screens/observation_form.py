"""The form of an observation: its fields, its evidence and the actions that answer it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from incident_tui.boards.lines import time_size
from incident_tui.boards.notes import subject_rows
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Ink, Line, Row, width_of
from incident_tui.drawing.rows import beside
from incident_tui.notes.drafts import ActionDraft, ObservationDraft
from incident_tui.review.review import Review
from incident_tui.screens.action_form import ActionForm
from incident_tui.screens.evidence import EvidencePicker
from incident_tui.screens.fields import Choice, ListField, TextField
from incident_tui.screens.form import FieldRow, Form, Kept
from incident_tui.screens.line_field import LineField
from incident_tui.words.capabilities import completions
from incident_tui.words.observations import RATING_WORDS, SIDE_WORDS, action_words

if TYPE_CHECKING:
    from incident_tui.screens.observing import Names

_SIDE_LETTERS = {"strength": "s", "improvement": "a"}
_RATINGS = {**{rating: rating for rating in RATING_WORDS}, "": "none"}
_RATING_LETTERS = {"P": "p", "S": "s", "M": "m", "U": "u", "": "n"}
_TITLE_LINES, _TEXT_LINES = 4, 8
"""The maximum height of a title and of a longer text, in lines."""
_ADD, _REMOVE = "add", "remove"
_NEW = "+"
"""The key of the row that adds a row."""
_KEYS = {
    **dict.fromkeys(("enter", "+", "plus"), _ADD),
    **dict.fromkeys(("-", "−", "minus", "delete", "backspace"), _REMOVE),
}


class Evidence(ListField):
    """The objects of the record that the observation stands on."""

    KEYS = _KEYS

    def __init__(self, review: Review, on: Sequence[str], add: Callable[[], None]) -> None:
        """Make the list.

        Args:
            add: lets a reader pick a further entry.
        """
        super().__init__()
        self.review, self.on, self._add = review, tuple(on), add

    def make(self, width: int) -> Sequence[Row]:
        """A row for each object, and the row that adds an entry."""
        times = time_size(self.review.lens, self.on, width)
        rows = [
            row._replace(key=identifier)
            for identifier in self.on
            for row in subject_rows(self.review, identifier, width, times, "")[:1]
        ]
        return [*rows, Row((Ink("+ add from the timeline", "accent"),), _NEW)]

    def act(self, action: str, row: str) -> None:
        """Add an entry, or remove the object of a row."""
        if action == _ADD:
            self._add()
        elif row != _NEW:
            self.on = tuple(one for one in self.on if one != row)
            self.changed()

    def take_entry(self, identifier: str) -> None:
        """Add an entry; the mark stays on the row that adds."""
        self.on = (*self.on, identifier)
        self.selected = len(self.on)
        self.changed()


class Actions(ListField):
    """The actions that answer the observation."""

    KEYS = _KEYS

    def __init__(
        self, actions: Sequence[ActionDraft], change: Callable[[int | None], None]
    ) -> None:
        """Make the list.

        Args:
            change: opens the form of an action, by its number; None for a new action.
        """
        super().__init__()
        self.actions, self.removed = tuple(actions), list[ActionDraft]()
        self._change = change

    def make(self, width: int) -> Sequence[Row]:
        """Two rows or more for each action, and the row that adds an action."""
        rows = list[Row]()
        for number, action in enumerate(self.actions):
            rows += beside(Ink("☐ ", "dim"), action.text, width, "text", str(number))
            rows += beside(Ink("  "), action_words(action), width, "dim")
        return [*rows, Row((Ink("+ add an action", "accent"),), _NEW)]

    def act(self, action: str, row: str) -> None:
        """Change or add an action, or remove the action of a row."""
        number = None if row == _NEW else int(row)
        if action == _ADD:
            self._change(number)
        elif number is not None:
            gone = self.actions[number]
            self.removed += [gone] if gone.note else []
            self.actions = (*self.actions[:number], *self.actions[number + 1 :])
            self.changed()

    def put(self, number: int | None, action: ActionDraft) -> None:
        """Replace an action, or add an action."""
        if number is None:
            self.actions = (*self.actions, action)
        else:
            self.actions = (*self.actions[:number], action, *self.actions[number + 1 :])
        self.changed()


class RatingField(Choice):
    """A rating, with the meaning of the letter beside the choices."""

    def draw(self, width: int) -> Sequence[Line]:
        """The choices, and the words of the chosen rating."""
        *before, last = super().draw(width)
        words = RATING_WORDS.get(self.value, "")
        if not words:
            return [*before, last]
        whole = (*last, Ink("   "), Ink(words, "dim"))
        return [*before, whole] if width_of(whole) <= width else [*before, last, whole[-1:]]


class ObservationForm(Form):
    """Keeps an observation and its actions together, or says why not."""

    ASIDE = "puts it aside"

    def __init__(
        self,
        review: Review,
        draft: ObservationDraft,
        before: ObservationDraft,
        names: "Names",
        keep: Callable[[ObservationDraft], Kept],
        put_aside: Callable[[ObservationDraft | None], str],
        first: str = "",
    ) -> None:
        """Make the form.

        Args:
            draft: what the fields begin with.
            before: what is written, or what a new observation begins with; `draft` differs if it
                was put aside.
            names: to complete capability, objective and owner from.
            keep: writes a draft.
            put_aside: keeps a draft for the next time, or forgets it for None; returns what to say.
            first: the name of the field that has the keys first; "" for the first field.
        """
        self._review, self._draft, self._before = review, draft, before
        self._names, self._keep, self._put_aside = names, keep, put_aside
        self.evidence = Evidence(review, draft.on, self._pick)
        self.actions = Actions(draft.actions, self._change_action)
        rows = [
            FieldRow("side", "kind", Choice(SIDE_WORDS, draft.side, _SIDE_LETTERS)),
            FieldRow("text", "title", TextField(draft.text, _TITLE_LINES, is_line=True)),
            FieldRow("capability", "capability", self._line(draft.capability, names.capabilities)),
            FieldRow("objective", "objective", self._line(draft.objective, names.objectives)),
            FieldRow("rating", "rating", RatingField(_RATINGS, draft.rating, _RATING_LETTERS)),
            FieldRow("analysis", "analysis", TextField(draft.analysis, _TEXT_LINES)),
            FieldRow("root_cause", "root cause", TextField(draft.root_cause, _TEXT_LINES)),
            FieldRow("reference", "reference", TextField(draft.reference, _TEXT_LINES)),
            FieldRow("on", "evidence", self.evidence),
            FieldRow("actions", "actions", self.actions),
        ]
        title = "Observation" if draft.note else "New observation"
        super().__init__(title, rows, first or "text")

    @staticmethod
    def _line(value: str, names: Sequence[str]) -> LineField:
        return LineField(value, lambda text: completions(text, names))

    def show(self, review: Review) -> None:
        """Name the evidence as of a changed review."""
        self._review = self.evidence.review = review
        self.evidence.remake()

    @property
    def draft(self) -> ObservationDraft:
        """The draft as it is in the form."""
        values = dict(self.values())
        gone = (action.note for action in self.actions.removed)
        removed = (*self._draft.removed, *(note for note in gone if note))
        del values["actions"]
        return msgspec.structs.replace(
            self._draft,
            **values
            | {"on": self.evidence.on, "actions": self.actions.actions, "removed": removed},
        )

    @property
    def is_changed(self) -> bool:
        """Whether the form differs from what is written."""
        return self.draft != self._before

    def hints(self) -> Sequence[Hint]:
        """The keys of a list, while a list has the keys."""
        match self.current.field_name:
            case "on":
                return (Hint("Enter", "adds", True), Hint("-", "removes", True))
            case "actions":
                return (Hint("Enter", "opens", True), Hint("-", "removes", True))
        return ()

    def keep(self) -> None:
        """Write the observation and its actions, or say what is at fault."""
        self.close(self._keep(self.draft))

    def put_aside(self) -> None:
        """Leave; the next time the form goes on with what it holds now."""
        self.close(Kept(words=self._put_aside(self.draft)))

    def discard(self) -> None:
        """Leave, and forget what the form holds."""
        is_changed, words = self.is_changed, self._put_aside(None)
        self.close(Kept(words=words if is_changed else ""))

    def _pick(self) -> None:
        """Let a reader pick an entry from the timeline."""
        self.app.push_screen(
            EvidencePicker(self._review, self.evidence.on, self.evidence.take_entry)
        )

    def _change_action(self, number: int | None) -> None:
        """Open the form of an action."""

        def take(action: ActionDraft) -> Kept:
            self.actions.put(number, action)
            return Kept()

        draft = ActionDraft() if number is None else self.actions.actions[number]
        self.app.push_screen(ActionForm(draft, self._names.owners, take))
