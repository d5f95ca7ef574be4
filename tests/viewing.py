"""The text of every pane, board and print as of a review."""

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import incident_tui.boards
from incident_tui.boards import overview, picker, problems, sources
from incident_tui.boards.board import Board, SubjectBoard
from incident_tui.boards.listed import draw_list
from incident_tui.cli.plain_answers import answered, greeting
from incident_tui.drawing import lanes
from incident_tui.drawing.ink import Row
from incident_tui.exchange.printed.plain import json_text
from incident_tui.exchange.printed.sheets import PARTS, markdown_lines, sheets
from incident_tui.exchange.printed.view import SECTIONS, View, head
from incident_tui.panes import header, status, timeline
from incident_tui.panes.pane import HEADING, FoldingPane, ListPane, pane_class
from incident_tui.review.lanes import lane_groups, whole_window
from incident_tui.review.layout import PANES
from incident_tui.review.review import Review
from tests.drawn import line_text, row_texts

_TOLD_PLAINLY = (".", "s", "d", "c", "c all", "u", "u all", "o", "i")
"""The commands of `--plain` that tell something and change nothing."""
WIDTH = 400
"""Wide enough that no text is cut or wrapped."""
_SUBJECTS = {"casualty": "casualties", "agency": "agencies"}
"""From the module of a board to the subjects that have a page, as the lens lists them."""


def page(rows: Iterable[Row]) -> str:
    """The text of rows, a line for each."""
    return "\n".join(row_texts(rows))


def views_of(review: Review) -> Iterator[tuple[str, str]]:
    """The text of every pane, board and print as of a review, each with its name."""
    yield from _panes(review)
    yield from _boards(review)
    plain = [line for one in _TOLD_PLAINLY for line in answered(review, one).lines]
    yield "plain", "\n".join([*greeting(review), *plain])
    view = View(review.lens)
    yield "show", "".join(markdown_lines(sheets(view)))
    yield "show parts", "".join(markdown_lines(sheets(view, PARTS)))
    sections = {name: rows(view) for name, rows in SECTIONS.items() if name != "problems"}
    yield (
        "json",
        json.dumps(json.loads("".join(json_text(head(view), sections))), ensure_ascii=False),
    )


def _panes(review: Review) -> Iterator[tuple[str, str]]:
    """Each pane of a list, every heading unfolded; of the timeline, the row of the cursor."""
    for name in PANES:
        pane = pane_class(name)
        if issubclass(pane, FoldingPane):
            headings = [row.key for row in pane.draw(review, WIDTH) if row.key.startswith(HEADING)]
            yield name, page(pane.draw(review, WIDTH, frozenset(headings)))
        elif issubclass(pane, ListPane):
            yield name, page(pane.draw(review, WIDTH))
        else:
            assert name == "timeline"
    line = timeline.draw_entry(review.lens, review.cursor, 20, WIDTH)
    bars = (line, header.draw_title(review, WIDTH), *status.draw_status(review, WIDTH))
    yield "bars", "\n".join(map(line_text, bars))


def _lanes(review: Review) -> Iterator[str]:
    """Each lane with the status at the cursor, and the entry; the axis has times of its own."""
    lens, span = review.lens, lanes.cursor_span(review.lens, review.cursor)
    rows = lanes.lane_rows(lens, lane_groups(lens))
    picture = lanes.LanePicture(lens, rows, whole_window(lens), WIDTH)
    for number, row in enumerate(rows):
        yield line_text(picture.line(number, span))
        yield line_text(lanes.status_line(lens, row, WIDTH))
    yield line_text(lanes.entry_line(lens, review.cursor, WIDTH))


def _subjects(review: Review) -> Iterator[str]:
    """The ids of the casualties, agencies and units, each of which conflicts may be about."""
    lens = review.lens
    for subjects in (lens.casualties(), lens.agencies(), lens.units()):
        yield from (subject.id for subject in subjects)


def _listed(board: Board, review: Review) -> Iterator[tuple[str, str]]:
    """The list of a board, for every subject, and the detail of each item."""
    if board.items is None or board.draw_item is None:
        return
    for subject in ("", *(_subjects(review) if board.draw_about else ())):
        items = board.items(subject, review, WIDTH)
        rows = page(draw_list(items, False, WIDTH))
        yield f"list of {board.title}", "\n".join((items.tally, items.divider, rows))
    for item in board.items("", review, WIDTH).items:
        yield f"item of {board.title}", page(board.draw_item(review, item.key, WIDTH))


def _boards(review: Review) -> Iterator[tuple[str, str]]:
    """Each board of the package, for every subject, and the pages that other boards lead to."""
    for module in iter_modules(incident_tui.boards.__path__):
        board = getattr(import_module(f"incident_tui.boards.{module.name}"), "BOARD", None)
        if isinstance(board, SubjectBoard):
            for subject in getattr(review.lens, _SUBJECTS[module.name])():
                yield module.name, page(board.draw(subject.id, review, WIDTH))
        while isinstance(board, Board):
            yield board.title, page(board.draw(review, WIDTH))
            yield from _listed(board, review)
            for subject in _subjects(review) if board.draw_about else ():
                about = board.about(subject, review)
                yield "about", f"{about.title}\n{page(about.draw(review, WIDTH))}"
            board = board.whole
    for source in review.lens.sources():
        yield "source", page(sources.draw_source(review, source.id, WIDTH))
    entry = review.lens.entry(review.cursor)
    for cite in entry.cite if entry else ():
        yield "place", page(sources.draw_source(review, cite.source, WIDTH, place=cite.at or "p0"))
    yield "lanes", "\n".join(_lanes(review))
    yield "picker", page(picker.draw(review, picker.picks_of(review), WIDTH))
    yield "overview", page(overview.draw(review, WIDTH))
    yield "problems", page(problems.draw(review, WIDTH))
