"""Progress of long work: a bar on standard error, if standard error is an unshared terminal."""

import sys
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def tracked(items: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """The items, with a bar while they are consumed.

    Args:
        what: the label of the bar.
        total: the approximate number of items; None if unknown.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, what, total, console=Console(stderr=True), transient=True)
