"""Screens: they arrange panes, and turn what is pressed into intents."""
