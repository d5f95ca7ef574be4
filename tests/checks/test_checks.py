"""Warnings of `check`: what each of them is about, and what answers it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given

from incident_tui.checks import CODES, MOST_LISTED, warnings_of
from incident_tui.chronology.build import chronology_of
from incident_tui.record.problems import Problem
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.library import paths
from incident_tui.samples import data_folder
from tests.examples import examples
from tests.record_strategies import as_yaml, records
from tests.records import chronology, entry, text_of

USUAL = entry("usual", '"13:00"')
"""An entry about which there is nothing to warn of."""


def warned(*entries: str, rest: str = "", code: str = "") -> list[Problem]:
    """The warnings about a record that reads well; those of one code if there is one."""
    found = warnings_of(chronology(*entries, rest=rest))
    return [problem for problem in found if code in ("", problem.code)]


def codes(found: Iterable[Problem]) -> list[str]:
    """The codes of problems."""
    return [problem.code for problem in found]


@pytest.mark.parametrize("path", paths(data_folder()), ids=lambda path: path.name)
def test_bundled_records_have_no_warning(path: Path) -> None:
    """What they leave open they say that they leave open."""
    assert warnings_of(chronology_of(read_record(path))) == ()


def test_a_record_that_says_little_has_no_warning() -> None:
    """Nobody is warned for what need not be said."""
    assert warned(USUAL) == []


# Times.


@pytest.mark.parametrize(
    ("at", "stated", "why"),
    [
        ("13:12", "about 1:12 p.m.", "is exact"),
        ("13:12", "Around 1:12", "is exact"),
        ("13:00", "1ish", "is exact"),
        ("13:00", "shortly after 1 p.m.", "is exact"),
        ("13:05", "a few minutes past one", "is exact"),
        ("17:00", "before 5 p.m.", "is exact"),
        ("17:00", "by 17:00", "is exact"),
        ("13:07", "between 1 and 1:15", "is exact"),
        ("13:00/13:10", "from about one to ten past", "is exact"),
        ("usual +2m", "some two minutes, more or less", "is exact"),
        ("13:10", "at the bell", "is a clock time"),
        ("13:10", "early afternoon", "is a clock time"),
        ("13:12:00", "at 1:12 p.m.", "has seconds"),
        ("13:12:07.250", "1312 hours", "has seconds"),
        ("13:12:00/13:15:00", "13:12 to 13:15", "has seconds"),
    ],
)
def test_a_time_finer_than_its_source_is_warned_of(at: str, stated: str, why: str) -> None:
    """Exact where the source is vague, with seconds where it has none, or from no clock time."""
    time = f'{{at: "{at}", stated: "{stated}"}}'
    (problem,) = warned(USUAL, entry("x", time))
    assert problem.code == "W001"
    assert problem.message == f"`{at}` {why}, where its source says “{stated}”"
    assert (problem.mark.line, problem.severity) == (6, "warning")
    assert problem.mark.column == len("  - {id: x, time: ") + 1


@pytest.mark.parametrize(
    ("at", "stated"),
    [
        ("13:12~", "about 1:12 p.m."),
        ("13:00..13:12", "shortly after 1 p.m."),
        ("..17:00", "before 5 p.m."),
        ("unplaced", "Eventually"),
        ("usual +0m", "Eventually"),
        ("usual +2m~", "about two minutes later"),
        ("usual +2m..10m", "a few minutes later"),
        ("13:12", "at 1:12 p.m."),
        ("13:10", "ten past one"),
        ("12:00", "noon"),
        ("13:20", "20 minutes after 1"),
        ("13:12:07", "1:12 and 7 seconds"),
        ("13:12:07", "13:12:07"),
        ("13:12:07", "131207"),
        ("2024-02-29", "Thursday"),
        ("2024-02-29", "about Thursday"),
        ("13:40/13:50~", "from 1:40 to about 1:50"),
    ],
)
def test_a_time_as_vague_as_its_source_is_not(at: str, stated: str) -> None:
    """Each form of a time that says no more than the words."""
    assert warned(USUAL, entry("x", f'{{at: "{at}", stated: "{stated}"}}')) == []


def test_a_basis_answers_for_a_fine_time() -> None:
    """Where it is said what a time rests on, it may be finer than the words of the source."""
    time = '{at: "13:12", stated: about one, basis: the file of the recording}'
    assert warned(USUAL, entry("x", time)) == []


def test_vague_words_of_the_record_count() -> None:
    """What a record itself takes for vague is not exact."""
    time = '{at: "13:12", stated: gegen 13.12 Uhr}'
    assert warned(entry("x", time)) == []
    assert codes(warned(entry("x", time), rest="tolerances: {gegen: 3m}")) == ["W001"]


KNOWN_BEFORE = ["13:14", "..13:14", "12:00..13:14", "2024-02-28"]
KNOWN_WELL = ["13:15", "13:10..13:20", "13:00..", "..13:15", "2024-02-29", "14:00"]


@pytest.mark.parametrize(
    ("known", "code"), [(one, ["W002"]) for one in KNOWN_BEFORE] + [(one, []) for one in KNOWN_WELL]
)
def test_what_is_known_before_it_took_place_is_warned_of(known: str, code: list[str]) -> None:
    """Of entries and of every kind of status, if all of one time lies before all of the other."""
    assert codes(warned(entry("x", '"13:15"', known=f'"{known}"'))) == code
    step = f'time: "13:15", known: "{known}", cite: src'
    rest = f"""
        casualties: [{{id: c, group: public, label: x, history: [{{status: shot, {step}}}]}}]
        units: [{{id: u, call_sign: U, status_history: [{{status: OnScene, {step}}}]}}]
        agencies: [{{id: a, name: A, status_history: [{{status: OnScene, {step}}}]}}]
    """
    assert codes(warned(USUAL, rest=rest)) == code * 3


def test_a_forecast_is_known_before_its_time() -> None:
    """That is what a forecast is."""
    assert warned(entry("x", '"22:00"', known='"21:30"', kind="forecast")) == []


def test_a_clock_known_to_be_fast_is_allowed_for() -> None:
    """What stands at 13:15 by a clock five minutes fast may be known at 13:11, not at 13:09."""
    rest = "questions: [{id: q, text: What, refs: [src]}]"
    fast = "sources: [{id: src, kind: report, clock: {offset: 5m}}]"
    for known, code in (("13:11", []), ("13:09", ["W002"])):
        text = text_of(entry("x", '"13:15"', known=f'"{known}"'), rest=rest)
        text = text.replace("sources: [{id: src, kind: report}]", fast)
        found = warnings_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
        assert codes(found) == code


@pytest.mark.parametrize(
    "rest",
    [
        "people: [{id: p, name: P, known: unplaced}]",
        "conflicts: [{id: c, topic: t, claims: [{value: a, cite: src, known: unplaced},"
        " {value: b, cite: src}]}]",
        "casualties: [{id: c, group: public, label: x,"
        ' history: [{status: shot, time: "13:00", known: unplaced, cite: src}]}]',
    ],
)
def test_a_time_of_knowing_that_can_be_placed_nowhere_is_warned_of(rest: str) -> None:
    """Of a name, a claim or a status; any bound makes it one that can."""
    (problem,) = warned(USUAL, rest=rest)
    assert problem.code == "W003"
    assert problem.mark.column > 1
    for bounded in ("{at: unplaced, after: [usual]}", "..2024-03-02"):
        assert warned(USUAL, rest=rest.replace("unplaced", bounded, 1)) == []


def test_an_entry_known_at_no_time_is_warned_of() -> None:
    """An entry's own `known` too."""
    (problem,) = warned(entry("x", '"13:15"', known="unplaced"))
    assert (problem.code, problem.mark.line) == ("W003", 5)


