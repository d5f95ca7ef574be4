"""Panes: each pane draws a review, and turns a chosen row into a wish."""
