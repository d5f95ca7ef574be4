"""The meanings of a column's name: the possible fields, and a zone.

`column_names` and `column_names_elsewhere` list the names. A name with a word for a time
counts by the rest of the words: `First Unit Arrived DtTm` and `hora de llegada` are arrivals.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from incident_tui.exchange.imports.foreign.values import without_accents
from incident_tui.exchange.imports.foreign.zones import is_local_zone, is_zone
from incident_tui.exchange.imports.tables.column_names import (
    EVENTS,
    NAMES,
    NOISE_WORDS,
    STATUSES,
    STEPS,
    TIME_FIELDS,
    TIME_WORDS,
    WITH_A_TIME,
)
from incident_tui.exchange.imports.tables.column_names_elsewhere import (
    DATE_WORDS,
    NAMES_ELSEWHERE,
    NOISE_WORDS_ELSEWHERE,
    TIME_WORDS_ELSEWHERE,
    WITH_A_TIME_ELSEWHERE,
)

_SUFFIX = re.compile(r"_(dttm|dt_tm|date_?time|time_?stamp|time|ts|dt|(?<=ed_)on)$")
_ZONES = "utc|gmt|zulu|edt|cst|cdt|mst|pst|pdt|akst|akdt"
"""Zones without a second meaning: EST can be estimated, MDT the terminal in a vehicle."""
_IN_ZONE = re.compile(
    rf"_(?P<last>{_ZONES})$|(?<=time)_(?P<letter>z)$"
    rf"|^(?P<first>{_ZONES})_(?=(?:[a-z]+_)*(?:date_?)?time(?:_?stamp)?$)"
    r"|^(?P<spoken>(?:eastern|central|mountain|pacific)(?:_standard|_daylight)?)_(?=time$)"
)
"""The zone in `created_at_utc`, `CST Time` or `Central Time`."""
_EST = re.compile(r"[\s_-]+EST$|^EST[\s_-]+(?=(?:Date[\s_-]*)?[Tt]ime$)")
"""Eastern standard time in a name: in capital letters, and not the `EST_TIME` of an estimate."""
_NOTE = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,20}?)\s*[)\]]\s*$")
"""A note in brackets behind a name."""
_IS_NAMED = re.compile(r"[A-Z+-]")
"""The first letter of a zone in a note; in small letters, a note says something else."""
_FORMAT = re.compile(r"local(?: time)?|24 ?h(?:r|rs|our|ours)?|[hmsdy:./ -]{4,19}", re.I)
"""A note on how a time is written, which is no part of the name."""
_MEASURE = re.compile(r"m?s|min|h|m|(?:sec|min|hr|hour|day|second|minute)s?\.?", re.I)
"""A note on the unit of a length of time, which is no time."""
_ELEMENT = re.compile(r"e[A-Z][A-Za-z]{3,15}\.\d\d")
"""An element of NEMSIS, as in `Unit En Route Date Time (eTimes.05)`."""
_NO_MEANING = re.compile(r"_(?:unix|epoch|local)$")
_DATE_SUFFIX = re.compile(r"_date$")
_DATE_PREFIX = re.compile(r"^date_")
_NO_WORD = re.compile(r"[\W_]+")
_CAMEL_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where words join in `EnRouteDateTime` or `UnitIDNumber`."""
_JOINED_TIME = re.compile(r"(?:date_?time|timestamp|dttm|time)$")
"""The end of a name without marks between the words: `dispatchtime`."""
_SIMILARITY = 0.88
"""The `difflib` ratio from which a name counts as a misspelt name of a field."""
_MIN_MISSPELT_CHARACTERS = 6
"""A shorter name is near to too many names."""
_NOT_MISSPELT = {"source_id"}
"""Names near to names of another meaning: a source is no resource."""
_MAX_NAME_CHARACTERS = 80
"""A longer name is a sentence."""

Meanings = Mapping[str, int]
"""From a field to the rank of a name among the names of the field: 0 is the likeliest."""


