"""Columns in place of those whose cells do not fit their names: coordinates, places and types.

`Y` can be degrees or meters, `Location` an address or coordinates, and `Call Type` the number of a
code beside a `Description` in words.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from incident_tui.exchange.imports.tables.notations import shape_of
from incident_tui.exchange.imports.tables.parties import coordinates_in, is_degrees
from incident_tui.words.frequencies import is_frequency

_WORD = re.compile(r"[^\W\d_]{3}")
_LETTER = re.compile(r"[^\W\d_]")
_MOST = 0.9
"""The part of the cells of a kind from which on the whole column is of the kind."""
_LONGEST_TYPE_CHARACTERS = 40
"""The mean length of the texts of a column up to which they can be the types of calls."""
_NO_TIMES = ("speaker", "addressed_to", "unit", "units")
"""Fields with names for times in further logs: `from` and `to`."""


def fitting_fields(
    fields: Mapping[str, int],
    further: Mapping[str, Sequence[int]],
    cells: Sequence[Sequence[str]],
    wanted: Container[str],
) -> dict[str, int]:
    """Return the columns of fields, with a substitute for each column with unfit cells.

    Args:
        fields: from a field to the number of the column.
        further: from a field to all columns with names of the field, the likeliest first.
        cells: the cells of each column, without the empty ones.
        wanted: the fields for which the user named a column.
    """
    found = _Fields(fields, further, cells, wanted)
    found.choose_coordinates()
    found.choose_type()
    found.choose_channel()
    for field in _NO_TIMES:
        if found.is_free(field) and found.are_times(found.fields.get(field, -1)):
            del found.fields[field]
    return found.fields


class _Fields:
    """The fields of a log while their columns are weighed."""

    def __init__(
        self,
        fields: Mapping[str, int],
        further: Mapping[str, Sequence[int]],
        cells: Sequence[Sequence[str]],
        wanted: Container[str],
    ) -> None:
        self.fields = dict(fields)
        self._further = further
        self._cells = cells
        self._wanted = wanted

    def is_free(self, field: str) -> bool:
        """Whether a field has a column by name alone, and not by the user."""
        return field in self.fields and field not in self._wanted

    def are_times(self, at: int) -> bool:
        """Whether all cells of a column are times."""
        return self._are(at, lambda cell: shape_of(cell) in ("date", "clock", "moment"), 1)

    def choose_coordinates(self) -> None:
        """Take degrees for the latitude and longitude, and no place from coordinates."""
        for field, most in (("latitude", 90), ("longitude", 180)):
            if self.is_free(field) and not self._are_degrees(self.fields[field], most):
                others = [at for at in self._free(field) if self._are_degrees(at, most)]
                self._replace(field, others)
        if self.is_free("location") and self._are_coordinates(self.fields["location"]):
            self._replace("location", self._free("location"))
        if "coordinates" not in self._wanted and not {"latitude", "longitude"} <= {*self.fields}:
            self.fields.pop("coordinates", None)
            self._replace("coordinates", filter(self._are_coordinates, self._unused()))

    def choose_type(self) -> None:
        """Take words for the type of a call, and not a code, where another column has words."""
        if not self.is_free("type") or self._are_words(self.fields["type"]):
            return
        others = [at for at in self._free("type") if self._are_words(at)]
        text = self.fields.get("text", -1)
        if not others and self.is_free("text") and self._are_words(text) and self._are_short(text):
            others = [text]
            del self.fields["text"]
        if others:
            self._replace("type", others)

    def choose_channel(self) -> None:
        """Take a column of names for the tag of the talkgroup, and not for the frequency."""
        if self.is_free("frequency") and "talkgroup_tag" not in self.fields:
            at = self.fields["frequency"]
            if self._are(at, lambda cell: bool(_LETTER.search(cell)) and not is_frequency(cell)):
                del self.fields["frequency"]
                self.fields["talkgroup_tag"] = at

    def _replace(self, field: str, columns: Iterable[int]) -> None:
        """Give a field the first of some columns; none if there is none."""
        self.fields.pop(field, None)
        if (at := next(iter(columns), None)) is not None:
            self.fields[field] = at

    def _unused(self) -> list[int]:
        used = set(self.fields.values())
        return [at for at in range(len(self._cells)) if at not in used]

    def _free(self, field: str) -> list[int]:
        used = set(self.fields.values())
        return [at for at in self._further.get(field, ()) if at not in used]

    def _are(self, at: int, test: Callable[[str], bool], share: float = _MOST) -> bool:
        """Whether a part of the cells of a column passes a test."""
        cells = self._cells[at] if 0 <= at < len(self._cells) else ()
        return bool(cells) and sum(map(test, cells)) >= share * len(cells)

    def _are_degrees(self, at: int, most: int) -> bool:
        return self._are(at, lambda cell: is_degrees(cell.strip(), most))

    def _are_coordinates(self, at: int) -> bool:
        return self._are(at, lambda cell: coordinates_in(cell.strip()) is not None)

    def _are_words(self, at: int) -> bool:
        return self._are(at, lambda cell: bool(_WORD.search(cell)), 0.5)

    def _are_short(self, at: int) -> bool:
        cells = self._cells[at]
        return sum(map(len, cells)) <= _LONGEST_TYPE_CHARACTERS * len(cells)
