"""Logs that people type: each line is an entry, of an entry, in the note, or put aside."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.times import at_of
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Rejected, Remark, Wishes
from incident_tui.exchange.imports.text.log import is_text_log, look, read
from tests.examples import examples
from tests.exchange.imports.imported import assert_sound, left_open, rejected, section

ARTICLE = """Officers shot during an eviction
KANSAS CITY, MO March 2 2024 — Two officers were shot on Thursday afternoon.
The call went out about 1:12 p.m., according to audio.
Then, at 1:15 p.m., came the call for help.
Around 1:30 p.m., someone said that they were at the house.
Another voice answered.
Police are at the hospital.
Schools were closed.
"""
RADIO = """Radio log, Weir Lane
Thursday, 29 February 2024
Kept by: R. Doe

13:12 Engine 1: on scene
13:13 E1 > Command: "Two officers down"
13:14 Weather: wind from the west
   and rain
ca. 13:20 The roof is gone
23:50 Command: hold
00:10 Command: end
"""


def found_of(beneath: Path, text: str | bytes, name: str = "log.txt", **wishes: Any) -> list[Found]:
    """The objects that are read from a file with the text."""
    path = beneath / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read([path], Wishes(**wishes)))


def remarks_of(found: list[Found]) -> list[str]:
    """The words to the user."""
    return [one.words for one in found if isinstance(one, Remark)]


def test_a_radio_log(tmp_path: Path) -> None:
    """Times are on their days, speakers are units or labels, and nothing else is claimed."""
    found = found_of(tmp_path, RADIO)
    assert_sound(found)
    assert rejected(found) == []
    entries = section(found, "timeline")
    assert [(at_of(one["time"]), one["kind"], one["text"]) for one in entries] == [
        ("2024-02-29T13:12", "radio_call", "on scene"),
        ("2024-02-29T13:13", "radio_call", "Two officers down"),
        ("2024-02-29T13:14", "note", "Weather: wind from the west\nand rain"),
        ("2024-02-29T13:20~", "note", "The roof is gone"),
        ("2024-02-29T23:50", "radio_call", "hold"),
        ("2024-03-01T00:10", "radio_call", "end"),
    ]
    engine, e1 = (unit["id"] for unit in section(found, "units"))
    assert [one.get("speaker") for one in entries] == [
        {"unit": engine},
        {"unit": e1, "addressed_to": "Command"},
        None,
        None,
        {"label": "Command"},
        {"label": "Command"},
    ]
    assert [one.get("verbatim") for one in entries] == [None, True, None, None, None, None]
    assert entries[0]["effects"] == [{"unit": engine, "status": "OnScene"}]
    assert [one["cite"] for one in entries[:3]] == ["log.txt:L5", "log.txt:L6", "log.txt:L7"]
    assert section(found, "sources") == [
        {
            "id": "log.txt",
            "kind": "report",
            "title": "log.txt",
            "note": "Above the entries: Radio log, Weir Lane; Thursday, 29 February 2024;"
            " Kept by: R. Doe",
        }
    ]
    assert section(found, "incident") == [{"title": "Radio log, Weir Lane"}]
    assert any("goes back from 23:50 to 00:10" in words for words in remarks_of(found))


@pytest.mark.parametrize(
    ("text", "times", "labels"),
    [
        # WhatsApp, on Android and on iOS.
        (
            "2/28/24, 11:58 PM - Messages are encrypted.\n2/29/24, 12:01 AM - Jane: hi\n"
            "second line\n2/29/24, 12:02 AM - John Doe: copy\n2/29/24, 12:03 AM - +1 555: ok\n",
            ["2024-02-28T23:58", "2024-02-29T00:01", "2024-02-29T00:02", "2024-02-29T00:03"],
            [None, "Jane", "John Doe", "+1 555"],
        ),
        (
            "\u200e[29.02.24, 13:12:05] Jane: ja\n[29.02.24, 13:12:45] John Doe: gut\n"
            "[01.03.24, 00:02:11] Jane: aus\n",
            ["2024-02-29T13:12:05", "2024-02-29T13:12:45", "2024-03-01T00:02:11"],
            ["Jane", "John Doe", "Jane"],
        ),
        # A client of IRC.
        (
            "--- Log opened Thu Feb 29 13:10:00 2024\n13:12 <@jane> hi\n13:13 < joe> copy\n"
            "--- Day changed Fri Mar 01 2024\n00:01 <@jane> out\n",
            ["2024-02-29T13:12", "2024-02-29T13:13", "2024-03-01T00:01"],
            ["jane", "joe", "jane"],
        ),
        # A German log.
        (
            "Donnerstag, 29. Februar 2024\n13.12 Uhr Leitstelle: Alarm\n"
            "gegen 13:40 Uhr Feuer aus\n",
            ["2024-02-29T13:12", "2024-02-29T13:40~"],
            ["Leitstelle", None],
        ),
        # Markdown.
        (
            "# Log\n## 2024-02-29\n- **13:12** Command: go\n  - smoke\n* ~13:20 roof gone\n",
            ["2024-02-29T13:12", "2024-02-29T13:20~"],
            ["Command", None],
        ),
    ],
)
def test_logs_of_programs_and_lists(
    tmp_path: Path, text: str, times: list[str], labels: list[str | None]
) -> None:
    """Exports of chats, lists of Markdown and other languages are read as they say."""
    found = found_of(tmp_path, text)
    assert_sound(found)
    assert rejected(found) == []
    entries = section(found, "timeline")
    assert [at_of(one["time"]) for one in entries] == times
    assert [one.get("speaker", {}).get("label") for one in entries] == labels
    assert {one["kind"] for one in entries} == {"note"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ARTICLE, "only 1 of 8 lines begin with a time, so this is no log"),
        ("13:12 was the time\n" + "more words\n" * 9, "only 1 of 10 lines"),
        ("Words.\nMore words.\n", "no line begins with a time"),
        ("", "an empty file"),
        ("\n---\n", "an empty file"),
        ("1\n00:00:01,000 --> 00:00:02,000\nhi\n", "subtitles"),
    ],
)
def test_what_is_no_log_is_not_read_as_one(tmp_path: Path, text: str, words: str) -> None:
    """An article with times, and what has none, is rejected as a whole with the reason."""
    [fault] = found_of(tmp_path, text)
    assert isinstance(fault, Rejected)
    assert words in fault.reason


def test_a_day_among_words_gives_way_to_the_day_of_the_user(tmp_path: Path) -> None:
    """The date of a title dates the log, and the user is told; a named date comes before it."""
    text = "Log of 29 February 2024, draft\n13:12 a\n"
    found = found_of(tmp_path, text)
    assert section(found, "timeline")[0]["time"] == "2024-02-29T13:12"
    assert any("`29 February 2024`" in words for words in remarks_of(found))
    found = found_of(tmp_path, text, date=dt.date(2024, 3, 1))
    assert section(found, "timeline")[0]["time"] == "2024-03-01T13:12"


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("log 2024-02-29.txt", "2024-02-29T13:12?"),
        ("log.txt", "13:12"),
    ],
)
def test_a_day_in_the_name_of_the_file_is_uncertain(tmp_path: Path, name: str, time: str) -> None:
    """It dates a log that says no day."""
    found = found_of(tmp_path, "13:12 a\n13:13 b\n", name)
    assert at_of(section(found, "timeline")[0]["time"]) == time


def test_the_day_of_printing_is_not_that_of_the_log(tmp_path: Path) -> None:
    """Of the dates in a title, the day on which it was made counts for nothing."""
    found = found_of(tmp_path, "Log, generated on 3 March 2024\n13:12 a\n13:13 b\n")
    assert at_of(section(found, "timeline")[0]["time"]) == "13:12"


def test_dates_without_a_year_ask_for_a_day(tmp_path: Path) -> None:
    """The year of the named day is theirs; without it they are put aside, and --date is open."""
    text = "Feb 29 13:12:05 host cad[1]: opened\nMar  1 00:00:01 host cad[1]: roll\n"
    path = tmp_path / "syslog.log"
    path.write_text(text)
    assert left_open(look, path) == {"--date", "--timezone"}
    assert len(rejected(read([path], Wishes()))) == 2
    found = list(read([path], Wishes(date=dt.date(2024, 2, 1))))
    assert [one["time"] for one in section(found, "timeline")] == [
        "2024-02-29T13:12:05",
        "2024-03-01T00:00:01",
    ]


def test_four_digits_below_other_times_are_told(tmp_path: Path) -> None:
    """The user learns of the line that could have been an entry."""
    found = found_of(tmp_path, "13:12 a\n13:13 b\n13:14 c\n13:15 d\n13:16 e\n1111 N. Elsea\n")
    [remark] = [one for one in found if isinstance(one, Remark)]
    assert (remark.origin.line, section(found, "timeline")[-1]["text"]) == (6, "e\n1111 N. Elsea")


def test_equal_lines_of_two_logs_are_two_entries(tmp_path: Path) -> None:
    """Two persons who write the same have both said it; a line twice in a log is two entries."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("2024-02-29 13:12 E1 on scene\n2024-02-29 13:12 E1 on scene\n")
    found = list(read([tmp_path], Wishes()))
    assert len({one["id"] for one in section(found, "timeline")}) == 4
    assert_sound(found)


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    """A named encoding is used, and one that does not exist is refused."""
    data = "13:12 Größe\n13:13 a\n".encode("cp850")
    entries = section(found_of(tmp_path, data, encoding="cp850"), "timeline")
    assert entries[0]["text"] == "Größe"
    [fault] = found_of(tmp_path, data, encoding="no-such")
    assert isinstance(fault, Rejected)
    assert "`no-such` is no encoding of texts" in fault.reason


