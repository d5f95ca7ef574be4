"""Related incidents: how far away, how related, and what is known of them here."""

import re

import pytest

from incident_tui.panes.related import RelatedIncidents, draw
from incident_tui.review.review import Review, review_of
from tests.drawn import row_texts, row_words
from tests.records import sound

HEAD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
"""
RELATED = """
related:
  - id: frandsen
    title: Man shot by police on North Frandsen Road
    relation: [same_agency, within_days]
    date: 2024-02-22
    casualties: [{group: public, status: deceased, count: 1}]
    record: frandsen.yaml
  - id: rally
    title: Shooting at the rally
    relation: [same_area]
    date: 2024-03-01
    casualties:
      - {group: public, status: deceased, count: 1}
      - {group: public, status: injured, count: 24}
  - {id: trial, title: Trial, relation: [follow_up]}
  - {id: twin, title: The same, relation: [duplicate], date: 2024-02-29, record: twin.yaml}
"""


def review(sections: str) -> Review:
    """A review of a record with these sections."""
    return review_of(sound(HEAD + sections))


def said(shown: Review, width: int) -> list[str]:
    """The lines of the pane, runs of spaces as one."""
    return row_words(draw(shown, width))


def test_each_incident_says_when_what_how_related_and_what_is_known() -> None:
    """A related incident is its date, title and distance, then its relation, then its casualties.

    One that has no record of its own says so, since Enter would do nothing.
    """
    assert said(review(RELATED), 70) == [
        "22 Feb Man shot by police on North Frandsen Road 7 days before",
        "same agency, within days",
        "there: 1 deceased",
        "1 Mar Shooting at the rally 1 day after",
        "same area",
        "there: 1 deceased, 24 injured · no record of its own",
        "no date Trial no date",
        "follow up",
        "no record of its own",
        "29 Feb The same same day",
        "duplicate",
        *said(review(RELATED), 70)[-2:],
    ]


def test_only_the_first_line_of_an_incident_is_chosen() -> None:
    """Each incident can be selected once, and what is told beneath it belongs to it."""
    keys = [row.key for row in draw(review(RELATED), 70)]
    assert [key for key in keys if key] == ["frandsen", "rally", "trial", "twin"]
    assert keys[:4] == ["frandsen", "", "", "rally"]


@pytest.mark.parametrize("width", [24, 30, 40])
def test_the_distance_stays_whole_where_a_title_does_not(width: int) -> None:
    """On a narrow pane the title is cut, and never the distance in days."""
    first = said(review(RELATED), width)[0]
    assert first.endswith("7 days before")
    assert "…" in first


def test_a_record_without_related_incidents_says_so() -> None:
    """An empty pane is told from one that has not been drawn."""
    assert said(review(""), 40) == ["none recorded"]


@pytest.mark.parametrize("width", [24, 34, 45, 70, 110])
def test_days_stand_to_scale(width: int) -> None:
    """Each day is so far along the strip as it is between the first one and the last."""
    line, labels = row_texts(draw(review(RELATED), width)[-2:])
    assert len(line) <= width
    assert len(labels) <= width
    first, here, last = (number for number, mark in enumerate(line) if mark in "●◆")
    assert (first, line[here], last) == (0, "◆", len(line) - 1)
    assert here == 7 * last // 8
    assert labels.startswith("22 Feb")
    assert "1 Mar" in labels or width < 60


@pytest.mark.parametrize("width", [0, 1, 2, 5, 10, 23])
def test_a_strip_gives_way_where_there_is_no_room(width: int) -> None:
    """A pane that is still being laid out may be a cell wide."""
    marks = {span.text for row in draw(review(RELATED), width) for span in row.line}
    assert not any("●" in text for text in marks)


def test_a_year_is_told_where_it_is_another() -> None:
    """Two days of one name do not look like one; this incident is seen beside a near one."""
    far = "related:\n  - {id: r, title: R, relation: [precedent], date: 2004-02-29}\n"
    far += "  - {id: n, title: N, relation: [same_area], date: 2024-03-01}\n"
    line, labels = row_texts(draw(review(far), 60)[-2:])
    assert labels.startswith("29 Feb 2004")
    assert line.count("◆") == 1


@pytest.mark.parametrize(
    "sections",
    ["", "related: [{id: r, title: R, relation: [duplicate], date: 2024-02-29}]\n"],
)
def test_one_day_is_no_strip(sections: str) -> None:
    """There is nothing to scale where all is of one day."""
    assert not any("◆" in line for line in said(review(sections), 60))


@pytest.mark.parametrize(
    ("dates", "width", "said"),
    [
        # A label ends at its mark where it would run below the next mark.
        (["2023-11-04", "2024-02-20"], 40, "4 Nov 2023               20 Feb 29 Feb"),
        # A day between two near marks has no label here; the rows above have it.
        (["2023-11-04", "2024-02-22", "2024-02-25"], 40, "4 Nov 2023     22 Feb 29 Feb"),
        # Of two days of one cell, the nearer has the label.
        (["2020-01-01", "2020-01-02"], 40, "2 Jan 2020                      29 Feb"),
    ],
)
def test_a_label_stands_at_its_own_mark(dates: list[str], width: int, said: str) -> None:
    """Each label begins or ends at its mark, and no mark of another day is above it."""
    rows = "".join(
        f"  - {{id: r{n}, title: R, relation: [same_area], date: {date}}}\n"
        for n, date in enumerate(dates)
    )
    line, labels = row_texts(draw(review(f"related:\n{rows}"), width)[-2:])
    assert " ".join(labels.split()) == " ".join(said.split())
    marks = [number for number, mark in enumerate(line) if mark in "●◆"]
    for found in re.finditer(r"\S+( \S+)*", labels):
        below = [mark for mark in marks if found.start() <= mark < found.end()]
        assert len(below) == 1
        assert below[0] in (found.start(), found.end() - 1)
    assert line.index("◆") in {
        place
        for found in re.finditer(r"29 Feb", labels)
        for place in (found.start(), found.end() - 1)
    }


def test_an_incident_without_a_record_does_not_look_openable() -> None:
    """Bright is what Enter opens; the footer has Enter for those rows alone."""
    shown = review(RELATED)
    inks = {row.key: row.line[1].ink for row in draw(shown, 70) if row.key}
    assert inks == {"frandsen": "bright", "rally": "dim", "trial": "dim", "twin": "bright"}
    pane = RelatedIncidents("related")
    pane._review = shown
    assert {key: pane.row_keys(key)["open"] for key in inks} == {
        "frandsen": "opens its record",
        "rally": "",
        "trial": "",
        "twin": "opens its record",
    }
