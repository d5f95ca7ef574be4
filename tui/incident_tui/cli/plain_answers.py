"""Answers to the commands of `--plain`: a line in, the next review and lines of text out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

import click

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.cli.arguments import agency_named, units_named
from incident_tui.cli.plain_notes import PlainNotes
from incident_tui.exchange.printed.sheets import sheets
from incident_tui.exchange.printed.spoken import (
    change_lines,
    clock_line,
    conflict_lines,
    detail_lines,
    entry_lines,
    note_lines,
    question_lines,
    record_lines,
    source_lines,
    state_lines,
)
from incident_tui.exchange.printed.view import View
from incident_tui.keys import KEYS, NAMED
from incident_tui.notes.model import Note
from incident_tui.record.text import visible
from incident_tui.record.time_value import TimeSyntaxError
from incident_tui.review import intents
from incident_tui.review.intents import Intent
from incident_tui.review.review import Review, same_states, step
from incident_tui.review.search import PatternError, Search, query_of
from incident_tui.words.arrival import arrival_words
from incident_tui.words.counts import count_words
from incident_tui.words.filters import filter_words, search_words
from incident_tui.words.notes import KIND_WORDS, withheld_words
from incident_tui.words.recordings import recordings_words
from incident_tui.words.speakers import stay_words
from incident_tui.words.typed_times import typed_from_cursor

_ON_SCREEN_ALONE = intents.SetMark | intents.NextTimes | intents.MarkedOnly | intents.FollowNewest
"""The intents whose effect only the screen shows."""
_STEPS: Mapping[str, Intent] = {
    key.shown.split()[0]: key.wish
    for key in KEYS
    if isinstance(key.wish, Intent)
    and len(key.shown.split()[0]) == 1
    and not isinstance(key.wish, _ON_SCREEN_ALONE)
}
"""The keys of the screen that change the review and are a single character, as commands."""
_ALL = "all"
_BACK = "-"
"""In place of words: the words of the record are shown again."""


class Answer(NamedTuple):
    """What comes of a command."""

    review: Review
    lines: Iterator[str]
    is_over: bool = False


def greeting(review: Review) -> Iterator[str]:
    """What the record is, where the cursor is, and how to go on."""
    yield from record_lines(review.lens)
    if problems := len(review.lens.problems):
        yield f"{count_words(problems, 'problem')} in the record; ! lists them"
    yield "A command and Enter: j the next entry, s the state, ? every command, q quits."
    yield from _here(review)


def answered(review: Review, line: str, notes: PlainNotes | None = None) -> Answer:
    """The answer to a command: a letter, for some with words after it; nothing is `j`.

    Args:
        notes: the notes on the record; None for no commands about notes.
    """
    if notes is not None:
        review = _searched(notes.taken(review))
    text = line.strip()
    letter, rest = text[:1] or "j", text[1:].strip()
    if letter == "q" and rest in ("", "uit"):
        return Answer(review, iter(()), is_over=True)
    if letter in _STEPS and not rest:
        return _stepped(review, _STEPS[letter])
    if notes is not None and (letter in _NOTED_HELP or line.strip() == "?"):
        return _about_notes(review, letter, rest, notes)
    if letter in _CHANGES:
        return _CHANGES[letter](review, rest)
    if letter in _TOLD and (not rest or (letter in _WITH_ALL and rest == _ALL)):
        return Answer(review, _TOLD[letter](review, rest))
    return _unknown(review, text)


def _unknown(review: Review, text: str) -> Answer:
    return Answer(review, iter((f"No command is {visible(text)}; ? lists the commands.",)))


# Steps and filters.


def _stepped(review: Review, intent: Intent) -> Answer:
    after = step(review, intent)
    if isinstance(intent, intents.KeepMatches):
        after = _searched(after)
    if isinstance(intent, intents.EveryRecording):
        return Answer(after, iter((_sentence(recordings_words(review, after)),)))
    if isinstance(intent, intents.SwitchClock):
        return Answer(after, _here(after))
    if after.filters != review.filters or after.search != review.search:
        return Answer(after, _filtered(after))
    if after.cursor == review.cursor:
        return Answer(review, iter((_stay(review, intent),)))
    return Answer(after, _moved(review, after))


def _stay(review: Review, intent: Intent) -> str:
    """Why the cursor stays."""
    by = getattr(intent, "by", 0)
    which = "later" if by > 0 else "earlier"
    match intent:
        case _ if not review.shown:
            return "No entry is shown; 0 shows every entry."
        case intents.MoveSame():
            return _sentence(stay_words(review, by))
        case intents.MoveHit() if not review.hits:
            return _sentence(f"{search_words(review) or 'nothing is searched for'}; / searches")
        case intents.MoveRadio():
            return f"No {which} radio call is shown."
        case intents.MoveToChange():
            return f"No {which} change of the state."
        case intents.Move():
            return f"No {which} entry is shown."
    return "This is where you are."


def _sentence(words: str) -> str:
    words = visible(words)
    return f"{words[:1].upper()}{words[1:]}."


def _filtered(review: Review) -> Iterator[str]:
    words = filter_words(review.lens, review.filters)
    shown = count_words(review.lens.count, "entry", "entries")
    if words:
        yield visible(f"Shown: {words}, {len(review.passing):,} of {shown}; 0 shows every entry.")
    else:
        yield f"Every entry is shown: {shown}."
    yield from _here(review)


def _moved(before: Review, after: Review) -> Iterator[str]:
    """Where a step leads, and what it changes in the state."""
    yield from _entry(after)
    if not same_states(before, after):
        yield from change_lines(before.lens, after.lens)


def _entry(review: Review) -> Iterator[str]:
    """The entry under the cursor, after its number among the entries shown."""
    first, *others = entry_lines(review.lens, review.cursor, review.told_notes)
    yield f"{review.cursor_rank:,} of {len(review.passing):,}: {first}"
    yield from others
    if found := _notes_here(review):
        kinds = Counter(KIND_WORDS[note.kind] for note in found)
        counts = (count_words(number, kind) for kind, number in kinds.items())
        yield f"Of reviewers: {', '.join(counts)}; ' tells them."


def _here(review: Review) -> Iterator[str]:
    if review.shown:
        yield from _entry(review)
    else:
        yield "No entry is shown."
    yield clock_line(review.lens, review.cursor)


def _go_to(review: Review, text: str) -> Answer:
    try:
        wanted = typed_from_cursor(review, text)
    except TimeSyntaxError as error:
        return Answer(review, iter((_sentence(str(error)),)))
    after = step(review, intents.GoToMoment(wanted.last))

    def lines() -> Iterator[str]:
        yield _sentence(arrival_words(after, text, wanted))
        yield from _moved(review, after)

    return Answer(after, lines())


def _search(review: Review, text: str) -> Answer:
    try:
        query = query_of(text)
    except PatternError as error:
        return Answer(review, iter((_sentence(str(error)),)))
    here = review.entry_id
    after = _searched(step(review, intents.Find(query)))
    if query is None or not after.hits:
        words = search_words(after) if query else "the search is ended"
        return Answer(after, iter((_sentence(words),)))
    after = step(after, intents.SeekHit(here))

    def lines() -> Iterator[str]:
        yield _sentence(f"{search_words(after)}; n goes to the next")
        yield from _moved(review, after)

    return Answer(after, lines())


def _searched(review: Review) -> Review:
    """The review with every match of its search."""
    while matches := review.to_search:
        search = Search(review.chronology, matches, review.cursor)
        for _ in search:
            pass
        review = step(review, intents.TakeFound(search.query, tuple(search.found), search.fault))
    return review


def _filter(review: Review, text: str) -> Answer:
    """Only the entries of named agencies and units; without a name, of every agency and unit."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    agencies, units = set[str](), set[str]()
    for name in names:
        try:
            agencies.add(_agency(review.chronology, name))
        except click.BadParameter as no_agency:
            try:
                units |= units_named(review.chronology, [name])
            except click.BadParameter as no_unit:
                faults = (no_agency, no_unit)
                return Answer(review, map(_sentence, (one.message for one in faults)))
    after = step(review, intents.ShowAgencies(frozenset(agencies) or None))
    after = step(after, intents.ShowUnits(frozenset(units) or None))
    return Answer(after, _filtered(after))


