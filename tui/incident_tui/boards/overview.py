"""The overview: what a record says as a whole, on a page that a record opens on."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from incident_tui.boards.lines import MAX_CELLS, entry_line, heading, paragraph, remark, time_size
from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, clip, cut, fit, spread, width_of
from incident_tui.drawing.rows import field
from incident_tui.keymap import keymap
from incident_tui.panes.casualties import INKS
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS, plain
from incident_tui.review.harm import UNHARMED, casualty_tally, standing_reports
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_BOARD, TO_CASUALTY
from incident_tui.review.review import Review, as_a_whole
from incident_tui.words.counts import count_words, counts_words, status_words
from incident_tui.words.names import GROUP_NAMES, brief, casualty_name_and_role
from incident_tui.words.questions import OPEN
from incident_tui.words.reports import report_time, report_words
from incident_tui.words.times import date_words, zone_words

_MAX_MOMENTS = 10
"""Entries that the page lists; the timeline has the others."""
_MAX_NAMED = 6
"""Casualties of a group that the page names."""
_MAX_TOPICS = 3
"""Conflicts, questions and sources that the page names, of each."""
_LABEL = 12
"""Cells of a label."""


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the page, as of the end of the record.

    On the clock of the known the page has only what was known at the cursor.
    """
    review, width = as_a_whole(review), min(width, MAX_CELLS)
    lens = review.lens
    return [
        *_about(lens, width),
        *_harm(lens, width),
        *_open_matters(lens, width),
        *_moments(review, width),
    ]


def _about(lens: Lens, width: int) -> Iterator[Row]:
    """The summary, and the date and the place with the reasons for them."""
    incident = lens.incident
    if incident.content_note:
        yield from paragraph(incident.content_note, width, "dim")
        yield Row(EMPTY)
    if incident.summary:
        yield from paragraph(incident.summary, width, "bright")
    elif lens.withholds_summary:
        yield from remark("The summary is not known yet.", width)
    else:
        yield from remark("The record has no summary.", width)
    yield Row(EMPTY)
    place = lens.location(incident.location)
    date, zone = date_words(lens), zone_words(lens)
    lead = lens.name(incident.lead_agency) if incident.lead_agency else ""
    for label, words, basis in (
        ("Date", f"{date} {zone}".strip(), incident.date_basis),
        ("Place", place.text if place else incident.location, place.city_basis if place else ""),
        ("Entries", "" if incident.summary else _size(lens), ""),
        ("Led by", lead, ""),
        ("Status", plain(incident.status), ""),
    ):
        whole = " · ".join(visible(part) for part in (words, basis) if part)
        yield from field(label, whole, width, size=_LABEL)


def _size(lens: Lens) -> str:
    """The number of entries, of units and of agencies: what a record without a summary is of."""
    units, agencies = len(lens.units()), sum(1 for _ in lens.agencies())
    counts = (
        count_words(lens.count, "entry", "entries") if lens.count else "",
        count_words(units, "unit") if units else "",
        count_words(agencies, "agency", "agencies") if agencies else "",
    )
    return " · ".join(filter(None, counts))


def _harm(lens: Lens, width: int) -> Iterator[Row]:
    """The people who came to harm: counts by group, and names with their statuses."""
    groups = [group for group in CASUALTY_GROUPS if any(True for _ in lens.casualties(group))]
    groups += [group for group in CASUALTY_GROUPS if group not in groups and _reports(lens, group)]
    if not groups:
        return
    yield from heading(_when("Who was hurt", lens), width)
    nobody = True
    for group in groups:
        statuses, possible = casualty_tally(lens, group)
        words = counts_words(statuses, possible)
        told = [*([words] if words != "none yet" else []), *_reports(lens, group)]
        nobody = nobody and not told
        for words in told:
            yield from field(GROUP_NAMES[group], words, width, size=_LABEL)
        harmed = [one.id for one in lens.casualties(group) if _is_harmed(lens, one.id)]
        for casualty in harmed[:_MAX_NAMED]:
            yield Row(_casualty(lens, casualty, width), TO_CASUALTY + casualty)
        if (more := len(harmed) - _MAX_NAMED) > 0:
            yield from _more(more, width)
    if nobody:
        yield from remark("nobody, as far as is told", width)


def _when(words: str, lens: Lens) -> str:
    return f"{words}, as known by then" if lens.withholds else f"{words}, by the end of the record"


def _reports(lens: Lens, group: str) -> list[str]:
    """The latest report about a group of which no harm is certain."""
    reports = standing_reports(lens, group)[-1:]
    return [f"{report_time(lens, one)} reported {report_words(lens, one)}" for one in reports]


