"""Written times as instants: zones, the order between entries, placements, clocks put right."""
