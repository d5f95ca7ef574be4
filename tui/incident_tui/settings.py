"""The settings of the user: a TOML file in the config folder, checked like a record.

A fault of a setting leaves that setting at its default, and the rest holds.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from incident_tui.chronology.histories import Clock
from incident_tui.keymap import Keymap, key_named, typed_key
from incident_tui.keys import NAMED
from incident_tui.listening.clock import LONGEST_GAP_S, MOST_GAP_S, SKIPPED_S
from incident_tui.record.problems import Mark, Problem, Problems, in_order
from incident_tui.record.spelling import hint, unknown_key
from incident_tui.record.text import visible
from incident_tui.record.user_folders import user_folder
from incident_tui.review.user_files import UserFileError, read_user_file

FILE_NAME = "settings.toml"
KEYS_NAME = "keys"
"""The name of the table of keys."""
NAMES = ("theme", "clock", "reviewer", "longest_gap")
"""The names of the settings."""
MAX_REVIEWER_CHARACTERS = 100
"""The maximum length of a reviewer's name."""
_MAX_QUOTED_CHARACTERS = 100
"""The length to which a value is cut in a message."""
CLOCKS = [clock.value for clock in Clock]

# As texts, compiled where there is a file.
_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
"""The end of the words for a fault of syntax."""
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_NAME = rf"\s*({_PART})\s*(?:\.\s*({_PART})\s*)?="
"""A key of TOML and its value: `theme =`, `keys.zoom =`."""
_TABLE = rf"\s*\[+\s*({_PART})"


class Settings(msgspec.Struct, frozen=True):
    """The settings in force."""

    path: Path | None = None
    """The file, whether it exists or not; None if the system names no folder."""
    theme: str = ""
    """The theme to begin with; "" for the theme that is remembered."""
    clock: Clock = Clock.HAPPENED
    """The clock that a record begins with."""
    reviewer: str = ""
    """The name of the reviewer; "" if none is given."""
    longest_gap: float = LONGEST_GAP_S
    """Seconds without an entry beyond which a replay skips the gap."""
    keymap: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """By the name of an action, the keys in place of the usual keys, as Textual names them."""
    marks: Mapping[str, Mark] = MappingProxyType({})
    """The places of the settings that come from the file, by name: `theme`, `keys.zoom`."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file."""


def settings_path() -> Path | None:
    """The path of the settings; None if the system names no folder."""
    folder = user_folder("config")
    return None if folder is None else folder / FILE_NAME


def settings_at(path: Path | None) -> Settings:
    """The settings in a file; the defaults where there is no file.

    Args:
        path: of the file; None for no file.
    """
    try:
        content = None if path is None else read_user_file(path)
    except UserFileError as error:
        words = str(error).removeprefix(f"{path}: ")
        return Settings(path, problems=(Problem(Mark(str(path)), words),))
    if path is None or content is None:
        return Settings(path)
    return _Checker(str(path), content).settings(path)


class _Checker:
    """Checks the content of a file, setting by setting."""

    def __init__(self, path: str, content: bytes) -> None:
        self._path = path
        self._text = content.decode("utf-8-sig", errors="replace")
        self._problems = Problems()
        self._is_text = "\ufffd" not in self._text or "\ufffd".encode() in content

    def settings(self, path: Path) -> Settings:
        """The settings, and every problem."""
        values = self._values()
        found: dict[str, Any] = {}
        changes = self._changes(values.pop(KEYS_NAME, None))
        for name, value in values.items():
            mark = self._mark(name)
            if name not in NAMES:
                self._problems.error(mark, unknown_key(name, (*NAMES, KEYS_NAME)))
            elif fault := _fault(name, value):
                self._problems.error(mark, f"`{name}`: {fault}")
            else:
                found[name] = Clock(value) if name == "clock" else value
        return Settings(
            path=path,
            **found,
            keymap=changes,
            marks={name: self._mark(name) for name in found}
            | {f"{KEYS_NAME}.{name}": self._mark(KEYS_NAME, name) for name in changes},
            problems=in_order(self._problems.found),
        )

    def _changes(self, table: object) -> dict[str, tuple[str, ...]]:
        """The keys of actions, without faults and clashes."""
        if table is None:
            return {}
        if not isinstance(table, dict):
            words = "a table of actions, as in `config --example`"
            self._problems.error(self._mark(KEYS_NAME), f"`{KEYS_NAME}`: this is no {words}")
            return {}
        changes: dict[str, tuple[str, ...]] = {}
        for name, value in table.items():
            if name not in NAMED:
                self._problems.error(self._mark(KEYS_NAME, name), _unknown_action(name))
                continue
            try:
                changes[name] = _keys_of(value)
            except ValueError as error:
                self._problems.error(self._mark(KEYS_NAME, name), f"`{name}`: {error}")
        from incident_tui.key_clashes import without_clashes  # only where keys are changed

        kept, clashes = without_clashes(changes)
        for clash in clashes:
            first = self._mark(KEYS_NAME, clash.owner) if clash.owner in changes else None
            words = f"{clash.words} (line {first.line})" if first else clash.words
            words += f"; `{clash.action}` has its usual key"
            self._problems.error(self._mark(KEYS_NAME, clash.action), words)
        return kept

    def _values(self) -> dict[str, Any]:
        """The content as TOML; nothing after a fault of syntax."""
        import tomllib  # only where there is a file

        if not self._is_text:
            self._problems.error(Mark(self._path), "not text in UTF-8; nothing of it is used")
            return {}
        try:
            return tomllib.loads(self._text)
        except (ValueError, RecursionError) as error:
            place = re.search(_PLACE, str(error))
            words = re.sub(_PLACE, "", str(error))
            line = int(place[1] or len(self._text.splitlines())) if place else 0
            column = int(place[2] or 0) if place else 0
            message = f"no TOML: {words}; nothing of the file is used"
            self._problems.error(Mark(self._path, line, column), message)
            return {}

    def _mark(self, name: str, inner: str = "") -> Mark:
        """The place of a setting, or of a key of its table: where the key first stands."""
        table = ""
        for number, line in enumerate(self._text.split("\n"), 1):
            if begun := re.match(_TABLE, line):
                table = _bare(begun[1])
                if table == name and not inner:
                    return Mark(self._path, number, begun.start(1) + 1)
            elif found := re.match(_NAME, line):
                place = _bare(found[1]), _bare(found[2] or "")
                place = (table, place[0]) if table else place
                if place[0] == name and inner in ("", place[1]):
                    return Mark(self._path, number, found.start(1) + 1)
        return self._mark(name) if inner else Mark(self._path)