def test_a_text_beside_the_record_can_be_opened(tmp_path: Path) -> None:
    """A log inside the record's folder is a source whose lines can be looked at."""
    found = found_of(tmp_path, RADIO, folder=tmp_path)
    assert section(found, "sources")[0]["path"] == "log.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RADIO, True),
        ("13:12 a\n13:13 b\n", True),
        ("Log\n\n13:12\nwords\nmore\nand more\n\n13:13\nwords\nmore\n", True),
        ("13:12 a\n", False),
        (ARTICLE, False),
        ("time,text\n13:12,a\n13:13,b\n", False),
        ("Time, Text\n13:12, a\n13:13, b\n", False),
        ("13:12\tE1\ta\n13:13\tE2\tb\n", False),
        ("13:12; E1\n13:13; E2\n", False),
        ("13:12, E1, on scene\n13:13, E2, en route\n", False),
        ("13:12 Fire, smoke\n13:13 Water, foam\n", True),
        ("1\n00:00:01,000 --> 00:00:02,000\nhi\n2\n00:00:03,000 --> 00:00:04,000\nyou\n", False),
        ("", False),
    ],
)
def test_a_log_is_recognized_by_its_lines(text: str, expected: bool) -> None:
    """Half of the lines or blocks begin with a time, and they are no rows of a table."""
    assert is_text_log(text.splitlines(keepends=True)) is expected


