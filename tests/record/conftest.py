"""Hypothesis without its clock: how fast a machine is decides no test."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
