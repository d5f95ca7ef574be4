"""An address is for the driver with its password, and for people without."""

import pytest

from incident_tui.exchange.imports.sql.address import (
    AddressError,
    address_of,
    without_secrets,
)


@pytest.mark.parametrize(
    ("text", "driver", "shown", "name"),
    [
        (
            "postgresql://u:s3cret@db.example/radio",
            "postgresql+psycopg",
            "postgresql://db.example/radio",
            "db.example/radio",
        ),
        (
            "postgres://u@h:5433/radio?sslmode=require&password=s3cret",
            "postgresql+psycopg",
            "postgresql://h:5433/radio",
            "h:5433/radio",
        ),
        ("postgresql:///radio?host=/tmp/s", "postgresql+psycopg", "postgresql:///radio", "radio"),
        ("postgresql+asyncpg://h/r", "postgresql+asyncpg", "postgresql://h/r", "h/r"),
        ("mysql://u:s3cret@h/radio", "mysql+pymysql", "mysql://h/radio", "h/radio"),
        ("mariadb://h/radio", "mariadb+pymysql", "mariadb://h/radio", "h/radio"),
        ("trino://u@h:8080/lake/radio", "trino", "trino://h:8080/lake/radio", "h:8080/lake/radio"),
        ("sqlite:////srv/radio.db", "sqlite", "/srv/radio.db", "radio.db"),
        ("sqlite:///radio.db?mode=ro", "sqlite", "radio.db", "radio.db"),
        ("/srv/radio 2024.db", "sqlite", "/srv/radio 2024.db", "radio 2024.db"),
    ],
)
def test_each_form(text: str, driver: str, shown: str, name: str) -> None:
    """The text for people has the engine, the place and the name, and nothing of the user."""
    address = address_of(text)
    assert (address.url.drivername, address.text, address.name) == (driver, shown, name)
    assert address.web == ("" if driver == "sqlite" else shown)
    assert (address.file is None) is (driver != "sqlite")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("://s3cret", "is no address"),
        ("postgresql://u:s3cret@h:port/radio", "is no address"),
        ("postgresql://u:s@3cret@h/radio", "written %40"),
        ("postgresql://u:s3cret@h/radio@2", "written %40"),
        ("u:s3cret@h/radio", "begins with postgresql://"),
    ],
)
def test_what_is_no_address(text: str, words: str) -> None:
    """The words say what to write, and repeat nothing of a text that may have a password."""
    with pytest.raises(AddressError, match=words) as raised:
        address_of(text)
    assert "s3cret" not in f"{raised.value} {without_secrets(text)}"
    assert "3cret" not in f"{raised.value} {without_secrets(text)}"


@pytest.mark.parametrize(
    ("text", "words", "is_left"),
    [
        ("postgresql://u:s3cret@h/r", "connection to h failed", True),
        ("postgresql://u:s3cret@h/r", "invalid dsn: u:s3cret@h", False),
        ("postgresql://u:p%20%2F%C3%A4@h/r", "no host p /ä", False),
        ("postgresql://u:p%20%2F%C3%A4@h/r", "no host p%20%2F%C3%A4", False),
        ("postgresql://u:p%20%2F@h/r", "no host p+%2F", False),
        ("postgresql://h/r?password=s3cret", "option password=s3cret", False),
        ("trino://h/r?access_token=s3cret", "Bearer s3cret", False),
        ("postgresql://h/r?sslmode=require", "sslmode require", True),
        ("postgresql://h/r", "of the environment: fr0m-env", False),
    ],
)
def test_the_words_of_a_driver(
    monkeypatch: pytest.MonkeyPatch, text: str, words: str, is_left: bool
) -> None:
    """Words that repeat a secret are left out, in whichever spelling and wherever it is from."""
    monkeypatch.setenv("PGPASSWORD", "fr0m-env")
    cleaned = address_of(text).cleaned(words)
    assert (cleaned == words) is is_left
    assert is_left or "left out" in cleaned


@pytest.mark.parametrize(
    ("text", "install"),
    [
        ("postgresql://h/r", "pip install 'incident-tui[sql]'"),
        ("mysql://h/r", "pip install pymysql"),
        ("clickhousedb://h/r", "pip install clickhouse-connect"),
        ("unheard://h/r", "install its dialect of SQLAlchemy"),
    ],
)
def test_how_to_install_a_driver(text: str, install: str) -> None:
    """The line for pip, where it is known."""
    assert address_of(text).driver_words.endswith(install)
