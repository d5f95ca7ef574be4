"""Typed lines as rows: each line is of an entry, of the preamble, or put aside with its reason."""

import pytest

from incident_tui.exchange.imports.tables import typed_lines
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import Line
from incident_tui.exchange.imports.tables.typed_lines import (
    COLUMNS,
    Survey,
    TypedLines,
    says_radio,
    survey_of,
)

TIME, TEXT, KIND = COLUMNS.index("time"), COLUMNS.index("text"), COLUMNS.index("kind")


def rows_of(text: str, is_radio: bool = False, year: int | None = None) -> list[Row]:
    """The rows of a log."""
    texts = text.splitlines()
    survey = survey_of(texts)
    lines = (Line(number, line) for number, line in enumerate(texts, 1))
    return [*TypedLines(survey, survey.day, year, is_radio).rows(lines)]


def told(row: Row) -> tuple[int, str, str, str]:
    """The line, the date above, the time and the words of a row; of a faulty row, the fault."""
    cells = row.cells or [row.fault] * len(COLUMNS)
    return row.line, row.heading, cells[TIME], cells[TEXT]


def test_lines_without_a_time_belong_to_the_entry_above() -> None:
    """Indented or not, blank lines and drawn lines between; deeper times are no entries."""
    text = "13:12 Fire\n   smoke\n\n-----\nmore\n        13:13 on the clock\n  - 13:14 Out\n"
    assert [told(row) for row in rows_of(text)] == [
        (1, "", "13:12", "Fire\nsmoke\nmore\n13:13 on the clock"),
        (7, "", "13:14", "Out"),
    ]


def test_dates_are_of_the_lines_below() -> None:
    """A line that is a date says the day, and so does a heading with a date among its words."""
    text = (
        "Log\nThu 29 February 2024\n13:12 a\n--- Mar 1 ---\n08:00 b\n"
        "## Shift of 2024-03-02, A\n08:00 c\n2/3\n"
    )
    assert [told(row) for row in rows_of(text)] == [
        (3, "Thu 29 February 2024", "13:12", "a"),
        (5, "Mar 1 2024", "08:00", "b\n## Shift of 2024-03-02, A"),
        (7, "2024-03-02", "08:00", "c\n2/3"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("13:12 a\n1 March 2024\n", 2, "no line with a time follows this date"),
        ("13:12 a\n1 March 2024\n2 March 2024\n13:12 b\n", 2, "no line with a time"),
        ("Feb 29 13:12:05 a\n", 1, "`Feb 29` has no year, and no date before says it"),
        ("13:12 a\n# Feb 29\n13:13 b\n", 3, "`Feb 29` has no year"),
    ],
)
def test_a_line_that_says_nothing_is_put_aside(text: str, line: int, words: str) -> None:
    """It has its place and its reason; a date of no line, and a day without a year."""
    [faulty] = [row for row in rows_of(text) if row.fault]
    assert faulty.line == line
    assert words in faulty.fault


def test_long_entries_and_preambles_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more is put aside, line by line, and the next entry is whole."""
    monkeypatch.setattr(typed_lines, "MAX_ENTRY_CHARACTERS", 20)
    monkeypatch.setattr(typed_lines, "MAX_PREAMBLE_CHARACTERS", 10)
    rows = rows_of("a title\nmuch more\n13:12 Fire\nsmoke\nmore and more\n13:13 Out\n")
    assert [(row.line, bool(row.fault)) for row in rows] == [
        (2, True),
        (5, True),
        (3, False),
        (6, False),
    ]
    assert [row.cells[TEXT] for row in rows if not row.fault] == ["Fire\nsmoke", "Out"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        # A number of a house below times with a colon; times without a colon.
        ("13:12 a\n13:13 b\n13:14 c\n13:15 d\n13:16 e\n1111 N. Elsea\n", 5),
        ("1312 a\n1313 b\n1314 c\n1315 d\n", 4),
    ],
)
def test_four_digits_are_times_where_others_are(text: str, times: int) -> None:
    """The log as a whole decides whether four digits alone are a time."""
    assert len(rows_of(text)) == times
    assert survey_of(text.splitlines()).unread_digits == (6 if times == 5 else 0)


@pytest.mark.parametrize(
    ("line", "is_radio", "kind"),
    [
        ("13:12 Engine 1: fire", True, "radio_call"),
        ("13:12 battery changed", True, ""),
        ("13:12 Engine 1: fire", False, ""),
        ("13:12 Engine 1 to Command: fire", False, "radio_call"),
        ("13:12 Command to Engine 1: out", False, "radio_call"),
        ("13:12 Chief to Mayor: all out", False, ""),
        ("13:12 [TAC 2] fire", False, "radio_call"),
    ],
)
def test_a_radio_call_is_one_by_a_rule(line: str, is_radio: bool, kind: str) -> None:
    """By a channel, by a speaker in a radio log, or by a unit that addresses or is addressed."""
    [row] = rows_of(line, is_radio)
    assert row.cells[KIND] == kind


@pytest.mark.parametrize(
    ("name", "preamble", "expected"),
    [
        ("radio-log", "", True),
        ("scanner 1", "", True),
        ("log", "Radio traffic of 29 February", True),
        ("log", "Funkprotokoll", True),
        ("log", "Activity log of the radio shop", False),
        ("activity", "", False),
    ],
)
def test_a_file_says_radio(name: str, preamble: str, expected: bool) -> None:
    """In its name, or in the lines above the first entry."""
    assert says_radio(name, [preamble]) is expected


@pytest.mark.parametrize(
    ("text", "day", "is_line"),
    [
        ("Log\n29 Feb 2024\n13:12 a", "29 Feb 2024", True),
        ("Log of 29 Feb 2024, kept by hand\n13:12 a", "29 Feb 2024", False),
        ("Log of 29 Feb 2024, printed on 3 Mar 2024\n13:12 a", "29 Feb 2024", False),
        ("Log of 29 Feb 2024 to 3 Mar 2024\n13:12 a", "", False),
        ("Of 29 Feb 2024, printed\n3 Mar 2024\n13:12 a", "3 Mar 2024", True),
        ("13:12 a", "", False),
    ],
)
def test_the_day_of_a_preamble(text: str, day: str, is_line: bool) -> None:
    """A line that is a date says it; among words, the only date does, and of several none."""
    survey = survey_of(text.splitlines())
    assert (survey.day, survey.is_day_a_line) == (day, is_line)


def test_a_survey_counts_what_is_no_deeper_than_entries() -> None:
    """Blank lines, drawn lines, dates and lines that continue an entry are not counted."""
    text = "13:12 a\n  more\n\n---\n1 March 2024\n08:00 b\nwords\n"
    survey = survey_of(text.splitlines())
    assert (survey.lines, survey.heads) == (3, 2)
    assert survey.share == 1  # of the blocks, which begin with a time
    assert survey_of([]) == Survey()
