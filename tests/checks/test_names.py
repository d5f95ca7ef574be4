"""Warnings about names that may be of one person or agency."""

import pytest

from tests.checks.warned import USUAL, warned


@pytest.mark.parametrize(
    ("section", "one", "other", "near"),
    [
        ("people", "Alden Smith", "Allden Smith", True),
        ("people", "Alden Smith", "alden  SMITH", True),
        ("people", "Alden Smith", "Smith, Alden", True),
        ("people", "Alden Smith", "Aldne Smith", True),
        ("people", "José Muñoz", "Jose Munoz", True),
        ("people", "J. Brill", "John Brill", True),
        ("people", "Teresa", "Theresa", True),
        ("people", "Alden Smith", "Stephanie Smith", False),
        ("people", "J. Brill", "K. Brill", False),
        ("people", "J.", "John", False),
        ("people", "Li Wu", "Li Wo", False),
        ("people", "Drexel Mack", "Cody Allen", False),
        ("agencies", "Independence Police", "Independance Police", True),
        ("agencies", "Independence Police Department", "independence police-department", True),
        ("agencies", "Fire District 2", "Fire District 3", False),
        ("agencies", "KCPD", "KCFD", False),
        ("agencies", "East County Fire", "West County Fire", False),
        ("agencies", "Tamarack County EMS", "Tamarack County Emergency Communications", False),
    ],
)
def test_names_that_are_nearly_the_same_are_warned_of(
    section: str, one: str, other: str, near: bool
) -> None:
    """A slip, another order or an initial is near; another word, number or short word is not."""
    objects = f"{section}: [{{id: a, name: '{one}'}}, {{id: b, name: '{other}'}}]"
    found = warned(USUAL, rest=objects)
    said = f"`b` goes by “{other}”, `a` by “{one}”"
    assert [(problem.code, problem.message) for problem in found] == [("W009", said)] * near
    assert warned(USUAL, rest=f"{objects}\nquestions: [{{id: q, text: One, refs: [a, b]}}]") == []


def test_aliases_and_short_names_are_names() -> None:
    """What somebody is called besides counts, and two are warned of once."""
    rest = """
        agencies:
          - {id: a, name: Fire Department, short: FD, aliases: [Station Command]}
          - {id: b, name: Ambulance, short: FD, aliases: [station command]}
    """
    (problem,) = warned(USUAL, rest=rest)
    assert (problem.code, problem.mark.line, problem.mark.column) == ("W009", 9, 10)
    one = "people: [{id: a, name: Cody Allen, aliases: [Cody Allan]}]"
    assert warned(USUAL, rest=one) == []
