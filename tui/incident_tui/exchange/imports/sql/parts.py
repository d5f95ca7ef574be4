"""Parts of a call in an archive, in the row or beside: turns of speakers, frequencies, patches."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from incident_tui.exchange.imports.foreign.json import JsonObject, parse_json
from incident_tui.exchange.imports.foreign.values import number_of, words_of
from incident_tui.exchange.imports.sql.known_names import KnownNames

MAX_PARTS = 1_000
"""Turns of a call, and frequencies."""

_KINDS = {type(None): 0, str: 2, bytes: 3}
"""The place of a kind in the order of SQLite; of numbers and of times, 1."""
_OF_TURNS = ("freq", "pos", "len")


class RowsBeside:
    """The rows of calls in a second table, read beside the calls in the same order.

    Args:
        rows: the rows, with the time and the key of their call first.
    """

    def __init__(self, rows: Iterator[Sequence[Any]]) -> None:
        self._groups = groupby(rows, key=lambda row: _rank(row[:2]))
        self._next = next(self._groups, None)

    def of(self, time: object, key: object) -> list[Sequence[Any]]:
        """Return the rows of a call, without time and key; calls are asked for in order."""
        wanted = _rank((time, key))
        while self._next and self._next[0] < wanted:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != wanted:
            return []
        found = [row[2:] for row in islice(self._next[1], MAX_PARTS)]
        self._next = next(self._groups, None)
        return found


def _rank(values: Sequence[Any]) -> tuple[tuple[int, Any], ...]:
    """Return the sort key of a database; a column of SQLite has values of any kind."""
    return tuple((_KINDS.get(type(value), 1), 0 if value is None else value) for value in values)


def parsed(text: object, key: str, fields: JsonObject) -> Any:
    """Return the JSON in a column, at most `MAX_PARTS` of a list; rejects a text without JSON."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        value = parse_json(text)
    except ValueError as error:
        fields.reject(key, f"is no JSON: {error}", text)
        return None
    if isinstance(value, list) and len(value) > MAX_PARTS:
        fields.reject(key, f"has more than {MAX_PARTS:,} parts; the others are left out", text)
        return value[:MAX_PARTS]
    return value


def named_turns(turns: Any, system: str, names: KnownNames) -> list[Any]:
    """Return the turns of a call, each with the name of the unit if the archive has a name."""
    found = []
    for turn in _listed(turns):
        name = names.unit(system, words_of(turn.get("src"))) if isinstance(turn, dict) else ""
        found.append({"tag": name} | turn if name else turn)
    return found


def with_frequencies(
    turns: Sequence[Any], frequencies: Any, hertz: float | None
) -> tuple[list[Any], float | None, list[Mapping[str, Any]]]:
    """Return turns with the frequency of each, the frequency of the call, and the rest.

    Args:
        turns: the turns, with their position in `pos`.
        frequencies: parts with `freq`, `pos` and counts of errors, from a file.
        hertz: the frequency in the row of the call.
    """
    parts = [part for part in _listed(frequencies) if isinstance(part, dict)]
    known = {number_of(part.get("freq")) for part in parts} - {None, 0.0}
    if len(known) == 1 and not hertz:
        [hertz] = known
    is_one = known <= {hertz}
    by_position = {} if is_one else {number_of(part.get("pos")): part for part in parts}
    told = {*map(id, parts)} if is_one else set()
    placed = []
    for turn in turns:
        part = by_position.pop(number_of(turn.get("pos")), None) if isinstance(turn, dict) else None
        placed.append(turn | {"freq": part["freq"]} if part and "freq" in part else turn)
        told.add(id(part))
    rest = [
        {
            key: value
            for key, value in part.items()
            if value and not (id(part) in told and key in _OF_TURNS)
        }
        for part in parts
    ]
    return placed, hertz, [part for part in rest if part]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
