"""Warnings about entries in which nobody acts."""

import pytest

from tests.checks.warned import codes, warned
from tests.records import entry


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
        ({"kind": "radio_call", "agency": "b"}, []),  # a problem of its own
        ({"kind": "radio_call", "agencies": "[b]"}, []),
        ({"kind": "radio_call", "units": "[v]"}, []),
        ({"kind": "radio_call", "speaker": "{unit: v}"}, []),
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
