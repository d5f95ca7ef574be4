"""Screens: arrange panes, and carry out the wishes of keys, mouse and dialogs."""