def _agency(chronology: Chronology, name: str) -> str:
    return UNIDENTIFIED if name == "?" else agency_named(chronology, name)


_CHANGES: Mapping[str, Callable[[Review, str], Answer]] = {
    "t": _go_to,
    "/": _search,
    "f": _filter,
}
"""Commands with words after the letter."""


# Notes of reviewers.


def _about_notes(review: Review, letter: str, rest: str, notes: PlainNotes) -> Answer:
    if letter == "?":
        helped = (f"{one}: {words}" for one, words in _NOTED_HELP.items())
        return Answer(review, chain(_help(review, rest), helped))
    if letter == "e" and not rest:
        return Answer(review, iter(("Write the note after the letter: e Who said this?",)))
    if letter == "e":
        return _written(review, *notes.note(review, rest))
    if letter == "H" and not rest:
        return Answer(
            review, iter((f"Write the words after the letter; H {_BACK} takes them back.",))
        )
    if letter == "H":
        return _written(review, *notes.words(review, "" if rest == _BACK else rest))
    if letter == "B" and not rest:
        return _stepped(review, intents.MarkedOnly())
    if letter == "b" and not rest:
        return _written(review, *notes.bookmark(review))
    if letter == "=" and not rest:
        return _written(review, *notes.pair(review))
    if letter == "'" and rest in ("", _ALL):
        return Answer(review, _notes(review, rest))
    return _unknown(review, f"{letter} {rest}")