def _ranked(*lists: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return from a name without `_` to the meanings; the earlier lists have the likelier names."""
    found: dict[str, dict[str, int]] = {}
    for number, fields in enumerate(lists):
        for field, names in fields.items():
            for rank, name in enumerate(names.split()):
                meanings = found.setdefault(name.replace("_", ""), {})
                meanings.setdefault(field, number * 1_000 + rank)
    return found


def _of_times(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of the fields of events, statuses and steps."""
    return {field: names.get(field, "") for field in (*EVENTS, *STATUSES, *STEPS)}


_WHOLE = _ranked(NAMES, NAMES_ELSEWHERE)
_BESIDE_A_TIME = _ranked(
    _of_times(NAMES), WITH_A_TIME, _of_times(NAMES_ELSEWHERE), WITH_A_TIME_ELSEWHERE
)
_DATE_WORDS = frozenset(DATE_WORDS.split())
_TIME_WORDS = _DATE_WORDS | {*TIME_WORDS.split(), *TIME_WORDS_ELSEWHERE.split()}
_NO_EVENT = _TIME_WORDS | {*NOISE_WORDS.split(), *NOISE_WORDS_ELSEWHERE.split()}
"""The words of a name without a meaning for the field."""
_ALSO_ENGLISH = {"data", "local", "service", "commune", "via", "cis"}
_ELSEWHERE = _ranked(NAMES_ELSEWHERE).keys() - _ranked(NAMES).keys() - _ALSO_ENGLISH
_WORDS_ELSEWHERE = {*TIME_WORDS_ELSEWHERE.split(), *DATE_WORDS.split()} - {"date", "data"}
_TIMES = {*TIME_FIELDS}
_LAST = 1_000_000
"""A rank beyond all ranks."""
_OF_EVENTS = {*EVENTS, *STATUSES, *STEPS}


@lru_cache(maxsize=4096)
def meanings_of(name: str, is_timed: bool = False) -> Meanings:
    """Return the possible fields of a name.

    Args:
        name: the name of a column.
        is_timed: whether the cells have a time of day; then `arrival_date` and `Transport` are
            times.
    """
    if len(name) > _MAX_NAME_CHARACTERS:
        return {}
    found: dict[str, int] = {}
    for words in _forms(name):
        tokens = words.split("_")
        says_date_alone = bool({*tokens} & _DATE_WORDS) and {*tokens} & _TIME_WORDS <= _DATE_WORDS
        meanings: list[Meanings] = [_WHOLE.get("".join(tokens), {})]
        if says_date_alone and len(tokens) > 1:  # a date, or else a time under the name of a date
            meanings = [{key: at for key, at in meanings[0].items() if (key in _TIMES) is is_timed}]
            words = _DATE_PREFIX.sub("time_", _DATE_SUFFIX.sub("_time", words))
        if is_timed or not says_date_alone:
            meanings += [_WHOLE.get(words.replace("_", ""), {}), _beside_a_time(words, is_timed)]
        for number, ranks in enumerate(meanings):
            for field, rank in ranks.items():
                found[field] = min(rank + number * 2_000, found.get(field, _LAST))
    return found


def is_name_elsewhere(name: str) -> bool:
    """Whether a name is known in another language than English, and in English is not."""
    words = plain_words(name)
    return words.replace("_", "") in _ELSEWHERE or not _WORDS_ELSEWHERE.isdisjoint(words.split("_"))


def _beside_a_time(words: str, is_timed: bool) -> Meanings:
    """Return the meanings of the rest of a name, without the words for a time."""
    tokens = words.split("_")
    if len(tokens) == 1:
        stem = _JOINED_TIME.sub("", words)
        if is_timed:
            stem = stem.removesuffix("date") or stem
        return _BESIDE_A_TIME.get(stem, {}) if is_timed or stem != words else {}
    if _TIME_WORDS.isdisjoint(tokens) and not is_timed:
        return {}
    rest = "".join(token for token in tokens if token not in _NO_EVENT)
    return _BESIDE_A_TIME.get(rest, {})


def _forms(name: str) -> Iterator[str]:
    """Yield the forms of a name: unchanged, with `_time` at the end, and without a note."""
    note = _NOTE.search(name)
    if note and _ELEMENT.fullmatch(note[1]):
        yield plain_words(note[1])
    bare = _without_zone(name)
    yield bare
    if (timed := words_of(name)) != bare:
        yield timed
    if note and note.start() and not _MEASURE.fullmatch(note[1]):
        yield plain_words(name[: note.start()])


@lru_cache(maxsize=4096)
def misspelt_meanings_of(name: str) -> Meanings:
    """Return the fields of a misspelt English name; of times, with `time` at the end."""
    words = words_of(name)
    if not _MIN_MISSPELT_CHARACTERS <= len(words) <= _MAX_NAME_CHARACTERS:
        return {}
    known = _misspellable(is_time := words.endswith("_time"))
    if words in _NOT_MISSPELT or (words in known and not is_time):
        return {}  # `meanings_of` has found the meanings of a name without a mistake
    near = difflib.get_close_matches(words, known, n=1, cutoff=_SIMILARITY)
    return known[near[0]] if near else {}


@lru_cache(maxsize=2)
def _misspellable(is_time: bool) -> dict[str, dict[str, int]]:
    """Return the English names for comparison with misspelt names, each with the meanings."""
    found: dict[str, dict[str, int]] = {}
    for field, names in NAMES.items():
        listed = names.split()
        if field in _OF_EVENTS:
            listed = [*listed, *WITH_A_TIME.get(field, "").split()] if is_time else []
            listed = [f"{name}_time" for name in listed]
        for rank, name in enumerate(listed):
            found.setdefault(name, {}).setdefault(field, rank)
    return found


def words_of(name: str) -> str:
    """Return a name in the form for comparison: `Received DtTm` is `received_time`."""
    words = _without_zone(name)
    return _SUFFIX.sub("_time", words) if "_" in words else words


def _without_zone(name: str) -> str:
    """Return the words of a name without a zone, and without a note on how times are written."""
    note = _NOTE.search(name)
    if note and (_FORMAT.fullmatch(note[1]) or zone_in(name)):
        name = name[: note.start()]
    return _NO_MEANING.sub("", _IN_ZONE.sub("", plain_words(_EST.sub("", name))))


def zone_in(name: str) -> str:
    """Return the zone in the name of a column of times; "" for none.

    `Time (CDT)`, `time_utc` and `UTC` do.
    """
    note = _NOTE.search(name)
    words = note[1] if note else ""
    if is_local_zone(words) or (words and _IS_NAMED.match(words) and is_zone(words)):
        return words
    if _EST.search(name):
        return "EST"
    words = plain_words(name)
    if words in ("utc", "gmt", "zulu"):
        return "UTC"
    match = _IN_ZONE.search(words)
    return next(filter(None, match.groups())).replace("_", " ").upper() if match else ""


def plain_words(name: str) -> str:
    """Return the words of a name in small letters, without accents: `Date de l'Appel` is
    `date_de_l_appel`, `EnRouteDtTm` is `en_route_dttm`.
    """
    words = without_accents(_CAMEL_CASE.sub("_", name).casefold())
    return _NO_WORD.sub("_", words).strip("_")
