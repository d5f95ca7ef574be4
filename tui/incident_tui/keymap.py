"""The keys of actions, as the user has changed them: which key is pressed, meant and shown.

Bindings stay those of the table: a pressed key is taken for the usual key of its action. Only the
keys that people read are changed. The names of actions are those of `keys.py`, the names of keys
those of Textual.
"""

import unicodedata
from collections.abc import Mapping

from incident_tui.keys import KEYS, NAMED

Changes = Mapping[str, tuple[str, ...]]
"""From names of actions to names of keys."""

USUAL = {key.name: tuple(key.keys.split(",")) for key in KEYS}
"""From actions to their usual keys, those of the table."""
ACTIONS = {usual: name for name, keys in USUAL.items() for usual in keys}
"""From usual keys to actions."""

_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
}
"""Keys without a character, as people read them."""
_LETTERS = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's names of characters, where these are not the names in Unicode."""
_FUNCTION_KEYS = tuple(f"f{number}" for number in range(1, 13))
_MOVES = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
_NO_CONTROL = {
    "h": "Backspace",
    "i": "Tab",
    "j": "Enter",
    "m": "Enter",
    "c": "the key that ends a program",
    "z": "the key that suspends a program",
}
"""Letters that a terminal sends with ctrl as a different key."""
_ALIASES = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown"} | {
    shown.lower(): name for name, shown in _SHOWN.items()
}


# Names of keys.


def shown_key(key: str) -> str:
    """A key as people read it: `?` for `question_mark`, `→` for `right`."""
    if key in _SHOWN:
        return _SHOWN[key]
    head, plus, last = key.rpartition("+")
    if len(last) == 1 or (not plus and last in _FUNCTION_KEYS):
        return key
    return f"{head}{plus}{_character(last) or _SHOWN.get(last, last)}"


def typed_key(key: str) -> str:
    """A key as people write it: as they read it, but `down` for `↓`."""
    shown = shown_key(key)
    return shown if shown.isascii() or len(key) == 1 else key


def _character(name: str) -> str:
    """The character with a name of Textual's; "" for no such name."""
    if name in _ASCII:
        return _ASCII[name]
    for words in (name.replace("_", " "), name.replace("_", "-")):
        try:
            return unicodedata.lookup(words)
        except KeyError:
            continue
    return ""


def key_named(text: str) -> str:
    """Textual's name of a key that a person has named: `?`, `ctrl+d`, `PgDn`, `shift+down`.

    Raises:
        ValueError: if there is no such key, or if a terminal cannot send the key.
    """
    name = _ALIASES.get(text.lower(), text.lower())
    if name == text.lower() and len(text) == 1 and text.isprintable() and text != " ":
        return _name_of(text)
    if name in _SHOWN or name in _FUNCTION_KEYS or name in ACTIONS:
        return name
    *modifiers, last = name.replace("++", "+plus").split("+")
    last = _ALIASES.get(last, last)
    fault = _modified_fault(frozenset(modifiers), last, text)
    if fault:
        raise ValueError(fault)
    return "+".join([*sorted(modifiers), _name_of(last) if len(last) == 1 else last])


def _modified_fault(modifiers: frozenset[str], last: str, text: str) -> str:
    """Why a terminal does not send a key with modifiers; "" if a terminal sends the key."""
    if not modifiers:
        return f"there is no key `{text}`"
    if unknown := modifiers - {"ctrl", "shift", "alt"}:
        return f"a terminal cannot send `{text}`: it has no {' and no '.join(sorted(unknown))}"
    if last in _MOVES and modifiers <= {"ctrl", "shift"}:
        return ""
    if len(last) == 1 and modifiers == {"alt"} and last.isalnum() and last.isascii():
        return ""
    if modifiers == {"alt"} and last in ("left", "right", "up", "down"):
        return ""
    if len(last) == 1 and modifiers == {"ctrl"} and last.isalpha() and last.isascii():
        same = _NO_CONTROL.get(last)
        return f"a terminal cannot send `{text}`: it is {same}" if same else ""
    if modifiers == {"shift"} and len(last) == 1:
        return f"a terminal cannot send `{text}`: write the character itself, as `{last.upper()}`"
    return f"a terminal cannot send `{text}`"


def _name_of(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _LETTERS.get(name, name)


_ASCII = {_name_of(chr(code)): chr(code) for code in range(ord("!"), ord("~") + 1)}
"""The characters of most keyboards, by name."""


# Keys in force.


class Keymap:
    """The keys in force."""

    def __init__(self, changes: Changes = {}) -> None:  # noqa: B006 - read alone
        """Change the keys of some actions; no key may stand for two actions."""
        self.keys = {**USUAL, **changes}
        """By the name of an action, its keys."""
        self.changed = frozenset(name for name in changes if changes[name] != USUAL[name])
        """The names of the actions whose keys are not the usual keys."""
        self.firsts = {name: shown_key(keys[0]) for name, keys in self.keys.items()}
        """By the name of an action, its first key, as people read it."""
        self._meant = {
            pressed: pressed if pressed in USUAL[name] else USUAL[name][0]
            for name in self.changed
            for pressed in self.keys[name]
        }
        self._lost = {
            usual
            for name in self.changed
            for usual in USUAL[name]
            if usual not in self.keys[name] and usual not in self._meant
        }
        self._words = {
            shown_key(USUAL[name][0]): self.firsts[name]
            for name in self.changed
            if USUAL[name][0] not in self.keys[name]
        }

    def meant(self, pressed: str) -> str | None:
        """The usual key that a pressed key stands for; None for a key that has lost its action."""
        return None if pressed in self._lost else self._meant.get(pressed, pressed)

    def is_taken(self, pressed: str) -> bool:
        """Whether a pressed key, the usual key of an action, is a changed key of another."""
        return self._meant.get(pressed, pressed) != pressed and pressed in ACTIONS

    def shown(self, name: str) -> str:
        """The keys of an action, as people read them."""
        if name not in self.changed:
            return NAMED[name].shown
        return " ".join(map(shown_key, self.keys[name]))

    def shown_for(self, usual: str) -> str:
        """The key to read in place of a usual key, both as people read them."""
        return self._words.get(usual, usual)

    def in_place_of(self, usual: str) -> str:
        """Usual keys with spaces or `/` between, as people read them: `j/k`, `/ n N`."""
        if not self._words:
            return usual
        words = (
            "/".join(map(self.shown_for, word.split("/"))) if len(word) > 2 else word
            for word in usual.split(" ")
        )
        return " ".join(self.shown_for(word) for word in words)


_in_force = Keymap()


def keymap() -> Keymap:
    """The keys in force."""
    return _in_force


def use(changes: Changes) -> Keymap:
    """Put keys in force, for the whole program; actions without a change have their usual keys."""
    global _in_force
    _in_force = Keymap(changes)
    return _in_force


def with_keys(words: str) -> str:
    """Words with the first key of an action in place of its name: `{search} searches`."""
    return words.format_map(keymap().firsts)
