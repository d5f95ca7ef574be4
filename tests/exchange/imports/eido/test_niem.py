"""People as NIEM describes them: names and an age are found, and every other word is kept."""

import pytest

from incident_tui.exchange.imports.eido.niem import describe_person


@pytest.mark.parametrize(
    ("value", "names", "age", "rest"),
    [
        (None, [], None, []),
        ({}, [], None, []),
        ({"name": "Mara Osier"}, ["Mara Osier"], None, []),
        (
            {"name": {"personFullName": {"value": "Mara Osier"}, "personSurName": "x"}},
            ["Mara Osier"],
            None,
            [],
        ),
        (
            {
                "name": [
                    {
                        "personSurName": [{"value": "Osier", "lang": "en"}],
                        "personGivenName": "Mara",
                        "prefix": "Dr.",
                    },
                    {"personGivenName": "M."},
                ]
            },
            ["Dr. Mara Osier", "M."],
            None,
            [],
        ),
        # A list of descriptions is of the same person; a name that comes again is one.
        ([{"name": "M. O."}, {"name": "M. O.", "hair": "grey"}], ["M. O."], None, ["hair: grey"]),
        (["tall"], [], None, ["tall"]),
        # An age is whole years.
        ({"ageMeasure": 41}, [], 41, []),
        ({"ageMeasure": [{"value": "41", "timeUnitCode": "ANN"}]}, [], 41, []),
        ({"ageMeasure": {"value": 41, "unit": "years"}}, [], 41, []),
        ({"ageMeasure": {"value": 4, "unit": "MON"}}, [], None, ["ageMeasure.value: 4"]),
        ({"ageMeasure": 41.5}, [], None, ["ageMeasure: 41.5"]),
        ({"ageMeasure": 131}, [], None, ["ageMeasure: 131"]),
        ({"ageMeasure": [40, 45]}, [], None, ["ageMeasure[0]: 40", "ageMeasure[1]: 45"]),
        ({"ageMeasure": True}, [], None, ["ageMeasure: true"]),
        ({"@context": "x", "sex": {"code": "F"}}, [], None, ["sex.code: F"]),
    ],
)
def test_a_person(value: object, names: list[str], age: int | None, rest: list[str]) -> None:
    """Names are put together of their parts; an age in another unit stays as it is written."""
    found = describe_person(value)
    assert (found.names, found.age) == (names, age)
    assert found.rest[: len(rest)] == rest
    assert bool(found.rest) is bool(rest)
