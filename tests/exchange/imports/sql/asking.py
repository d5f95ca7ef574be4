"""Reading a database as an importer does, and what of it tests look at."""

import datetime as dt
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Remark, Wishes
from incident_tui.exchange.imports.sql.importer import read
from tests.exchange.imports.imported import rejected, section
from tests.exchange.imports.sql.archives import BEGAN

HOUR = {"since": BEGAN - dt.timedelta(minutes=5), "until": BEGAN + dt.timedelta(minutes=55)}
"""A window with the middle three calls."""


def found_in(address: str | Path, **wishes: Any) -> list[Found]:
    """What an importer yields of a database."""
    return list(read([], Wishes(address=str(address), **wishes)))


def entries_in(address: str | Path, **wishes: Any) -> list[dict[str, Any]]:
    """The entries, of a database in which nothing is wrong."""
    found = found_in(address, **wishes)
    assert rejected(found) == []
    return section(found, "timeline")


def fault_in(address: str | Path, **wishes: Any) -> str:
    """The only fault."""
    (fault,) = rejected(found_in(address, **wishes))
    return f"{fault.origin}: {fault.reason}"


def remarks_on(address: str | Path, **wishes: Any) -> list[str]:
    """The remarks."""
    return [one.words for one in found_in(address, **wishes) if isinstance(one, Remark)]


def written(folder: Path, address: str | Path, **wishes: Any) -> dict[str, bytes]:
    """Write a database into a folder; returns the files of the folder."""
    asked = Wishes(address=str(address), **wishes)
    RecordFolder(folder).write(read([], asked), asked, "archive")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
