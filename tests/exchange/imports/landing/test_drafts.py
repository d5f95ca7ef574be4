"""Drafts: each has fields of its class in the model, of the same type, and requires the same."""

import datetime as dt
import types
import typing
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import ItemSection, without_blanks
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin
from incident_tui.record import model
from incident_tui.record.time_value import TimeValue

OF_STRUCTS = {
    model.Agency: drafts.AgencyDraft,
    model.Audio: drafts.AudioDraft,
    model.Channel: drafts.ChannelDraft,
    model.Claim: drafts.ClaimDraft,
    model.Conflict: drafts.ConflictDraft,
    model.Effect: drafts.EffectDraft,
    model.Entry: drafts.EntryDraft,
    model.Incident: drafts.IncidentDraft,
    model.Location: drafts.LocationDraft,
    model.Person: drafts.PersonDraft,
    model.Related: drafts.RelatedDraft,
    model.RoleHeld: drafts.RoleHeldDraft,
    model.Source: drafts.SourceDraft,
    model.Speaker: drafts.SpeakerDraft,
    model.Transcript: drafts.TranscriptDraft,
    model.Unit: drafts.UnitDraft,
    model.UnitStatusChange: drafts.UnitStatusChangeDraft,
}
"""From a class of the model to its draft."""
PARTIAL = {drafts.IncidentDraft}
"""Drafts of what files say in part: `landing.folder` adds what a record requires."""

SECTIONS = [value for value in vars(drafts).values() if isinstance(value, ItemSection)]
TYPED_DICTS = [
    value
    for value in vars(drafts).values()
    if typing.is_typeddict(value) and value.__module__ == drafts.__name__
]

every_pair = pytest.mark.parametrize(
    ("struct", "draft"), OF_STRUCTS.items(), ids=lambda one: one.__name__
)


def fields_of(struct: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """The fields of a class, by the names they are written with."""
    return {field.encode_name: field for field in msgspec.structs.fields(struct)}


def draft_type(written: Any) -> Any:
    """The type that a draft has for a type of the model."""
    if get_origin(written) in (types.UnionType, typing.Union):
        members = [member for member in get_args(written) if member is not types.NoneType]
        assert len(members) == 1
        return draft_type(members[0])
    if get_origin(written) is typing.Annotated:
        return draft_type(get_args(written)[0])
    if get_origin(written) is tuple:
        return drafts.CiteDraft if written == model.Citations else list_of(get_args(written)[0])
    found: Any = {TimeValue: drafts.TimeDraft, float: drafts.NumberDraft, dt.date: str}
    found |= OF_STRUCTS
    return found.get(written, written)


def list_of(written: Any) -> Any:
    """A list of what a draft has for a type of the model."""
    inner: Any = draft_type(written)
    return types.GenericAlias(list, (inner,))


@every_pair
def test_a_draft_has_only_fields_of_the_model(struct: type[msgspec.Struct], draft: Any) -> None:
    """A field that the model calls otherwise, or no longer has, is found here."""
    assert get_type_hints(draft).keys() <= fields_of(struct).keys()


@every_pair
def test_a_draft_requires_what_the_model_requires(struct: type[msgspec.Struct], draft: Any) -> None:
    """And nothing more."""
    required = {name for name, field in fields_of(struct).items() if field.required}
    assert draft.__required_keys__ == (set() if draft in PARTIAL else required)


@every_pair
def test_a_field_has_the_type_of_the_model(struct: type[msgspec.Struct], draft: Any) -> None:
    """A text is a text, a word of a vocabulary one of that vocabulary, several of them a list."""
    of_model = get_type_hints(struct, include_extras=False)
    names = {field.encode_name: field.name for field in msgspec.structs.fields(struct)}
    for name, written in get_type_hints(draft).items():
        assert written == draft_type(of_model[names[name]]), name


@pytest.mark.parametrize(
    ("draft", "struct"), [(drafts.TimeForm, TimeValue), (drafts.CiteForm, model.Cite)]
)
def test_times_and_citations_in_parts(draft: Any, struct: type[msgspec.Struct]) -> None:
    """They have the parts that the model has."""
    assert draft.__annotations__.keys() <= fields_of(struct).keys()
    assert draft.__required_keys__ == {
        name for name, field in fields_of(struct).items() if field.required
    }


def test_every_draft_is_compared() -> None:
    """None is left out of the tables here."""
    compared = {*OF_STRUCTS.values(), drafts.TimeForm, drafts.CiteForm}
    assert {*TYPED_DICTS} - compared == {drafts.PlaceFields}  # the fields of `LocationDraft`


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_a_section_is_one_of_a_record(section: ItemSection[Any]) -> None:
    """The name of each section is the name of a field of the record."""
    assert section.name in fields_of(model.Record)


def test_an_item_has_no_blank_fields() -> None:
    """What a draft leaves empty is not in the item; False and 0 are something."""
    item = drafts.PEOPLE.item(
        {"id": "p", "name": "", "aliases": [], "named": False, "age": 0}, Origin("x", 3)
    )
    assert item == ImportedItem("people", {"id": "p", "named": False, "age": 0}, Origin("x", 3))
    assert without_blanks({"a": None, "b": {}, "c": [""], "d": 0.0}) == {"c": [""], "d": 0.0}
