"""The columns of a log and their fields, by the names in the header."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.tables.column_names import (
    COMPUTER_NAMES,
    LAYOUTS,
    NAMES,
    TIME_FIELDS,
)
from incident_tui.exchange.imports.tables.column_names_elsewhere import (
    DATES_BESIDE_TIMES,
    LAYOUTS_ELSEWHERE,
)
from incident_tui.exchange.imports.tables.column_words import (
    Meanings,
    is_name_elsewhere,
    meanings_of,
    misspelt_meanings_of,
    words_of,
    zone_in,
)

FIELDS = tuple(NAMES)
"""The fields to which a user can assign a column."""

_MAX_COLUMNS_TO_COMPARE = 1_000
"""In a wider table, wider than any log, no name is taken for a misspelt name."""


_MOST_BY_CHANCE = 2
"""The number of names in another language from which on the whole header is in the language."""


class LogColumns(NamedTuple):
    """The columns of a log and their fields.

    Besides `FIELDS`, a field of a time can have a date of its own, the field `own_date(field)`,
    and AM or PM in a column of its own, `am_pm_of(field)`.
    """

    names: tuple[str, ...]
    """The header, with repeated names told apart."""
    fields: dict[str, int]
    """From a field to the number of the column, from 0."""
    missing: tuple[str, ...] = ()
    """Names from the user without a column."""
    zones: Mapping[str, str] = {}
    """From a field to the zone in the name of the column, as in `Time (CDT)`."""
    digits: frozenset[str] = frozenset()
    """Fields whose cells are times of day without a colon, as 0815, as far as known."""
    fractions: frozenset[str] = frozenset()
    """Fields whose cells are parts of a day, as a spreadsheet counts: 0.55 is 13:12."""
    is_dated: bool = False
    """Whether rows have dates, in the cells with a time or beside, as far as they are known."""
    has_am_pm: bool = False
    """Whether some column says AM or PM, as far as the cells are known."""
    is_elsewhere: bool = False
    """Whether the names are of a language with the day before the month."""
    unread: tuple[int, ...] = ()
    """The numbers of columns with times whose meaning is not known."""
    further: Mapping[str, Sequence[int]] = {}
    """From a field to all columns with names of the field, the likeliest first."""

    @property
    def says_days(self) -> bool:
        """Whether rows have dates, in some column."""
        dates = {"date", "year", *map(own_date, TIME_FIELDS)}
        return self.is_dated or bool(self.fields.keys() & dates)

    @property
    def has_time(self) -> bool:
        """Whether a column holds a time."""
        return bool(self.fields.keys() & {*TIME_FIELDS})


def own_date(field: str) -> str:
    """Return the field for the date of a time alone: `dispatch_date` beside `dispatch_time`."""
    return f"date of {field}"


def am_pm_of(field: str) -> str:
    """Return the field for AM or PM beside a time of twelve hours."""
    return f"am_pm of {field}"


def columns_of(
    header: Sequence[str], wanted: Mapping[str, str], timed: Container[int] = ()
) -> LogColumns:
    """Find the fields of a header's columns: by the user, by name, then by similar names.

    Args:
        header: the names of the columns.
        wanted: from a field to the column that the user named for the field.
        timed: numbers of the columns, from 0, whose cells have a time of day, so that a name such
            as `arrival_date` means a time.
    """
    names = _unique([name.strip() for name in header])
    fields: dict[str, int] = {}
    missing = []
    for field, name in wanted.items():
        if (number := _number(names, name)) is None:
            missing.append(name)
        else:
            fields[field] = number
    words = [words_of(name) for name in names]
    for field, number in _by_layout(words):
        if number not in fields.values():
            fields.setdefault(field, number)
    is_of_computers = bool(COMPUTER_NAMES & {*words})
    further = _candidates([meanings_of(name, at in timed) for at, name in enumerate(names)])
    _take(fields, further, is_of_computers)
    if len(names) <= _MAX_COLUMNS_TO_COMPARE:
        taken = {*fields.values()}
        near = [{} if at in taken else misspelt_meanings_of(one) for at, one in enumerate(names)]
        _take(fields, _candidates(near), is_of_computers)
    zones = {field: zone for field, at in fields.items() if (zone := zone_in(names[at]))}
    fields |= _own_dates(words, fields)
    is_elsewhere = sum(map(is_name_elsewhere, names)) >= _MOST_BY_CHANCE
    return LogColumns(
        names, fields, tuple(missing), zones, is_elsewhere=is_elsewhere, further=further
    )


def _by_layout(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the fields of columns whose names have a meaning in the headers of a program."""
    for marks, meanings in (*LAYOUTS, *LAYOUTS_ELSEWHERE):
        if marks <= {*words}:
            for field, name in meanings.items():
                if name in words:
                    yield field, words.index(name)


def _candidates(meanings: Sequence[Meanings]) -> dict[str, list[int]]:
    """Return from a field to the possible columns, by the meanings of their names."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, ranks in enumerate(meanings):
        for field, rank in ranks.items():
            found.setdefault(field, []).append((rank, number))
    return {field: [number for _, number in sorted(ranked)] for field, ranked in found.items()}


def _take(
    fields: dict[str, int], candidates: Mapping[str, Sequence[int]], is_of_computers: bool
) -> None:
    """Give each field without a column the likeliest free column.

    Args:
        fields: from a field to the number of the column; the found columns are added.
        candidates: from a field to the possible columns, the likeliest first.
        is_of_computers: whether the log is of computers, whose channel is no radio channel.
    """
    taken = {*fields.values()}
    for field in FIELDS:
        if field in fields or (field == "frequency" and is_of_computers):
            continue
        free = (number for number in candidates.get(field, ()) if number not in taken)
        if (number := next(free, None)) is not None:
            fields[field] = number
            taken.add(number)


def _own_dates(words: Sequence[str], fields: Mapping[str, int]) -> dict[str, int]:
    """Return the columns with the date of a single time, by `own_date`."""
    found = {}
    for field in TIME_FIELDS:
        name = words[fields[field]] if field in fields else ""
        date = next((one for one in _names_of_date(name) if one in words), "")
        if date and words.index(date) != fields.get("date"):
            found[own_date(field)] = words.index(date)
    return found


def _names_of_date(name: str) -> Iterator[str]:
    """Yield the possible names of the date beside a time: `fecha_cierre` of `hora_cierre`."""
    tokens = name.split("_")
    for at, token in enumerate(tokens):
        for date in DATES_BESIDE_TIMES.get(token, ()):
            yield "_".join([*tokens[:at], date, *tokens[at + 1 :]])


def _number(names: Sequence[str], wanted: str) -> int | None:
    """Return the number of a column by the name, exact or as words; None if absent."""
    if wanted in names:
        return names.index(wanted)
    words = [words_of(name) for name in names]
    sought = words_of(wanted)
    return words.index(sought) if sought and sought in words else None


def _unique(header: Sequence[str]) -> tuple[str, ...]:
    """Return names without repetition and without an empty name."""
    names: dict[str, None] = {}  # in order, and found at once among many
    for number, name in enumerate(header, start=1):
        name = name or f"column {number}"
        while name in names:
            name += f" ({number})"
        names[name] = None
    return tuple(names)
