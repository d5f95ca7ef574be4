"""Settings: each fault is named with its place, alone, and the other settings hold."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.app import IncidentApp
from incident_tui.chronology.histories import Clock
from incident_tui.keymap import Keymap
from incident_tui.keys import NAMED
from incident_tui.review.memory import Memory, RecordMemory, ScreenMemory
from incident_tui.review.review import review_of
from incident_tui.settings import (
    MAX_REVIEWER_CHARACTERS,
    NAMES,
    Settings,
    example,
    listed_settings,
    settings_at,
    settings_path,
    theme_names,
)
from incident_tui.themes import DARK, LIGHT
from tests.driving import bundled_chronology
from tests.examples import examples
from tests.permissions import needs_permissions

HERE = "theme, clock, reviewer, longest_gap, keys"
SOUND = 'theme = "incident-light"\n\n  clock = "known"\nreviewer = "A. Reviewer"\n'


def settings_of(folder: Path, text: str | bytes) -> Settings:
    """The settings of a file with a text."""
    path = folder / "settings.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return settings_at(path)


def problems_of(folder: Path, text: str | bytes) -> list[str]:
    """The problems of a file, without its folder."""
    return [str(one).removeprefix(f"{folder}/") for one in settings_of(folder, text).problems]


def test_sound_settings_hold_and_know_their_lines(tmp_path: Path) -> None:
    """Each value with the line and the column of its name."""
    settings = settings_of(tmp_path, SOUND)
    assert (settings.theme, settings.clock, settings.reviewer) == (
        "incident-light",
        Clock.KNOWN,
        "A. Reviewer",
    )
    assert {name: (mark.line, mark.column) for name, mark in settings.marks.items()} == {
        "theme": (1, 1),
        "clock": (3, 3),
        "reviewer": (4, 1),
    }
    assert settings.problems == ()


def test_without_a_file_every_setting_is_its_default(tmp_path: Path) -> None:
    """No file, and no folder at all."""
    assert settings_at(tmp_path / "none") == Settings(tmp_path / "none")
    assert settings_at(None) == Settings()
    path = settings_path()
    assert path is not None
    assert not path.exists()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('them = "x"', "2:1: unknown key `them`; did you mean `theme`?"),
        (
            'colour = "x"',
            "2:1: unknown key `colour`; keys here: theme, clock, reviewer, longest_gap, keys",
        ),
        (
            "[colours]\nred = 1",
            f"2:2: unknown key `colours`; keys here: {HERE}",
        ),
        ('"them".x = 1', "2:1: unknown key `them`; did you mean `theme`?"),
        ('theme = "incident-lite"', "did you mean `incident-light`?"),
        ("theme = 3", "2:1: `theme`: `3` is no text in quotes"),
        ("theme = 2024-02-29", '2:1: `theme`: `"2024-02-29"` is no text in quotes'),
        ('clock = "known "', "2:1: `clock`: `known ` is no clock; the clocks are `happened` and"),
        ("clock = ['known']", '2:1: `clock`: `["known"]` is no clock'),
        ("clock = true", "2:1: `clock`: `true` is no clock"),
        ('reviewer = ""', f"2:1: `reviewer`: a name is a line of 1 to {MAX_REVIEWER_CHARACTERS}"),
        ('longest_gap = "5"', "2:1: `longest_gap`: `5` is no number of seconds from 1 to 86,400"),
        ("longest_gap = 0.5", "2:1: `longest_gap`: `0.5` is no number of seconds"),
        ("longest_gap = true", "2:1: `longest_gap`: `true` is no number of seconds"),
        ("longest_gap = inf", "2:1: `longest_gap`: `inf` is no number of seconds"),
        ("longest_gap = nan", "2:1: `longest_gap`: `nan` is no number of seconds"),
        (r'reviewer = "a\nb"', "2:1: `reviewer`: a name is a line"),
        (r'reviewer = "\u001b[31m"', "2:1: `reviewer`: a name is a line"),
        (f'reviewer = "{"x" * 101}"', "2:1: `reviewer`: a name is a line"),
    ],
)
def test_a_fault_is_named_and_ignored_alone(tmp_path: Path, line: str, problem: str) -> None:
    """With line and column, in words that tell what would be right; the next line holds."""
    other = 'clock = "known"' if "clock" not in line else 'theme = "incident-light"'
    text = f"{other}\n{line}\n"
    (told,) = problems_of(tmp_path, text)
    assert told.startswith("settings.toml:2:")
    assert problem in told
    settings = settings_of(tmp_path, text)
    assert (settings.clock is Clock.KNOWN) or (settings.theme == "incident-light")
    assert len(settings.marks) == 1


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'clock = "known', "1: no TOML: Unterminated string"),
        (b"clock = known\n", "1:9: no TOML: "),
        (b'theme = "nord"\ntheme = "nord"\n', "2:15: no TOML: Cannot overwrite a value"),
        (b"theme = [", "1: no TOML: "),
        (b"x = " + b"[" * 50_000, "no TOML: "),
        (b"x = " + b"9" * 10_000, "no TOML: "),
        (b"reviewer = '\xff'", "not text in UTF-8"),
        (b" " * (1 << 21), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, content: bytes, problem: str) -> None:
    """Nothing of it is used, and its fault has a place where there is one."""
    (told,) = problems_of(tmp_path, content)
    assert problem in told
    settings = settings_of(tmp_path, content)
    assert (settings.theme, settings.clock, settings.reviewer) == ("", Clock.HAPPENED, "")


def test_what_an_editor_adds_is_no_fault(tmp_path: Path) -> None:
    """A mark of the byte order, and line ends of Windows."""
    settings = settings_of(tmp_path, b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert settings.problems == ()
    assert settings.reviewer == "A. Reviewer"


@needs_permissions
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """The reason is that of the system."""
    settings_of(tmp_path, SOUND).path.chmod(0)  # type: ignore[union-attr]
    (problem,) = settings_at(tmp_path / "settings.toml").problems
    assert "permission denied" in problem.message


@examples(150)
@given(st.one_of(st.binary(), st.text(alphabet="theclockmrviw=[]{}.'\"\n\\#5 ").map(str.encode)))
def test_no_file_ends_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever the file holds, there are settings, and each problem is a line."""
    for told in problems_of(tmp_path_factory.getbasetemp(), content):
        assert "\n" not in told


