"""What an object is called, refers to, and when it was so, as far as an EIDO tells."""

from pathlib import Path

from incident_tui.exchange.imports.landing.protocol import Found
from tests.exchange.imports.eido.reading import by_id, found_of
from tests.exchange.imports.eido.samples import eido
from tests.exchange.imports.imported import assert_sound


def test_every_fact_names_its_source(found: list[Found]) -> None:
    """A citation has the issuer, the component, when it was updated, and by whom."""
    note = by_id(found, "timeline")["notes-note-1"]
    assert note["cite"] == {
        "source": "eido-cad.psap.weirfalls.example",
        "at": "notesComponent note-1 of 2024-05-04T21:05:20-05:00",
        "by": "psap.weirfalls.example",
    }


def test_times_without_their_own(tmp_path: Path) -> None:
    """A component that was never updated was so before its EIDO; without that it has no time."""
    note = {"$id": "n", "notesActionComments": "a"}
    bare = eido(notesComponent=[note])
    found = found_of(tmp_path, bare)
    assert by_id(found, "timeline")["notes-n"]["time"] == {
        "at": "..2024-05-04T21:09:00-05:00",
        "basis": "the EIDO was updated then",
    }
    del bare["lastUpdateTimeStamp"]
    found = found_of(tmp_path, bare)
    assert by_id(found, "timeline")["notes-n"]["time"] == "unplaced"
    assert_sound(found)
