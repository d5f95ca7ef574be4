"""Dates and times in German, French, Spanish, Italian, Dutch, Portuguese, Polish and Swedish.

`in_english` writes them as `notations` reads times; Danish and Norwegian are written much alike.
"""

import re
from collections.abc import Iterator

from incident_tui.exchange.imports.foreign.values import without_accents

ABOUT = (
    "gegen|etwa|ungef[aä]hr|vers|environ|hacia las|hacia|verso le|omstreeks|rond|oko[lł]o|cerca de"
)
"""Words for an approximate time, as a regular expression."""

_MONTHS = {
    "jan": "januar jan januari janvier janv enero ene gennaio gen janeiro stycznia styczen sty",
    "feb": "februar feb februari fevrier fevr fev febrero febbraio fevereiro lutego luty lut",
    "mar": "marz maerz mrz mars marzo maart mrt marco marca marzec mar marts",
    "apr": "april apr avril avr abril abr aprile kwietnia kwiecien kwi",
    "may": "mai mayo may maggio mag mei maio maja maj",
    "jun": "juni jun juin junio giugno giu junho czerwca czerwiec cze",
    "jul": "juli jul juillet juil julio luglio lug julho lipca lipiec lip",
    "aug": "august aug aout agosto ago augustus sierpnia sierpien sie augusti",
    "sep": "september sep sept septembre septiembre settembre set setembro wrzesnia wrzesien wrz",
    "oct": "oktober okt octobre oct octubre ottobre ott outubro out pazdziernika pazdziernik paz",
    # The Polish `listopad` is left out: it is October in Croatian.
    "nov": "november nov novembre noviembre novembro",
    "dec": "dezember dez decembre dec diciembre dic dicembre december dezembro grudnia grudzien gru"
    " desember des",
}
"""From a month to the names and abbreviations, without accents."""
WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim"
    " lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom"
    " lunedi martedi mercoledi giovedi venerdi domenica gio"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
    " segunda-feira terca-feira quarta-feira quinta-feira sexta-feira segunda terca quarta quinta"
    " sexta poniedzialek wtorek sroda czwartek piatek sobota niedziela"
    " mandag tisdag tirsdag onsdag torsdag fredag lordag sondag"
)
"""Weekdays and their abbreviations, without accents."""
MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}
"""From a name or an abbreviation, without accents, to the first letters of the English name."""
_ENGLISH = {*_MONTHS, "sept", "april", "august", "september", "november", "december"}
"""The English ones among the names."""
_NAMES = "|".join(sorted(MONTH_OF, key=len, reverse=True))
_AT = r"um|a las|a la|a|alle ore|alle|ore|om|as|o godz\.?|godz\.?|kl\.?|klo"
"""Words before a time of day."""
_FLAGS = re.IGNORECASE | re.ASCII
_HAS_WORDS = re.compile(r"(?<![^\W\d_])(?![ap]m?(?![a-z]))[^\W_\d]{2}|\d ?h", re.IGNORECASE)
"""Whether there are words besides AM and PM; most times have none."""
_WEEKDAY = re.compile(rf"(?:{'|'.join(WEEKDAYS.split())})\.?,? (?=\D{{0,4}}\d)", _FLAGS)
_BEFORE = re.compile(rf"(?:am|den|der|le|el|il|op|em|dia|dnia|{_AT}) (?=\d)", _FLAGS)
_BETWEEN = re.compile(rf"(?<=\d),? (?:{_AT}) (?=\d)", _FLAGS)
_DATE = re.compile(
    rf"\b(\d\d?)(?:\.|o|er)?([ /-])(?:de )?({_NAMES})\.?[ /-](?:del? )?(\d{{4}}|\d\d)\b", _FLAGS
)
"""14. Mai 2024, 3 août 2024, 5 de mayo de 2024, 29-févr.-24."""
_RESPELT = (
    # 13 h 15 min, 13 Uhr 15
    (
        re.compile(r"(?<![\d.:])(\d\d?) ?(?:h|uhr) ?([0-5]\d)(?: ?min\.?)?(?![\da-z])", _FLAGS),
        r"\1:\2",
    ),
    # 13.15 Uhr
    (re.compile(r"(?<![\d.:])(\d\d?)\.([0-5]\d) ?(?:uhr|uur|h|hs)\.?$", _FLAGS), r"\1:\2"),
    # 13:15:07 uur
    (re.compile(r"(?<=:\d\d) ?(?:uhr|uur|hs)\.?$", _FLAGS), ""),
    # 13 Uhr
    (re.compile(r"(?<![\d:.])(\d\d?) ?(?:uhr|uur)$", _FLAGS), r"\1:00"),
)
"""Times of day with words, each with the spelling in digits."""


def _english_date(date: re.Match[str]) -> str:
    """Return a date with the English name of the month."""
    day, mark, name, year = date.groups()
    month = MONTH_OF[name.lower()]
    is_english = mark != "/" and name.lower() in _ENGLISH
    return date[0] if is_english else f"{day} {month} {year}"


def dates_elsewhere(text: str) -> Iterator[tuple[str, int]]:
    """Yield the dates with a day, a name of a month and a year, each with the first place."""
    plain = without_accents(text)
    whole = text if len(text) == len(plain) else plain
    for match in _DATE.finditer(plain):
        yield whole[match.start() : match.end()], match.start()


def in_english(text: str) -> str:
    """Return a date or a time with the English name of the month, and without further words.

    `Do., 29. Februar 2024 um 13.15 Uhr` is `29 feb 2024 13:15`. Any further text stays unchanged.
    """
    if not _HAS_WORDS.search(text):
        return text
    plain = found = without_accents(text)
    for words in (_WEEKDAY, _BEFORE):
        if match := words.match(found):
            found = found[match.end() :]
    found = _BETWEEN.sub(" ", found)
    found = _DATE.sub(_english_date, found)
    for pattern, spelt in _RESPELT:
        found = pattern.sub(spelt, found)
    return text if found == plain else found
