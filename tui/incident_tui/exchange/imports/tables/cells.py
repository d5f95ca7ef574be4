"""The cells of a row, with a note of each cell whose text an entry has taken over."""

from collections import defaultdict
from collections.abc import Callable

from incident_tui.exchange.imports.tables.columns import LogColumns
from incident_tui.exchange.imports.tables.notations import says_nothing
from incident_tui.exchange.imports.tables.table import Row

_NAMES = {
    *("unit", "units", "unit_type", "agency", "location", "city", "type", "incident", "status"),
    *("talkgroup", "talkgroup_tag", "frequency", "system", "priority", "disposition"),
    *("street", "street_number", "street_prefix", "street_type", "street_suffix"),
}
"""Fields whose cells name something: NULL and N/A are no unit and no place."""


class RowCells:
    """The cells of a row by field; a cell that no entry has taken over is in `rest`."""

    def __init__(self, columns: LogColumns, row: Row) -> None:
        self._columns = columns
        texts = {at: text for at, cell in enumerate(row.cells) if (text := cell.strip())}
        self._texts = texts
        # A row is asked for many fields that its log lacks: the dictionary itself gives "".
        fields = defaultdict[str, str](str)
        for field, at in columns.fields.items():
            text = texts.get(at, "")
            if text and not (field in _NAMES and says_nothing(text)):
                fields[field] = text
        self._fields = fields
        self.look: Callable[[str], str] = fields.__getitem__
        """Returns the text of a field, or ""; of a name also "" if it says that none is known."""
        self.told: set[int] = set()
        """Numbers of the columns, from 0, whose text an entry has taken over."""
        self.heading = row.heading.strip()
        """The date above the row; "" for none."""

    def tell(self, field: str) -> str:
        """Return the text of a field, or "", and count the cell as told."""
        text = self._fields[field]
        if text:
            self.told.add(self._columns.fields[field])
        return text

    def line(self, field: str) -> str:
        """Return a field as a line `column: text`, or "", and count the cell as told."""
        text = self.tell(field)
        return f"{self.name(field)}: {text}" if text else ""

    def name(self, field: str) -> str:
        """Return the name of a field's column."""
        return self._columns.names[self._columns.fields[field]]

    def unread_times(self) -> list[str]:
        """Return the names of the columns with a time in this row whose meaning is not known."""
        return [self._columns.names[at] for at in self._columns.unread if self._texts.get(at)]

    def rest(self) -> list[str]:
        """Return a line `column: text` for each cell not told yet."""
        names = self._columns.names
        return [
            f"{names[at] if at < len(names) else f'column {at + 1}'}: {text}"
            for at, text in self._texts.items()
            if at not in self.told
        ]
