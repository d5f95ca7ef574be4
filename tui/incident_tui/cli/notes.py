"""`incident-tui notes`: what reviewers have added to a record; adding, deleting and merging it."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from incident_tui.cli import suggestions
from incident_tui.cli.arguments import moment_at
from incident_tui.cli.merge_words import merge_into_calls
from incident_tui.cli.note_fields import (
    field_options,
    given_fields,
    needs_subject,
    refuse_unknown_observation,
)
from incident_tui.cli.printing import print_plain, print_sheets
from incident_tui.cli.review_log import author, content_of, log_of
from incident_tui.clocks.evidence import pair_of
from incident_tui.exchange.printed.sheets import Cells, Sheet
from incident_tui.notes.kinds import ACTION, BOOKMARK, NOTE, OBSERVATION, SAME_MOMENT, WORDS
from incident_tui.notes.log import Added, ReviewLog, ReviewLogError
from incident_tui.notes.model import Note, NoteError, deleted_note, new_note
from incident_tui.notes.notes import Notes
from incident_tui.notes.reading import LogReading
from incident_tui.opening import (
    PROBLEMS,
    UNREADABLE,
    chronology_or_exit,
    exit_without_record,
    print_problems,
    read,
    read_head,
    review_place,
)
from incident_tui.record.files import failure_words
from incident_tui.record.reading import Reading
from incident_tui.record.spelling import hint
from incident_tui.record.text import paragraphs, visible
from incident_tui.words.counts import count_words
from incident_tui.words.notes import KIND_WORDS, utc_words
from incident_tui.words.observations import facts

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DEFAULT = "list"
"""The command for a line that names none."""

_COLUMNS = ("id", "kind", "on", "moment", "text", "by", "at")
_MAX_COMPARED_IDS = 20_000
"""Of a record with more ids, the nearest id is looked for among the ids of the head."""
_MAX_NAME_CHARACTERS = 40
"""The length to which the words of an entry are cut beside its id."""


class _Commands(click.Group):
    """A group whose first argument may be a record instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `notes RECORD` as `notes list RECORD`."""
        is_command = args and (args[0] in self.commands or args[0] in ctx.help_option_names)
        if not is_command and (args or not ctx.resilient_parsing):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The commands with a prefix, and records, since a record may replace a command."""
        files, *records = suggestions.records(ctx, None, incomplete)
        return [files, *super().shell_complete(ctx, incomplete), *records]


def _note_ids(
    context: click.Context, _parameter: click.Parameter, begun: str
) -> "list[CompletionItem]":
    """The ids of the notes of the record on the line, with what they say."""
    from click.shell_completion import CompletionItem

    reading = read_head(context.params.get("path") or "")
    if reading.record is None:
        return []
    notes = ReviewLog(review_place(reading).path, reading.record.incident.id).read().notes
    return [
        CompletionItem(note.id, help=visible(note.text[:_MAX_NAME_CHARACTERS]) or note.kind)
        for note in notes
        if note.id.startswith(begun)
    ]


_record_argument = click.argument("path", metavar="RECORD", shell_complete=suggestions.records)
_by_option = click.option(
    "--by", metavar="NAME", default="", help="Who writes this; without it, your name at the system."
)


@click.group(
    "notes",
    cls=_Commands,
    short_help="What reviewers have added to a record.",
    epilog="Example: incident-tui notes my-record.yaml",
)
def command() -> None:
    """Print the notes and bookmarks of reviewers, add and delete some, or merge those of others.

    `incident-tui notes RECORD` prints them. They stand in RECORD.review.jsonl beside the record, or
    in your data folder where that cannot be written; the record itself is changed by
    nothing but `notes merge --into-calls`.
    """


