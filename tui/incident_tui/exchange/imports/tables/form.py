"""The form ICS 214 in any table: the log as rows, and the blocks around the log.

The operational period dates the log, past midnight into the second day. The incident name is the
title, the home agency acts in the entries, and who prepared the form is the author of the source.
Resources assigned become units by their call signs, and people by their ICS positions.
"""

from collections import deque
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from incident_tui.exchange.imports.foreign.values import identifier
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import PersonDraft
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    ImportedItem,
    Need,
    Origin,
    Passed,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.form_blocks import is_form
from incident_tui.exchange.imports.tables.form_reader import FormReader, Resource
from incident_tui.exchange.imports.tables.header import HEADER_WITHIN_ROWS
from incident_tui.exchange.imports.tables.table import About, Row, Table
from incident_tui.exchange.imports.tables.unit_names import is_call_sign

_NO_LOG = (
    "this is no ICS 214: no row has `Date/Time` and `Notable Activities`, and none is titled"
    " `Activity Log`; read a table with --from csv, and lines with --from text"
)
_AROUND = "the words around the log are in the source's note"
_OF_AGENCY = "the entries are of {agency}, the home agency of the form; name another with --agency"
_KNOWN = "the record has this person"


class FormTable(Table):
    """The log of a form, in the table with the form."""

    is_in_order = True
    entry_kind = "note"

    def __init__(self, table: Table, wishes: Wishes) -> None:
        """Name the table.

        Args:
            table: the whole form as a table.
            wishes: the options of the user.
        """
        super().__init__(table.path, table.title, table.file, table.sheet)
        self._table = table
        self._is_agency_named = bool(wishes.agency)
        self._year = wishes.date.year if wishes.date else None

    @cached_property
    def _form(self) -> FormReader:
        """The form, read to the end."""
        form = FormReader(self._year)
        deque(form.rows(self._table.rows()), maxlen=0)
        return form

    def fault(self) -> str:
        """Return why the table cannot be read, or is no form."""
        return self._table.fault() or ("" if self._form.header else _NO_LOG)

    def remarks(self) -> Iterator[Remark]:
        """Tell of the blocks around the log."""
        yield from self._table.remarks()
        if self._form.words:
            yield Remark(self.origin(0), _AROUND)
        if self._form.agency and not self._is_agency_named:
            yield Remark(self.origin(0), _OF_AGENCY.format(agency=self._form.agency))

    def rows(self) -> Iterator[Row]:
        """Yield the names of the columns, and the rows of the log."""
        if self._form.header:
            yield self._form.header
        yield from FormReader(self._year).rows(self._table.rows())

    def about(self) -> About:
        """Return the blocks around the log."""
        form = self._form
        words = "; ".join(form.words)
        return About(
            kind="report",
            author=form.prepared_by or form.name,
            note=f"Around the log: {words}" if words else "",
            title=form.incident,
            agency=form.agency,
        )

    def define(self, definitions: Definitions) -> Iterator[ImportedItem]:
        """Define the units among the resources, and yield the people."""
        for resource in self._form.resources:
            origin, name = self.origin(resource.line), resource.name
            call_sign, _, kind = name.partition(" (")
            is_unit = is_call_sign(call_sign)
            if not (is_unit or _is_person(resource)):
                continue  # the note has the words
            agency = definitions.agency(resource.agency, origin) if resource.agency else ""
            if is_unit:
                definitions.unit(call_sign, kind.removesuffix(")"), agency, origin)
                continue
            person: PersonDraft = {
                "id": identifier(name),
                "name": name,
                "occupation": resource.position,
                "agency": agency,
                "roles": ["Responder"],
                "cite": f"{self.source}:{self.place(resource.line, 0)}",
            }
            yield drafts.PEOPLE.item(person, origin, Passed(origin, _KNOWN))

    def left_open(self) -> Collection[Need]:
        """Return --date if a date lacks the year and nothing says the year, and then --timezone."""
        return frozenset[Need](["--date", "--timezone"] if self._form.lacks_year else [])

    def key(self, row: Row) -> str:
        """Return the cells of a row: two persons may write equal lines in logs of their own."""
        return "\x1f".join((self.title, *row.cells))

    def origin(self, line: int) -> Origin:
        """Return the place of a row for the user; 0 for the whole table."""
        return self._table.origin(line)

    def place(self, line: int, column: int) -> str:
        """Return the place of a cell in a citation."""
        return self._table.place(line, column)

    def advance(self) -> Advance | None:
        """Return how far the reading of the rows has come."""
        return self._table.advance()

    def path_within(self, folder: Path) -> str:
        """Return the path of the form's text from the folder of a record; "" if none is there."""
        return self._table.path_within(folder)


def as_form(table: Table, wishes: Wishes) -> Table:
    """Return a table as a form, if the first rows say so and the user names no column; else as is.

    Raises:
        OSError: if the table cannot be read.
    """
    if wishes.columns or table.fault():
        return table
    first = islice(table.rows(), HEADER_WITHIN_ROWS)
    words = "\n".join(cell for row in first for cell in row.cells)
    return FormTable(table, wishes) if is_form(words) else table


def _is_person(resource: Resource) -> bool:
    """Whether a resource is a person: with a position, and a name without a number."""
    return bool(resource.position) and not any(map(str.isdigit, resource.name))
