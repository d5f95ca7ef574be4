"""How times are written, and the meaning of each mark."""

TIME_MARKS = (
    ("13:15", "exact to the precision written: the whole minute"),
    ("13:12~", "approximate"),
    ("13:12?", "uncertain"),
    ("13:12%", "approximate and uncertain"),
    ("13:00…13:12", "one moment somewhere inside these bounds"),
    ("13:15–13:40", "lasted from, to"),
    ("after 13:12~", "no full time is given; this much of the order is known"),
)
"""An example of each form of time, and its meaning."""