@command.command(
    DEFAULT,
    short_help="Print the notes of a record; the default.",
    epilog="Example: incident-tui notes list my-record.yaml --history",
)
@click.argument("path", required=False, metavar="[RECORD]", shell_complete=suggestions.records)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="How to print them; jsonl is a JSON object a line.",
)
@click.option("--history", is_flag=True, help="Every version of each note, and deleted notes.")
def list_command(path: str | None, form: str, history: bool) -> None:
    """Print the notes of a record in the order of their writing.

    A note on something that is no longer in the record says so. Faulty lines of the log are named
    on standard error, as path:line.
    """
    reading = _with_record(read(path))
    log = log_of(reading)
    found = content_of(log)
    notes = _versions(found.notes) if history else [*found.notes]
    if form == "text":
        print("\n".join(_text(reading, log, notes, found.notes)))
    elif form == "markdown":
        rows = [_cells(reading, note, found.notes) for note in notes]
        columns = ("id", "kind", "on", "text", "by", "written")
        print_sheets([Sheet(_title(log, notes), columns, rows)], form, heads=True)
    else:
        assert reading.record
        head = {
            "record": reading.path,
            "incident": reading.record.incident.id,
            "log": str(log.path),
        }
        print_plain(head, {"notes": (_plain(reading, note) for note in notes)}, {}, form)
    print_problems(found.problems)


@command.command(
    "add",
    short_help="Add a note, a bookmark, an observation or an action.",
    epilog='Example: incident-tui notes add my-record.yaml --on e1 --text "Who said this?"',
)
@_record_argument
@click.option(
    "--on",
    "subjects",
    multiple=True,
    metavar="ID",
    help="What it stands on, by its id in the record; repeatable.",
    shell_complete=suggestions.ids,
)
@click.option("--at", metavar="TIME", help="The moment it stands on: 13:20, 29 Feb 13:20, T+12m.")
@click.option("--text", default="", help="What it says.")
@click.option(
    "--kind",
    type=click.Choice([BOOKMARK, NOTE, OBSERVATION, ACTION, SAME_MOMENT, WORDS]),
    default=NOTE,
    show_default=True,
    help="What it is.",
)
@_by_option
@field_options
def add_command(
    path: str,
    subjects: tuple[str, ...],
    at: str | None,
    text: str,
    kind: str,
    by: str,
    **fields: str | None,
) -> None:
    """Add a note to the log of a record, on something in the record or on a moment.

    An observation is a conclusion, with what it stands on as evidence; an action answers it.
    """
    given = given_fields(kind, fields)
    reading = _with_record(read(path))
    log = log_of(reading)
    for subject in subjects:
        if subject not in reading:
            _refuse_id(reading, subject)
    if kind == WORDS and not _are_entries(reading, subjects):
        raise click.UsageError("words are of an entry: name its id with --on")
    if kind == WORDS and at is not None:
        raise click.UsageError("words are of an entry, and not of a moment: leave --at out")
    if needs_subject(kind) and not subjects and at is None:
        raise click.UsageError("say what the note stands on: --on ID, or --at TIME")
    if "observation" in given:
        refuse_unknown_observation(content_of(log).notes, given)
    moment = moment_at(chronology_or_exit(reading), at) if at is not None else ""
    with _writing():
        note = new_note(kind, subjects, by=by or author(), text=text, moment=moment, **given)  # type: ignore[arg-type]  # fields of the kind
        if kind == SAME_MOMENT and pair_of(chronology_or_exit(reading), note) is None:
            raise click.UsageError("one moment needs two entries, whose times are by two sources")
        log.append(note)
    click.echo(f"{note.id} added to {visible(str(log.path))}")


@command.command(
    "delete",
    short_help="Delete a note; its versions stay in the log.",
    epilog="Example: incident-tui notes delete my-record.yaml 1m8jn98f41dhax9",
)
@_record_argument
@click.argument("note_id", metavar="NOTE-ID", shell_complete=_note_ids)
@_by_option
def delete_command(path: str, note_id: str, by: str) -> None:
    """Delete a note, by its id. `notes list --history` still tells what it said."""
    log = log_of(_with_record(read_head(path)))
    notes = content_of(log).notes
    note = notes.get(note_id)
    if note is None:
        words = f"there is no note {note_id}{hint(note_id, (one.id for one in notes))}"
        if before := notes.history(note_id):
            words = f"{note_id} was deleted by {before[-1].by}, {utc_words(before[-1].at)}"
        raise click.UsageError(words)
    with _writing():
        log.append(deleted_note(note, by=by or author()))
    click.echo(f"{note.id} deleted")


