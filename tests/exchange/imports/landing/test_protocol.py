"""The values between an importer and a record."""

import pytest

from incident_tui.exchange.imports.landing.protocol import Origin, Rejected

NULS = "\x00" * 4_096


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("", ""),
        ("`soon` is no time; write it as 13:15", "`soon` is no time; write it as 13:15"),
        (f"`{'a' * 60}` is no time", f"`{'a' * 60}` is no time"),
        (f"`{NULS}` is no time", f"`{NULS[:60]}` … and 4,036 more is no time"),
        (
            f"`{'a' * 70}` is no `{'b' * 61}`",
            f"`{'a' * 60}` … and 10 more is no `{'b' * 60}` … and 1 more",
        ),
        (
            f"`x` stands here, {'and so on ' * 8} or `y`",
            f"`x` stands here, {'and so on ' * 8} or `y`",
        ),
        ("columns: " + "a, " * 9_000, ("columns: " + "a, " * 9_000)[:1_000] + " …"),
    ],
    ids=["none", "short", "longest", "flood", "two", "between", "unquoted"],
)
def test_a_reason_quotes_sixty_characters(reason: str, shown: str) -> None:
    """A reason fits on a terminal; the raw text is kept as it is."""
    rejected = Rejected(Origin("a.csv", 3), reason, NULS)
    assert (rejected.reason, rejected.raw) == (shown, NULS)
