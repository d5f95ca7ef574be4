"""A file of another program as a record that is not saved, and is gone in the end."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from incident_tui.exchange.imports.landing.collect import Outcome
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Importer, Origin, Wishes
from incident_tui.exchange.reading_process import found_in
from incident_tui.record.problems import LeftOut, Mark, Problem, Problems, in_order
from incident_tui.record.reading import HEAD_NAMES
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words

NOT_SAVED = "not saved"
"""In the title of the record."""
_ZONE_ASSUMED = "timezone UTC is assumed: nothing says which; import it with --timezone"


class UnsavedImport(NamedTuple):
    """A record in a temporary folder, and how its files were read."""

    path: Path
    """The file of the record."""
    outcome: Outcome

    @property
    def is_made(self) -> bool:
        """Whether anything could be read, and there is a record."""
        return bool(self.outcome.kept) and self.path.exists()


@contextmanager
def unsaved_import(
    importer: Importer,
    paths: Sequence[Path],
    wishes: Wishes,
    with_progress: Callable[[Iterator[Found]], Iterator[Found]] = iter,
) -> Iterator[UnsavedImport]:
    """Read files into a record that is gone in the end.

    Args:
        importer: of the format of the files.
        paths: the files or folders.
        wishes: the options of the user.
        with_progress: shows how far the reading has come, object by object.

    Raises:
        CannotAddError: if the files do not make a record.
        OSError: if a file cannot be read, or there is no room for the record.
    """
    with tempfile.TemporaryDirectory(prefix="incident-tui-") as name:
        folder = Path(name)
        title = f"{visible(paths[0].name)} · {NOT_SAVED}"
        found = with_progress(found_in(importer, paths, replace(wishes, folder=folder)))
        outcome = RecordFolder(folder).write(found, wishes, title)
        yield UnsavedImport(folder / HEAD_NAMES[0], outcome)


def problems_of(outcome: Outcome, path: str) -> tuple[Problem, ...]:
    """The first rejections as errors and the assumptions as warnings, by place.

    Args:
        path: of the files, for what has no place in one of them.
    """
    problems = Problems()
    for rejected in outcome.first_rejected:
        problems.error(_mark(rejected.origin, path), rejected.reason)
    if more := outcome.rejected - len(outcome.first_rejected):
        words = f"{count_words(more, 'further part')} could not be read"
        problems.error(Mark(path), f"{words}; an import into a folder lists each")
    for remark, origin in outcome.remarks.items():
        problems.warning(_mark(origin, path), remark)
    if outcome.zone_assumed:
        problems.warning(Mark(path), _ZONE_ASSUMED)
    passed = outcome.first_passed
    if passed and outcome.passed == outcome.read:
        problems.error(_mark(passed.origin, path), passed.reason)
    elif not outcome.read and not outcome.remarks:
        problems.error(Mark(path), "holds nothing that could be read")
    return in_order(problems.found)


def left_out_of(outcome: Outcome, path: str) -> tuple[LeftOut, ...]:
    """The first rejections, and the number of further rejections.

    Args:
        path: of the files, for what has no place in one of them.
    """
    listed = [
        LeftOut(_mark(rejected.origin, path), "import", f"no. {number}")
        for number, rejected in enumerate(outcome.first_rejected, start=1)
    ]
    if more := outcome.rejected - len(listed):
        listed.append(LeftOut(Mark(path), "import", f"{more:,} more", more))
    return tuple(sorted(listed))


def _mark(origin: Origin, path: str) -> Mark:
    return Mark(visible(origin.path or path), origin.line)
