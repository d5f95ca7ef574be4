"""The lines of a record that state the lead of a clock, with the pairs as the reason."""

import json
from collections.abc import Sequence

from incident_tui.notes.notes import Notes
from incident_tui.placing.aligning import Shift
from incident_tui.record.text import visible
from incident_tui.record.time_value import Duration

MAX_NAMED_PAIRS = 6
"""The maximum number of pairs that the lines name; further pairs are counted."""


def clock_lines(source: str, shift: Shift, notes: Notes) -> list[str]:
    """The lines to paste into the record's `sources`: YAML, indented as the bundled records are.

    Read with the record, the lines move the clock exactly as the pairs do.

    Args:
        source: the id.
        shift: the lead, with the ids of the notes of its pairs as basis.
        notes: the notes, for the entries of the pairs.
    """
    return [
        f"  - id: {source if _is_plain(source) else json.dumps(source, ensure_ascii=False)}",
        "    clock:",
        *(f"      {line}" for line in _lead_lines(shift)),
        f"      note: {json.dumps(_note(shift.basis, notes), ensure_ascii=False)}",
    ]


def _lead_lines(shift: Shift) -> list[str]:
    """The lead, and how far it is uncertain; as a range where the middle is no whole millisecond.

    A positive lead has its sign, as people write it.
    """
    least, most = shift.least, shift.most
    if (least + most) % 2:
        return [f"offset: {Duration(least, most)}"]
    sign = "+" if shift.middle > 0 else ""
    lines = [f"offset: {sign}{Duration(shift.middle, shift.middle)}"]
    if least != most:
        lines.append(f"uncertainty: {Duration(most - shift.middle, most - shift.middle)}")
    return lines


def _is_plain(source: str) -> bool:
    """Whether YAML reads an id as the same text without quotes."""
    return source.isascii() and source.replace("-", "a").replace("_", "a").isalnum()


def _note(basis: Sequence[str], notes: Notes) -> str:
    """The pairs in words: `from 2 pairs of entries: p1 = c1; p2 = c2 (Ann)`."""
    found = [note for one in basis if (note := notes.get(one))]
    named = [" = ".join(map(visible, note.on)) for note in found[:MAX_NAMED_PAIRS]]
    if len(found) > len(named):
        named.append(f"{len(found) - len(named)} more")
    authors = ", ".join(visible(by) for by in dict.fromkeys(note.by for note in found))
    count = f"{len(basis)} pair{'' if len(basis) == 1 else 's'} of entries"
    return f"from {count}: {'; '.join(named)} ({authors})" if found else f"from {count}"
