"""The form of an action: what is to be done, by whom and when."""

from collections.abc import Callable, Sequence
from typing import cast

import msgspec

from incident_tui.notes.drafts import ActionDraft, DraftError
from incident_tui.screens.fields import Choice, TextField
from incident_tui.screens.form import FieldRow, Form, Kept
from incident_tui.screens.line_field import LineField
from incident_tui.words.capabilities import completions
from incident_tui.words.observations import ELEMENT_WORDS, PROGRESS_WORDS

_ELEMENT_LETTERS = {
    **{"planning": "p", "organization": "o", "equipment": "e"},
    **{"training": "t", "exercise": "x", "": "n"},
}
_PROGRESS_LETTERS = {"open": "o", "started": "s", "done": "d", "dropped": "r"}
_TEXT_LINES = 6
"""The maximum height of the text, in lines."""


class ActionForm(Form):
    """Gives the changed draft to whoever asked for the form."""

    KEEP = "take"

    def __init__(
        self,
        draft: ActionDraft,
        owners: Sequence[str],
        take: Callable[[ActionDraft], Kept],
        keep: str = "take",
    ) -> None:
        """Make the form.

        Args:
            owners: names to complete the owner from.
            take: is given a draft that breaks no rule.
            keep: the word for ctrl+s.
        """
        self._before, self._take = draft, take
        self.KEEP = keep  # type: ignore[misc]  # of this form
        rows = [
            FieldRow("text", "action", TextField(draft.text, _TEXT_LINES, is_line=True)),
            FieldRow(
                "element",
                "element",
                Choice({**ELEMENT_WORDS, "": "none"}, draft.element, _ELEMENT_LETTERS),
            ),
            FieldRow(
                "owner", "owner", LineField(draft.owner, lambda text: completions(text, owners))
            ),
            FieldRow("contact", "contact", LineField(draft.contact)),
            FieldRow("start", "start", LineField(draft.start)),
            FieldRow("due", "due", LineField(draft.due)),
            FieldRow("status", "status", Choice(PROGRESS_WORDS, draft.status, _PROGRESS_LETTERS)),
        ]
        super().__init__("Action" if draft.text else "New action", rows)
        for name in ("start", "due"):
            cast(LineField, self.row(name).field).line.placeholder = "2026-01-31 or 2026-01"

    @property
    def draft(self) -> ActionDraft:
        """The draft as it is in the form."""
        return msgspec.structs.replace(self._before, **self.values())

    @property
    def is_changed(self) -> bool:
        """Whether a field differs from the draft that the form began with."""
        return self.draft.values != self._before.values

    def keep(self) -> None:
        """Give the draft back, if it breaks no rule."""
        try:
            self.draft.version("", by="x")
        except DraftError as error:
            self.close(Kept(str(error), error.field))
        else:
            self.close(self._take(self.draft))
