"""What `incident-tui import` prints: what it understood, what it kept, and what it rejected."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from incident_tui.exchange.imports import ImportFormat
from incident_tui.exchange.imports.landing.collect import Outcome
from incident_tui.exchange.imports.landing.protocol import Looked, Wishes
from incident_tui.exchange.imports.landing.rejections import REJECTED_NAME
from incident_tui.exchange.imports.landing.validate import ValidItem
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words

_LINE_CHARACTERS = 100
_BESIDE_CALLS = (
    "words kept as notes beside calls (calls with words, and those in the head, stay as they are)"
)
_MOST_TABLES = 5
"""Tables whose columns are listed."""


def print_understood(name: str, form: ImportFormat, looked: Iterable[Looked]) -> None:
    """Print the format of the files, and the meaning of the columns of their tables."""
    click.echo(f"read as {name}: {form.about}")
    tables = [one for one in looked if one.columns]
    for one in tables[:_MOST_TABLES]:
        line = f", header in line {one.header_line}" if one.header_line else ""
        click.echo(visible(f"{one.origin}{line}"))
        for words in _column_lines(one):
            click.echo(visible(words))
    if len(tables) > _MOST_TABLES:
        click.echo(f"… and {len(tables) - _MOST_TABLES:,} more")


def print_trial(outcome: Outcome, wishes: Wishes, is_whole: bool) -> None:
    """Print the first entries of a trial, and what an import would keep and reject.

    Args:
        outcome: of the trial.
        wishes: the options, with the zone.
        is_whole: whether the files were read to their end.
    """
    if outcome.first_entries:
        click.echo("the first entries:")
        for entry in outcome.first_entries:
            click.echo(visible(_entry_line(entry, outcome.call_signs)))
    zone = "the zone of the record would be UTC: nothing says which; see --timezone"
    if wishes.zone_said:
        zone = f"times without a zone are read in {wishes.zone}"
    _print_counts(outcome, zone if wishes.zone_said or outcome.zone_assumed else "")
    if not is_whole:
        click.echo("this is the beginning of what was named; the rest is not read yet")


def print_summary(outcome: Outcome, folder: Path) -> None:
    """Print the number of objects by section, and the first rejections."""
    zone = "timezone UTC is assumed: nothing says which; mend it in the record if need be"
    _print_counts(outcome, zone if outcome.zone_assumed else "")
    path = folder / REJECTED_NAME
    if outcome.rejected and path.exists():
        click.echo(visible(f"what was rejected is kept in {path}"))


def _column_lines(looked: Looked) -> Iterator[str]:
    """Yield the columns with a field, each with the field, and the columns that stay text."""
    fields = [f"{name} → {field}" for name, field in looked.columns if field]
    texts = [name for name, field in looked.columns if not field]
    for words in ("   ".join(fields), f"kept as text: {', '.join(texts)}" if texts else ""):
        if words:
            yield from textwrap.wrap(
                words, _LINE_CHARACTERS, initial_indent="  ", subsequent_indent="  "
            )


def _entry_line(entry: ValidItem, call_signs: Mapping[str, str]) -> str:
    """Return time, units and words of an entry, in a line.

    Args:
        call_signs: from the id of a unit to the call sign, as far as known.
    """
    tree = entry.tree
    time = tree.get("time", "")
    at = time.get("at", "") if isinstance(time, dict) else time
    units = tree.get("units", [])
    ids = map(str, units if isinstance(units, list) else [])
    named = ", ".join(call_signs.get(one, one) for one in ids)
    parts = [at, named, tree.get("title", ""), tree.get("text", "")]
    line = "  " + "  ".join(" ".join(str(part).split()) for part in parts if part)
    return line if len(line) <= _LINE_CHARACTERS else f"{line[: _LINE_CHARACTERS - 2]} …"


def _print_counts(outcome: Outcome, zone: str) -> None:
    """Print the number of objects by section, the remarks, and the first rejections.

    Args:
        zone: words about the zone; "" for none.
    """
    click.echo(
        f"read {count_words(outcome.read, 'object')}: kept {outcome.kept.total():,}, already there"
        f" {outcome.already_there:,}, rejected {outcome.rejected:,}, passed over {outcome.passed:,}"
    )
    if not outcome.read and not outcome.remarks:
        click.echo("nothing that this format knows is in what was named; look at --from")
    if outcome.kept:
        click.echo(f"kept: {_sections(outcome.kept)}")
    if outcome.beside_calls:
        click.echo(f"{_BESIDE_CALLS}: {outcome.beside_calls:,}")
    if outcome.defined:
        click.echo(f"defined by their id alone: {_sections(outcome.defined)}")
    for words, origin in outcome.remarks.items():
        click.echo(visible(f"{origin}: {words}"))
    if zone:
        click.echo(zone)
    passed = outcome.first_passed
    if passed and outcome.passed == outcome.read:
        click.echo(visible(f"{passed.origin}: {passed.reason}"))
    for rejected in outcome.first_rejected:
        click.echo(visible(f"{rejected.origin}: {rejected.reason}"))
    if more := outcome.rejected - len(outcome.first_rejected):
        click.echo(f"… and {more:,} more")


def _sections(counts: "Counter[str]") -> str:
    """Return the counts as `timeline 12, units 3`."""
    return ", ".join(f"{section} {count:,}" for section, count in counts.items())
