"""The number of random examples of a property: the profile `quick` tries a part of them."""

from math import ceil

from hypothesis import HealthCheck, settings

PROFILES = {"full": 100, "quick": 15}
"""Examples of a property that names no number, by profile."""


def register_profiles() -> None:
    """Make both profiles known to Hypothesis and load `quick`.

    Neither has a deadline: the speed of a machine decides no test.
    """
    for name, count in PROFILES.items():
        settings.register_profile(
            name,
            max_examples=count,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile("quick")


def examples(count: int) -> settings:
    """Return settings for a property that needs `count` examples in the profile `full`."""
    return settings(max_examples=ceil(count * settings().max_examples / PROFILES["full"]))
