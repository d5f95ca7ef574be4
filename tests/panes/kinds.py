"""Entries of which only the kind and the time matter, for the lines above the panes."""

CALL, NOTE = "radio_call", "note"


def lines_of(*entries: tuple[str, str]) -> str:
    """Lines of a timeline: an entry for each kind and time, `e0`, `e1`, …, of the source `s`."""
    return "".join(
        f"  - {{id: e{n}, kind: {kind}, time: {time}, text: x, cite: s}}\n"
        for n, (kind, time) in enumerate(entries)
    )