# Statuses.


def history_of(section: str, statuses: str) -> str:
    """A casualty or a unit with these statuses, a minute apart."""
    steps = ", ".join(
        f'{{status: {status}, time: "13:{minute:02}", cite: src}}'
        for minute, status in enumerate(statuses.split())
    )
    if section == "casualties":
        return f"casualties: [{{id: s, group: public, label: x, history: [{steps}]}}]"
    return f"units: [{{id: s, call_sign: S, status_history: [{steps}]}}]"


@pytest.mark.parametrize(
    ("section", "statuses", "said"),
    [
        ("casualties", "critical deceased", ""),
        ("casualties", "critical serious minor", ""),
        ("casualties", "missing uninjured", ""),
        ("casualties", "uninjured unknown critical", ""),
        ("casualties", "shot serious unknown", ""),
        ("casualties", "deceased deceased", ""),
        ("casualties", "deceased serious", "`s` is serious after it was deceased"),
        ("casualties", "deceased unknown", "`s` is unknown after it was deceased"),
        ("casualties", "shot uninjured", "`s` is uninjured after it was shot"),
        ("units", "Dispatched EnRoute OnScene Cleared", ""),
        ("units", "OnScene Cleared Dispatched OnScene", ""),
        ("units", "OnScene Cleared EnRoute OnScene", ""),
        ("units", "Hospital Available Staging Cleared Available", ""),
        ("units", "OnScene Staging OnScene", ""),
        ("units", "Cleared OutOfService", ""),
        ("units", "Cleared OnScene AtPatient", "`s` is OnScene after it was Cleared"),
        ("units", "Canceled Available Hospital", "`s` is Hospital after it was Canceled"),
    ],
)
def test_a_status_that_goes_back_is_warned_of(section: str, statuses: str, said: str) -> None:
    """Where no way leads from one status to the next; to recover or to be sent again is one."""
    found = warned(USUAL, rest=history_of(section, statuses))
    assert [problem.message for problem in found] == ([said] if said else [])
    assert codes(found) == (["W004"] if said else [])
    conflict = "conflicts: [{id: c, topic: t, affects: [s], claims: [{value: a, cite: src},"
    conflict += " {value: b, cite: src}]}]"
    assert warned(USUAL, rest=f"{history_of(section, statuses)}\n{conflict}") == []


