"""Files of other programs: found in a fixed order, however deep, with what cannot be listed."""

from collections.abc import Iterator
from pathlib import Path

from incident_tui.exchange.imports.foreign.files import (
    ForeignFile,
    bytes_of,
    each_file,
    files,
    read_bounded,
)
from incident_tui.exchange.imports.landing.protocol import Found, Origin, Passed, Rejected
from tests.permissions import needs_permissions


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Folders and files come as people count; what cannot be listed is told of."""
    for name in ("10/a", "9/b", "9/10", "9/2"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    names = [one.name for one in files([tmp_path]) if isinstance(one, ForeignFile)]
    assert names == ["9/2", "9/10", "9/b", "10/a"]


@needs_permissions
def test_a_closed_folder_is_told_of(tmp_path: Path) -> None:
    """A folder that may not be listed is told of, and the walk goes on."""
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "open").write_text("")
    found = list(files([tmp_path]))
    assert [type(one) for one in found] == [Rejected, ForeignFile]


def test_a_deep_tree_costs_no_stack(tmp_path: Path) -> None:
    """Folders inside each other as far as the system allows are walked."""
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "f").write_text("")
    assert len(list(files([tmp_path]))) == 1


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    """The link is passed over; a link to a file, or in a circle, is a file like each other file."""
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "out").symlink_to(tmp_path / "folder")
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    (tmp_path / "a.csv").write_text("")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    passed = Passed(Origin(str(tmp_path / "out")), "a link to a folder, which is not followed")
    names = ("a.csv", "circle.csv", "link.csv")
    read = [ForeignFile(tmp_path / name, name, False) for name in names]
    assert list(files([tmp_path])) == [*read, passed]


def passing(file: ForeignFile) -> Iterator[Found]:
    """Say that a file is read."""
    yield Passed(Origin(file.name), "read")


def test_files_are_read_by_their_endings_or_by_name(tmp_path: Path) -> None:
    """In a folder only those with an ending, in whatever letters; what is asked for is read."""
    for name in ("a.CSV", "b.csv", "c.md"):
        (tmp_path / name).write_text("")
    found = list(each_file([tmp_path, tmp_path / "c.md"], (".csv",), "no CSV", passing))
    assert found == [
        Passed(Origin("a.CSV"), "read"),
        Passed(Origin("b.csv"), "read"),
        Passed(Origin(str(tmp_path / "c.md")), "no CSV"),
        Passed(Origin("c.md"), "read"),
    ]


def test_a_file_is_read_within_bounds(tmp_path: Path) -> None:
    """One that is too large, or is none, is rejected by its name, and not opened."""
    path = tmp_path / "a.csv"
    path.write_text("12345")

    def read() -> Iterator[Found]:
        yield Passed(Origin("x"), path.read_text())

    assert list(read_bounded(path, 5, read)) == [Passed(Origin("x"), "12345")]
    for wrong, most in ((path, 4), (tmp_path / "no.csv", 5), (tmp_path, 5)):
        [rejected] = read_bounded(wrong, most, read)
        assert isinstance(rejected, Rejected)
        assert rejected.origin == Origin(str(wrong))
    assert bytes_of(path) == b"12345"
    assert isinstance(bytes_of(path, 4), Rejected)


def test_a_file_that_goes_while_it_is_read_is_told(tmp_path: Path) -> None:
    """What was read before stays."""
    path = tmp_path / "a.csv"
    path.write_text("x")

    def read() -> Iterator[Found]:
        yield Passed(Origin("x"), "first")
        path.unlink()
        path.read_text()

    first, second = read_bounded(path, 5, read)
    assert isinstance(first, Passed)
    assert isinstance(second, Rejected)
    assert second.reason == "cannot be read: no such file or directory"
