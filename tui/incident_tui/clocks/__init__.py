"""Leads of the clocks of sources from pairs of entries of one moment, and proposed pairs."""
