"""The calls that are shown as a single sound file, with a chapter for each call."""
