"""The themes: a colour for every ink, all of them readable and told apart on their ground."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from incident_tui import themes
from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.names import AGENCY_COLOURS
from incident_tui.drawing.ink import INKS
from incident_tui.record.reading import read_record
from incident_tui.review.review import review_of
from incident_tui.samples import bundled_record
from incident_tui.themes import DARK, LIGHT, ink_variables

THEMES = [pytest.param(DARK, id="dark"), pytest.param(LIGHT, id="light")]
AGENCIES = [f"ink-agency-{number}" for number in range(AGENCY_COLOURS)]
FAINT = {"ink-faint", "ink-line"}
"""Strokes and separators, which say nothing by themselves."""

# What a colour becomes for the colour-blind, in linear light (Machado, Oliveira, Fernandes 2009).
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    """Red, green and blue as amounts of light."""
    parts = (part / 255 for part in Color.parse(colour).rgb)
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 has it, from 1 to 21."""
    lights = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (linear(one), linear(other))
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """A colour as these eyes see it, in CIELAB, where a distance of 1 can just be told."""
    light = linear(colour)
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0), 1) for row in EYES[eyes]
    )
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", THEMES)
def test_every_ink_has_a_colour(theme: Theme) -> None:
    """Whatever ink a pane names, the theme knows it."""
    assert {f"ink-{ink}" for ink in INKS} <= set(theme.variables)


def test_both_themes_have_the_same_inks() -> None:
    """A colour that one theme names is not missing from the other."""
    assert set(DARK.variables) == set(LIGHT.variables)


@pytest.mark.parametrize("theme", THEMES)
def test_every_variable_of_the_style_sheet_is_a_colour(theme: Theme) -> None:
    """The style sheet asks for no ink that a theme does not have."""
    sheet = (Path(themes.__file__).parent / "app.tcss").read_text("utf-8")
    asked = set(re.findall(r"\$(ink-[\w-]+)", sheet))
    assert asked
    assert asked <= set(theme.variables)


@pytest.mark.parametrize("theme", THEMES)
def test_inks_can_be_read_on_every_ground(theme: Theme) -> None:
    """Every ink that words are written in has the contrast that WCAG asks of text."""
    for ground in (theme.background, theme.surface, theme.panel):
        assert ground
        weak = {
            name: round(contrast(theme.variables[name], ground), 1)
            for name in {f"ink-{ink}" for ink in INKS} - FAINT
            if contrast(theme.variables[name], ground) < 4.5
        }
        assert weak == {}, ground


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["ink-cursor", "ink-cursor-idle"])
def test_the_line_under_the_cursor_can_be_read(theme: Theme, ground: str) -> None:
    """Words keep their contrast on the selected line, and an agency's colour stays visible."""
    behind = theme.variables[ground]
    for name in ("ink-text", "ink-bright", "ink-time", "ink-radio", "ink-accent", "ink-key"):
        assert contrast(theme.variables[name], behind) >= 4.5, name
    for name in AGENCIES:
        assert contrast(theme.variables[name], behind) >= 3, name


@pytest.mark.parametrize(
    ("theme", "eyes"),
    [
        *(pytest.param(DARK, eyes, id=f"dark, {eyes}") for eyes in EYES),
        pytest.param(LIGHT, "all cones", id="light, all cones"),
    ],
)
def test_agencies_are_told_apart(theme: Theme, eyes: str) -> None:
    """No two agency colours look alike, also to the colour-blind on a dark ground."""
    near = {
        pair
        for pair in combinations(AGENCIES, 2)
        if math.dist(*(seen(theme.variables[name], eyes) for name in pair)) < 10
    }
    assert near == set()


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=BUILTIN_THEMES)
def test_a_theme_of_textual_gets_the_inks_of_its_ground(theme: Theme) -> None:
    """A theme that knows no ink is given those made for its darkness."""
    app = IncidentApp(review_of(chronology_of(read_record(bundled_record()))))
    app.theme = theme.name
    assert app.get_theme_variable_defaults() == ink_variables(dark=theme.dark)


@pytest.mark.parametrize("theme", THEMES)
async def test_the_environment_can_ask_for_a_theme(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TEXTUAL_THEME names a theme of ours as well as one of Textual's own."""
    # Textual reads the variable when it is imported, into the reactive's first value.
    monkeypatch.setattr(IncidentApp.theme, "_default", theme.name)
    app = IncidentApp(review_of(chronology_of(read_record(bundled_record()))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.theme == theme.name
        assert app.screen.styles.background.hex.lower() == theme.background
