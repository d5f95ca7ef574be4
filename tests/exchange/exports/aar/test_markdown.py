"""The after-action report as Markdown."""

import re

from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.aar.reviews import RECORD, notes
from tests.exchange.exports.exported import exported
from tests.exchange.exports.reports import exercise

LENS = Lens(RECORD)
TEXT = exported("aar", LENS, EVERYTHING, notes())


def test_the_sections_are_in_the_order_of_hseep() -> None:
    """Overview, analysis by capability, improvement plan, participants; then what is ours."""
    assert re.findall(r"^#{2,4} .*", TEXT, re.M) == [
        "## Incident Overview",
        "## Analysis of Core Capabilities",
        "### Table 1. Summary of Core Capability Performance",
        "### Operational Communications",
        "#### Strength 1",
        "#### Area for Improvement 1",
        "### No capability is named",
        "#### Area for Improvement 1",
        "## Appendix A: Improvement Plan",
        "## Appendix B: Incident Participants",
        "## Appendix C: Timeline",
        "## Appendix D: Further Notes",
        "## Appendix E: Sources",
    ]


def test_a_table_has_as_many_cells_in_each_row() -> None:
    """Of the ratings and of the plan, whatever is not given."""
    rows = [line for line in TEXT.splitlines() if line.startswith("| ")]
    assert "| Stage units | Operational Communications | Ann |  | Bob |  |" in rows
    assert "| *not given* | *not given* |  | Ann |  |  |" in rows
    plan = TEXT[TEXT.index("## Appendix A") : TEXT.index("## Appendix B")]
    assert {line.count("|") for line in plan.splitlines() if line.startswith("|")} == {10}
    assert "Name who asks for the patch.<br>*by Ann, 2024-02-29 19:15 UTC*" in plan


def test_an_observation_has_its_fields_and_its_evidence() -> None:
    """A field without words is named as not given; several lines stay several."""
    assert "- *Analysis:* The first call had it.<br>Every unit repeated it." in TEXT
    assert "- *Rating:* **M**, performed with major challenges" in TEXT
    assert "- *Analysis:* *not given*" in TEXT
    assert "  - **13:12\\~** “Alpha said” (report)" in TEXT
    assert "*Observed by Bob, 2024-02-29 19:15 UTC.*" in TEXT


def test_a_report_without_observations_says_so() -> None:
    """It is no empty file, and invents nothing."""
    text = exported("aar", LENS)
    assert "No reviewer has written an observation or an action" in text
    assert "No reviewer has rated an objective." in text
    assert "No corrective action is planned." in text
    assert "Entries with a note or a bookmark: 0 of 4 entries." in text
    assert "No further note of a reviewer." in text


def test_an_exercise_says_that_it_is_one() -> None:
    """In the title, and below."""
    text = exported("aar", Lens(exercise()))
    assert text.startswith("# After-Action Report/Improvement Plan: EXERCISE · ")
    assert "> **EXERCISE.** Nothing in this record took place." in text
    assert "## Appendix B: Exercise Participants" in text


def test_only_marked_entries_are_in_the_appendix() -> None:
    """The filter is named in the overview and above the appendix."""
    text = exported("aar", LENS, Filters(marked=frozenset({"b"})), notes())
    appendix = text[text.index("## Appendix C") : text.index("## Appendix D")]
    assert "Bravo said" in appendix
    assert "Alpha said" not in appendix
    assert text.count("only marked · 1 of 4 entries · 3 hidden") == 2
