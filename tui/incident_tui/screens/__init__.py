"""Screens: the arrangement of panes and boards, and the way from keys to intents."""