@command.command(
    "merge",
    short_help="Add the notes of other reviewers; write corrected words into calls.",
    epilog="Example: incident-tui notes merge my-record.yaml theirs.review.jsonl",
)
@_record_argument
@click.argument("files", nargs=-1, metavar="[FILE…]", shell_complete=suggestions.files)
@click.option(
    "--into-calls",
    is_flag=True,
    help="In place of files: write the words as heard into the record's files of calls.",
)
@click.option(
    "--yes", "-y", "is_sure", is_flag=True, help="With --into-calls: write them without a question."
)
def merge_command(path: str, files: tuple[str, ...], into_calls: bool, is_sure: bool) -> None:
    """Add to the log of a record what other logs of the same incident have and it has not.

    A second merge adds nothing. Faulty lines are named and left out; then it ends with 1. A log of
    another incident, or a file that is no log, is refused before anything is written.

    --into-calls says which lines would change, asks, and writes the words as heard by reviewers
    into the files of calls: as words by a person, with who corrected them, and the words before.
    Words of entries in the record's head are named with their place, and left to a person.
    """
    if into_calls:
        if files:
            raise click.UsageError("give logs to add, or --into-calls; not both at once")
        merge_into_calls(path, is_sure)
        return
    if not files or is_sure:
        words = "--yes is of --into-calls" if is_sure else "name the logs to add, or --into-calls"
        raise click.UsageError(words)
    log = log_of(_with_record(read_head(path)), files)
    others = [_other(file, log) for file in files]
    with _writing():
        for file, other in zip(files, others, strict=True):
            click.echo(visible(f"{file}: {_added_words(log.merge(other))}"))
    problems = [problem for other in others for problem in other.problems]
    print_problems(problems)
    sys.exit(PROBLEMS if any(one.severity == "error" for one in problems) else 0)


def _with_record(reading: Reading) -> Reading:
    """The reading; exits without a record."""
    exit_without_record(reading)
    return reading


def _other(file: str, log: ReviewLog) -> LogReading:
    """The content of another log of the incident; exits if there is none."""
    try:
        os.lstat(file)
    except (OSError, ValueError) as error:
        words = failure_words(error) if isinstance(error, OSError) else str(error)
        _fail(f"{file}: {words}")
    return content_of(ReviewLog(Path(file), log.incident))


@contextmanager
def _writing() -> Iterator[None]:
    """Exit where notes cannot be written to a log.

    Raises:
        click.UsageError: if a note breaks a rule.
    """
    try:
        yield
    except NoteError as error:
        raise click.UsageError(str(error)) from None
    except ReviewLogError as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    click.echo(visible(message), err=True)
    sys.exit(UNREADABLE)


def _refuse_id(reading: Reading, subject: str) -> NoReturn:
    """Refuse an id that the record does not have.

    Raises:
        click.BadParameter: with the nearest id.
    """
    known = [one for section, ids in reading.ids.items() for one in ids if section != "tolerances"]
    if len(known) + len(reading.calls) <= _MAX_COMPARED_IDS:
        known += reading.calls.ids
    message = f"the record has no id {subject}{hint(subject, known)}"
    raise click.BadParameter(message, param_hint="--on")


def _are_entries(reading: Reading, subjects: Sequence[str]) -> bool:
    """Whether every id is that of an entry, and there is an id."""
    timeline = reading.ids.get("timeline", {})
    known = (one in timeline or reading.calls.row_of(one) is not None for one in subjects)
    return bool(subjects) and all(known)