def _is_harmed(lens: Lens, casualty: str) -> bool:
    if not lens.is_heard_of(casualty):
        return False
    state = lens.state(Subject("casualty", casualty))
    if state.certain:
        return state.certain.status not in UNHARMED
    return any(change.status not in UNHARMED for change in state.possible)


def _casualty(lens: Lens, identifier: str, width: int) -> Line:
    casualty = lens.casualty(identifier)
    if casualty is None:
        return EMPTY
    state = lens.state(Subject("casualty", identifier))
    name, role = casualty_name_and_role(lens, casualty)
    left = [Ink(" " * _LABEL), Ink(visible(name), "text"), Ink("  "), Ink(visible(role), "dim")]
    ink = "possible" if state.possible else INKS[state.certainty]
    return spread(left, [Ink(visible(status_words(state)), ink)], width)


def _moments(review: Review, width: int) -> Iterator[Row]:
    """The entries that matter most, with the first and the last, in their order."""
    lens = review.lens
    marks = _ends(lens)
    key = [lens.position(entry.id) for entry in lens.timeline() if entry.weight == "key"]
    positions = sorted({one for one in key if one is not None} | marks.keys())
    if not positions:
        return
    ids = {position: lens.outline(position).id for position in positions}
    shown = positions
    if len(positions) > _MAX_MOMENTS:
        others = [one for one in positions if one not in marks]
        shown = sorted([*marks, *others[: _MAX_MOMENTS - len(marks)]])
    yield from heading("Key moments" if key else "First and last", width)
    times = time_size(lens, (ids[one] for one in shown), width)
    for position in shown:
        (row,) = entry_line(review, ids[position], width, "  ", times)
        yield row._replace(line=_marked(lens, position, row.line, marks.get(position, ""), width))
    if more := len(positions) - len(shown):
        yield from _more(more, width)


def _marked(lens: Lens, position: int, line: Line, mark: str, width: int) -> Line:
    """The row of an entry with a mark before the words, and quotation marks around a quotation."""
    entry, words = lens.entry(position), line[-1]
    if entry is not None and entry.verbatim and not entry.title:
        words = words._replace(text=f"“{visible(entry.text)}”")
    return clip((*line[:-1], *([Ink(f"{mark}: ", "dim")] if mark else []), words), width)


def _ends(lens: Lens) -> dict[int, str]:
    """The first and the last radio call, or else entry, that are told, by position, in words."""
    among: Sequence[int] = lens.radio or range(lens.placed_count)
    what = "radio call" if lens.radio else "entry"
    if not among:
        return {}
    ends = {among[0]: f"first {what}", among[-1]: f"last {what}"}
    if len(ends) == 1:
        ends = dict.fromkeys(ends, f"the only {what}")
    return {position: words for position, words in ends.items() if lens.tells(position)}


def _open_matters(lens: Lens, width: int) -> Iterator[Row]:
    """What is disputed, what is not known, and the sources."""
    disputed = [one.topic or "" for one in lens.conflicts() if one.is_told]
    asked = [one.text for one, told in lens.questions() if told and one.status == OPEN]
    sources = list(lens.sources())
    titles = [brief(source.title) or plain(source.kind) for source in sources]
    yield Row(EMPTY)
    for label, names, board, key in (
        ("Disputed", disputed, "conflicts", "c"),
        ("Not known", asked, "questions", "u"),
        ("Sources", titles, "sources", "o"),
    ):
        if names:
            yield Row(_named(label, names, key, width), TO_BOARD + board)


def _named(label: str, names: Sequence[str], key: str, width: int) -> Line:
    """A label, a number, the first names, and the key of the board that has all."""
    head = [Ink(fit(label, _LABEL), "heading"), Ink(f"{len(names):,}  ", "bright")]
    right = [Ink("  "), Ink(keymap().shown_for(key), "key", key)]
    room = max(width - width_of([*head, *right]) - 1, 1)
    for count in range(min(_MAX_TOPICS, len(names)), 0, -1):
        words = " · ".join(visible(name) for name in names[:count])
        others = f" · {len(names) - count:,} more" if count < len(names) else ""
        if count == 1 or cell_len(words + others) <= room:
            break
    words = cut(words, max(room - len(others), 1))
    return spread([*head, Ink(words), Ink(others, "dim")], right, width)


def _more(count: int, width: int) -> list[Row]:
    return remark(f"  and {count_words(count, 'more', 'more')}", width)
