"""How entries are numbered: rows in the order of the files, positions in the order of time."""

from typing import NewType

Row = NewType("Row", int)
"""The place of an entry in the order of the files: calls from 0, then the timeline from `HEAD`."""

Position = NewType("Position", int)
"""The place of an entry in the order of time, from 0."""

HEAD = Row(1 << 31)
"""The row of the first entry of the timeline; the rows of calls are below."""