def _written(before: Review, after: Review, words: str) -> Answer:
    """What came of writing a note, and the entry if the cursor is on another."""
    after = _searched(after)
    is_elsewhere = (after.entry_id, len(after.passing)) != (
        before.entry_id,
        len(before.passing),
    )
    return Answer(after, chain((_sentence(words),), _here(after) if is_elsewhere else ()))


def _notes_here(review: Review) -> tuple[Note, ...]:
    """The notes on the entry under the cursor that are told."""
    return review.told_notes.on(review.entry_id) if review.shown else ()


def _notes(review: Review, rest: str) -> Iterator[str]:
    told = review.told_notes
    found = told if rest else _notes_here(review)
    yield from note_lines(review.lens, found, with_subjects=bool(rest))
    if not rest and not found:
        yield "No note is on this entry."
    if rest and not review.notes:
        yield "No note is in the record."
    if withheld := withheld_words(len(review.notes) - len(told)):
        yield f"{withheld}."
    if not rest:
        yield f"{count_words(len(told), 'note')} in the record; ' all tells each."


_NOTED_HELP = {
    "b": "bookmark this entry; again, not",
    "e": "note on this entry: the words that follow",
    "H": f"the words of this entry as heard: the words that follow; H {_BACK} takes them back",
    "'": "the notes on this entry; ' all, every note",
    "B": NAMED["marked"].help,
    "=": "one moment: this entry, and an entry of another source with = in turn",
}
"""Commands about notes of reviewers."""


# What is told, without a step.


def _conflicts(review: Review, rest: str) -> Iterator[str]:
    lens = review.lens
    found = lens.conflicts() if rest else lens.conflicts_of(review.entry_id)
    lines = [*conflict_lines(lens, found)]
    yield from lines or ["No conflict is about this entry."]
    if not rest:
        yield f"{count_words(lens.conflict_count, 'conflict')} in the record; c all tells each."


def _questions(review: Review, rest: str) -> Iterator[str]:
    lens = review.lens
    asked = (question for question, told in lens.questions() if told)
    found = [*asked] if rest else lens.questions_about(review.entry_id)
    yield from question_lines(found)
    if not found:
        yield "No question is about this entry."
    if not rest:
        yield f"{count_words(lens.question_count, 'question')} in the record; u all tells each."


def _intervals(review: Review, _: str) -> Iterator[str]:
    found = [sheet for sheet in sheets(View(review.lens), ["intervals"]) if sheet.columns]
    lines = [visible(": ".join(filter(None, row))) for sheet in found for row in sheet.rows]
    yield from lines or ["No interval is told."]


def _state(review: Review, _: str) -> Iterator[str]:
    yield clock_line(review.lens, review.cursor)
    yield from state_lines(review.lens)


def _problems(review: Review, _: str) -> Iterator[str]:
    lines = [visible(str(problem)) for problem in review.lens.problems]
    yield from lines or ["Nothing is wrong with the record."]


def _where(review: Review, _: str) -> Iterator[str]:
    return _here(review)


def _help(review: Review, _: str) -> Iterator[str]:
    """Every command, in the words of the table of keys where the screen has the same key."""
    yield "Enter alone, or j: next entry"
    own = {letter: NAMED[name].help for letter, name in _NAMES.items()}
    of_steps = {letter: key.help for key in KEYS for letter in key.shown.split()[:1]}
    for letter in _STEPS:
        yield f"{letter}: {of_steps[letter]}"
    for letter, words in {**own, **_OWN_HELP}.items():
        yield f"{letter}: {words}"


_TOLD: Mapping[str, Callable[[Review, str], Iterator[str]]] = {
    ".": _where,
    "s": _state,
    "d": lambda review, _: detail_lines(review.lens, review.cursor, review.told_notes),
    "c": _conflicts,
    "u": _questions,
    "o": lambda review, _: source_lines(review.lens, review.cursor),
    "i": _intervals,
    "!": _problems,
    "?": _help,
}
"""Commands that leave the review as it is."""
_WITH_ALL = "cu"
_NAMES = {"t": "go_to", "i": "intervals", "!": "problems", "q": "quit"}
"""Commands with the names of their keys in the table of keys."""
_OWN_HELP = {
    "/": "search for the words that follow; / alone ends the search",
    "f": "show only the agencies and units that follow, with commas between; f alone, all",
    ".": "the entry again, and the moment of the state",
    "s": "the state: casualties, agencies, units, facilities, milestones",
    "d": "everything about the entry",
    "c": "the conflicts about the entry; c all, every conflict",
    "u": "what is not known about the entry; u all, every question",
    "o": "where the entry comes from",
}
