"""What an object is called, refers to, and when it was so, as far as an EIDO tells."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.eido.documents import AGENCIES, AGENTS, CALLS, NOTES, RESOURCES
from incident_tui.exchange.imports.eido.references import References, changes, split_known
from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.landing.protocol import Found, Rejected, Wishes
from tests.exchange.imports.eido.reading import by_id, documents_of, found_of
from tests.exchange.imports.eido.samples import component, eido, ref
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
    """A component without an update is earlier than its EIDO; without both times, unplaced."""
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


def references_of(tmp_path: Path, value: object, **wishes: Any) -> References:
    """What is known of the objects of an EIDO."""
    documents, _ = documents_of(tmp_path, value)
    return References(documents, Wishes(**wishes))


@pytest.mark.parametrize(
    ("kind", "name", "identity"),
    [
        (AGENCIES, "fire.weirfalls.example", "fire.weirfalls.example"),
        (RESOURCES, "engine", "engine"),
        (NOTES, "note-1", "notes-note-1"),
        (CALLS, "call-1", "call-call-1"),
        ("vehicleComponent", "van", "vehicle-van"),
    ],
)
def test_ids(tmp_path: Path, kind: str, name: str, identity: str) -> None:
    """An agency, a unit or a location keeps its `$id`; of another object, the kind comes first."""
    references = references_of(tmp_path, eido())
    assert references.ids[kind][name] == references.id_of(kind, name) == identity


def test_what_the_record_has_keeps_its_id(tmp_path: Path) -> None:
    """An agency is known by its name or its `$id`, a unit by its call sign."""
    references = references_of(
        tmp_path,
        eido(),
        agencies={"weir falls fire": "wffd", "psap.weirfalls.example": "psap"},
        units={"engine 1": "e1"},
    )
    assert references.known == {"wffd", "psap", "e1"}
    assert references.ids[AGENCIES]["fire.weirfalls.example"] == "wffd"
    assert references.cite(references.documents.objects[NOTES]["note-1"].last)["by"] == "psap"


@pytest.mark.parametrize(
    ("value", "found", "first", "fault"),
    [
        (None, [], "", None),
        (ref("crew"), ["agent-crew"], "agent-crew", None),
        ([ref("crew"), "taker", ref("#crew")], ["agent-crew", "agent-taker"], "agent-crew", None),
        (ref("hall"), [], "", "refers to `hall`, which is no `$id` in `agentComponent`"),
    ],
)
def test_what_a_field_refers_to(
    tmp_path: Path, value: object, found: list[str], first: str, fault: str | None
) -> None:
    """Each object once, by its id; a reference to nothing is told; of several the rest stays."""
    references = references_of(tmp_path, eido())
    faults: list[Rejected] = []
    part = JsonObject({"a": value, "b": value}, faults, "x.json")
    assert references.all(part, "a", AGENTS) == found
    assert references.first(part, "b", AGENTS) == first
    assert [one.reason for one in faults] == ([f"`{key}` {fault}" for key in "ab"] if fault else [])
    assert part.rest == ({"b": found[1:]} if len(found) > 1 else {})


def test_looking_ahead_finds_calls_and_employers(tmp_path: Path) -> None:
    """When calls began, which day that was, and whose unit was dispatched."""
    references = references_of(tmp_path, eido())
    assert (references.day(), references.employers) == ("", {})
    references.look_ahead()
    assert references.day() == "2024-05-04"
    assert references.employers == {"engine": "fire.weirfalls.example"}
    references.employers["agent-crew"] = ""
    assert references.employer_of(["agent-crew", "engine"]) == "fire.weirfalls.example"
    assert references.employer_of([]) == ""


def test_what_nobody_read_is_a_note(tmp_path: Path) -> None:
    """It stands under the name of the object; where all is read there is no note."""
    references = references_of(tmp_path, eido(notesComponent=[component("n", "21:00:00", a="x")]))
    [item] = references.documents.each(NOTES)
    note = references.note_about(item, "the note", ["told: first"])
    assert note
    assert note["text"] == "Of the note:\ntold: first\na: x"
    assert note["id"].startswith("about-notes-n-")
    item.part.rest.clear()
    assert references.note_about(item, "the note", []) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], []),
        (["a"], [0]),
        (["a", "a"], [0]),
        (["", "a", "", "b"], [1, 3]),
        (["a", "b", "a"], [0, 1, 2]),
    ],
)
def test_statuses_that_change(tmp_path: Path, words: list[str], expected: list[int]) -> None:
    """A status equal to the status before, or an empty status, is no change."""
    versions = [component("n", f"21:0{number}:00", a=number) for number in range(len(words))]
    documents, _ = documents_of(tmp_path, *(eido(notesComponent=[one]) for one in versions))
    found = [version for item in documents.each(NOTES) for version in item.versions]
    assert [index for _, index in changes(found, words, "status")] == expected


@pytest.mark.parametrize(
    ("words", "known", "other"),
    [([], [], []), (["b", "x", "a", "b", "x"], ["b", "a"], ["x"])],
)
def test_words_that_a_record_knows(words: list[str], known: list[str], other: list[str]) -> None:
    """In their order, each once, apart from those that it does not know."""
    assert split_known(words, ("a", "b")) == (known, other)
