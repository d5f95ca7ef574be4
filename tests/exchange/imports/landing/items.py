"""Items as importers yield them."""

from typing import Any

from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin


def item(section: str, **value: Any) -> ImportedItem:
    """An item of a section."""
    return ImportedItem(section, value, Origin("log", 7))


def entry(identifier: str = "e2", **value: Any) -> ImportedItem:
    """An entry."""
    usual = {"id": identifier, "kind": "note", "time": "13:15", "text": "t", "cite": "s"}
    return item("timeline", **(usual | value))
