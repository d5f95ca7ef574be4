"""Entries as words that a player shows at their time: subtitles, and labels of an audio editor."""
