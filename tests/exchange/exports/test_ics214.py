"""The activity log: the form's blocks in their order, 80 columns wide, nothing invented."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.ics214 import WIDTH, export, wrapped
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import Make, exercise, hostile, independence, with_calls
from tests.records import AGENCIES, chronology, entry


def lines_of(chronicle: Chronology) -> list[str]:
    """The form, line by line."""
    return "".join(export(View(Lens(chronicle)))).splitlines()


def log_of(chronicle: Chronology) -> list[tuple[str, str]]:
    """The rows of block 7 below its head: the time, and what took place."""
    lines = lines_of(chronicle)
    start = next(number for number, line in enumerate(lines) if "Notable Activities" in line)
    end = next(number for number, line in enumerate(lines) if "Remarks (no block" in line)
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
    ("times", "first", "last"),
    [
        (["13:12~", "13:40"], "29 Feb 2024, 13:12~ CST", "29 Feb 2024, 13:40 CST"),
        # Another day has its own date.
        (
            ["13:12", "2024-03-01T01:05:30"],
            "29 Feb 2024, 13:12 CST",
            "1 Mar 2024, 01:05:30 CST",
        ),
        # The entry that lasted longest is the last.
        (["13:00/17:00", "13:30"], *["29 Feb 2024, 13:00–17:00 CST"] * 2),
        # A day has no time, and the unplaced none at all.
        (["2024-02-29?"], *["29 Feb 2024?"] * 2),
        (["unplaced", "13:00.."], "", ""),
        ([], "", ""),
    ],
)
def test_no_operational_period_is_made_up(times: list[str], first: str, last: str) -> None:
    """The record has none; the first and the last time in the log are told as what they are."""
    entries = (entry(f"e{number}", time) for number, time in enumerate(times))
    lines = lines_of(chronology(*entries))[2:]
    block = lines[: next(number for number, line in enumerate(lines) if line[0] == "+")]
    words = " ".join(" ".join(line[39:-1] for line in block).split())
    told = [f"First time in the log: {first}", f"Last time in the log: {last}"] if first else []
    expected = ["2. Operational Period:", "Not given in the record.", *told]
    assert words == " ".join(expected)


def test_the_log_has_every_entry() -> None:
    """In the order of time, with who acts, whom it concerns, and who said it; forecasts apart."""
    shown = chronology(
        entry("a", "13:00", weight="notable", agency="ipd", text="Command set up."),
        entry("b", "{at: 13:05~, stated: about 1:05}", cite="{source: src, at: L8, by: Lee}"),
        entry(
            "c",
            "13:10~",
            kind="radio_call",
            verbatim="true",
            text="On scene.",
            grade="F6",
            cite="{source: src, at: L9, via: Feed, by: a voice, hedge: appeared}",
        ),
        entry("d", "{at: unplaced, after: [a]}", title="Custody", agencies="[kcpd]"),
        entry(
            "e",
            "unplaced",
            kind="forecast",
            title="Handover",
            cite="{source: src, basis: inference}",
        ),
        rest=AGENCIES + "    tolerances: {about: 3m}\n",
    )
    rows = log_of(shown)
    assert rows[:8] == [
        ("", "Times without a date are of Thu 29 Feb 2024."),
        ("13:00", "note, IPD: Command set up. (from report)"),
        ("13:05~", "note: text (said by Lee, report L8)"),
        ("", "Time: stated “about 1:05”; “about” taken as ±3 min: a"),
        ("", "convention"),
        ("13:10~", "radio call: “On scene.” (said by a voice, as it"),
        ("", "appeared, via Feed, report L9; graded F6)"),
        ("", "NO TIME GIVEN: the sources give no full time for these."),
    ]
    assert rows[8:] == [
        ("after 13:00", "note: Custody; concerns KCPD (from report)"),
        ("", "EXPECTED OR PLANNED, AS SAID: NO TIME GIVEN: the"),
        ("", "sources give no full time for these."),
        ("no time", "forecast: Handover (inferred, from report)"),
    ]


def test_remarks_explain_the_log() -> None:
    """What it is made of, that nothing is left out, and what its names and ids mean."""
    text = words_of(chronology_with_a_conflict())
    for words in (
        "Written by incident-tui from the record `incident`, not kept at the scene.",
        "Nobody has prepared or signed it: block 8 is open.",
        "No entry of the record is left out: 1 with a place in time, 1 without a full time.",
        "- 13:12~ approximate",
        "- IPD: Independence Police Department",
        "- src: src (report)",
        "- c01: Who",
        "Grades: the Admiralty code.",
    ):
        assert words in text, words
    assert "[disputed: c01]" in text


def chronology_with_a_conflict() -> Chronology:
    """A record with a graded entry that is disputed."""
    conflict = """
    conflicts:
      - {id: c01, topic: Who, affects: [x], claims: [{value: a, cite: src}, {value: b, cite: src}]}
    """
    entries = (entry("x", "13:00", grade="B2"), entry("y", "unplaced"))
    return chronology(*entries, rest=AGENCIES + conflict)


def words_of(chronicle: Chronology) -> str:
    """The words of the form in one line, without its rules."""
    lines = (line.strip("| ") for line in lines_of(chronicle))
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize(
    ("time", "cell"),
    [
        ("14:10:30..14:12:30", ["14:10:30…14:12:30"]),
        ("14:10:30.250..14:12:30.500", ["14:10:30.250…", "14:12:30.500"]),
        ("2024-02-28T23:50..2024-03-01T00:10", ["28 Feb 23:50…", "1 Mar 00:10"]),
        ("2024-02-28T23:50/2024-03-01T00:10", ["28 Feb 23:50–", "1 Mar 00:10"]),
    ],
)
def test_a_time_is_broken_between_its_bounds(time: str, cell: list[str]) -> None:
    """And never within a number."""
    rows = log_of(chronology(entry("x", time)))
    assert [when for when, _ in rows if when] == cell


def test_an_entry_not_known_yet_is_in_the_log_without_words() -> None:
    """Whether it is notable is not known either; the moment and the clock stand above."""
    shown = chronology(
        entry("a", "13:00", kind="radio_call", text="On scene."),
        entry("b", "13:05", kind="radio_call", known="13:04..13:30", text="Perhaps."),
        entry("c", "13:10", known="14:00", text="Later."),
    )
    lens = Lens(shown, shown.bests[1], Clock.KNOWN)
    written = "".join(export(View(lens)))
    unwrapped = re.sub(r"\s*\|\n\|\s*\|?\s*", " ", written)
    assert "As of 13:05:00 · what had been published or said on the air." in unwrapped
    text = " ".join(written.split())
    assert "radio call: Perhaps. (from report) (perhaps not known" in text
    assert "| 13:10 | note: not known yet" in text
    assert "Later." not in text


def test_a_unit_has_no_position_made_of_its_type() -> None:
    """An engine is no position of the Incident Command System; the type stands beside the name."""
    rest = AGENCIES + "      - {id: e1, call_sign: E1, agency: ems, type: engine}\n"
    row = next(line for line in lines_of(chronology(rest=rest)) if "E1" in line)
    assert [cell.strip() for cell in row[2:-2].split(" | ")] == ["E1 (engine)", "", "Ambulance"]


def test_resources_are_the_units_of_the_record() -> None:
    """With their agency; what is not said of them is open, as are rows without any."""
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
    pieces = export(View(Lens(with_calls(tmp_path, 500))))
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
