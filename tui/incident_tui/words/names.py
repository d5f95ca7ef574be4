"""Names and short forms: of people, agencies, units and sources, of kinds and of entries."""

import msgspec

from incident_tui.record.model import Casualty, RoleHeld, Speaker
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens

# A lens names an entry by these words, so they are defined beside the lens.
from incident_tui.review.told import entry_words as entry_words

KIND_GLYPHS = {
    "radio_call": "◉",
    "phone_call": "☎",
    "cad_event": "▣",
    "unit_status": "▲",
    "observation": "◌",
    "statement": "“",
    "media_post": "@",
    "milestone": "◆",
    "action": "✦",
    "forecast": "▷",
    "note": "·",
}
"""A sign for each kind of entry, always beside words or explained by words."""
PLANNED = "Expected or planned, as said"
"""The heading, or the label, of forecasts: a source says what should or may happen."""
GROUP_NAMES = {"responder": "Responders", "public": "Public", "suspect": "Suspects"}
"""The groups that casualties are counted in."""

_MAX_NAME_CHARACTERS = 60


def casualty_name(lens: Lens, casualty: str) -> str | None:
    """The name of a casualty as far as told; None while nothing is known of the person."""
    return lens.name(casualty) if lens.is_heard_of(casualty) else None


def casualty_name_and_role(lens: Lens, casualty: Casualty) -> tuple[str, str]:
    """The name, after the number of several people, and the role; "" for the name again."""
    name = lens.name(casualty.id)
    role = "" if casualty.role == name else casualty.role
    return (f"{casualty.count} × {name}" if casualty.count > 1 else name), role


def speaker_names(lens: Lens, speaker: Speaker) -> list[str]:
    """The names of a call's speaker, as far as they are known: person, unit, agency, label."""
    known = [speaker.person, speaker.unit, speaker.agency]
    names = [lens.name(identifier) for identifier in known if identifier]
    return [*names, speaker.label] if speaker.label else names


def speaker_parts(speaker: Speaker | None) -> dict[str, str | None]:
    """The parts of a speaker by the names of their fields; None for each part not given."""
    parts = msgspec.structs.asdict(speaker or Speaker())
    return {name: value or None for name, value in parts.items()}


def role_words(held: RoleHeld) -> str:
    """A role of an agency, with the reserve of its source: `investigating (planned)`."""
    hedges = dict.fromkeys(plain(cite.hedge) for cite in held.cite if cite.hedge)
    return f"{plain(held.role)} ({', '.join(hedges)})" if hedges else plain(held.role)


def milestone_words(milestone: str) -> str:
    """The name of a milestone in plain words: `call_received` is `call received`."""
    return milestone.replace("_", " ")


def acting_words(lens: Lens, position: int) -> str:
    """Who acts or speaks in an entry: agencies by short names, else the speaker, else `?`."""
    if acting := lens.acting(position):
        return "+".join(map(lens.short, acting))
    entry = lens.entry(position)
    names = speaker_names(lens, entry.speaker) if entry and entry.speaker else []
    return brief(" · ".join(names)) or acting_unit(lens, position) or "?"


def acting_unit(lens: Lens, position: int) -> str:
    """The call sign of the unit that acts or speaks in an entry; "" if none is known."""
    unit = lens.speaker(position)
    return lens.name(unit) if lens.section(unit) == "units" else ""


def short_call_sign(call_sign: str, room: int) -> str:
    """A call sign in at most so many letters, with its whole number: `Engine 12` is `Eng 12`."""
    *words, last = call_sign.split() or [""]
    name = " ".join(words)
    kept = room - len(last) - 1
    if len(call_sign) <= room or not any(map(str.isdigit, last)) or kept < 1 or not name:
        return call_sign
    return f"{name[:kept].rstrip()} {last}"


def concerned_words(lens: Lens, position: int) -> str:
    """The agencies that an entry concerns and that do not act, by short names."""
    return "+".join(map(lens.short, lens.concerned(position)))


def brief(words: str) -> str:
    """A name, cut to its maximum length."""
    if len(words) <= _MAX_NAME_CHARACTERS:
        return words
    return f"{words[: _MAX_NAME_CHARACTERS - 1].rstrip()}…"
