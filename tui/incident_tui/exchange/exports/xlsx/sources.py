"""The sheet Sources: every field of each source, and how often the source is cited."""

from collections.abc import Iterator

from incident_tui.exchange.exports.tables import Column, Row, Table
from incident_tui.exchange.printed.view import View
from incident_tui.record.time_value import TimeValue
from incident_tui.record.vocabulary import Reliability, SourceKind, listed
from incident_tui.words.citations import reliability_words
from incident_tui.words.source_facts import by_source, fact_counts

NOT_PUBLISHED = "not published yet"
_PRINTED = (
    Column("id", 12),
    Column("kind", 14, listed(SourceKind)),
    Column("title", 40, kind="prose"),
    Column("author", 18),
    Column("publisher", 18),
    Column("published", 18),
    Column("url", 30),
    Column("reliability", 10, listed(Reliability)),
    Column("cited", 8, kind="number"),
    Column("cited_alone", 8, kind="number"),
    Column("note", 40, kind="prose"),
)
_COLUMNS = (
    *_PRINTED,
    Column("reliability_words", 20),
    Column("published_stated", 20),
    Column("published_basis", 24, kind="prose"),
    Column("retrieved", 18),
    Column("retrieved_stated", 20),
    Column("retrieved_basis", 24, kind="prose"),
    Column("clock_offset", 12),
    Column("clock_uncertainty", 12),
    Column("clock_note", 24, kind="prose"),
    Column("parent", 12),
    Column("path", 20),
    Column("lines", 8, kind="number"),
    Column("sha256", 20),
    Column("licence", 14),
)


def sources(view: View) -> Table:
    """The sheet of the sources.

    `cited` counts the entries and other facts that cite a source; `cited_alone` those of them that
    cite no second source.
    """
    rows = _rows(view)
    nothing = "No source is recorded."
    return Table("Sources", _COLUMNS, rows, nothing, fixed=1, printed=len(_PRINTED))


def _rows(view: View) -> Iterator[Row]:
    lens = view.lens
    found = by_source(lens)
    for source in lens.sources():
        clock = source.clock
        published, *more = _time_cells(source.published)
        yield (
            source.id,
            source.kind,
            source.title if lens.is_published(source.id) else NOT_PUBLISHED,
            source.author,
            source.publisher,
            published,
            source.url,
            source.reliability or "",
            *fact_counts(lens, source.id, found),
            source.note,
            reliability_words(source),
            *more,
            *_time_cells(source.retrieved),
            _text(clock.offset) if clock else "",
            _text(clock.uncertainty) if clock else "",
            clock.note if clock else "",
            source.parent,
            source.path,
            "" if source.lines is None else source.lines,
            source.sha256,
            source.licence,
        )


def _time_cells(time: TimeValue | None) -> Row:
    """A time as written, in the words of its source, and the reason for it."""
    return (str(time), time.stated, time.basis) if time else ("", "", "")


def _text(value: object) -> str:
    return "" if value is None else str(value)
