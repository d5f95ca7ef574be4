"""How the tests run: three workers a core, and random examples by profile."""

import os
from collections.abc import Generator, Iterator

import pytest

from tests.examples import register_profiles

WORKERS_PER_CORE = 3

register_profiles()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Return the number of workers that `-n auto` stands for, unless the environment names it."""
    workers = yield
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return workers
    # A test of the screen waits for most of its time: three workers keep one core busy.
    return workers * WORKERS_PER_CORE


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cache folder of the user is not touched, by no program that a test starts either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
