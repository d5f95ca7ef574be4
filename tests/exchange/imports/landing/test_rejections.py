"""The file of rejections: each line once, whole or not at all."""

import io
from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.rejections import CannotPutAsideError, with_rejections


def put_aside(path: Path, *lines: bytes) -> None:
    """Add these lines."""
    with with_rejections(path, io.BytesIO(b"".join(line + b"\n" for line in lines))):
        pass


@pytest.mark.parametrize(
    ("old", "lines", "after"),
    [
        (None, (), None),
        (None, (b"a", b"b", b"a"), b"a\nb\n"),
        (b"a\n", (b"a",), b"a\n"),
        (b"a\n", (b"b", b"a"), b"a\nb\n"),
        (b"a", (b"a",), b"a"),
        (b"a", (b"b",), b"a\nb\n"),  # the end of a line that an editor left out
        (b"", (b"b",), b"b\n"),
    ],
)
def test_each_line_is_there_once(
    tmp_path: Path, old: bytes | None, lines: tuple[bytes, ...], after: bytes | None
) -> None:
    """New lines come behind the old ones, and without new lines nothing is written."""
    path = tmp_path / "rejected.jsonl"
    if old is not None:
        path.write_bytes(old)
    put_aside(path, *lines)
    assert (path.read_bytes() if path.exists() else None) == after
    assert {found.name for found in tmp_path.iterdir()} <= {"rejected.jsonl"}


def test_where_the_record_fails_nothing_is_added(tmp_path: Path) -> None:
    """The lines appear with the record, or not at all."""
    path = tmp_path / "rejected.jsonl"
    path.write_bytes(b"a\n")

    def fail() -> None:
        with with_rejections(path, io.BytesIO(b"b\n")):
            assert path.read_bytes() == b"a\n"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [found.read_bytes() for found in tmp_path.iterdir()] == [b"a\n"]


def test_a_link_or_a_folder_is_refused(tmp_path: Path) -> None:
    """Nothing is written through a link, wherever it leads."""
    (tmp_path / "record.yaml").write_bytes(b"a\n")
    (tmp_path / "link").symlink_to("record.yaml")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotPutAsideError, match="is a link"):
        put_aside(tmp_path / "link", b"b")
    with pytest.raises(CannotPutAsideError, match="not a file"):
        put_aside(tmp_path / "folder", b"b")
    assert (tmp_path / "record.yaml").read_bytes() == b"a\n"
