"""Values of other programs: as text, as numbers, and as ids of a record."""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

MAX_RAW_CHARACTERS = 10_000
"""Length of a rejected text beside the record; the whole text stays in the imported file."""

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_.]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?\s*", re.ASCII)


_NO_ACCENT = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "œ": "oe", "đ": "d"})
"""Letters that Unicode does not take apart into a letter and an accent."""


def without_accents(text: str) -> str:
    """Return a text with letters without accents: `Ausrückzeit` is `Ausruckzeit`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare.translate(_NO_ACCENT)


def clean(text: str) -> str:
    """Return a text without surrogates, which no encoding can write."""
    return text if text.isascii() else _SURROGATES.sub("�", text)


def raw_of(value: object) -> str:
    """Return a value as in the file, cut after `MAX_RAW_CHARACTERS`."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return clean(text if len(text) <= MAX_RAW_CHARACTERS else text[:MAX_RAW_CHARACTERS] + " …")


def words_of(value: object) -> str:
    """Return a scalar as text; "" for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return clean(str(value).strip())


def lines_of(value: object, name: str = "") -> Iterator[str]:
    """Yield a line `name: value` for each scalar in a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from lines_of(item, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from lines_of(item, f"{name}[{number}]" if len(value) > 1 else name)
    elif words := words_of(value):
        yield f"{clean(name)}: {words}" if name else words


def number_of(value: object) -> float | None:
    """Return a finite number, also from a text with digits; None for a truth value."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def column_names(header: Sequence[str], cells: int) -> list[str]:
    """Return a name for each cell of a row; equal names of columns are told apart."""
    names: dict[str, None] = {}
    for number in range(max(cells, len(header))):
        name = clean(header[number]) if number < len(header) else ""
        name = name or f"column {number + 1}"
        names[f"{name} ({number + 1})" if name in names else name] = None
    return list(names)


def digest(text: str) -> str:
    """Return eight hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def identifier(*parts: str) -> str:
    """Return an id for the parts: joined by hyphens where readable, else with a digest.

    Equal parts have equal ids, in each import.
    """
    joined = "-".join(parts)
    if _PLAIN_ID.fullmatch(joined):
        return joined
    slug = _NOT_IN_AN_ID.sub("-", joined).strip("-.")[:60]
    return f"{slug}-{digest(joined)}" if slug else digest(joined)