LINES = st.lists(
    st.sampled_from(
        [
            *("13:12 Engine 1: on scene", "1312 E1 hold", "[13:14] E1 > Command: fire", "00:05 x"),
            *("  continued", "Words without a time", "## 2024-02-29", "March 1, 2024", "-----", ""),
            *("2/3 13:15 y", "ca. 13:20 z", "13:20–13:25 w", '13:30 Chief: "Out"', "99:99 q"),
            *("Radio log of 28 Feb 2024", "Feb 30", "\t* 13:40 v", "[TAC 2] 13:41 u"),
        ]
    )
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20).filter(
        lambda text: len(text.splitlines()) < 2
    ),
    max_size=12,
)


@examples(150)
@given(LINES, st.sampled_from([None, dt.date(2024, 2, 29)]))
def test_no_line_is_lost(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], date: dt.date | None
) -> None:
    """The words of each line are in an entry, in the note, or put aside; twice is as once."""
    folder = tmp_path_factory.mktemp("text")
    found = found_of(folder, "\n".join(lines), date=date)
    assert_sound(found)
    if not section(found, "timeline"):
        return  # a file without an entry has no source with a note
    kept = [entry["text"] for entry in section(found, "timeline")]
    kept += [entry.get("speaker", {}).get("label", "") for entry in section(found, "timeline")]
    kept += [unit["call_sign"] for unit in section(found, "units")]
    kept += [source.get("note", "") for source in section(found, "sources")]
    kept += [one.raw for one in rejected(found)]
    told = {word for text in kept for word in words_of(text)}
    for line in lines:
        words = [word for word in words_of(line) if not any(map(str.isdigit, word))]
        assert {*words} - IN_TIMES <= told, line
    wishes = Wishes(date=date or dt.date(2024, 2, 29))
    for number in range(2):
        again = read([folder / "log.txt"], wishes)
        outcome = RecordFolder(folder / "record").write(again, wishes, "log")
        assert not (number and outcome.kept)


IN_TIMES = {"ca", "March", "Feb", "E", "TAC", "Chief", "Command", "Engine", "T"}
"""Words that a time, a channel, a unit or who is addressed take over."""


def words_of(text: str) -> list[str]:
    """The words of a text, of letters alone."""
    return [
        "".join(filter(str.isalnum, word)) for word in text.split() if any(map(str.isalpha, word))
    ]
