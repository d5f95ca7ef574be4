"""The EIDOs of a message and of several files, put together by what they are of."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.eido.documents import AGENCIES, NOTES, targets
from incident_tui.exchange.imports.landing.protocol import Passed, Rejected
from tests.exchange.imports.eido.reading import documents_of, found_of
from tests.exchange.imports.eido.samples import component, eido
from tests.exchange.imports.imported import rejected, section


def test_eidos_in_a_message(tmp_path: Path) -> None:
    """EIDOs are found in a list and in a message that conveys them, which is told of."""
    other = eido() | {"$id": "another"}
    message = {"subscriptionId": 5, "eidos": [eido(), other, "x"], "more": {"a": 1}}
    found = found_of(tmp_path, message)
    path = tmp_path / "0.json"
    assert [one.origin.path for one in found if isinstance(one, Passed)] == [
        f"{path}#subscriptionId",
        f"{path}#eidos[2]",
    ]
    faults = {one.origin.path: one.reason for one in rejected(found)}
    assert faults[f"{path}#eidos[1]"].startswith("of another incident, `another`")
    assert f"{path}#more" in faults
    assert len(section(found, "incident")) == 1


@pytest.mark.parametrize("value", [{}, [], 5, {"a": [{}]}, None])
def test_a_file_without_an_eido(tmp_path: Path, value: object) -> None:
    """A file that holds no EIDO is told of whole."""
    (fault,) = found_of(tmp_path, value)
    assert "no EIDO" in rejected([fault])[0].reason


def bare(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An EIDO with notes alone."""
    return {"$id": "incident-1", "notesComponent": list(components), **fields}


@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ([bare()], []),
        ([bare(), bare()], ["the same EIDO as before"]),
        ([bare(), bare() | {"$id": "x"}], ["of another incident, `x`; import it into a record of"]),
        ([{"a": 1}], ["no EIDO: it has none of its components"]),
        (
            [{"eidos": [bare()], "note": "n", "extra": {"a": 1}}],
            ["of the message that conveys the EIDO: n", "no EIDO, beside some that are"],
        ),
        ([bare() | {"notesComponent": ["x"]}], ["is no JSON object"]),
        ([bare({"lastUpdateTimeStamp": "noon"})], ["is no time: `noon` is no time"]),
    ],
)
def test_what_is_told_of_files(tmp_path: Path, values: list[object], reasons: list[str]) -> None:
    """What is around EIDOs is passed over or rejected, with the reason."""
    _, told = documents_of(tmp_path, *values)
    assert len(told) == len(reasons)
    for one, reason in zip(told, reasons, strict=True):
        assert isinstance(one, Passed | Rejected)
        assert reason in one.reason


def test_versions_are_joined_in_the_order_of_their_updates(tmp_path: Path) -> None:
    """Whatever the order of the files, the latest value of each field holds."""
    first = component("n", "21:00:00", a=1, b=1)
    later = component("n", "21:30:00", b=2, c=2)
    for values in ([bare(first), bare(later)], [bare(later), bare(first)]):
        documents, _ = documents_of(tmp_path, *values)
        [note] = documents.each(NOTES)
        assert note.part.value == {"a": 1, "b": 2, "c": 2}
        assert [version.part.value["b"] for version in note.versions] == [1, 2]
        assert note.last is note.versions[-1]
        assert (note.kind, note.name) == (NOTES, "n")


@pytest.mark.parametrize(
    ("target", "name"), [("n", "n"), ("#n", "n"), ("#/n", "n"), ("m", None), ("", None)]
)
def test_what_a_reference_means(tmp_path: Path, target: str, name: str | None) -> None:
    """An `$id` as it is, or with the signs of a path before it, of the same kind."""
    documents, _ = documents_of(tmp_path, bare(component("n", "21:00:00")))
    assert documents.named(NOTES, target) == name
    assert documents.named(AGENCIES, target) is None


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"$ref": "a"}, ["a"]),
        ([{"$ref": "a"}, "b", 5, None, ""], ["a", "b", "5"]),
        ({"x": 1}, ['{"x": 1}']),
        (None, []),
    ],
)
def test_targets(value: object, found: list[str]) -> None:
    """Each `$ref`, or what stands in its place, as text."""
    assert list(targets(value)) == found


@pytest.mark.parametrize(
    ("before", "after", "claims"),
    [
        ({"a": "x"}, {"a": "x"}, []),
        ({"a": "x"}, {"a": "y"}, ["x", "y"]),
        ({"a": "x"}, {"b": "y"}, []),
        ({"a": ["x"]}, {"a": ["x", "y"]}, []),
        ({"a": ["x", "y"]}, {"a": ["x"]}, ["[0]: x; [1]: y", "x"]),
        ({"eta": "x"}, {"eta": "y"}, []),
    ],
)
def test_what_documents_tell_differently(
    tmp_path: Path, before: dict[str, Any], after: dict[str, Any], claims: list[str]
) -> None:
    """Different values of a field disagree, unless a list grew or the field is meant to change."""
    versions = component("n", "21:00:00", **before), component("n", "21:30:00", **after)
    documents, _ = documents_of(tmp_path, *map(bare, versions))
    found = [value for one in documents.disagreements() for value, _ in one.claims]
    assert found == claims


@pytest.mark.parametrize(
    ("clocks", "agencies", "is_update"),
    [
        (("21:00:00", "21:30:00"), ("a", "a"), True),
        (("21:00:00", "21:30:00"), ("a", "b"), False),
        (("21:00:00", "21:00:00"), ("a", "a"), False),
    ],
)
def test_an_update_is_told_by_one_agency_in_turn(
    tmp_path: Path, clocks: tuple[str, str], agencies: tuple[str, str], is_update: bool
) -> None:
    """Two values at once, or of two agencies, are a conflict."""
    versions = [
        component("n", clock, a=clock + agency + str(number)) | {"updatedByAgencyReference": agency}
        for number, (clock, agency) in enumerate(zip(clocks, agencies, strict=True))
    ]
    documents, _ = documents_of(tmp_path, *map(bare, versions))
    [disagreement] = documents.disagreements()
    assert disagreement.is_update is is_update


def test_where_a_version_stands(tmp_path: Path) -> None:
    """A citation has kind, `$id` and update; what has no `$id` is told by its path."""
    documents, _ = documents_of(
        tmp_path, bare(component("n", "21:00:00"), {"notesActionComments": "x"})
    )
    first, second = documents.each(NOTES)
    assert first.last.at == "notesComponent n of 2024-05-04T21:00:00-05:00"
    assert second.last.at == "notesComponent[1]"
    assert (first.last.source, first.last.by) == ("eido-unnamed", "psap.weirfalls.example")
    assert second.name == second.last.when  # of what stands in it
    [source] = documents.sources.values()
    assert source.value["title"] == "EIDOs of no name"
