"""The progress of an import, as its objects come."""

from collections.abc import Iterator

from incident_tui.cli.progress import Share, tracked
from incident_tui.exchange.imports.landing.protocol import Advance, Found


def with_progress(found: Iterator[Found]) -> Iterator[Found]:
    """Yield the objects of an import, with a bar on a terminal."""
    yield from tracked(found, "Importing", share_of=_share)


def _share(found: Found) -> Share | None:
    return Share(found.done, found.total) if isinstance(found, Advance) else None
