"""What `show` prints: tables, cut to the width of a terminal and whole where there is none."""

import contextlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from rich.cells import cell_len

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.cli.printing import print_sheets
from incident_tui.exchange.printed.sheets import Sheet, markdown_lines, sheets
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import parse_moment
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens

HEAD = """
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago}
"""
RECORD = f"""{HEAD}
sources: [{{id: s, kind: report}}]
agencies:
  - id: ipd
    name: Independence Police Department
    short: IPD
    status_history: [{{status: OnScene, time: 13:10..13:20}}]
  - {{id: court, name: Circuit Court}}
timeline:
  - id: call
    kind: radio_call
    time: 13:15~
    text: We now have two officers down.
    verbatim: true
    agency: ipd
    agencies: [court]
    cite: s
  - {{id: shots, kind: action, time: 13:00..13:12, title: First shots, text: Shots., cite: s}}
  - {{id: told, kind: statement, time: {{at: unplaced, after: [call]}}, text: Told, cite: s}}
casualties:
  - id: officer
    group: responder
    label: an officer
    role: police officer
    history: [{{status: shot, time: 13:10..13:20, cite: s}}]
  - id: crowd
    group: public
    label: others
    count: 24
    history: [{{status: injured, time: 13:50, cite: s}}]
related:
  - {{id: r, title: A rally, relation: [same_area, within_days], date: 2024-02-14}}
  - {{id: t, title: A trial, relation: [follow_up]}}
questions: [{{id: q, text: Who called?}}]
"""


def chronology(text: str = RECORD) -> Chronology:
    """A record, placed."""
    return chronology_of(read_bytes(text.encode(), "record.yaml"))


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[[View], list[str]]:
    """What a view prints where there is no terminal."""

    def lines_of(view: View) -> list[str]:
        print_sheets(sheets(view), "table")
        return capsys.readouterr().out.splitlines()

    return lines_of


def test_a_view_is_printed_whole(printed: Callable[[View], list[str]]) -> None:
    """Title, timeline, unplaced entries, casualties, agencies and related incidents, in columns."""
    assert printed(View(Lens(chronology()))) == [
        "Shots at a house · Thu 29 Feb 2024 CST",
        "as of the end of the record · happened · 3 entries · 1 unplaced",
        "",
        "Timeline",
        "13:00…13:12  ?                   action      First shots",
        "13:15~       IPD  Circuit Court  radio call  We now have two officers down.",
        "",
        "Unplaced",
        "after 13:15~  ?    statement  Told",
        "",
        "Casualties",
        "responder  shot     an officer   police officer",
        "public     injured  24 × others",
        "",
        "Agencies",
        "IPD  1  on scene  Independence Police Department",
        "     1  —         Circuit Court",
        "?    2  —         no agency identified",
        "",
        "Related",
        "2024-02-14  15 days before  same area, within days  A rally",
        "no date     no date         follow up               A trial",
        "",
        "Open",
        "0 conflicts · 1 question · 0 problems",
    ]


@pytest.mark.parametrize(
    ("at", "officer", "others", "ipd"),
    [
        ("13:05", "not yet", "not yet", "not yet"),
        ("13:15", "shot?", "not yet", "on scene?"),
        ("13:30", "shot", "not yet", "on scene"),
        ("13:50", "shot", "injured", "on scene"),
    ],
)
def test_states_are_those_of_a_moment(
    printed: Callable[[View], list[str]], at: str, officer: str, others: str, ipd: str
) -> None:
    """Casualties and agencies are told as of the moment that the first lines name."""
    record = chronology()
    hour, minute = (int(part) for part in at.split(":"))
    moment = record.bests[1] + ((hour - 13) * 60 + minute - 15) * 60_000 + 59_999
    lines = printed(View(Lens(record, moment)))
    assert lines[1].startswith(f"as of {at} · happened")
    words = {line.split("  ")[0]: re.split(r" {2,}", line)[1:] for line in lines}
    assert words["responder"][0] == officer
    assert words["public"][0] == others
    assert words["IPD"][1] == ipd


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (
            Clock.HAPPENED,
            [
                "13:00…13:12  ?                   action      First shots",
                "13:15~       IPD  Circuit Court  radio call  We now have two officers down.",
                "after 13:15~  ?    statement  Told",
                "responder  two down  as reported 13:15~",
                "responder  shot?     an officer          police officer",
                "public     not yet   24 × others",
                "IPD  1  on scene?  Independence Police Department",
            ],
        ),
        (
            Clock.KNOWN,
            [
                "13:00…13:12  ≠                   action       not known yet · known by 2 Mar",
                "13:15~       IPD  Circuit Court  radio call?  We now have two officers down.",
                "after 13:15~  ?    statement?  Told",  # a call about 13:15 was at 13:10, perhaps
                "responder  two down   as reported 13:15~",
                "responder  shot?      police officer",
                "public     not known  24 × somebody not known of",
                "IPD  1  not known  Independence Police Department",
            ],
        ),
    ],
)
def test_each_clock_tells_its_own(
    printed: Callable[[View], list[str]], clock: Clock, expected: list[str]
) -> None:
    """What was not known is masked, who was not named goes by role, and `?` marks what may be."""
    text = RECORD.replace("text: Shots., cite: s", "text: Shots., cite: s, known: ..2024-03-02")
    text = text.replace(
        "cite: s\n  - {id: shots",
        ("cite: s\n    effects: [{group: responder, status: two down}]\n  - {id: shots"),
    )
    text = text.replace("label: an officer", "person: p")
    text += "people: [{id: p, name: an officer, known: 2024-03-02}]\n"
    text = text.replace("13:10..13:20}]", "13:10..13:20, known: 2024-03-02}]", 1)
    text = text.replace("13:10..13:20, cite: s", "13:10..13:20, known: 13:10..13:20, cite: s")
    record = chronology(text)
    assert record.problems == ()
    lines = printed(View(Lens(record, record.bests[1] + 59_999, clock)))
    assert lines[1].startswith(f"as of 13:15 · {clock} · ")
    assert [
        line
        for line in lines[3:]
        if line.split("  ")[0]
        in ("13:00…13:12", "13:15~", "after 13:15~", "responder", "public", "IPD")
    ] == expected


