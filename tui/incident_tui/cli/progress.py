"""How far long work is: a bar on standard error, where that is a terminal nobody else writes to."""

import sys
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def tracked(items: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """The same items, with a bar while they are taken.

    Args:
        what: what is done, for the front of the bar.
        total: how many there will be, about; None if that is not known.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, what, total, console=Console(stderr=True), transient=True)