def test_statuses_go_by_time_and_not_by_their_place_in_the_file() -> None:
    """A list that is out of order tells of no step back."""
    steps = (
        '{status: deceased, time: "14:00", cite: src}, {status: serious, time: "13:00", cite: src}'
    )
    rest = f"casualties: [{{id: s, group: public, label: x, history: [{steps}]}}]"
    assert warned(USUAL, rest=rest) == []


def test_the_entry_that_takes_a_status_back_is_named(tmp_path: Path) -> None:
    """A step that is an entry's effect is warned of where the entry stands, also among calls."""
    gone = entry("gone", '"13:10"', effects="[{casualty: s, status: deceased}]")
    back = entry("back", '"13:20"', effects="[{casualty: s, status: minor}]")
    rest = "casualties: [{id: s, group: public, label: x}]\n"
    (problem,) = warned(gone, back, rest=rest)
    assert str(problem) == "record.yaml:6:10: warning W004: `s` is minor after it was deceased"
    call = {"id": "back", "kind": "note", "time": "2024-02-29T13:20:00", "text": "x", "cite": "src"}
    line = call | {"effects": [{"casualty": "s", "status": "minor"}]}
    found = of_folder(tmp_path, gone, rest=rest, calls=[line])
    assert [(one.code, one.mark.line) for one in found] == [("W004", 1)]
    assert found[0].mark.path.endswith("calls.jsonl")


# Intervals.


@pytest.mark.parametrize(
    ("end", "refs", "code"),
    [
        ('"13:10"', "", []),
        ("unplaced", "", ["W005"]),
        ('"14:00.."', "", []),  # at least so long
        ("unplaced", "b", []),
        ("unplaced", "i", []),
        ("unplaced", "a", ["W005"]),
    ],
)
def test_an_interval_that_nobody_can_compute_or_asks_for(
    end: str, refs: str, code: list[str]
) -> None:
    """A question about the interval, or about each end without a time, answers the warning."""
    rest = "intervals: [{id: i, name: n, from: a, to: b}]\n"
    rest += f"questions: [{{id: u, text: When, refs: [{refs}]}}]"
    found = warned(entry("a", '"13:00"'), entry("b", end), rest=rest)
    assert codes(found) == code
    assert all("not computable: no full time" in one.message for one in found)


# Sources.


TEXT = "Friday, “two” officers\n  were — down.\n\nIt’s over; nobody said why.\n"


def of_folder(
    folder: Path,
    *entries: str,
    rest: str = "",
    calls: Iterable[Mapping[str, object]] = (),
    source: str = "",
) -> list[Problem]:
    """The warnings about a record in a folder.

    Args:
        calls: its calls, written beside it.
        source: more fields of its one source, which may have `TEXT` as `art.txt`.
    """
    (folder / "calls.jsonl").write_text("".join(f"{json.dumps(call)}\n" for call in calls))
    (folder / "art.txt").write_text(TEXT, "utf-8")
    text = text_of(*entries, rest=f"calls: [calls.jsonl]\n{rest}")
    text = text.replace("kind: report", f"kind: report{source}")
    (folder / "record.yaml").write_text(text, "utf-8")
    reading = read_record(folder)
    assert reading.problems == ()
    return list(warnings_of(chronology_of(reading)))