def test_the_example_is_sound(tmp_path: Path) -> None:
    """As it is printed nothing is set; with every comment of a setting taken off, all is sound."""
    assert settings_of(tmp_path, example()).marks == {}
    lines = (
        line.removeprefix("# ") if " = " in line or line == "# [keys]" else line
        for line in example().splitlines()
    )
    settings = settings_of(tmp_path, "\n".join(lines))
    assert settings.problems == ()
    assert [*settings.marks] == [*NAMES, *(f"keys.{name}" for name in NAMED)]
    assert Keymap(settings.keymap).changed == frozenset()


def test_settings_are_listed_as_toml_with_their_origin(tmp_path: Path) -> None:
    """What is printed can be read again."""
    settings = settings_of(tmp_path, 'reviewer = "Ω \\"q\\""\n')
    lines = listed_settings(settings)
    assert [line.rpartition("# ")[2] for line in lines[:3]] == ["default", "default", "line 1"]
    assert "longest_gap = 10 " in lines[3]
    read = tomllib.loads("\n".join(lines))
    assert (read["theme"], read["clock"], read["reviewer"]) == ("", "happened", 'Ω "q"')
    assert read["keys"]["forward"] == ["\\", "alt+right"]


# Keys.


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ('zom = "x"', ["2:1: there is no action `zom`; did you mean `zoom`?"]),
        ("zoom = 3", ["2:1: `zoom`: `3` is no key in quotes, and no list of keys"]),
        ("zoom = []", ["2:1: `zoom`: `[]` is no key"]),
        ('zoom = ["x", 1]', ['2:1: `zoom`: `["x",1]` is no key']),
        ('zoom = "super+x"', ["2:1: `zoom`: a terminal cannot send `super+x`: it has no super"]),
        ('zoom = "xx"', ["2:1: `zoom`: there is no key `xx`"]),
        ('zoom = "T"', ["2:1: `T` is the key of `times`, and of `zoom`; `zoom` has its usual key"]),
        (
            'zoom = "X"\ntimes = "X"',
            ["3:1: `X` is the key of `zoom`, and of `times` (line 2); `times` has its usual key"],
        ),
        (
            'times = "z"\nzoom = "T"\nclock = "T"',
            ["4:1: `T` is the key of `zoom`, and of `clock` (line 3)"],
        ),
        ('clock = "A"', ["2:1: `A` is the key of `clock`, and in boards of another: the facts"]),
    ],
)
def test_a_key_with_a_fault_is_named_and_ignored_alone(
    tmp_path: Path, lines: str, problems: list[str]
) -> None:
    """A clash names both actions and the line; the other keys of the table hold."""
    text = f'[keys]\n{lines}\nmark = "M"\n'
    told = problems_of(tmp_path, text)
    assert len(told) == len(problems)
    for one, words in zip(told, problems, strict=True):
        assert one.startswith(f"settings.toml:{words}")
    keymap = settings_of(tmp_path, text).keymap
    assert keymap["mark"] == ("M",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("keys = 3", 1),
        ("\n[[keys]]\nzoom = 'x'", 2),
        ("\nkeys.zom = 'x'", 2),
        ("\nkeys = {zom = 'x'}", 2),
        ("[ keys ]\n\n zom = 'x'", 3),
    ],
)
def test_a_fault_of_the_table_has_its_line(tmp_path: Path, text: str, line: int) -> None:
    """However the table is written."""
    (told,) = problems_of(tmp_path, text)
    assert told.startswith(f"settings.toml:{line}:")


