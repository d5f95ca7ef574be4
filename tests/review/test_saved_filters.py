"""Filters saved by name: what is saved comes back, and a fault of the file is told."""

from pathlib import Path

import pytest

from incident_tui.review.filters import EVERYTHING, Filters, Within
from incident_tui.review.saved_filters import (
    MAX_NAME_CHARACTERS,
    SavedFiltersError,
    save_filters,
    saved_filters,
)
from incident_tui.review.search import Query
from incident_tui.review.user_files import MAX_FILE_BYTES

EVERY = Filters(
    agencies=frozenset({"ipd", "kcpd"}),
    kinds=frozenset({"radio_call"}),
    sources=frozenset({"art"}),
    words=Query("smoke|fire", regex=True),
    units=frozenset({"e1"}),
    within=Within(1, 2, "13:00"),
    order=("agencies", "kinds", "sources", "words", "units", "within"),
)


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    """Each kind of filter, by name, for its record alone; a name saved again is replaced."""
    save_filters("one", "all of it", EVERY, tmp_path)
    save_filters("one", "  nothing  ", EVERYTHING, tmp_path)
    save_filters("other", "all of it", EVERYTHING, tmp_path)
    assert saved_filters("one", tmp_path) == {"all of it": EVERY, "nothing": EVERYTHING}
    save_filters("one", "all of it", EVERYTHING, tmp_path)
    save_filters("one", "nothing", None, tmp_path)
    assert saved_filters("one", tmp_path) == {"all of it": EVERYTHING}
    assert saved_filters("nobody", tmp_path) == {}


@pytest.mark.parametrize("incident", ["../../x", "/etc/passwd", "a\0b", "\x1b[31m", "é" * 3_000])
def test_an_id_is_no_path(tmp_path: Path, incident: str) -> None:
    """Whatever a record calls itself, its file stays in the folder."""
    save_filters(incident, "n", EVERY, tmp_path / "filters")
    assert saved_filters(incident, tmp_path / "filters") == {"n": EVERY}
    assert [path.parent for path in tmp_path.rglob("*.json")] == [tmp_path / "filters"]


@pytest.mark.parametrize("name", ["", "   ", "x" * (MAX_NAME_CHARACTERS + 1)])
def test_a_name_is_short_and_not_empty(tmp_path: Path, name: str) -> None:
    """A name that cannot be shown in a row is refused, and nothing is written."""
    with pytest.raises(SavedFiltersError, match="a name has 1 to"):
        save_filters("one", name, EVERY, tmp_path)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"incident": 1}', b'{"incident": "x", "filters": {"n": {"kinds": 3}}}'],
)
def test_a_damaged_file_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    """Neither reading nor saving goes over a file that is not understood."""
    save_filters("one", "n", EVERY, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    with pytest.raises(SavedFiltersError, match="no file of filters"):
        saved_filters("one", tmp_path)
    with pytest.raises(SavedFiltersError):
        save_filters("one", "m", EVERY, tmp_path)
    assert path.read_bytes() == content


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    """A file larger than any that was saved is refused by its size."""
    save_filters("one", "n", EVERY, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(b" " * (MAX_FILE_BYTES + 1))
    with pytest.raises(SavedFiltersError, match="larger than"):
        saved_filters("one", tmp_path)


def test_where_nothing_can_be_written_the_reason_is_told(tmp_path: Path) -> None:
    """A folder that is a file: no traceback."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(SavedFiltersError, match="cannot be written"):
        save_filters("one", "n", EVERY, tmp_path / "file" / "filters")
