"""Alerts that are written into files and read, as tests look at what comes of them."""

from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.cap.alerts import read
from incident_tui.exchange.imports.landing.protocol import Found, Wishes
from tests.exchange.imports.imported import assert_sound, rejected, section


def found_of(folder: Path, text: str | bytes, **wishes: Any) -> list[Found]:
    """What is read of a file with this text."""
    path = folder / "alert.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read([path], Wishes(**wishes)))


def entries_of(folder: Path, text: str, **wishes: Any) -> list[dict[str, Any]]:
    """The entries of a file, of which nothing may be set aside."""
    found = found_of(folder, text, **wishes)
    assert [one.reason for one in rejected(found)] == []
    assert_sound(found)
    return section(found, "timeline")


def statement_of(folder: Path, text: str, **wishes: Any) -> dict[str, Any]:
    """The first entry of a file: an alert as it was sent."""
    return entries_of(folder, text, **wishes)[0]


def reasons(found: list[Found]) -> list[str]:
    """Why parts were set aside."""
    return [one.reason for one in rejected(found)]
