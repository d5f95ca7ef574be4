"""The names of the kinds of notes: a module of its own, since a start has no need of the rules."""

BOOKMARK, NOTE = "bookmark", "note"
OBSERVATION, ACTION = "observation", "action"
SAME_MOMENT = "same_moment"
WORDS = "words"
"""The words of an entry as a person has heard them, in place of the words of the record."""
