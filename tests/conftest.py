"""How the tests run: three workers a core, and random examples by profile."""

import os
from collections import Counter
from collections.abc import Generator, Iterator
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path

import pytest

from tests.examples import register_profiles

WORKERS_PER_CORE = 3
VALUES_OF_THE_SCREEN = 1
"""Of a test that drives the screen, `make test` takes so many values; `make test-all` takes all."""

register_profiles()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Return the number of workers that `-n auto` stands for, unless the environment names it."""
    workers = yield
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return workers
    # A test of the screen waits for most of its time: three workers keep one core busy.
    return workers * WORKERS_PER_CORE


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark further values of tests that drive the screen as `thorough`."""
    taken: Counter[object] = Counter()
    for item in items:
        if not isinstance(item, pytest.Function) or not iscoroutinefunction(item.function):
            continue
        if not item.get_closest_marker("thorough"):
            taken[item.function] += 1
            if taken[item.function] > VALUES_OF_THE_SCREEN:
                item.add_marker(pytest.mark.thorough)


@pytest.fixture(autouse=True, scope="session")
def _folders_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The user's folders are not touched, by no program that a test starts either."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("cache", "config", "data", "state"):
            patch.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path_factory.mktemp(kind)))
        yield


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders, each a new one; no folder is made."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _home_of_its_own(_homes: Iterator[Path]) -> Iterator[None]:
    """Each test, and each program that it starts, has folders of the user of its own."""
    home = next(_homes)
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("config", "data", "state"):
            patch.setenv(f"XDG_{kind.upper()}_HOME", str(home / kind))
        yield
