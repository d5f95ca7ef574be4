"""A person in the notation of NIEM, as in an EIDO's `ncPersonComponent`."""

from typing import NamedTuple

from incident_tui.exchange.imports.foreign.values import lines_of, number_of, words_of

_YEAR_CODES = ("", "ANN", "YEAR", "YEARS")
_MAX_AGE_YEARS = 130
_NAME_PARTS = ("prefix", "personGivenName", "personMiddleName", "personSurName", "suffix")
_ABOUT_A_TEXT = ("@context", "lang", "sequenceId")
"""Keys about a text, not of the text."""


class PersonDescription(NamedTuple):
    """The names and the age of a person."""

    names: list[str]
    age: int | None
    """In years."""
    rest: list[str]
    """A line for each further field."""


def describe_person(value: object) -> PersonDescription:
    """Read a person, or a list of descriptions of a person."""
    names, age, rest = list[str](), None, list[str]()
    for person in value if isinstance(value, list) else [value]:
        if not isinstance(person, dict):
            rest += lines_of(person)
            continue
        fields = dict(person)
        given = fields.pop("name", None)
        names += filter(None, map(_name, given if isinstance(given, list) else [given]))
        if age is None and (age := _age_years(fields.get("ageMeasure"))) is not None:
            del fields["ageMeasure"]
        fields.pop("@context", None)
        rest += lines_of(fields)
    return PersonDescription(list(dict.fromkeys(names)), age, rest)


def _name(value: object) -> str:
    """Return a name: the full name where given, or the parts."""
    if not isinstance(value, dict):
        return " ".join(_scalars(value))
    keys = ["personFullName"] if value.get("personFullName") else _NAME_PARTS
    return " ".join(word for key in keys for word in _scalars(value.get(key)))


def _age_years(value: object) -> int | None:
    """Return a measure of age in whole years; None for another unit or value."""
    words = _scalars(value)
    numbers = [number for word in words if (number := number_of(word)) is not None]
    units = [word for word in words if number_of(word) is None]
    if len(numbers) != 1 or not all(unit.upper() in _YEAR_CODES for unit in units):
        return None
    return int(numbers[0]) if 0 <= numbers[0] <= _MAX_AGE_YEARS and numbers[0] % 1 == 0 else None


def _scalars(value: object) -> list[str]:
    """Return the texts and numbers inside a value, at each depth."""
    if isinstance(value, dict):
        return [
            word
            for key, item in value.items()
            if key not in _ABOUT_A_TEXT
            for word in _scalars(item)
        ]
    if isinstance(value, list):
        return [word for item in value for word in _scalars(item)]
    return [words_of(value)] if value is not None and not isinstance(value, bool) else []