def _added_words(added: Added) -> str:
    """What a merge has added: `3 lines added: 2 by Ann, 1 by Bob`."""
    count = len(added.lines) + len(added.later)
    if not count:
        return "nothing that is not there already"
    authors = Counter(line.note.by for line in added.lines)
    parts = [f"{number:,} by {name}" for name, number in authors.most_common()]
    parts += [f"{len(added.later):,} of a later version"] * bool(added.later)
    return f"{count_words(count, 'line')} added: {', '.join(parts)}"


def _versions(notes: Notes) -> list[Note]:
    """Every version of every note, by time of writing."""
    lines = sorted(line for lines in notes.lines.values() for line in lines)
    return [line.note for line in lines]


# Printing.


def _title(log: ReviewLog, notes: Sequence[Note]) -> str:
    authors = len({note.by for note in notes})
    by = f" by {count_words(authors, 'reviewer')}" if notes else ""
    return f"{count_words(len(notes), 'note')}{by} · {log.path}"


def _text(reading: Reading, log: ReviewLog, listed: Sequence[Note], notes: Notes) -> Iterator[str]:
    """Notes in lines for people: a line about each note, its text and its fields below.

    Args:
        notes: for the observations that actions answer.
    """
    yield visible(_title(log, listed))
    for note in listed:
        deleted = " · deleted" if note.deleted else ""
        subjects = _subjects(reading, note)
        about = f"{KIND_WORDS[note.kind]}{f' on {subjects}' if subjects else ''}"
        written = f"{note.by}, {utc_words(note.at)}{deleted}"
        yield from ("", visible(f"{note.id} · {about} · {written}"))
        yield from (f"    {line}" for line in paragraphs(note.text) if note.text)
        for label, words in facts(note, notes):
            first, *more = paragraphs(words)
            yield f"    {label}: {first}"
            yield from (f"        {line}" for line in more)


def _cells(reading: Reading, note: Note, notes: Notes) -> Cells:
    written = f"{utc_words(note.at)}{', deleted' if note.deleted else ''}"
    said = "\n".join((note.text, *(f"{label}: {words}" for label, words in facts(note, notes))))
    kind = KIND_WORDS[note.kind]
    return note.id, kind, _subjects(reading, note), said.strip("\n"), note.by, written


def _plain(reading: Reading, note: Note) -> dict[str, Any]:
    own = [name for name in note.__struct_fields__ if name not in Note.__struct_fields__]
    fields = {name: getattr(note, name) for name in (*_COLUMNS, *own)}
    changed = {
        "on": [*note.on],
        "missing": [one for one in note.on if one not in reading],
        "moment": note.moment or None,
        "deleted": note.deleted,
    }
    return fields | changed


def _subjects(reading: Reading, note: Note) -> str:
    """What a note stands on: `e1 (Two down.), e9 (not in the record), 2024-02-29T13:15-06:00`."""
    named = ((one, _name(reading, one)) for one in note.on)
    subjects = [f"{one} ({name})" if name else one for one, name in named]
    return ", ".join([*subjects, *([note.moment] if note.moment else [])])


def _name(reading: Reading, identifier: str) -> str:
    """The words of a record for an id, cut."""
    if identifier not in reading:
        return "not in the record"
    line = " ".join(suggestions.title_of(_part(reading, identifier)).split())
    return line if len(line) <= _MAX_NAME_CHARACTERS else f"{line[:_MAX_NAME_CHARACTERS]}…"


def _part(reading: Reading, identifier: str) -> object:
    """The part of a record with an id, or the incident."""
    assert reading.record
    if (row := reading.calls.row_of(identifier)) is not None:
        return reading.calls.entry(row)
    section = next((name for name, ids in reading.ids.items() if identifier in ids), "")
    several: Iterable[Any] = getattr(reading.record, section, ())
    return next((one for one in several if one.id == identifier), reading.record.incident)
