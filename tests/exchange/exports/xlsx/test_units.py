"""The sheet Units: a row for each status of a unit."""

import datetime as dt

import pytest

from incident_tui.chronology.histories import Clock, Subject
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import exercise
from tests.exchange.exports.workbooks import rows_of
from tests.lanes import subjects
from tests.published import moment


def test_a_unit_has_a_row_for_each_status_up_to_the_moment() -> None:
    """Certain or possible; a unit without a status has a row too, and none is lost."""
    record = subjects()
    found = rows_of("Units", Lens(record, moment(record, "13:15")))
    assert [(row["id"], row["status"], row["certainty"], row["state"]) for row in found] == [
        ("medic", "Dispatched", "certain", "dispatched, on scene?"),
        ("medic", "OnScene", "possible", "dispatched, on scene?"),
        ("quiet", "", "", "unknown"),
        ("stray", "", "", "not yet"),
    ]
    first, second, *_ = found
    assert (first["call_sign"], first["agency"], first["agency_id"]) == ("M1", "EMS", "ems")
    assert first["exact_time"] == dt.datetime(2024, 2, 29, 13, 0)
    assert (second["time"], second["exact_time"]) == ("13:10…13:20", "")
    assert second["latest"] == dt.datetime(2024, 2, 29, 13, 20, 59, 999_000)
    assert (second["cites"], first["cites"]) == ("cad:L9", "cad")


@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("part", [0.3, 1.0])
def test_histories_are_those_of_the_record(clock: Clock, part: float) -> None:
    """Of the bundled exercise: as many rows as statuses have begun, or may have, by then."""
    chronicle = exercise()
    lens = Lens(chronicle, chronicle.as_of[int(part * (len(chronicle.as_of) - 1))], clock)
    found = rows_of("Units", lens)
    assert {row["id"] for row in found} == {unit.id for unit in chronicle.record.units}
    for unit in chronicle.record.units:
        changes = lens.history(Subject("unit", unit.id))
        begun = [one.status for one in changes if one.certainty != "unknown"]
        assert [row["status"] for row in found if row["id"] == unit.id] == (begun or [""])
