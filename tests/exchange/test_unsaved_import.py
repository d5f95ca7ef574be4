"""A file of another program as a record that is gone in the end."""

from collections.abc import Iterator
from pathlib import Path

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.landing.protocol import Found, ImportedItem, Wishes
from incident_tui.exchange.unsaved_import import left_out_of, problems_of, unsaved_import
from incident_tui.record.reading import read_record


def test_a_record_is_there_as_long_as_it_is_open(tmp_path: Path) -> None:
    """Whoever shows the progress sees each object; nothing is left behind."""
    log = tmp_path / "log.csv"
    log.write_text("Time,Unit,Text\n2024-02-29 13:15,E1,On scene\n")
    seen = list[Found]()

    def watched(found: Iterator[Found]) -> Iterator[Found]:
        for one in found:
            seen.append(one)
            yield one

    with unsaved_import(FORMATS["csv"].load(), [log], Wishes(), watched) as record:
        opened = read_record(record.path).record
        assert opened is not None
        assert [entry.text for entry in opened.timeline] == ["On scene"]
        assert opened.incident.title == "log.csv · not saved"
    assert [one.section for one in seen if isinstance(one, ImportedItem)].count("timeline") == 1
    assert not record.path.parent.exists()
    assert [*tmp_path.iterdir()] == [log]


def test_what_was_rejected_or_assumed_is_told_as_problems(tmp_path: Path) -> None:
    """Rejections by their lines, at most five; the number of further rejections; the zone."""
    log = tmp_path / "log.csv"
    log.write_text("Time,Unit,Text\n2024-02-29 13:15,E1,On scene\n" + "soon,E1,x\n" * 6)
    with unsaved_import(FORMATS["csv"].load(), [log], Wishes()) as record:
        problems = problems_of(record.outcome, "log")
        left_out = left_out_of(record.outcome, "log")
    assert sorted((str(one.mark), one.severity) for one in problems) == [
        *((f"{log}:{line}", "error") for line in range(3, 8)),
        ("log", "error"),
        ("log", "warning"),
    ]
    assert sum(part.count for part in left_out) == 6


def test_a_file_that_says_enough_has_no_problem(tmp_path: Path) -> None:
    """Where nothing is rejected or assumed, nothing is told."""
    log = tmp_path / "log.csv"
    log.write_text("Time,Unit,Text\n2024-02-29 13:15,E1,On scene\n")
    with unsaved_import(FORMATS["csv"].load(), [log], Wishes(zone_said=True)) as record:
        assert problems_of(record.outcome, "log") == ()
        assert left_out_of(record.outcome, "log") == ()