@pytest.mark.parametrize(
    ("filters", "facts"),
    [
        (Filters(frozenset({"ipd"})), "only IPD · 1 of 3 entries · 2 hidden · 0 of 1 unplaced"),
        (
            Filters(None, frozenset({"radio_call"})),
            "radio only · 1 of 3 entries · 2 hidden · 0 of 1 unplaced",
        ),
        (Filters(frozenset()), "no agency · 0 of 3 entries · 3 hidden · 0 of 1 unplaced"),
    ],
)
def test_hidden_entries_are_counted_and_the_filter_named(
    printed: Callable[[View], list[str]], filters: Filters, facts: str
) -> None:
    """Entries that do not pass are not printed, and are not forgotten either."""
    lines = printed(View(Lens(chronology()), filters))
    assert lines[1] == f"as of the end of the record · happened · {facts}"
    assert not any("First shots" in line for line in lines)
    assert "Unplaced" not in lines


def test_empty_sections_say_so(printed: Callable[[View], list[str]]) -> None:
    """A section that the record has nothing for is there, and says none."""
    lines = printed(View(Lens(chronology(HEAD))))
    for title in ("Timeline", "Casualties", "Agencies", "Related"):
        assert lines[lines.index(title) + 1] == "none"


def test_an_exercise_is_marked_as_one(printed: Callable[[View], list[str]]) -> None:
    """The first word of a record in which nothing took place says that."""
    lines = printed(View(Lens(chronology(HEAD.replace("id: i,", "id: i, exercise: true,")))))
    assert lines[0].startswith("EXERCISE · Shots at a house")


LONG = "words " * 300


@pytest.mark.parametrize("text", [LONG.strip(), "日本語" * 200])
def test_without_a_terminal_nothing_is_cut(printed: Callable[[View], list[str]], text: str) -> None:
    """What goes into a file or a pipe is whole, a line an entry."""
    lines = printed(View(Lens(chronology(RECORD.replace("First shots", text)))))
    assert sum(line.endswith(text) for line in lines) == 1


ODD = "\x1b[31m\x07\x9b\u202e[bold]x[/] :smile: 日\n\ty"
QUOTED = '"' + "".join(f"\\U{ord(one):08X}" for one in ODD) + '"'
NAMES = ("Shots at a house", "First shots", "an officer", "Circuit Court", "A rally", "IPD")


def test_controls_and_markup_are_printed_as_text(printed: Callable[[View], list[str]]) -> None:
    """Nothing that a record says is a command to the terminal, or markup."""
    text = RECORD
    for name in NAMES:
        text = text.replace(name, QUOTED)
    lines = printed(View(Lens(chronology(text))))
    assert not {one for line in lines for one in line if unicodedata.category(one) == "Cc"}
    assert sum("[bold]x[/] :smile: 日 y" in line for line in lines) == 7  # the court has two


