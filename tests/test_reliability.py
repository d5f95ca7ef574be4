"""The page on reliability: its numbers are those of the tests, and the tests it names exist."""

import re
from pathlib import Path

import pytest

from incident_tui.cli.group import COMMANDS
from incident_tui.exchange.exports import FORMATS as EXPORTS
from incident_tui.exchange.imports import FORMATS as IMPORTS
from incident_tui.exchange.imports.landing.protocol import MAX_QUOTED_CHARACTERS
from incident_tui.review.search import MOST_SECONDS, SCREEN_SECONDS
from tests import test_hostile_text
from tests.chronology.test_time_chains import LINKS
from tests.cli.test_completion_in_bash import HOSTILE
from tests.exchange.exports.test_spreadsheet import FEW, KINDS, MANY, TEXTS
from tests.exchange.imports.foreign import test_html, test_xml
from tests.exchange.printed import test_gfm
from tests.fuzz.targets import CPU_LIMIT_S, MAX_BYTES, TARGETS
from tests.fuzz.test_fuzz import COUNT
from tests.painting.test_steady_driver import NO_KEYS

ROOT = Path(__file__).parents[1]
PAGE = " ".join((ROOT / "docs" / "reliability.md").read_text("utf-8").split())


@pytest.mark.parametrize(
    "counted",
    [
        f"{len(test_hostile_text.COMMANDS)} payloads and {len(test_hostile_text.MARKUP)} pieces",
        f"{sum(not form.is_binary for form in EXPORTS.values())} text formats of `export`",
        f"the {len(IMPORTS)} formats of import",
        f"{len(COMMANDS)} commands",
        f"{len(HOSTILE)} names",
        f"given up after {MOST_SECONDS} s; all rows of a screen have {SCREEN_SECONDS} s together",
        f"{len(TEXTS)} texts in each of {len(KINDS)} kinds of columns",
        f"a workbook of {MANY:,} rows and of {FEW}",
        f"a word of 200 kB in Markdown, from {len(test_gfm.PARTS)} patterns",
        f"{len(test_html.PARTS)} patterns with {len(test_html.ENDS)} ends",
        f"XML with {test_xml.DEEP:,} elements inside each other",
        f"{LINKS:,} times",
        f"the reason quotes {MAX_QUOTED_CHARACTERS} characters",
        f"{len(NO_KEYS)} inputs that are no keys",
        f"each of {len(TARGETS)} readers",
        f"within {CPU_LIMIT_S} seconds of processor time for at most {MAX_BYTES // 1_000} kB",
        f"with {COUNT} new inputs for each reader",
    ],
)
def test_a_number_is_counted(counted: str) -> None:
    """What the page says of an attack is what its test does."""
    assert counted in PAGE


def test_texts_under_attack_are_counted() -> None:
    """The number is known once the record is made."""
    assert f"{test_hostile_text.hostile_record()[1]} texts of a record with every key" in PAGE


def test_each_test_that_is_named_exists() -> None:
    """The page names a test for each row."""
    named = re.findall(r"`(tests/[a-z0-9_/]+\.py)`", PAGE)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).is_file()] == []
