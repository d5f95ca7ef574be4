"""Recordings of radio traffic: the calls in them, parted by silence, without words."""
