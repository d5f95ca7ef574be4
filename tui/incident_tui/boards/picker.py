"""The agencies and units of a filter: a box each, and how many entries they come to."""

from typing import NamedTuple

import msgspec

from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.drawing.ink import EMPTY, Ink, Row, fit, spread
from incident_tui.panes.agencies import draw_agency, draw_box
from incident_tui.panes.timeline import agency_ink
from incident_tui.record.text import folded, visible
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words

UNIT = "unit:"
"""The prefix of the key of a unit; the id follows."""

_LABEL = 6
"""Cells of the short name of an agency."""


class Picks(msgspec.Struct, frozen=True):
    """The filled boxes, and the text of a row to find."""

    agencies: frozenset[str]
    """Agencies whose boxes are filled."""
    units: frozenset[str] = frozenset()
    """Units whose boxes are filled; the empty set is no filter."""
    text: str = ""
    """A part of the names of listed rows; "" lists every row."""

    def toggled(self, key: str) -> "Picks":
        """With the box of a row filled, or emptied."""
        return self._with(key, self._filled(key) ^ {key})

    def only(self, key: str) -> "Picks":
        """With the box of a row filled alone among boxes of the same kind."""
        return self._with(key, frozenset({key}))

    def all_or_none(self, key: str, listed: frozenset[str]) -> "Picks":
        """With every listed box of the kind of a row filled, or emptied if every box was filled.

        Args:
            listed: the keys of the rows that are listed.
        """
        alike = frozenset(row for row in listed if row.startswith(UNIT) == key.startswith(UNIT))
        filled = self._filled(key)
        return self._with(key, filled - alike if alike <= filled else filled | alike)

    def _filled(self, key: str) -> frozenset[str]:
        """The keys of the filled boxes of the kind of a row."""
        if key.startswith(UNIT):
            return frozenset(UNIT + unit for unit in self.units)
        return self.agencies

    def _with(self, key: str, filled: frozenset[str]) -> "Picks":
        if key.startswith(UNIT):
            units = frozenset(row.removeprefix(UNIT) for row in filled)
            return msgspec.structs.replace(self, units=units)
        return msgspec.structs.replace(self, agencies=filled)


def picks_of(review: Review) -> Picks:
    """The boxes as the filters of a review fill them."""
    agencies, units = review.filters.agencies, review.filters.units
    everyone = frozenset(review.lens.agency_choices)
    return Picks(everyone if agencies is None else agencies, units or frozenset())


def agencies_of(review: Review, picks: Picks) -> frozenset[str] | None:
    """The agencies to show; None where every box is filled, which asks for nothing."""
    everyone = frozenset(review.lens.agency_choices)
    return None if picks.agencies == everyone else picks.agencies


def units_of(picks: Picks) -> frozenset[str] | None:
    """The units to show; None where no box is filled, which asks for nothing."""
    return picks.units or None


def draw(review: Review, picks: Picks, width: int) -> list[Row]:
    """The page: agencies, the units of each below it, and the number of entries that pass."""
    lens, rows = review.lens, list[Row]()
    units = _units_by_agency(lens, picks.text)
    size = max((len(visible(unit.call_sign)) for unit in lens.units()), default=0)
    for agency in dict.fromkeys((*lens.agency_choices, *units)):
        if agency in lens.agency_choices and _is_found(picks.text, _agency_names(lens, agency)):
            on = agency in picks.agencies
            rows.append(Row(draw_agency(review, agency, width, on, status=False), agency))
        rows += [_unit(lens, agency, unit, picks, size, width) for unit in units.get(agency, ())]
    return [*rows, Row(EMPTY), _count(review, picks)]


class _Unit(NamedTuple):
    """The words of a unit."""

    id: str
    call_sign: str
    type: str


def _units_by_agency(lens: Lens, text: str) -> dict[str, list[_Unit]]:
    """From each agency to its units with a text in a name; `UNIDENTIFIED` for no agency."""
    found: dict[str, list[_Unit]] = {}
    for unit in lens.units():
        if _is_found(text, (unit.id, unit.call_sign)):
            words = _Unit(unit.id, unit.call_sign, unit.type)
            found.setdefault(unit.agency or UNIDENTIFIED, []).append(words)
    return found


def _unit(lens: Lens, agency: str, unit: _Unit, picks: Picks, size: int, width: int) -> Row:
    """The row of a unit.

    Args:
        size: cells of the longest call sign.
    """
    on = unit.id in picks.units
    left = [
        Ink("  "),
        *draw_box(on),
        Ink(fit(visible(lens.short(agency)), _LABEL), agency_ink(lens, agency)),
        Ink(fit(visible(unit.call_sign), min(size, width // 2)), "text" if on else "dim"),
    ]
    return Row(spread(left, [Ink(visible(unit.type), "dim")], width), UNIT + unit.id)


def _agency_names(lens: Lens, identifier: str) -> tuple[str, ...]:
    agency = lens.agency(identifier)
    aliases = (agency.short, *agency.aliases) if agency else ()
    return (identifier, lens.name(identifier), *aliases)


def _is_found(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text is part of a name, without regard to case, accents and spaces."""
    return any(_key(text) in _key(name) for name in names)


def _key(text: str) -> str:
    return folded(text).replace(" ", "")


def _count(review: Review, picks: Picks) -> Row:
    """The number of entries that pass, beside the filters of the review."""
    filters = review.filters.showing(agencies_of(review, picks)).naming(units_of(picks))
    shown, total = len(review.lens.shown(filters, review.kept)), review.lens.count
    words = Ink(f"{shown:,} of {count_words(total, 'entry', 'entries')}", "bright")
    hidden = (Ink(f" · {total - shown:,} hidden", "dim"),) if shown < total else EMPTY
    picked = f"{count_words(len(picks.units), 'unit')} picked"
    # Without a picked unit every box is empty, and yet no entry is hidden.
    words_of_units = picked if picks.units else "units are not filtered"
    units = (Ink(f" · {words_of_units}", "dim"),) if review.lens.units() else EMPTY
    return Row((words, *hidden, *units))
