"""The text of every pane, board and print as of a review."""

import json
from collections.abc import Iterator

from incident_tui.boards import (
    agency,
    casualty,
    conflicts,
    facilities,
    intervals,
    questions,
    sources,
    statements,
)
from incident_tui.drawing.ink import Row
from incident_tui.exchange.printed.plain import json_text
from incident_tui.exchange.printed.sheets import PARTS, markdown_lines, sheets
from incident_tui.exchange.printed.view import SECTIONS, View, head
from incident_tui.panes import agencies, casualties, detail, header, related, timeline
from incident_tui.review.review import Review
from tests.drawn import line_text, row_texts

WIDTH = 400
"""Wide enough that no text is cut or wrapped."""


def page(rows: list[Row]) -> str:
    """The text of rows, a line for each."""
    return "\n".join(row_texts(rows))


def views_of(review: Review) -> Iterator[tuple[str, str]]:
    """The text of every pane, board and print as of a review, each with its name."""
    lens, position = review.lens, review.cursor
    panes = (detail, casualties, agencies, related, conflicts, questions, intervals)
    for pane in (*panes, statements, facilities):
        yield pane.__name__, page(pane.draw(review, WIDTH))
    yield "all conflicts", page(conflicts.draw(review, WIDTH, True))
    yield "sources", page(sources.draw_sources(review, WIDTH))
    yield "citations", page(sources.draw_citations(review, WIDTH))
    for source in lens.sources():
        yield "source", page(sources.draw_source(review, source.id, WIDTH))
    for hurt in lens.casualties():
        yield "casualty", page(casualty.draw(hurt.id, review, WIDTH))
    for acting in lens.agencies():
        yield "agency", page(agency.draw(acting.id, review, WIDTH))
    line = timeline.draw_entry(lens, position, 20, WIDTH)
    bars = (line, header.draw_title(review, WIDTH), header.draw_status(review, WIDTH))
    yield "bars", "\n".join(map(line_text, bars))
    view = View(lens)
    yield "show", "".join(markdown_lines(sheets(view)))
    yield "show parts", "".join(markdown_lines(sheets(view, PARTS)))
    sections = {name: rows(view) for name, rows in SECTIONS.items() if name != "problems"}
    yield (
        "json",
        json.dumps(json.loads("".join(json_text(head(view), sections))), ensure_ascii=False),
    )
