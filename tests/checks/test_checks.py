"""Warnings of `check` together: their number, their words, their explanations."""

from pathlib import Path

import pytest
from hypothesis import given

from incident_tui.checks import CODES, MOST_LISTED, warnings_of
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.library import paths
from incident_tui.samples import data_folder
from tests.checks.warned import USUAL, codes, of_folder, warned
from tests.examples import examples
from tests.record_strategies import as_yaml, records
from tests.records import entry


@pytest.mark.parametrize("path", paths(data_folder()), ids=lambda path: path.name)
def test_bundled_records_have_no_warning(path: Path) -> None:
    """What they leave open they say that they leave open."""
    assert warnings_of(chronology_of(read_record(path))) == ()


def test_a_record_that_says_little_has_no_warning() -> None:
    """Nobody is warned for what need not be said."""
    assert warned(USUAL) == []


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
