"""Shortest paths in a graph with negative lengths, and its circles (Bellman and Ford)."""

from collections.abc import Sequence
from typing import NamedTuple


class Edge(NamedTuple):
    """A way between two nodes."""

    start: str
    end: str
    length: int


def shortest(edges: Sequence[Edge], start: str) -> dict[str, int]:
    """The lengths of the shortest paths from a node to each node that can be reached.

    Args:
        edges: of a graph without a circle of negative length.
    """
    found = {start: 0}
    for _ in range(len(edges) + 1):
        is_settled = True
        for edge in edges:
            if edge.start in found:
                length = found[edge.start] + edge.length
                if edge.end not in found or length < found[edge.end]:
                    found[edge.end], is_settled = length, False
        if is_settled:
            break
    return found


def negative_circle(edges: Sequence[Edge]) -> list[tuple[str, str]]:
    """The ends of each edge of a circle of negative length; [] where there is no such circle."""
    nodes = sorted({node for edge in edges for node in (edge.start, edge.end)})
    lengths = dict.fromkeys(nodes, 0)
    before: dict[str, str] = {}
    changed: str | None = None
    for _ in nodes:
        changed = None
        for start, end, length in edges:
            if lengths[start] + length < lengths[end]:
                lengths[end], before[end], changed = lengths[start] + length, start, end
        if changed is None:
            return []
    if changed is None:  # no edges
        return []
    for _ in nodes:  # from a node behind the circle into the circle
        changed = before[changed]
    circle, node = [(before[changed], changed)], before[changed]
    while node != changed:
        circle.append((before[node], node))
        node = before[node]
    return circle
