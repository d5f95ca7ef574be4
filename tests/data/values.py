"""What a value of a record holds."""

from collections.abc import Iterator

import msgspec


def within(value: object) -> Iterator[object]:
    """A value of a record and everything inside it."""
    yield value
    if isinstance(value, tuple):
        for one in value:
            yield from within(one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from within(getattr(value, name))