def said_of(folder: Path, source: str, cite: str) -> list[tuple[str, str]]:
    """The codes and words of warnings where one entry cites the one source."""
    found = of_folder(folder, entry("x", '"13:00"', cite=cite), source=source)
    return [(problem.code, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("source", "cite", "said"),
    [
        ("", "src:L99", ""),
        (", lines: 33", "src:L33", ""),
        (", lines: 33", "src:p99", ""),
        (", lines: 33", "src:L34", "`src` has 33 lines, and none is L34"),
        (", lines: 33", "src:L0", "`src` has 33 lines, and none is L0"),
        (", lines: 33", "{source: src, at: L34}", "`src` has 33 lines, and none is L34"),
        (", path: art.txt", "src:L4", ""),
        (", path: art.txt", "src:L5", "`src` has 4 lines, and none is L5"),
    ],
)
def test_a_line_that_there_is_not_is_warned_of(
    source: str, cite: str, said: str, tmp_path: Path
) -> None:
    """The text that is carried says how many lines there are, or else the record does."""
    assert said_of(tmp_path, source, cite) == ([("W006", said)] if said else [])


@pytest.mark.parametrize(
    "section", ["incident", "agencies", "units", "locations", "glossary", "conflicts", "facilities"]
)
def test_every_citation_is_looked_at_where_it_stands(section: str) -> None:
    """Whatever cites, the warning has the place of that citation."""
    cite, other = "cite: src:L9", "{value: b, cite: src}"
    rest = {
        "agencies": f"[{{id: a, name: A, {cite}}}]",
        "units": f"[{{id: a, call_sign: A, {cite}}}]",
        "locations": f"[{{id: a, text: A, {cite}}}]",
        "glossary": f"[{{term: a, meaning: A, {cite}}}]",
        "conflicts": f"[{{id: a, topic: A, claims: [{{value: a, {cite}}}, {other}]}}]",
        "facilities": f"[{{id: a, name: A, {cite}}}]",
    }
    text = text_of(USUAL, rest=f"{section}: {rest[section]}" if section in rest else "")
    text = text.replace("kind: report", "kind: report, lines: 8")
    if section == "incident":
        text = text.replace("title: Title", f"title: Title, {cite}")
    (problem,) = warnings_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
    lines = text.splitlines()
    line = next(number for number, one in enumerate(lines, start=1) if cite in one)
    column = lines[line - 1].index(cite) + len("cite: ") + 1
    assert (problem.code, problem.mark.line, problem.mark.column) == ("W006", line, column)


@pytest.mark.parametrize(
    ("quote", "at", "said"),
    [
        ("Friday, “two” officers", "L1", ""),
        ('Friday, "two" officers', "L1", ""),
        ("officers   were", "L1", ""),  # over the end of a line
        ("were - down", "L2", ""),
        ("“It's over”", "L4", ""),
        ("It’s … said why", "L4", ""),
        ("Friday […] down", "L1", ""),
        ("It's over", "", ""),
        ("It's over", "p1", ""),
        ("It's over", "L1", "“It's over” begins in L4 of `src`, not in L1"),
        ("were … were", "", "the text of `src` does not have “were … were”"),
        ("why … nobody", "L4", "the text of `src` does not have “why … nobody”"),
        ("it is over", "L4", "the text of `src` does not have “it is over”"),
        ("its over", "", "the text of `src` does not have “its over”"),
        ("x" * 70, "", f"the text of `src` does not have “{'x' * 59}…”"),
    ],
)
def test_a_quote_that_the_text_does_not_have_is_warned_of(
    quote: str, at: str, said: str, tmp_path: Path
) -> None:
    """Space and the shapes of marks do not count, letters do; it begins in the line cited."""
    cite = json.dumps({"source": "src", "at": at, "quote": quote})
    found = said_of(tmp_path, ", path: art.txt", cite)
    assert found == ([("W007", said)] if said else [])
    assert said_of(tmp_path, "", cite) == []  # no text, nothing to compare with


def test_calls_cite_too(tmp_path: Path) -> None:
    """Calls are held to the lines and words of their sources, each with its line of the file."""
    call = {"kind": "note", "time": "2024-02-29T13:20:00", "text": "x"}
    calls: list[Mapping[str, object]] = [
        call | {"id": "c1", "cite": "src:L1"},
        call | {"id": "c2", "cite": "src:L7"},
        call | {"id": "c3", "cite": [{"source": "src"}, {"source": "src", "quote": "nowhere"}]},
    ]
    found = of_folder(tmp_path, calls=calls, source=", path: art.txt")
    assert [(one.code, one.mark.line) for one in found] == [("W006", 2), ("W007", 3)]


def test_a_source_that_calls_alone_come_through_is_in_use(tmp_path: Path) -> None:
    """Calls are looked through before a source is said to be cited by nothing."""
    call = {"id": "c", "kind": "note", "time": "2024-02-29T13:20:00", "text": "x"}
    more = "}, {id: more, kind: report"
    used = call | {"cite": {"source": "src", "via": "more"}}
    assert of_folder(tmp_path, calls=[used], source=more) == []
    assert codes(of_folder(tmp_path, calls=[call | {"cite": "src"}], source=more)) == ["W010"]


def test_lines_of_a_source_are_counted(tmp_path: Path) -> None:
    """A number of lines that the text does not have is warned of where the source stands."""
    said = "`src` has 4 lines, not 5"
    assert said_of(tmp_path, ", path: art.txt, lines: 5", "src") == [("W011", said)]
    assert said_of(tmp_path, ", path: art.txt, lines: 4", "src") == []


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ("", ["W010"]),
        ("locations: [{id: l, text: there, cite: more}]", []),
        ("locations: [{id: l, text: there, cite: {source: src, via: more}}]", []),
        ("locations: [{id: l, text: there, cite: {source: src, by: more}}]", []),
        ("questions: [{id: q, text: Who, refs: [more]}]", []),
        (", parent: more", []),
    ],
)
def test_a_source_that_nothing_cites_is_warned_of(
    use: str, code: list[str], tmp_path: Path
) -> None:
    """To be relayed through, claimed by, asked about or another's parent is use enough."""
    of_source, rest = (use, "") if use.startswith(",") else ("", use)
    more = f"{of_source}}}, {{id: more, kind: report"
    assert codes(of_folder(tmp_path, USUAL, rest=rest, source=more)) == code


