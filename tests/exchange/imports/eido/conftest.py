"""What is read of the sample."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.protocol import Found
from tests.exchange.imports.eido.reading import found_of
from tests.exchange.imports.eido.samples import eido


@pytest.fixture
def found(tmp_path: Path) -> list[Found]:
    """What is read of the sample."""
    return found_of(tmp_path, eido())
