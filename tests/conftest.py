"""How the tests run: two workers a core, and random examples by profile."""

import os
from collections import Counter
from collections.abc import Generator, Iterator
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path

import pytest

from tests.examples import register_profiles

WORKERS_PER_CORE = 2
# What `make test` takes, in two minutes; `make test-all` takes every test with every value.
SCREEN_TESTS_OF_A_MODULE = 2
"""Tests that drive the screen: the first of each module, so the most important come first."""
VALUES_OF_A_SCREEN_TEST = 1
VALUES_OF_A_TEST = 4
"""Values of a test that does not drive the screen, at even distances."""

register_profiles()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Return the number of workers that `-n auto` stands for, unless the environment names it."""
    workers = yield
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return workers
    # A test of the screen waits for a part of its time: two workers keep one core busy.
    return workers * WORKERS_PER_CORE


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `thorough` what `make test` leaves out."""
    values: dict[object, list[pytest.Function]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and not item.get_closest_marker("thorough"):
            values.setdefault(item.function, []).append(item)
    screen_tests: Counter[Path] = Counter()
    for function, found in values.items():
        most = VALUES_OF_A_TEST
        if iscoroutinefunction(function):
            screen_tests[found[0].path] += 1
            is_first = screen_tests[found[0].path] <= SCREEN_TESTS_OF_A_MODULE
            most = VALUES_OF_A_SCREEN_TEST if is_first else 0
        taken = {number * len(found) // most for number in range(most)}
        for number, item in enumerate(found):
            if len(found) > most and number not in taken:
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