# Who it is.


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "radio_call"}, ["W008"]),
        ({"kind": "unit_status"}, ["W008"]),
        ({"kind": "cad_event"}, ["W008"]),
        ({"kind": "radio_call", "speaker": "{addressed_to: dispatch}"}, ["W008"]),
        ({"kind": "radio_call", "speaker": "{label: unidentified voice}"}, []),
        ({"kind": "radio_call", "speaker": "{person: p}"}, []),
        ({"kind": "radio_call", "speaker": "{unit: u}"}, []),
        ({"kind": "radio_call", "agency": "a"}, []),
        ({"kind": "radio_call", "units": "[u]"}, []),
        ({"kind": "action"}, ["W008"]),
        ({"kind": "phone_call"}, ["W008"]),
        ({"kind": "action", "people": "[p]"}, []),
        ({"kind": "action", "id": "asked"}, []),
        ({"kind": "action", "id": "disputed"}, []),
        ({"kind": "observation"}, []),
        ({"kind": "note"}, []),
    ],
)
def test_an_entry_in_which_nobody_acts_is_warned_of(
    fields: dict[str, str], code: list[str]
) -> None:
    """An agency, a person, a word on who it was or a question is enough; notes need none."""
    rest = "agencies: [{id: a, name: A}]\nunits: [{id: u, call_sign: U, agency: a}]\n"
    rest += "people: [{id: p, name: P}]\nquestions: [{id: u1, text: Who?, refs: [asked]}]\n"
    rest += "conflicts:\n  - {id: k, topic: T, affects: [disputed], claims: [&CLAIM, &CLAIM]}\n"
    rest = rest.replace("&CLAIM", "{value: v, cite: src}")
    others = {"asked", "disputed"} - {fields.get("id", "x")}
    notes = [entry(one, "unplaced") for one in sorted(others)]
    one = entry(fields.pop("id", "x"), '"13:00"', **fields)
    assert codes(warned(one, *notes, rest=rest)) == code


