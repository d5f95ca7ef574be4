"""The names of units in a cell: told apart where each part is a name, and never cut elsewhere.

A unit has a number, as in E7, Engine 12 and HLF 20/1. A cell with other words, such as `Car 54
Where`, is one name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from incident_tui.exchange.imports.tables.notations import shape_of

_BETWEEN_NAMES = re.compile(r"\s*[,;|\n]\s*")
_BETWEEN_UNITS = re.compile(r"\s*(?:/(?=\s*[A-Za-z])|&|\+|(?<=\s)and(?=\s))\s*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NO_NAMES = {"and", "at", "by", "for", "from", "in", "of", "off", "on", "or", "to", "via", "with"}
"""Words that are no part of the name of a unit."""
_TIMES = ("clock", "moment")
_CALL_SIGN = re.compile(
    r"(?:\d{1,2}[- ]?)?[^\W\d_]+(?:[ .-]{1,2}[^\W\d_]+){0,2}"
    r"[ .-]{0,2}\d{1,4}[A-Za-z]?(?:[/-]\d{1,4}){0,3}"
)
"""Words and a number: E7, Engine 12, HLF 20/1, 1-Adam-12, Osier Medic 22."""
_NO_UNITS = {
    *("caller", "witness", "patient", "pt", "victim", "suspect", "subject", "speaker", "voice"),
    *("male", "female", "person", "resident", "officer", "dispatcher", "dispatch", "operator"),
    *("command", "control", "base", "channel", "ch", "tac", "talkgroup", "tg", "frequency", "freq"),
    *("ops", "line", "page", "day", "phase", "item", "step", "part", "note", "alarm", "level"),
    *("code", "priority", "floor", "room", "apt", "house", "highway", "hwy", "route"),
    *("exit", "mile", "box", "station", "zone", "division", "div", "sector", "group", "branch"),
    *("block", "lane", "gate", "hydrant", "update", "report", "version", "copy", "table", "figure"),
    *("question", "answer", "no", "nr", "number", "case", "incident", "call", "attempt"),
}
"""Words before a number in the name of a person or a place, and of no crew."""


def unit_names(text: str, are_many: bool) -> list[str]:
    """Return the names of the units in a cell; none if the cell holds a time of day.

    Args:
        text: the cell.
        are_many: whether the column is for a list of units, in which spaces can be between names.
    """
    names = [name for name in _BETWEEN_NAMES.split(text.strip()) if name]
    if not (are_many or all(map(_DIGIT.search, names))):  # `Smith, John` is one name
        names = [text.strip()] if names else []
    if any(":" in name and shape_of(name) in _TIMES for name in names):
        return []
    return [unit for name in names for unit in _units_in(name, are_many)]


@lru_cache(maxsize=1024)  # a log names few units, line after line
def is_call_sign(text: str) -> bool:
    """Whether words in a line are the call sign of a unit, and hardly another name.

    A cell below `Unit` is a unit by the column; words in a line are a unit by their form alone.
    """
    words = {word.rstrip(".") for word in re.findall(r"[^\W\d_]+", text.casefold())}
    is_other = words & (_NO_UNITS | _NO_NAMES)
    return bool(_CALL_SIGN.fullmatch(text)) and not is_other and unit_names(text, False) == [text]


def _units_in(name: str, are_many: bool) -> list[str]:
    """Return the units of a name without commas: several, if each has a number."""
    parts = [part for part in _BETWEEN_UNITS.split(name) if part]
    units = [unit for part in parts for unit in (_between_spaces(part) if are_many else [part])]
    return units if len(parts) < 2 or _are_units(units) else [name]


def _between_spaces(text: str) -> list[str]:
    """Return the units between spaces, each of which ends with a number; else the whole text."""
    units = list[list[str]]()
    is_open = False
    for word in text.split():
        if is_open:
            units[-1].append(word)
        else:
            units.append([word])
        is_open = not _DIGIT.search(word)
    names = [" ".join(words) for words in units]
    return names if not is_open and _are_units(names) else [text]


def _are_units(names: Sequence[str]) -> bool:
    """Whether all texts can be names of units: with a number, and without words of a sentence.

    Numbers alone are names only beside other numbers: `Engine 7 and 8` is not told apart.
    """
    words = {word for name in names for word in name.casefold().split()}
    have_digits = all(_DIGIT.search(name) and name[:1].isalnum() for name in names)
    are_numbers = {name.isdigit() for name in names}
    return have_digits and len(are_numbers) == 1 and _NO_NAMES.isdisjoint(words)
