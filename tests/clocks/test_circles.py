"""Circles of negative length: found where there is one, and no other."""

from hypothesis import given
from hypothesis import strategies as st

from incident_tui.clocks.circles import Edge, negative_circle, shortest
from tests.examples import examples

nodes = st.sampled_from("abcde")
graphs = st.lists(st.builds(Edge, nodes, nodes, st.integers(-5, 9)), max_size=12)


def test_the_shortest_paths_go_round() -> None:
    """A way round may be shorter than a direct edge; a node without a way is left out."""
    edges = [Edge("a", "b", 5), Edge("a", "c", 1), Edge("c", "b", -3), Edge("d", "a", 0)]
    assert shortest(edges, "a") == {"a": 0, "b": -2, "c": 1}


@examples(300)
@given(graphs)
def test_a_circle_is_negative(edges: list[Edge]) -> None:
    """The circle is closed and its shortest edges sum below 0; else no path gets ever shorter."""
    circle = negative_circle(edges)
    if not circle:
        distances = dict.fromkeys("abcde", 0)
        for _ in range(6):
            for edge in edges:
                distances[edge.end] = min(distances[edge.end], distances[edge.start] + edge.length)
        settled = all(distances[e.end] <= distances[e.start] + e.length for e in edges)
        assert settled
        return
    starts, ends = [start for start, _ in circle], [end for _, end in circle]
    assert sorted(starts) == sorted(ends)
    lengths = [min(e.length for e in edges if (e.start, e.end) == ends_) for ends_ in circle]
    assert sum(lengths) < 0
