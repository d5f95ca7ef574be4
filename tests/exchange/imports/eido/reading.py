"""EIDOs that are written into files and read, as tests look at what comes of them."""

import json
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.eido.documents import Documents
from incident_tui.exchange.imports.eido.incident import read
from incident_tui.exchange.imports.foreign.files import ForeignFile
from incident_tui.exchange.imports.landing.protocol import Found, Rejected, Wishes
from tests.exchange.imports.eido.samples import component, eido
from tests.exchange.imports.imported import section


def found_of(tmp_path: Path, *values: object, **wishes: Any) -> list[Found]:
    """What is read of files with these values."""
    paths = []
    for number, value in enumerate(values):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps(value))
    return list(read(paths, Wishes(**wishes)))


def by_id(found: list[Found], name: str) -> dict[str, dict[str, Any]]:
    """The values of a section by their ids."""
    return {one["id"]: one for one in section(found, name)}


def about(entries: dict[str, dict[str, Any]], name: str) -> str:
    """What is told of an object that a record has no field for."""
    return "".join(one["text"] for key, one in entries.items() if key.startswith(f"about-{name}"))


def update(name: str, clock: str, **fields: Any) -> dict[str, Any]:
    """A component of the sample, updated."""
    for components in eido().values():
        for one in components if isinstance(components, list) else [components]:
            if isinstance(one, dict) and one.get("$id") == name:
                found: dict[str, Any] = one | component(name, clock) | fields
                return found
    raise AssertionError(name)


def documents_of(tmp_path: Path, *values: object) -> tuple[Documents, list[Found]]:
    """The documents of files with these values, and what is told of the files."""
    faults: list[Rejected] = []
    told: list[Found] = []
    documents = Documents(Wishes(), faults)
    for number, value in enumerate(values):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(value))
        told += documents.add_file(ForeignFile(path, path.name, True))
    documents.close()
    return documents, [*told, *faults]
