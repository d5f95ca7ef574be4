"""The time at the beginning of a typed line: `13:12`, `[1312]`, `~1:12 PM –`.

Four digits without a colon can be another number, as of a house: the whole log decides, see
`Head.is_digits`.
"""

import re
from typing import NamedTuple

from incident_tui.exchange.imports.tables.line_dates import DATE, date_in
from incident_tui.exchange.imports.tables.spellings_elsewhere import ABOUT

_ZONES = "UTC|GMT|Z|EDT|CDT|MDT|PDT|CST|PST|AKST|AKDT|CET|CEST|MEZ|MESZ"
"""Zones without a second meaning in a log: EST can be established, PT a patient."""
_AM_PM = r"[ap](?:\.\s?m\.|m\b\.?)"
_HOURS = r"(?:hours|hrs?|h|uhr)\b\.?"
_DIGITS = r"(?:[01]\d|2[0-4])[0-5]\d"
_CLOCK = (
    rf"(?:\d\d?:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?(?:\s?{_AM_PM}|\s?{_HOURS})?"
    rf"|\d\d?\.\d\d(?:\s?{_AM_PM}|\s?uhr\b)|\d\d?\s?(?:{_AM_PM}|uhr\b)"
    rf"|\d\d?(?:h|\s?uhr\s|\s?h\s)\d\d\b|{_DIGITS}\s?{_HOURS})"
)
_OFFSET = r"(?:\+\d\d:?\d\d|(?:(?<=:\d\d:\d\d)|(?(t)|(?!)))-(?:0\d|1[0-2]):[034][05])(?![\d:])"
"""An offset from UTC: a minus begins an offset behind seconds or in ISO 8601, else two times."""
_ABOUT_WORDS = ABOUT.replace(" ", r"\s")
_ABOUT = (
    r"(?:[~≈]|(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|c\."
    rf"|{_ABOUT_WORDS})\s)\s*"
)
_HEAD = re.compile(
    rf"""[\u200e\u200f\u202a-\u202e\ufeff]*(?P<indent>\s*)
    (?P<bullet>(?:[-*+•–—·▪►>]|\d{{1,3}}[.)]|\#{{1,6}})\s+)?
    (?P<bold>\*\*|__|[*_`])?(?P<open>[\[(<]?)
    (?:at\s+|um\s+)?(?P<about>{_ABOUT})?
    (?:{DATE}(?:(?P<t>T(?=\d))|,?\s+(?:at\s+|um\s+|klo\s+|[-–@]\s+)?))?
    (?:(?P<clock>{_CLOCK})|(?P<digits>{_DIGITS})(?![\d:./]?\d)(?!-\d(?!\d{{3}}(?!\d))))
    (?P<zone>(?-i:\s?(?:{_ZONES})\b)|{_OFFSET})?
    (?:(?P<between>\s?[-–—]\s?|\s(?:to|until|bis)\s)(?P<until>{_CLOCK}|(?<=\d[-–—]){_DIGITS}(?!\d)))?
    (?P<in_zone>(?-i:\s[A-Z]{{2,5}}(?=[\])])))?
    (?P<doubt>[~?%]|-?ish\b)?(?P<close>[\])>])?(?:(?:\s?[-–—:])?(?P<end>\*\*|__|[*_`]))?
    (?:\s*(?:[-–—:|;,>]+|\.|\.{{3,}}|…)(?=\s|\Z)|[-–—](?=[^\W\d])|(?=\s|\Z)|(?<=[\])>*_`])(?=\S))
    [\s\u200e\u200f\u202a-\u202e]*(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_GROUP = re.compile(
    r"(?P<indent>\s*)(?P<bullet>[-*•]\s+)?"
    r"(?P<group>\d{6}\s?[ZJ]\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"\s?(?:20\d\d|\d\d))(?!\w)\s*[-–—:|;,]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
"""The date-time group of the services before the words: 291312Z FEB 24."""
_MAX_HEAD_CHARACTERS = 200
"""Characters of a line among which the time is looked for."""
_CLOSING = {"": "", "[": "]", "(": ")", "<": ">"}


class Head(NamedTuple):
    """The beginning of a line with a time."""

    about: str
    """The words for an approximate time, as written, or ""."""
    date: str
    """The date, as written, perhaps without a year; "" for a time of day alone."""
    clock: str
    """The time of day, or two times with a dash between, with the zone."""
    rest: str
    """The words behind the time."""
    indent: int
    """Characters before the time or the bullet."""
    is_bulleted: bool
    is_digits: bool
    """Whether the time is four digits alone, perhaps another number."""

    def time(self, date: str) -> str:
        """Return the time, with a date in place of the date as written."""
        time = f"{date} {self.clock}" if date else self.clock
        return f"{self.about} {time}" if self.about[:1].isalpha() else self.about + time


def head_of(line: str) -> Head | None:
    """Return the time at the beginning of a line; None for a line with another beginning."""
    if group := _GROUP.fullmatch(line):
        indent, is_bulleted = len(group["indent"]), bool(group["bullet"])
        return Head("", "", group["group"], group["rest"], indent, is_bulleted, False)
    match = _HEAD.fullmatch(line[:_MAX_HEAD_CHARACTERS])
    if match is None or _CLOSING[match["open"]] != (match["close"] or ""):
        return None
    date = date_in(match["date"]) if match["date"] else ""
    if match["date"] and not date:
        return None
    rest, bold = match["rest"] + line[_MAX_HEAD_CHARACTERS:], match["bold"]
    if bold and not match["end"]:  # around more than the time
        rest = rest.replace(bold, "", 1)
    digits, until = match["digits"] or "", match["until"] or ""
    doubt = (match["doubt"] or "").lower()
    clock = (match["clock"] or _colon(digits)) + (match["zone"] or match["in_zone"] or "")
    if until:  # a hyphen or a word in the spelling that is read
        between = match["between"].strip()
        clock += (between if between in "–—" else " - ") + _colon(until)
    is_plain = not (match["open"] or match["zone"] or until or match["date"])
    return Head(
        about=(match["about"] or "").strip(),
        date=date,
        clock=clock + ("~" if doubt.endswith("ish") else doubt),
        rest=rest,
        indent=len(match["indent"]),
        is_bulleted=bool(match["bullet"]),
        is_digits=bool(digits) and is_plain,
    )


def _colon(clock: str) -> str:
    """Return 1312 as 13:12; another time unchanged."""
    return f"{clock[:2]}:{clock[2:]}" if clock.isdigit() else clock
