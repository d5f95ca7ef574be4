"""The speakers in the lines of a typed log: `Engine 1: …`, `A to B: …`, `<nick> …`.

Words before a colon are a speaker where they are the call sign of a unit, or name a role or a rank
at an incident. A log in which most lines begin with a label (`is_voiced`) is a transcript or a
chat: there each short label is a speaker, unless the label begins with a word as `Weather`. Further
words before a colon stay in the text.

`A to B`, `A > B` and `A → B` say who is addressed. `A, B` does not: on the radio the called station
is named first by some services and last by some, so both stay in the label.
"""

import re
from typing import NamedTuple

from incident_tui.exchange.imports.tables.status_words import status_of
from incident_tui.exchange.imports.tables.unit_names import is_call_sign, unit_names

_MAX_LABEL_CHARACTERS = 40
_MAX_LABEL_WORDS = 5
_LABEL = re.compile(rf"([^:“”\"!?;|<>\[\]\n]{{1,{_MAX_LABEL_CHARACTERS}}}?)\s?:(?=\s|\Z)\**\s*")
_ADDRESSED = re.compile(
    rf"([^:“”\"!?;|<>\[\]\n]{{1,{_MAX_LABEL_CHARACTERS}}}?)(?:\s+(?:to|an)\s+|\s*(?:->|=>|>|→|»)\s*)"
    rf"([^:“”\"!?;|<>\[\]\n]{{1,{_MAX_LABEL_CHARACTERS}}}?)\s?:(?=\s|\Z)\**\s*"
)
_NICK = re.compile(r"<[@+%&~ ]?([^<>\s][^<>\n]{0,39})>\s+")
"""The name of a speaker on IRC, with the mark of an operator."""
_CHANNEL = re.compile(
    r"[\[(]\s*((?:tac|ch|chan|channel|tg|talkgroup|ops|freq|frequency|vhf|uhf|kanal)\b[ .#:-]*"
    r"[\w.-]{1,12}(?:\s[\w.-]{1,12})?"
    r"|(?:[\w.-]{1,12}\s){1,2}(?:disp|dispatch|tac|ops|main|fireground)(?:\s?\d{1,2})?"
    r")\s*[\])]\s*[-–:]?\s*",
    re.IGNORECASE,
)
"""A channel in brackets behind the time: [TAC 2], [FD Disp]."""
_CLOSE = re.compile(r"([\w.-]{1,12})[>→]((?=[\d.-]*[^\W\d])[\w.-]{1,12}):?\s+")
"""Two parties with nothing but a mark between them, and no colon: E7>Dispatch."""
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|„([^„“”]+)[“”]")
_TITLES = {
    *(
        "chief",
        "captain",
        "capt",
        "lieutenant",
        "lt",
        "sergeant",
        "sgt",
        "officer",
        "deputy",
        "dep",
    ),
    *("trooper", "corporal", "cpl", "detective", "det", "sheriff", "marshal", "constable", "medic"),
    *("paramedic", "emt", "doctor", "dr", "nurse", "firefighter", "ff", "engineer", "pilot"),
    *("dispatcher", "operator", "commander", "mayor", "governor", "mr", "mrs", "ms"),
}
"""Words before the name of a person."""
_ROLES = _TITLES | {
    *(
        "dispatch",
        "disp",
        "command",
        "cmd",
        "ic",
        "control",
        "central",
        "base",
        "comms",
        "communications",
    ),
    *("calltaker", "caller", "operations", "ops", "staging", "safety", "pio", "liaison", "eoc"),
    *("logistics", "planning", "ecc", "psap", "triage", "rehab", "division", "div", "group"),
    *("branch", "sector", "battalion", "interior", "exterior", "police", "fire", "ems", "hospital"),
    *("helicopter", "swat", "negotiator", "voice", "speaker", "male", "female", "unknown"),
    *("unidentified", "witness", "neighbor", "neighbour", "resident", "bystander", "suspect"),
    *("victim", "reporter", "all", "everyone", "units", "leitstelle", "einsatzleiter"),
    *("einsatzleitung", "zugführer", "gruppenführer"),
}
"""Last words of the label of a person or a post at an incident, before a number or a letter."""
_NO_SPEAKERS = {
    *("update", "note", "notes", "nb", "ps", "status", "weather", "wind", "address", "location"),
    *("loc", "time", "date", "re", "fwd", "subject", "summary", "action", "actions", "info"),
    *("information", "priority", "incident", "event", "report", "remarks", "remark", "comment"),
    *("comments", "http", "https", "total", "totals", "patient", "patients", "pt", "vitals", "bp"),
    *("request", "requested", "response", "message", "msg", "call", "transport", "notice", "memo"),
    *(
        "reply",
        "email",
        "handover",
        "warning",
        "caution",
        "correction",
        "addendum",
        "late",
        "entry",
    ),
    *("size-up", "sizeup", "benchmark", "par", "result", "results", "question", "answer", "reason"),
    *("cause", "plan", "objective", "objectives", "task", "assignment", "resources", "resource"),
    *(
        "casualties",
        "injuries",
        "fatalities",
        "phone",
        "tel",
        "callback",
        "cross",
        "nature",
        "type",
    ),
    *("description", "vehicle", "plate", "lat", "lon", "see", "source", "edit", "tags", "todo"),
}
"""First words of a label of no speaker."""
_SAID_ON_AIR = {
    *("on scene", "onscene", "at scene", "arrived", "arrived on scene", "en route", "enroute"),
    *("responding", "staging", "staged", "transporting", "at hospital", "available", "in service"),
    *("in quarters", "out of service"),
}
"""Statuses in words with a single meaning alone behind a unit; `clear` can be a channel."""
_ON_AIR = "|".join(sorted(_SAID_ON_AIR, reverse=True))
_STATUS_BEHIND_UNIT = re.compile(
    rf"(.{{1,{_MAX_LABEL_CHARACTERS}}}?)\s+(?:is\s+)?({_ON_AIR})\.?", re.IGNORECASE
)


