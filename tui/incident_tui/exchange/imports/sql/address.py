"""The address of a database: with the password for the driver, without the password for people.

A user types a password as a part of an address. No text of this program has the password: an
address to show or to keep has neither user nor options, and the words of a driver are left out if
they repeat a secret.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from incident_tui.exchange.imports.foreign.values import clean

SQLITE = "sqlite"
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}
"""From the scheme of an address to a driver whose installation needs no compiler."""
_PACKAGES = {
    "postgresql": "'incident-tui[sql]'",
    "mysql": "pymysql",
    "mariadb": "pymysql",
    "clickhousedb": "clickhouse-connect",
    "trino": "'trino[sqlalchemy]'",
    "duckdb": "duckdb-engine",
    "mssql": "pyodbc",
    "oracle": "oracledb",
}
"""From the name of a dialect of SQLAlchemy to the package for pip."""
_SECRET_OPTION = re.compile(r"pass|pwd|secret|token|key|auth", re.IGNORECASE)
_SECRET_VARIABLES = ("PGPASSWORD", "MYSQL_PWD", "CLICKHOUSE_PASSWORD")
"""Variables of the environment with the password of a driver."""
_FORM = "write one such as postgresql://user@host/archive, or the path of an SQLite file"


class AddressError(Exception):
    """A text is no address of a database; the message says why, and repeats no part of the text."""


class Address(NamedTuple):
    """The address of a database."""

    url: URL
    """For the driver; with the password, if the user gave a password."""
    text: str
    """For people: without user, password and options; of a file, the path."""
    name: str
    """A short name: of a file, the name of the file; otherwise host and database."""

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None for a server."""
        is_file = self.url.get_backend_name() == SQLITE
        return Path(self.url.database or "") if is_file else None

    @property
    def web(self) -> str:
        """The address for the source of a record; "" for a file, whose path is of this machine."""
        return "" if self.file else self.text

    @property
    def driver_words(self) -> str:
        """How to install the driver."""
        dialect = self.url.get_backend_name()
        package = _PACKAGES.get(dialect)
        install = f"pip install {package}" if package else "install its dialect of SQLAlchemy"
        return f"the driver for {clean(dialect)}:// is not installed: {install}"

    def cleaned(self, words: str) -> str:
        """Return words of a driver; if they repeat a secret, words in their place."""
        if any(secret in words for secret in _secrets(self.url)):
            return "the words of the driver are left out, for they repeat a password"
        return clean(words)


def address_of(text: str) -> Address:
    """Read an address: a URL of SQLAlchemy, or the path of an SQLite file.

    Raises:
        AddressError: if the text is neither.
    """
    scheme, is_url, _ = text.partition("://")
    if not is_url:
        if "@" in text and not os.path.lexists(text):
            raise AddressError(f"an address begins with postgresql://, say; {_FORM}")
        return _address_of_file(URL.create(SQLITE, database=text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise AddressError(f"this is no address; {_FORM}") from None
    if "@" in (url.host or "") or "@" in (url.database or ""):
        raise AddressError("an @ in a name or a password is written %40 in an address")
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if url.get_backend_name() == SQLITE:
        return _address_of_file(url)
    shown = URL.create(url.get_backend_name(), host=url.host, port=url.port, database=url.database)
    host = f"{url.host}:{url.port}" if url.port else url.host
    name = "/".join(filter(None, (host, url.database)))
    return Address(url, clean(shown.render_as_string()), clean(name or scheme))


def without_secrets(text: str) -> str:
    """Return the scheme of a text without the form of an address; the rest may be a password."""
    scheme, is_url, _ = text.partition("://")
    return f"{clean(scheme)}://…" if is_url else "the address"


def _address_of_file(url: URL) -> Address:
    path = url.database or ""
    return Address(url, clean(path), clean(os.path.basename(path)))


def _secrets(url: URL) -> Iterator[str]:
    """Yield the secrets of an address and of the environment, in each spelling of an address."""
    found = [str(url.password or ""), *(os.environ.get(name, "") for name in _SECRET_VARIABLES)]
    for name, value in url.query.items():
        if _SECRET_OPTION.search(name):
            found += [value] if isinstance(value, str) else value
    for secret in filter(None, found):
        yield from (secret, quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1])
