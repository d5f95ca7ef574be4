"""The EIDOs of a message and of several files, put together by what they are of."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.protocol import Passed
from tests.exchange.imports.eido.reading import found_of
from tests.exchange.imports.eido.samples import eido
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