# On the screen.


def app_of(settings: Settings, memory: Memory | None = None) -> IncidentApp:
    """The app on the bundled record with settings."""
    return IncidentApp(review_of(bundled_chronology()), memory=memory, settings=settings)


def test_a_gap_is_a_number(tmp_path: Path) -> None:
    """Whole or not, and it is listed as it is written."""
    for written in ("1", "2.25", "86400"):
        settings = settings_of(tmp_path, f"longest_gap = {written}\n")
        assert (settings.problems, settings.longest_gap) == ((), float(written))
        assert f"longest_gap = {written} " in listed_settings(settings)[3]


async def test_the_app_begins_with_the_settings(tmp_path: Path) -> None:
    """The clock is that of a record not opened before; the theme goes before a remembered theme."""
    settings = settings_of(tmp_path, SOUND)
    memory = Memory(tmp_path / "state")
    memory.leave(ScreenMemory(theme="nord"))
    async with app_of(settings, memory).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, IncidentApp)
        assert (app.theme, app.review.clock) == (LIGHT.name, Clock.KNOWN)
        await pilot.press("j", "h", "q")
    incident = bundled_chronology().record.incident.id
    assert memory.record(incident).clock is Clock.HAPPENED
    assert memory.screen().theme == "nord"
    async with app_of(settings, memory).run_test() as pilot:
        assert isinstance(pilot.app, IncidentApp)
        assert pilot.app.review.clock is Clock.HAPPENED
        await pilot.press("h", "q")
    assert memory.record(incident) == RecordMemory(
        incident=incident, entry=memory.record(incident).entry
    )


async def test_faults_are_told_on_the_screen(tmp_path: Path) -> None:
    """The first with their places, the others as a count; the app has its usual theme."""
    names = "".join(f"x{number} = 1\n" for number in range(5))
    async with app_of(settings_of(tmp_path, f'theme = "x"\n{names}')).run_test() as pilot:
        assert pilot.app.theme == DARK.name
        (said,) = pilot.app._notifications
        assert f"{tmp_path}/settings.toml:1:1: " in said.message
        assert said.message.endswith("3 more: incident-tui config")


def test_each_theme_of_the_app_can_be_set() -> None:
    """The names are those of the palette."""
    assert {*theme_names()} == {*app_of(Settings()).available_themes}
