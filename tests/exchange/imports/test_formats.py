"""The registry of importers: every name leads to one."""

import pytest

from incident_tui.exchange.imports import IMPORTERS, importer
from incident_tui.exchange.imports.landing.protocol import Wishes


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_format_can_be_read(name: str) -> None:
    """Each name leads to an importer, which reads nothing from nothing."""
    found = importer(name)
    assert list(found.read([], Wishes())) == []
    assert not found.lacks_zone([], Wishes())