class Spoken(NamedTuple):
    """The words of a line, and who says them."""

    words: str
    speaker: str = ""
    """The label of the speaker, or the call sign; "" where the line names nobody."""
    addressed_to: str = ""
    channel: str = ""
    unit: str = ""
    """The call sign of the speaking unit, or of the unit of the status."""
    further_units: tuple[str, ...] = ()
    """The call signs of an addressed unit, or of several speaking units."""
    status: str = ""
    """The words of a status of the unit, if the line says nothing else."""
    is_verbatim: bool = False
    """Whether the words were in quotation marks, which are gone."""


def spoken_in(text: str, is_voiced: bool) -> Spoken:
    """Return the speaker of a text, and the words.

    Args:
        text: the words behind the time of a line, and the lines continued.
        is_voiced: whether most lines of the log begin with a label.
    """
    channel, text = _channel_of(text)
    speaker, addressed_to, words = _voices_of(text, is_voiced)
    unit = speaker if is_call_sign(speaker) else ""
    further = (*(() if unit else _units_of(speaker)), *_units_of(addressed_to))
    status = _status_in(words) if unit and not further else ""
    if not speaker and (behind := _STATUS_BEHIND_UNIT.fullmatch(words)) and is_call_sign(behind[1]):
        unit, status = behind[1], behind[2]
    quoted = _QUOTED.fullmatch(words.strip())
    if quoted:
        words = next(filter(None, quoted.groups()))
    return Spoken(words, speaker, addressed_to, channel, unit, further, status, bool(quoted))


def has_label(text: str) -> bool:
    """Whether a text begins with a short label and a colon, or with the name of a chat."""
    match = _NICK.match(text) or _LABEL.match(_channel_of(text)[1])
    return match is not None and _is_short(match[1]) and not _is_thing(match[1])


def _channel_of(text: str) -> tuple[str, str]:
    """Return the channel at the beginning of a text, and the text behind."""
    match = _CHANNEL.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _voices_of(text: str, is_voiced: bool) -> tuple[str, str, str]:
    """Return the speaker, who is addressed, and the words behind."""
    if nick := _NICK.match(text):
        return nick[1], "", text[nick.end() :]
    for form, is_enough in ((_ADDRESSED, is_voiced), (_CLOSE, False)):
        if match := form.match(text):
            speaker, addressed = map(str.strip, match.groups())
            is_known = is_enough or any(map(_is_party, (speaker, addressed)))
            are_names = all(map(_is_name, (speaker, addressed)))
            if is_known and are_names and not _is_thing(speaker):
                return speaker, addressed, text[match.end() :]
    if match := _LABEL.match(text):
        label = match[1].strip()
        is_label = is_voiced and not _is_thing(label) and (_is_name(label) or _is_nick(label))
        if _is_party(label) or is_label or _are_parties(label):
            return label, "", text[match.end() :]
    return "", "", text


def _units_of(label: str) -> tuple[str, ...]:
    """Return the call signs in a label of parties, with commas or `and` between them."""
    names = unit_names(label, False)
    if not all(map(is_call_sign, names)):
        names = [part.strip() for part in label.split(",")]
    return tuple(filter(is_call_sign, names))


def _is_party(label: str) -> bool:
    """Whether a label is a call sign, or names a role or a rank."""
    if is_call_sign(label):
        return True
    words = [word for word in _words(label) if len(word) > 1 and not word.isdigit()]
    has_role = bool(words) and (words[0] in _TITLES or words[-1] in _ROLES)
    return has_role and _is_name(label) and not _is_thing(label)


def _are_parties(label: str) -> bool:
    """Whether a label is several parties: `Dispatch, Engine 1`, `Engine 1 and Engine 2`."""
    parts = [part.strip() for part in label.split(",")]
    names = unit_names(label, False)
    is_pair = len(parts) == 2 and all(map(_is_party, parts))
    return is_pair or (len(names) > 1 and all(map(is_call_sign, names)))


def _is_name(label: str) -> bool:
    """Whether each longer word of a short label begins with a capital letter, or is of a role."""
    words = label.split()
    are_names = [
        len(word) < 4 or not word[0].islower() or word.casefold() in _ROLES for word in words
    ]
    begins = label[:1].isupper() or label[:1].isdigit() or (words and words[0] in _ROLES)
    return bool(begins) and _is_short(label) and all(are_names)


def _is_nick(label: str) -> bool:
    """Whether a label can be the name or the number of a person in a chat."""
    return len(label.split()) < 3 or label.startswith("+")


def _is_short(label: str) -> bool:
    """Whether a label has few words, and no end of a sentence."""
    words = label.split()
    is_sentence = any(word.endswith((".", ",")) and len(word) > 5 for word in words[:-1])
    return 0 < len(words) <= _MAX_LABEL_WORDS and not is_sentence


def _is_thing(label: str) -> bool:
    """Whether a label names no speaker: `Weather`, `Patient`."""
    words = _words(label)
    return not words or words[0] in _NO_SPEAKERS


def _words(label: str) -> list[str]:
    return [word.strip(".,#()") for word in label.casefold().split()]


def _status_in(words: str) -> str:
    """Return the status in words of a status alone; "" for further words."""
    status = words.strip().rstrip(".!").casefold()
    return status if status in _SAID_ON_AIR and status_of(status) else ""
