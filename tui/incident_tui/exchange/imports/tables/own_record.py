"""The record to which an exported table comes back: which rows differ from their entries.

The entries are compared as an export writes them, so that a field without a column counts as
unchanged. White space does not count.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.exports.columns import BETWEEN, EntryRow, entry_row
from incident_tui.exchange.exports.spreadsheet import CUT
from incident_tui.exchange.exports.xlsx.entries import READ_BACK
from incident_tui.exchange.exports.xlsx.entry_fields import entry_fields
from incident_tui.exchange.imports.landing.drafts import EntryDraft, without_blanks
from incident_tui.exchange.printed.withheld import NOT_YET
from incident_tui.record.calls.line import read_line
from incident_tui.record.convert import Context, Wrong
from incident_tui.record.problems import Problems
from incident_tui.record.reading import Reading, read_record
from incident_tui.record.text import paragraphs
from incident_tui.review.lens import Lens

_NOT_COMPARED = {
    *("id", "time", "earliest", "latest", "sort_time", "precision", "qualifier", "time_notes"),
    *("known", "known_certainty", "grade_words", "order", "lasted", "conflicts", "also_on"),
}
"""Columns of CSV that follow from other columns, or from other entries."""
_OF_CSV = tuple(name for name in EntryRow._fields if name not in _NOT_COMPARED)
_DEFAULTS = {"kind": "note", "weight": "routine", "verbatim": "false"}
"""The values of an entry whose row has an empty cell."""
_MIN_CUT_CHARACTERS = 40
"""Equal texts of this length at the beginning are left out of a difference."""
_KEPT_CHARACTERS = 15
"""Of such a text, the characters before the difference."""


class OwnRecord:
    """The entries of a record, as exports write them."""

    def __init__(self, reading: Reading) -> None:
        """Place the entries of a record.

        Raises:
            ValueError: if the reading holds no record.
        """
        self._lens = Lens(chronology_of(reading))

    def differences(self, cells: Mapping[str, str], source: str, has_ids: bool) -> str | None:
        """Return how the row of a table differs from the entry of the same id.

        Args:
            cells: the cells of the row, by the names of the columns.
            source: the id of the table as a source, which an entry from an earlier import cites.
            has_ids: whether the table is of a workbook.

        Returns:
            The differences in words; "" for an equal entry, None for a row of no entry.
        """
        position = self._lens.position(cells.get("id", ""))
        if position is None:
            return None
        if cells.get("text") == NOT_YET:  # withheld when the table was written
            return ""
        entry = entry_row(self._lens, position)._asdict()
        entry |= entry_fields(self._lens, position)._asdict() if has_ids else {}
        cites = entry["cites"].split(BETWEEN)
        entry["cites"] = BETWEEN.join(one for one in cites if one.partition(":")[0] != source)
        names = READ_BACK if has_ids else _OF_CSV
        return "; ".join(_differences(names, entry, cells))

    def has(self, draft: EntryDraft) -> bool:
        """Whether the record has an entry of equal content; citations do not count."""
        position = self._lens.position(draft["id"])
        known = None if position is None else self._lens.entry(position)
        context = Context("", Problems())
        try:
            entry = read_line(msgspec.json.encode(without_blanks(draft)), context)
        except (ValueError, Wrong):
            return False
        if known is None or context.problems.found:
            return False
        return msgspec.structs.replace(entry, cite=known.cite) == known


def own_record(folder: Path) -> OwnRecord | None:
    """Return the record in a folder; None if the folder has no record."""
    reading = read_record(folder)
    return OwnRecord(reading) if reading.record else None


def _differences(
    names: tuple[str, ...], entry: Mapping[str, str], cells: Mapping[str, str]
) -> Iterator[str]:
    for name in names:
        ours, theirs = _plain(entry.get(name, "")), _plain(cells.get(name, ""))
        if theirs.endswith(CUT):
            cut = theirs.removesuffix(CUT)
            ours, theirs = ours[: len(cut)], cut
        if _said(name, ours) != _said(name, theirs):
            before, after = _without_equal_beginning(ours, theirs)
            yield f"{name}: `{before}` → `{after}`"


def _said(name: str, text: str) -> str:
    """Return the text of a column; "" for the value that an empty cell has."""
    return "" if text.casefold() == _DEFAULTS.get(name) else text


def _plain(text: str) -> str:
    """Return a text as files show it, with single spaces."""
    return " ".join("\n".join(paragraphs(text)).split())


def _without_equal_beginning(before: str, after: str) -> tuple[str, str]:
    """Return two texts from shortly before the first difference."""
    same = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        same += 1
    if same < _MIN_CUT_CHARACTERS:
        return before, after
    start = same - _KEPT_CHARACTERS
    return f"…{before[start:]}", f"…{after[start:]}"
