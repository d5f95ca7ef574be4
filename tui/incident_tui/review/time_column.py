"""The times that the timeline shows beside its entries."""

from enum import StrEnum


class TimeColumn(StrEnum):
    """What the column of times counts from."""

    CLOCK = "clock"
    """Nothing: the times as they are given."""
    START = "start"
    """The first clock time of the record."""
    ROW = "row"
    """The entry before, among the entries shown."""
    SPEAKER = "speaker"
    """The entry before in which the same unit, or else the same agency, acted or spoke."""

    @property
    def next(self) -> "TimeColumn":
        """The column after this one, cyclic."""
        columns: list[TimeColumn] = list(TimeColumn)
        return columns[(columns.index(self) + 1) % len(columns)]