def test_columns_widen_as_rows_come(capsys: pytest.CaptureFixture[str]) -> None:
    """A table need not be known whole: it is printed in parts, and stays in columns in each."""
    asked: list[int] = []

    def rows() -> Iterator[tuple[str, str]]:
        for number in range(2_500):
            asked.append(number)
            yield "x" * (5 if number == 2_400 else 1), "y"
            if number == 1_200:
                assert "x  y" in capsys.readouterr().out  # the first thousand is out

    print_sheets([Sheet("T", ("a", "b"), rows(), "1 left out")], "table", heads=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == ["x      y", "1 left out"]
    assert lines.count("x  y") == 1_000
    assert asked == [*range(2_500)]


def test_columns_have_their_names_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """The names stand above their columns once; without rows there are none."""
    print_sheets(
        [Sheet("T", ("one", "b"), [["1", "2"]]), Sheet("E", ("a",), [])], "table", heads=True
    )
    assert capsys.readouterr().out == "T\none  b\n1    2\n\nE\nnone\n"


@pytest.mark.parametrize(
    ("time", "before", "line"),
    [
        ("12:50", "", "──── 12:50 ────"),
        ("13:10", "First shots", "──── 13:10 ────"),
        ("13:15", "We now have two officers down.", "──── 13:15 ────"),
        ("2024-03-01T00:10", "We now have two officers down.", "──── 1 Mar 00:10 ────"),
    ],
)
def test_a_line_stands_at_the_moment(
    printed: Callable[[View], list[str]], time: str, before: str, line: str
) -> None:
    """Entries up to the moment stand above the line, later entries below; in Markdown as well."""
    chronicle = chronology()
    moment = chronicle.zone.bounds(parse_moment(time))[1]
    view = View(Lens(chronicle, moment))
    lines = printed(view)
    assert lines[lines.index(line) - 1].endswith(before or "Timeline")
    written = "".join(markdown_lines(sheets(view)))
    assert f"| {line} |  |  |  |  |\n" in written
    assert "────" not in "".join(printed(View(Lens(chronicle))))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[View, int], list[str]]:
    """What a view prints on a terminal of so many columns."""

    def lines_of(view: View, width: int) -> list[str]:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", str(width))
        with contextlib.redirect_stdout(Terminal()) as terminal:
            print_sheets(sheets(view), "table")
        return terminal.getvalue().splitlines()

    return lines_of


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("text", ["First shots", LONG, "日本語" * 200])
def test_on_a_terminal_lines_are_cut_to_its_width(
    on_terminal: Callable[[View, int], list[str]], text: str, width: int
) -> None:
    """No line goes over the edge, and one that would ends in `…`."""
    lines = on_terminal(View(Lens(chronology(RECORD.replace("First shots", text)))), width)
    plain = [re.sub(r"\x1b\[\d*m", "", line) for line in lines]
    assert all(cell_len(line) <= width for line in plain)
    row = next(line for line in plain if line.startswith("13:00…13:12  "))
    assert row.endswith("…") == (cell_len(row) == width)


def test_on_a_terminal_the_last_column_gives_way(
    on_terminal: Callable[[View, int], list[str]],
) -> None:
    """Times, counts and statuses stay whole at 60 columns; who else is concerned is left out."""
    lines = on_terminal(View(Lens(chronology())), 60)
    assert "13:15~       IPD  radio call  We now have two officers down." in lines
    assert "too narrow for: concerns" in lines
    assert "IPD  1  on scene  Independence Police Department" in lines
    assert "2024-02-14  15 days before  same area, within d…  A rally" in lines


def test_on_a_terminal_titles_are_bold(on_terminal: Callable[[View, int], list[str]]) -> None:
    """The one sequence that is sent to a terminal is that for bold titles."""
    lines = on_terminal(View(Lens(chronology(RECORD.replace("First shots", QUOTED)))), 80)
    assert "\x1b[1mTimeline\x1b[0m" in lines
    assert {found for line in lines for found in re.findall(r"\x1b[^m]*m?", line)} == {
        "\x1b[1m",
        "\x1b[0m",
    }


@pytest.mark.parametrize(
    ("width", "heads", "left_out"),
    [
        (100, "date  harm  record  title", ""),
        (44, "date  harm  record  title", ""),
        (43, "date  record  title", "too narrow for: harm"),
        (37, "record  title", "too narrow for: harm, date"),
        (20, "record  title", "too narrow for: harm, date"),
    ],
)
def test_a_narrow_terminal_leaves_columns_out_and_says_so(
    width: int, heads: str, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last column keeps room for words, as long as another column can be left out."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [["2024", "1/0", "r.yaml", "A long day at the river"]]
    sheet = Sheet("T", ("date", "harm", "record", "title"), rows, optional=("harm", "date"))
    with contextlib.redirect_stdout(Terminal()) as terminal:
        print_sheets([sheet], "table", heads=True)
    lines = terminal.getvalue().splitlines()
    assert lines[1].split() == heads.split()
    assert lines[3:] == [left_out[: width - 1] + "…" if len(left_out) > width else left_out] * bool(
        left_out
    )