def _bare(part: str) -> str:
    return part.strip("\"'")


def _fault(name: str, value: object) -> str:
    """What is wrong with a value; "" for a sound value."""
    match name:
        case "clock" if value not in CLOCKS:
            near = hint(value, CLOCKS) if isinstance(value, str) else ""
            return f"`{_quoted(value)}` is no clock; the clocks are {_listed(CLOCKS)}{near}"
        case "theme" | "reviewer" if not isinstance(value, str):
            return f"`{_quoted(value)}` is no text in quotes"
        case "longest_gap" if not _is_gap(value):
            bounds = f"{SKIPPED_S:g} to {MOST_GAP_S:,.0f}"
            return f"`{_quoted(value)}` is no number of seconds from {bounds}"
        case "reviewer" if not _is_name(str(value)):
            return f"a name is a line of 1 to {MAX_REVIEWER_CHARACTERS} letters"
        case "theme" if value not in theme_names():
            return f"there is no theme `{value}`{hint(str(value), theme_names())}"
    return ""


def _keys_of(value: object) -> tuple[str, ...]:
    """The keys of an action, as Textual names them.

    Raises:
        ValueError: if the value names no keys, or a key that a terminal cannot send.
    """
    listed = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(key, str) for key in listed):
        raise ValueError(f"`{_quoted(value)}` is no key in quotes, and no list of keys")
    return tuple(dict.fromkeys(map(key_named, listed)))


def _unknown_action(name: str) -> str:
    return f"there is no action `{name}`{hint(name, NAMED)}; config --example lists all"


def theme_names() -> tuple[str, ...]:
    """The names of all themes."""
    from incident_tui import themes  # with Textual, which has most of them

    return themes.names()


def _is_name(text: str) -> bool:
    return len(text.strip()) > 0 and len(text) <= MAX_REVIEWER_CHARACTERS and visible(text) == text


def _is_gap(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return SKIPPED_S <= value <= MOST_GAP_S  # false of `nan`


def _listed(words: Iterable[str]) -> str:
    return " and ".join(f"`{word}`" for word in words)


def _quoted(value: object) -> str:
    """A value of TOML in short."""
    # JSON has no `inf` and no `nan`.
    is_plain = isinstance(value, str | float)
    text = str(value) if is_plain else msgspec.json.encode(value, enc_hook=str).decode()
    return text if len(text) <= _MAX_QUOTED_CHARACTERS else f"{text[:_MAX_QUOTED_CHARACTERS]}…"


# What `incident-tui config` prints.


def toml_text(text: str) -> str:
    """A text in quotes, as TOML writes it."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")


def listed_settings(settings: Settings) -> list[str]:
    """Each setting in force as a line of TOML, with its origin."""
    lines = []
    for name in NAMES:
        found = getattr(settings, name)
        value = f"{found:.15g}" if isinstance(found, float | int) else toml_text(str(found))
        mark = settings.marks.get(name)
        origin = f"line {mark.line}" if mark else "default"
        lines.append(f"{f'{name} = {value}':<32} # {origin}")
    lines += ["", f"[{KEYS_NAME}]"]
    for name, keys in Keymap(settings.keymap).keys.items():
        mark = settings.marks.get(f"{KEYS_NAME}.{name}")
        origin = f"line {mark.line}" if mark else "default"
        lines.append(f"{f'{name} = {_toml_keys(keys)}':<32} # {origin}")
    return lines


def _toml_keys(keys: Iterable[str]) -> str:
    listed = ", ".join(toml_text(typed_key(key)) for key in keys)
    return f"[{listed}]"


def example() -> str:
    """A file to start from: every setting as a comment."""
    keys = "".join(
        f"# {f'{name} = {_toml_keys(usual)}':<40} # {NAMED[name].title.lower()}\n"
        for name, usual in Keymap().keys.items()
    )
    return _EXAMPLE + keys


_EXAMPLE = """\
# Settings of incident-tui. A line that begins with # is no setting.

# The theme to begin with. Without it, the theme that you picked last (Ctrl+p) is used.
# theme = "incident-light"

# The clock that a record begins with: "happened", or "known" for what had been published or
# said on the air. A record that you opened before begins with the clock that you left.
# clock = "known"

# Your name, for what you add to a record.
# reviewer = "A. Reviewer"

# Seconds without an entry beyond which a replay skips the gap, from 1 to 86400.
# longest_gap = 10

# Keys by action: all keys that the action is to have, as "z", "?", "ctrl+d", "shift+down", "f5",
# "PgDn" or "Enter". In a text that you type, and in what lies over the review, the usual keys of
# lists, texts and boxes stay.
# [keys]
"""
