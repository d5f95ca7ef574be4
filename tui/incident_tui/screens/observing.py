"""Opens the form of an observation or of an action, and writes what a reviewer keeps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from incident_tui.keymap import with_keys
from incident_tui.notes.conclusions import answers_to, observations
from incident_tui.notes.drafts import ActionDraft, DraftError, ObservationDraft
from incident_tui.notes.kinds import ACTION
from incident_tui.notes.model import Action, N, Note, Observation
from incident_tui.review.commands import WriteObservation
from incident_tui.review.review import Review
from incident_tui.screens.action_form import ActionForm
from incident_tui.screens.form import Kept
from incident_tui.screens.observation_form import ObservationForm
from incident_tui.words.capabilities import CORE_CAPABILITIES, in_use, joined

if TYPE_CHECKING:
    from incident_tui.screens.noting import Noting
    from incident_tui.screens.review import ReviewScreen

_CHANGED = "was changed meanwhile by {by}: ctrl+s again keeps yours; both versions stay in the log"
_DELETED = "was deleted meanwhile by {by}: ctrl+s again brings it back as it is here"


class Names(NamedTuple):
    """Names to complete a field from."""

    capabilities: tuple[str, ...]
    objectives: tuple[str, ...]
    owners: tuple[str, ...]


def names_for(review: Review) -> Names:
    """The names in use, then the core capabilities, and the agencies of the record."""
    found = [*observations(review.notes)]
    owners = [note.owner for note in review.notes if isinstance(note, Action)]
    agencies = sorted(agency.name for agency in review.lens.agencies())
    return Names(
        joined(in_use(*(one.capability for one in found)), CORE_CAPABILITIES),
        in_use(*(one.objective for one in found)),
        joined(in_use(*owners), agencies),
    )


class Observing:
    """Opens forms over the review screen; a draft that is put aside is there the next time."""

    def __init__(self, screen: "ReviewScreen", noting: "Noting") -> None:
        self._screen = screen
        self._noting = noting
        self._drafts: dict[tuple[str, str], ObservationDraft] = {}
        """Drafts put aside, by incident, and by the id of the observation, note or subject."""
        self._warned: set[Note] = set()
        """The versions of other windows that a reader was told of."""

    def begin(self, command: WriteObservation) -> None:
        """Open the form that a command asks for."""
        review = self._screen.review
        found = review.notes.get(command.note) if command.note else None
        if command.note and found is None:
            self._screen.say("the note is deleted already")
        elif isinstance(found, Action):
            self._change_action(found)
        elif isinstance(found, Observation):
            self._open(self._as_written(found), found.id)
        elif found is not None:
            self._open(ObservationDraft.from_note(found), found.id)
        else:
            subject = command.subject or review.entry_id
            self._open(ObservationDraft(on=(subject,) if subject else ()), subject)

    @property
    def draft_count(self) -> int:
        """How many forms were put aside."""
        return len(self._drafts)

    def _as_written(self, note: Observation) -> ObservationDraft:
        """The draft of an observation with its actions."""
        return ObservationDraft.of(note, answers_to(self._screen.review.notes, note.id))

    def _open(self, before: ObservationDraft, of: str, first: str = "") -> None:
        review = self._screen.review
        key = review.lens.incident.id, of
        self._warned = set()

        def put_aside(draft: ObservationDraft | None) -> str:
            if draft is None:
                self._drafts.pop(key, None)
                return "nothing was kept"
            self._drafts[key] = draft
            return with_keys("not kept yet: {observe} on the same goes on with the form")

        def keep(draft: ObservationDraft) -> Kept:
            kept = self._keep(draft)
            if not kept.fault:
                self._drafts.pop(key, None)
            return kept

        draft = self._drafts.get(key, before)
        form = ObservationForm(review, draft, before, names_for(review), keep, put_aside, first)
        self._screen.lay_over(form)

    def _keep(self, draft: ObservationDraft) -> Kept:
        """Write a draft, as a whole or not at all."""
        self._noting.look()
        changed = (draft.note, *(action.note for action in draft.actions), *draft.removed)
        if fault := next(filter(None, map(self._told_of_change, changed)), ""):
            return Kept(fault)
        draft = msgspec.structs.replace(
            draft,
            note=self._last(draft.note),
            actions=tuple(
                msgspec.structs.replace(action, note=self._last(action.note))
                for action in draft.actions
            ),
            removed=tuple(filter(None, map(self._last, draft.removed))),
        )
        try:
            versions = draft.versions(self._noting.author)
        except DraftError as error:
            field = "actions" if error.action is not None else error.field
            return Kept(str(error), field)
        return self._written(versions, "observation kept")

    def _written(self, versions: Sequence[Note], words: str) -> Kept:
        """Write versions of notes, all or none."""
        if not versions:
            return Kept(words="nothing is changed")
        written = self._noting.write(words, versions)
        return Kept(written.words) if written.notes is None else Kept(words=written.words)

    def _last(self, note: N | None) -> N | None:
        """The last version of a note; as it was, where it has become a note of another kind."""
        history = self._screen.review.notes.history(note.id) if note else ()
        return history[-1] if note and history and isinstance(history[-1], type(note)) else note

    def _told_of_change(self, note: Note | None) -> str:
        """That another window has changed or deleted a note, once; else ""."""
        history = self._screen.review.notes.history(note.id) if note else ()
        if not history or history[-1] == note or history[-1] in self._warned:
            return ""
        last = history[-1]
        self._warned.add(last)
        kind = "the action" if last.kind == ACTION else "the observation"
        return f"{kind} {(_DELETED if last.deleted else _CHANGED).format(by=last.by)}"

    def _change_action(self, action: Action) -> None:
        """Open the form of the observation at its actions; of an action alone, its own form."""
        found = self._screen.review.notes.get(action.observation)
        if isinstance(found, Observation):
            self._open(self._as_written(found), found.id, "actions")
            return
        self._warned = set()

        def take(draft: ActionDraft) -> Kept:
            self._noting.look()
            if fault := self._told_of_change(action):
                return Kept(fault)
            draft = msgspec.structs.replace(draft, note=self._last(draft.note))
            version = draft.version(action.observation, self._noting.author)
            return self._written((version,) if version else (), "action kept")

        names = names_for(self._screen.review)
        self._screen.lay_over(ActionForm(ActionDraft.of(action), names.owners, take, "keep"))