@pytest.mark.parametrize(
    ("section", "one", "other", "near"),
    [
        ("people", "Alden Smith", "Allden Smith", True),
        ("people", "Alden Smith", "alden  SMITH", True),
        ("people", "Alden Smith", "Smith, Alden", True),
        ("people", "Alden Smith", "Aldne Smith", True),
        ("people", "José Muñoz", "Jose Munoz", True),
        ("people", "J. Brill", "John Brill", True),
        ("people", "Teresa", "Theresa", True),
        ("people", "Alden Smith", "Stephanie Smith", False),
        ("people", "J. Brill", "K. Brill", False),
        ("people", "J.", "John", False),
        ("people", "Li Wu", "Li Wo", False),
        ("people", "Drexel Mack", "Cody Allen", False),
        ("agencies", "Independence Police", "Independance Police", True),
        ("agencies", "Independence Police Department", "independence police-department", True),
        ("agencies", "Fire District 2", "Fire District 3", False),
        ("agencies", "KCPD", "KCFD", False),
        ("agencies", "East County Fire", "West County Fire", False),
        ("agencies", "Tamarack County EMS", "Tamarack County Emergency Communications", False),
    ],
)
def test_names_that_are_nearly_the_same_are_warned_of(
    section: str, one: str, other: str, near: bool
) -> None:
    """A slip, another order or an initial is near; another word, number or short word is not."""
    objects = f"{section}: [{{id: a, name: '{one}'}}, {{id: b, name: '{other}'}}]"
    found = warned(USUAL, rest=objects)
    said = f"`b` goes by “{other}”, `a` by “{one}”"
    assert [(problem.code, problem.message) for problem in found] == [("W009", said)] * near
    assert warned(USUAL, rest=f"{objects}\nquestions: [{{id: q, text: One, refs: [a, b]}}]") == []


def test_aliases_and_short_names_are_names() -> None:
    """What somebody is called besides counts, and two are warned of once."""
    rest = """
        agencies:
          - {id: a, name: Fire Department, short: FD, aliases: [Station Command]}
          - {id: b, name: Ambulance, short: FD, aliases: [station command]}
    """
    (problem,) = warned(USUAL, rest=rest)
    assert (problem.code, problem.mark.line, problem.mark.column) == ("W009", 9, 10)
    one = "people: [{id: a, name: Cody Allen, aliases: [Cody Allan]}]"
    assert warned(USUAL, rest=one) == []


# All of them.


def test_no_more_than_some_of_one_code_are_listed(tmp_path: Path) -> None:
    """A million calls with the same fault make a short list and a number."""
    call = {"kind": "radio_call", "text": "x", "cite": "src"}
    count = MOST_LISTED + 1_000
    calls = (
        call | {"id": f"c{number}", "time": f"2024-02-29T13:{number // 60:02}:{number % 60:02}"}
        for number in range(count)
    )
    found = of_folder(tmp_path, USUAL, calls=calls)
    assert codes(found) == ["W008"] * (MOST_LISTED + 1)
    assert [one.mark.line for one in found[:-1]] == [*range(1, MOST_LISTED + 1)]
    assert found[-1].message == f"{count:,} of these; the first {MOST_LISTED} are listed"


def test_words_of_a_record_are_harmless() -> None:
    """A warning that repeats a record is one line, with every control shown."""
    time = '{at: "13:00", stated: "around \\e[31m one\\n::error::x"}'
    (problem,) = warned(entry("x", time))
    assert "around ␛[31m one ::error::x" in problem.message
    assert not set(problem.message) & set("\x1b\n")


def test_every_code_is_explained() -> None:
    """Codes are counted through, and each says what it means, with an example and what to do."""
    assert list(CODES) == [f"W{number:03}" for number in range(1, len(CODES) + 1)]
    for code in CODES.values():
        assert all(part and part == part.strip() for part in code)
        assert code.meaning.endswith(".")
        assert code.advice.endswith(".")


@examples(75)
@given(records())
def test_every_record_can_be_checked(sections: dict[str, str]) -> None:
    """Whatever its times and orders, a record has warnings with known codes and places."""
    shown = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    for problem in warnings_of(shown):
        assert problem.code in CODES
        assert problem.severity == "warning"
        assert problem.mark.path == "record.yaml"
        assert problem.mark.line > 0
