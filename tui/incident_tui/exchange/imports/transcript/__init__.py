"""Transcripts of recordings: the words of a speech recognizer, or of a person, with positions."""
