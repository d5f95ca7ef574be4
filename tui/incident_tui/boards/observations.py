"""Observations of reviewers by capability, with their evidence and the actions that answer them."""

from collections.abc import Sequence

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import (
    MAX_CELLS,
    heading,
    paragraph,
    remark,
    time_size,
)
from incident_tui.boards.notes import subject_rows, version_rows
from incident_tui.drawing.ink import EMPTY, Ink, Row
from incident_tui.keymap import with_keys
from incident_tui.notes.conclusions import (
    Capability,
    Concluded,
    answers_to,
    capabilities,
    loose_actions,
)
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.model import Action, Observation
from incident_tui.record.text import visible
from incident_tui.review.links import TO_NOTE, id_of
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words
from incident_tui.words.notes import NOTE_MARKS, written_words
from incident_tui.words.observations import (
    NO_CAPABILITY,
    RATING_WORDS,
    SIDE_MARKS,
    SIDE_WORDS,
    action_words,
    facts,
    observation_words,
)

_NONE = "No observation is written: {observe} writes an observation on an entry or a row."
_LOOSE = "Actions of no observation"
_LONG = ("analysis", "root cause", "reference")
"""The fields with a heading of their own."""


def draw(review: Review, width: int) -> list[Row]:
    """The page: every observation by capability, then actions of no observation."""
    width = min(width, MAX_CELLS)
    rows = remark(_tally(review), width)
    for capability in capabilities(review.told_notes):
        rows += heading(visible(capability.name) or NO_CAPABILITY, width)
        for concluded in _of(capability):
            rows += [Row(EMPTY), *_observation(review, concluded, width)]
    if loose := loose_actions(review.told_notes):
        rows += heading(_LOOSE, width)
        for action in loose:
            rows += [Row(EMPTY), *_action(review, action, width)]
    return rows


def _of(capability: Capability) -> tuple[Concluded, ...]:
    """The observations of a capability: strengths, then areas for improvement."""
    return (*capability.strengths, *capability.improvements)


def _tally(review: Review, is_short: bool = False) -> str:
    """How many observations and actions there are; or how to write the first observation.

    Args:
        is_short: whether the words stand beside the title of the board.
    """
    kinds = [note.kind for note in review.told_notes]
    observed, acted = kinds.count(OBSERVATION), kinds.count(ACTION)
    observations = f"{observed:,}" if is_short else count_words(observed, OBSERVATION)
    counts = [observations] if observed else []
    counts += [count_words(acted, ACTION)] if acted else []
    words = (" · " if is_short else ", ").join(counts)
    every = sum(note.kind in (OBSERVATION, ACTION) for note in review.notes)
    if withheld := every - observed - acted:
        return f"{words or 'None'}; {withheld:,} more about facts not known yet"
    return words or with_keys(_NONE)


def items(subject: str, review: Review, width: int) -> Items:
    """The list: observations under their capability, then actions of no observation."""
    listed = [
        _item(concluded, visible(capability.name) or NO_CAPABILITY)
        for capability in capabilities(review.told_notes)
        for concluded in _of(capability)
    ]
    for action in loose_actions(review.told_notes):
        title = f"{NOTE_MARKS[ACTION]} {action.text.strip()}"
        listed.append(Item(TO_NOTE + action.id, title, group=_LOOSE))
    empty = "" if listed else _tally(review)
    return Items(listed, tally=_tally(review, True) if listed else "", remark=empty)


def _item(concluded: Concluded, group: str) -> Item:
    observation, actions = concluded.observation, len(concluded.actions)
    cells = (
        (Ink(f"{NOTE_MARKS[ACTION]}{actions}" if actions else "", "dim"),),
        (Ink(observation.rating, "bright"),),
    )
    title = f"{SIDE_MARKS[observation.side]} {observation.text.strip()}"
    return Item(TO_NOTE + observation.id, title, cells, group)


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: an observation, or an action of no observation, by the link."""
    width = min(width, MAX_CELLS)
    note = review.told_notes.get(id_of(key))
    if isinstance(note, Action):
        return _action(review, note, width)
    if not isinstance(note, Observation):
        return []
    return _observation(review, Concluded(note, answers_to(review.told_notes, note.id)), width)


def _observation(review: Review, concluded: Concluded, width: int) -> list[Row]:
    """An observation with its fields, its evidence, its actions and its versions before."""
    note, link = concluded.observation, TO_NOTE + concluded.observation.id
    rows = paragraph(note.text.strip(), width, "bright", f"{SIDE_MARKS[note.side]} ", link)
    rows[0] = rows[0]._replace(anchor=link)
    rows += paragraph(observation_words(note), width)
    rows += _written(note, width)
    for label, words in facts(note):
        if label in _LONG:
            rows += [*heading(label.capitalize(), width), *paragraph(words, width)]
    rows += heading("Evidence", width)
    rows += _evidence(review, note, width)
    rows += heading("Actions", width) if concluded.actions else []
    for action in concluded.actions:
        rows += _action(review, action, width)
    return rows + version_rows(review, note, width)


def _evidence(review: Review, note: Observation | Action, width: int) -> list[Row]:
    """A row for each object that a note stands on, with a link to the object."""
    times = time_size(review.lens, note.on, width)
    rows = [row for one in note.on for row in subject_rows(review, one, width, times, "")]
    rows += remark(f"the moment {note.moment}", width) if note.moment else []
    return rows or remark(with_keys("none is named: {note} changes the observation"), width)


def _action(review: Review, action: Action, width: int) -> list[Row]:
    """An action: what is to be done, then by whom and when."""
    link, mark = TO_NOTE + action.id, f"{NOTE_MARKS[ACTION]} "
    rows = paragraph(action.text.strip(), width, "text", mark, link)
    rows[0] = rows[0]._replace(anchor=link)
    rows += paragraph(action_words(action), width, "text", "  ")
    if action.on or action.moment:
        rows += _evidence(review, action, width)
    return [*rows, *_written(action, width, "  ")]


def _written(note: Observation | Action, width: int, head: str = "") -> list[Row]:
    return paragraph(f"{visible(note.by)} · {written_words(note.at)}", width, "dim", head)


_MARKS: Sequence[tuple[str, str]] = (
    *((SIDE_MARKS[side], words) for side, words in SIDE_WORDS.items()),
    *RATING_WORDS.items(),
    (f"{NOTE_MARKS[ACTION]}2", "2 actions answer the observation"),
)
BOARD = Board("Observations", draw, items=items, draw_item=draw_item, marks=_MARKS)
