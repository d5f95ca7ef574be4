"""Names of a database for a user who has written a wrong name: the nearest, and all."""

import difflib
from collections.abc import Iterable

_MOST_NAMES = 20


def no_table_words(name: str, tables: Iterable[str]) -> str:
    """Return words for a missing table, with the names of the tables."""
    return f"there is no table `{name}`; {near_words(name, tables)}{listed('tables', tables)}"


def near_words(name: str, names: Iterable[str]) -> str:
    """Return `did you mean X? ` with the name nearest to another; "" if none is near."""
    plain = {one.casefold(): one for one in names}
    near = difflib.get_close_matches(name.casefold(), plain, n=1)
    return f"did you mean `{plain[near[0]]}`? " if near else ""


def listed(what: str, names: Iterable[str]) -> str:
    """Return `tables: a, b and 3 more`; of no names, `there are no tables`."""
    found = sorted(names)
    if not found:
        return f"there are no {what}"
    more = f" and {len(found) - _MOST_NAMES} more" if found[_MOST_NAMES:] else ""
    return f"{what}: {', '.join(found[:_MOST_NAMES])}{more}"
