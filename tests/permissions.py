"""Tests of files that may not be read or written."""

import os

import pytest

needs_permissions = pytest.mark.skipif(
    getattr(os, "geteuid", int)() == 0, reason="root, and Windows, allow everything"
)
"""Marks a test that takes a permission away, as Unix has them, and must not run as root."""
