"""Two themes, dark and light, and the colours of ink in each.

Agency colours follow the palette of Okabe and Ito, made for colour-blind readers; for a light
ground they are darkened until they can be read on it.
"""

from textual.theme import BUILTIN_THEMES, Theme

_DARK_INK = {
    "ink-text": "#c3ccd6",
    "ink-dim": "#8a96a3",
    "ink-faint": "#4a5563",
    "ink-bright": "#f2f6fa",
    "ink-heading": "#9fb0c0",
    "ink-time": "#93c5bd",
    "ink-possible": "#e6b455",
    "ink-accent": "#7fc4ee",
    "ink-radio": "#b5d3e8",
    "ink-dispute": "#d6a4e3",
    "ink-routine": "#aab5c1",
    "ink-later-key": "#94a0ad",
    "ink-key": "#7fc4ee",
    "ink-here": "#8fd0ff",
    "ink-alert": "#ff9e64",
    "ink-hit": "#fff3c4",
    "ink-hit-ground": "#5f4a00",
    "ink-cursor": "#23466e",
    "ink-cursor-idle": "#1f2b3a",
    "ink-line": "#33404f",
    "ink-agency-0": "#56b4e9",
    "ink-agency-1": "#e69f00",
    "ink-agency-2": "#1fc296",
    "ink-agency-3": "#cc79a7",
    "ink-agency-4": "#f0e442",
    "ink-agency-5": "#f07f3c",
    "ink-agency-6": "#8aa8ff",
}
_LIGHT_INK = {
    "ink-text": "#2b333c",
    "ink-dim": "#5b6672",
    "ink-faint": "#a9b3bd",
    "ink-bright": "#0b0f14",
    "ink-heading": "#475462",
    "ink-time": "#005a53",
    "ink-possible": "#8a5300",
    "ink-accent": "#005b94",
    "ink-radio": "#2c5d80",
    "ink-dispute": "#7d2f8c",
    "ink-routine": "#434e59",
    "ink-later-key": "#55606c",
    "ink-key": "#005b94",
    "ink-here": "#004f87",
    "ink-alert": "#a33b00",
    "ink-hit": "#2b1d00",
    "ink-hit-ground": "#ffd95e",
    "ink-cursor": "#bcd9f2",
    "ink-cursor-idle": "#dde5ec",
    "ink-line": "#b9c2cb",
    "ink-agency-0": "#005f9e",
    "ink-agency-1": "#753c00",
    "ink-agency-2": "#00694f",
    "ink-agency-3": "#9a3d74",
    "ink-agency-4": "#756b00",
    "ink-agency-5": "#c23600",
    "ink-agency-6": "#3f51b5",
}


def ink_variables(*, dark: bool) -> dict[str, str]:
    """The colours of ink on a dark or a light ground."""
    return _DARK_INK if dark else _LIGHT_INK


DARK = Theme(
    name="incident-dark",
    primary="#56b4e9",
    secondary="#3d7ea6",
    accent="#56b4e9",
    warning="#e6b455",
    error="#f07f3c",
    success="#1fc296",
    foreground="#c3ccd6",
    background="#0c1117",
    surface="#111820",
    panel="#18212b",
    dark=True,
    variables=_DARK_INK,
)
LIGHT = Theme(
    name="incident-light",
    primary="#005f9e",
    secondary="#4a7fa5",
    accent="#005f9e",
    warning="#8a5300",
    error="#a33b00",
    success="#00694f",
    foreground="#2b333c",
    background="#fbfcfd",
    surface="#f3f6f8",
    panel="#e8edf1",
    dark=False,
    variables=_LIGHT_INK,
)


def names() -> tuple[str, ...]:
    """The names of all themes, ours first."""
    return (DARK.name, LIGHT.name, *BUILTIN_THEMES)
