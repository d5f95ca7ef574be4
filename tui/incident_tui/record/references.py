"""References of a record to undefined ids, each a problem with the place of the reference."""

from collections.abc import Iterable, Iterator

from incident_tui.record import spelling
from incident_tui.record.context import Context
from incident_tui.record.tree import Mapping, Node, items_of, text_at

MAX_COMPARED_WORDS = 200_000
"""Known words compared for hints in a record: a file full of mistakes is read in seconds too."""


class _Hints:
    """Spelling hints until `MAX_COMPARED_WORDS` is reached, and none after."""

    def __init__(self) -> None:
        self._compared = 0

    def hint(self, word: str, known: dict[str, None]) -> str:
        """A hint at the nearest of the known words, or ""."""
        self._compared += len(known)
        return spelling.hint(word, known) if self._compared <= MAX_COMPARED_WORDS else ""


def report_dangling(context: Context) -> None:
    """Report every id used and not defined."""
    names: dict[tuple[str, ...], dict[str, None]] = {}
    hints = _Hints()
    for sections, identifier, mark in context.references:
        if sections not in names:
            names[sections] = _ids_in(sections, context)
        if identifier in names[sections]:
            continue
        if "timeline" in (sections or context.ids) and _is_call(identifier, context):
            continue
        where = " or ".join(f"`{section}`" for section in sections) or "any section"
        near = hints.hint(identifier, names[sections])
        context.problems.error(mark, f"no `{identifier}` in {where}{near}")


def report_intervals(root: Mapping, context: Context, in_calls: Iterable[str]) -> None:
    """Report every end of an interval that is neither an entry nor a milestone of an entry.

    Args:
        in_calls: the milestones reached by calls; consumed only as far as needed.
    """
    known = {*context.ids.get("timeline", {}), *_milestones(root)}
    ends = _unknown_ends(root, known, context)
    found = iter(in_calls)
    while ends and (milestone := next(found, None)) is not None:
        ends.pop(milestone, None)
    hints, names = _Hints(), dict.fromkeys(sorted(known - {""}))
    for name, places in ends.items():
        near = hints.hint(name, names)
        for key, node in places:
            message = f"`{key}`: no entry `{name}`, and no milestone that an entry reaches{near}"
            context.problems.error(context.mark(node), message)


def _ids_in(sections: tuple[str, ...], context: Context) -> dict[str, None]:
    """The ids defined in the sections, or in the whole record if none is named; sorted."""
    found = {name for section in sections or context.ids for name in context.ids.get(section, {})}
    return dict.fromkeys(sorted(found))


def _is_call(identifier: str, context: Context) -> bool:
    return any(identifier in ids for ids in context.calls)


def _unknown_ends(
    root: Mapping, known: set[str], context: Context
) -> dict[str, list[tuple[str, Node]]]:
    """The ends of intervals without an entry or a known milestone: name to keys and places."""
    ends: dict[str, list[tuple[str, Node]]] = {}
    for interval in items_of(root, "intervals"):
        for key in ("from", "to"):
            name = text_at(interval, key)
            if name and name not in known and not _is_call(name, context):
                ends.setdefault(name, []).append((key, interval.items[key][1]))
    return ends


def _milestones(root: Mapping) -> Iterator[str]:
    """The milestones of the timeline's entries, even of an entry left out."""
    for entry in items_of(root, "timeline"):
        yield text_at(entry, "milestone")
        for effect in items_of(entry, "effects"):
            yield text_at(effect, "milestone")
