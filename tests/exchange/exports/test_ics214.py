"""The activity log: the form's blocks in their order, 80 columns wide, nothing invented."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.ics214 import WIDTH, export, wrapped
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import Make, exercise, hostile, independence, with_calls
from tests.records import AGENCIES, chronology, entry


def lines_of(chronicle: Chronology) -> list[str]:
    """The form, line by line."""
    return "".join(export(Lens(chronicle))).splitlines()


def log_of(chronicle: Chronology) -> list[tuple[str, str]]:
    """The rows of block 7 below its head: the time, and what took place."""
    lines = lines_of(chronicle)
    start = next(number for number, line in enumerate(lines) if "Notable Activities" in line)
    end = next(number for number, line in enumerate(lines) if "8. Prepared by" in line)
    cells = [line[2:-2].split(" | ") for line in lines[start + 2 : end - 1] if line[0] == "|"]
    return [(time.strip(), words.strip()) for time, words in cells]


@pytest.mark.parametrize("make", [independence, exercise, hostile, chronology])
def test_every_line_is_as_wide_as_the_form(make: Make) -> None:
    """Whatever is told is wrapped within its block, and no control gets through."""
    for line in lines_of(make()):
        assert line.isprintable()
        assert len(line) == WIDTH or line.startswith(("ACTIVITY LOG", "EXERCISE."))


def test_the_blocks_have_their_numbers_in_order() -> None:
    """All eight of the form, though the record fills but four of them."""
    text = "\n".join(lines_of(independence()))
    blocks = [
        "1. Incident Name:",
        "2. Operational Period:",
        "3. Name:",
        "4. ICS Position:",
        "5. Home Agency (and Unit):",
        "6. Resources Assigned:",
        "7. Activity Log:",
        "8. Prepared by:",
    ]
    places = [text.index(block) for block in blocks]
    assert places == sorted(places)
    assert "Signature: ____" in text


@pytest.mark.parametrize(
    ("times", "period"),
    [
        (["13:12~", "13:40"], ["29 Feb 2024", "13:12~ CST", "29 Feb 2024", "13:40 CST"]),
        # Another day has its own date.
        (
            ["13:12", "2024-03-01T01:05:30"],
            ["29 Feb 2024", "13:12 CST", "1 Mar 2024", "01:05:30 CST"],
        ),
        # What lasted longest ends the period.
        (["13:00/17:00", "13:30"], ["29 Feb 2024", "13:00–17:00 CST"] * 2),
        # A day has no time, and the unplaced none at all.
        (["2024-02-29?"], ["29 Feb? 2024", ""] * 2),
        (["unplaced", "13:00.."], ["", ""] * 2),
        ([], ["", ""] * 2),
    ],
)
def test_the_period_is_that_of_the_placed_entries(times: list[str], period: list[str]) -> None:
    """From the first to the last, as vague as they are; open where there is none."""
    entries = (entry(f"e{number}", time) for number, time in enumerate(times))
    lines = lines_of(chronology(*entries))[2:7]
    right = [line[39:-1].strip() for line in lines][1:]
    labels = ("Date From:", "Time From:", "Date To:", "Time To:")
    shown = zip(right, labels, strict=True)
    assert [words.removeprefix(label).strip() for words, label in shown] == period


def test_the_log_has_what_is_notable_and_every_radio_call() -> None:
    """In the order of time, with who and what; what is routine is left out."""
    shown = chronology(
        entry("a", "13:00", weight="notable", agency="ipd", text="Command set up."),
        entry("b", "13:05"),
        entry("c", "13:10~", kind="radio_call", verbatim="true", text="On scene."),
        entry("d", "{at: unplaced, after: [a]}", weight="key", title="Custody", agencies="[kcpd]"),
        rest=AGENCIES,
    )
    assert log_of(shown) == [
        ("", "Times without a date are of Thu 29 Feb 2024."),
        ("13:00", "note, IPD: Command set up."),
        ("13:10~", "radio call, agency not identified: “On scene.”"),
        ("", "NOT PLACED: these took place; the sources give no full"),
        ("", "time for them."),
        ("after 13:00", "note, KCPD: Custody"),
    ]


def test_where_nothing_is_notable_the_log_has_everything() -> None:
    """An empty log would say that nothing took place."""
    shown = chronology(entry("a", "13:00"), entry("b", "13:05"))
    assert [time for time, _ in log_of(shown)] == ["", "13:00", "13:05"]


def test_an_entry_not_known_yet_is_in_the_log_without_words() -> None:
    """Whether it is notable is not known either; the moment and the clock stand above."""
    shown = chronology(
        entry("a", "13:00", kind="radio_call", text="On scene."),
        entry("b", "13:05", kind="radio_call", known="13:04..13:30", text="Perhaps."),
        entry("c", "13:10", known="14:00", text="Later."),
    )
    lens = Lens(shown, shown.bests[1], Clock.KNOWN)
    text = " ".join("".join(export(lens)).split())
    assert "As of 13:05:00 · what was known." in text
    assert "radio call, agency not identified: Perhaps. (perhaps" in text
    assert "| 13:10 | note: not known yet" in text
    assert "Later." not in text


def test_resources_are_the_units_of_the_record() -> None:
    """With their agency and type; what is not said of them is open, as are rows without any."""
    lines = lines_of(chronology(rest=AGENCIES))
    rows = [line for line in lines if line.startswith(("| 12 ", "| M1 ", "| X "))]
    assert [[cell.strip() for cell in row[2:-2].split(" | ")] for row in rows] == [
        ["12", "", "Independence Police"],
        ["M1", "", "Ambulance"],
        ["X", "", ""],
    ]
    assert sum(line.replace("|", "").isspace() for line in lines_of(chronology())) > 3


def test_an_exercise_says_so() -> None:
    """At the head of the form and at its end."""
    lines = lines_of(exercise())
    assert lines[0].endswith(" EXERCISE")
    assert lines[-1] == "EXERCISE. Nothing in this log took place."


def test_the_log_comes_line_by_line(tmp_path: Path) -> None:
    """A million calls need no more memory than one."""
    pieces = export(Lens(with_calls(tmp_path, 500)))
    assert all(len(piece) == WIDTH + 1 for piece in [*pieces][1:])


@given(st.text(), st.integers(2, 20))
def test_words_are_wrapped_and_none_is_lost(text: str, width: int) -> None:
    """Between words where there is room, within one that is longer than a line."""
    assert "".join(wrapped(text, width)).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a bb ccc", ["a bb", "ccc"]),
        ("abcdefg h", ["abcd", "efg", "h"]),
        ("日本語 x", ["日本", "語 x"]),
        ("e\u0301e\u0301e\u0301e\u0301 f", ["e\u0301e\u0301e\u0301e\u0301", "f"]),
        ("", [""]),
    ],
)
def test_letters_of_two_columns_count_as_two(text: str, lines: list[str]) -> None:
    """And marks on a letter as none."""
    assert wrapped(text, 4) == lines


@pytest.mark.parametrize(
    ("time", "lines"),
    [
        ("14:10:30..14:12:30", ["14:10:30…14:12:30"]),
        ("14:10:30~..14:12:30~", ["14:10:30~…", "14:12:30~"]),
        ("2024-03-01T00:10..2024-03-01T00:12", ["1 Mar 00:10…", "1 Mar 00:12"]),
        ("14:10:30~/14:12:30~", ["14:10:30~–", "14:12:30~"]),
    ],
)
def test_a_time_is_broken_between_its_bounds(time: str, lines: list[str]) -> None:
    """Never between the digits of a time."""
    found = log_of(chronology(entry("a", f'"{time}"', text="Words " * 12)))
    assert [words for words, _ in found[1:] if words] == lines
