"""The conclusions of reviewers in an after-action report: observations, ratings and actions."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from incident_tui.exchange.exports.aar.values import (
    Evidence,
    Observed,
    PlannedAction,
    Rated,
    ReportedCapability,
)
from incident_tui.exchange.exports.entry_lines import quoted_headline, said_by
from incident_tui.exchange.exports.office_text import lines
from incident_tui.exchange.exports.report.links import Links, anchor
from incident_tui.exchange.printed.view import View
from incident_tui.notes.conclusions import (
    Concluded,
    capabilities,
    capability_key,
    loose_actions,
)
from incident_tui.record.text import visible
from incident_tui.words.notes import about_subjects, is_gone, utc_words
from incident_tui.words.observations import (
    ELEMENT_WORDS,
    NO_CAPABILITY,
    PROGRESS_WORDS,
    RATING_WORDS,
)
from incident_tui.words.times import entry_time

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Action, Note, Observation

NO_CONCLUSIONS = (
    "No reviewer has written an observation or an action; this report has no more than the record"
    " says."
)


class ConclusionsSection:
    """What reviewers conclude, by capability, and the improvement plan."""

    without = NO_CONCLUSIONS

    def __init__(self, view: View, links: Links) -> None:
        self._view, self._lens, self._links = view, view.lens, links

    @cached_property
    def capabilities(self) -> tuple[ReportedCapability, ...]:
        """The capabilities with observations, in the order of the alphabet."""
        return tuple(
            ReportedCapability(
                capability.name or NO_CAPABILITY,
                f"capability-{number}",
                tuple(self._observed(one, capability.name) for one in capability.strengths),
                tuple(self._observed(one, capability.name) for one in capability.improvements),
            )
            for number, capability in enumerate(capabilities(self._view.told_notes), 1)
        )

    @property
    def _observations(self) -> Iterator[Observed]:
        for capability in self.capabilities:
            yield from capability.strengths
            yield from capability.improvements

    @property
    def any(self) -> bool:
        """Whether a reviewer has concluded anything."""
        return bool(self.capabilities or self.plan)

    @property
    def capability_names(self) -> tuple[str, ...]:
        """The names of the capabilities."""
        return tuple(one.name for one in self.capabilities if one.name != NO_CAPABILITY)

    @property
    def objectives(self) -> tuple[str, ...]:
        """The objectives, each once, in the order of the report."""
        named = {capability_key(one.objective): one.objective for one in self._observations}
        return tuple(filter(None, named.values()))

    @cached_property
    def ratings(self) -> tuple[Rated, ...]:
        """Table 1; different ratings of different reviewers stand side by side."""
        found: dict[tuple[str, str], list[Observed]] = {}
        for one in self._observations:
            if one.rating or one.objective:
                pair = capability_key(one.objective), capability_key(one.capability)
                found.setdefault(pair, []).append(one)
        return tuple(map(_rated, found.values()))

    @cached_property
    def plan(self) -> tuple[PlannedAction, ...]:
        """The improvement plan: by capability, then actions that answer no observation.

        An area for improvement without an action has a row without an action.
        """
        return tuple(self._plan())

    def _plan(self) -> Iterator[PlannedAction]:
        for capability in self.capabilities:
            for observed in capability.improvements:
                yield from observed.actions or (_no_action(observed),)
            for observed in capability.strengths:
                yield from observed.actions
        for action in loose_actions(self._view.told_notes):
            yield self._planned(action, None, "")

    def _observed(self, concluded: Concluded, capability: str) -> Observed:
        observation = concluded.observation
        return Observed(
            observation.id,
            anchor("observation", observation.id),
            lines(observation.text),
            capability,
            visible(observation.objective.strip()),
            observation.rating,
            RATING_WORDS.get(observation.rating, ""),
            lines(observation.reference),
            lines(observation.analysis),
            lines(observation.root_cause),
            self._evidence(observation),
            tuple(self._planned(one, observation, capability) for one in concluded.actions),
            observation.by,
            utc_words(observation.at),
        )

    def _planned(
        self, action: "Action", observation: "Observation | None", capability: str
    ) -> PlannedAction:
        evidence = self._evidence(observation) if observation else ()
        return PlannedAction(
            action.id,
            capability,
            lines(observation.text if observation else ""),
            observation.id if observation else "",
            lines(action.text),
            ELEMENT_WORDS.get(action.element, ""),
            visible(action.owner.strip()),
            visible(action.contact.strip()),
            action.start,
            action.due,
            PROGRESS_WORDS[action.status],
            action.by,
            utc_words(action.at),
            tuple(dict.fromkeys((*evidence, *self._evidence(action)))),
        )

    def _evidence(self, note: "Note") -> tuple[Evidence, ...]:
        """What a note stands on: entries with time, words and source; other parts by name."""
        note = msgspec.structs.replace(note, on=tuple(dict.fromkeys(note.on)))
        named = sorted(about_subjects(self._lens, note), key=self._order)
        return tuple(self._part(*one) for one in named)

    def _order(self, named: tuple[str, str]) -> tuple[bool, int]:
        """Entries in the order of the record, then other parts as they were named."""
        position = self._lens.position(named[0])
        return position is None, position or 0

    def _part(self, identifier: str, words: str) -> Evidence:
        lens, position = self._lens, self._lens.position(identifier)
        if position is None or is_gone(lens, identifier):
            return Evidence("", "", visible(words), "")
        return Evidence(
            self._links.place_of(identifier),
            entry_time(lens, position),
            visible(quoted_headline(lens, position)),
            visible(said_by(lens, position)),
        )


def _rated(observations: list[Observed]) -> Rated:
    """A row of table 1, of the observations about an objective and a capability."""
    names: dict[str, dict[str, None]] = {rating: {} for rating in RATING_WORDS}
    for one in observations:
        if one.rating:
            names[one.rating][visible(one.author)] = None
    first = observations[0]
    return Rated(first.objective, first.capability, *("; ".join(one) for one in names.values()))


def _no_action(observed: Observed) -> PlannedAction:
    """The row of an area for improvement that no action answers."""
    blank = dict.fromkeys(PlannedAction._fields, "")
    return PlannedAction(**blank)._replace(  # type: ignore[arg-type]  # the evidence is set below
        capability=observed.capability,
        observation=observed.text,
        observation_id=observed.id,
        author=observed.author,
        written=observed.written,
        evidence=observed.evidence,
    )
