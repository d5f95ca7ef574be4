"""Progress of long work: a bar on standard error, if standard error is an unshared terminal."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

_QUIET_S = 1.0
"""Work that ends before has no bar."""
_ITEMS_BETWEEN = 100
"""Items between two looks at the clock."""


class Share(NamedTuple):
    """How far work has come."""

    done: int
    total: int
    """In the unit of `done`, such as bytes; 0 if not known."""


def tracked(
    items: Iterable[T],
    what: str,
    total: int = 0,
    share_of: Callable[[T], Share | None] = lambda _: None,
    prints: bool = False,
) -> Iterator[T]:
    """Yield the items; from a second on, with a bar, their rate, and the time that is left.

    Args:
        items: the items of the work.
        what: the label of the bar.
        total: the approximate number of items; 0 if unknown.
        share_of: how far the work has come, as some items say.
        prints: whether the work prints on standard output meanwhile.
    """
    if not sys.stderr.isatty() or (prints and sys.stdout.isatty()):
        yield from items
        return
    began, bar, share = time.monotonic(), None, Share(0, total)
    try:
        for number, item in enumerate(items):
            share = share_of(item) or (Share(number, total) if total else share)
            if number % _ITEMS_BETWEEN == 0 and (spent := time.monotonic() - began) > _QUIET_S:
                bar = bar or _bar(what)
                bar.update(
                    bar.task_ids[0],
                    completed=share.done,
                    total=share.total or None,
                    words=f"{number:,} at {number / spent:,.0f} a second",
                )
            yield item
    finally:
        if bar:
            bar.stop()


def _bar(what: str) -> "Progress":
    """Return a bar that is shown, and taken away at its end."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[words]}"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task(what, total=None, words="")
    bar.start()
    return bar
