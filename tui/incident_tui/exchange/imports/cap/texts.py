"""The words of an alert: what it says, then a line `name: value` for each further fact.

A part in English stands first, as the words of this program are English, and then the others as in
the file: the text of an alert is the same in each import, whoever imports it.
"""

from collections.abc import Iterator

from incident_tui.exchange.imports.cap.areas import Area, area_of, is_shape, shape_words
from incident_tui.exchange.imports.cap.message import Alert, reference_lines
from incident_tui.exchange.imports.foreign.values import raw_of
from incident_tui.exchange.imports.foreign.xml import XmlElement
from incident_tui.exchange.imports.landing.protocol import Rejected

NO_WORDS = "(no words)"
"""The text of an alert that says nothing."""
MAX_TEXT_BYTES = 256 * 1024
"""Size of the text of an entry, in UTF-8; with signs that JSON escapes it fits into a line."""

SIGNATURES = "http://www.w3.org/2000/09/xmldsig#"
"""The namespace of a signature, which is not verified."""

_LANGUAGE = "en-US"
"""The language of a part that names none, as CAP has it."""
_SAID = ("headline", "description")
_OF_THE_ALERT = ("identifier", "sender", "sent", "password", "references", "info")
"""Elements with a place of their own; a password is left out."""
_PAIRS = ("eventCode", "parameter", "geocode")
"""Elements with a name and a value inside; in CAP 1.0 a text such as `SAME=CEM`."""
_ENCLOSED = "derefUri"
"""The content of a file in base 64."""


class Info:
    """A part of an alert: the alert in a language, or for some of its areas."""

    def __init__(self, alert: Alert, element: XmlElement) -> None:
        self.element = element
        self.language = element.first("language") or _LANGUAGE
        self.headline = _on_a_line(alert, element, "headline") or _on_a_line(
            alert, element, "event"
        )
        self.sender = _on_a_line(alert, element, "senderName")
        self.said = [*filter(None, map(alert.words_of, element.all("description")))]
        """The description."""
        self.areas = [
            area_of(alert, area, [*_lines(alert, area, ("areaDesc",))])
            for area in element.all("area")
        ]

    @property
    def is_english(self) -> bool:
        """Whether the part is in English."""
        return self.language.casefold().partition("-")[0] == "en"

    def lines(self, alert: Alert) -> Iterator[str]:
        """The lines of the facts beside what the part says, but for the areas."""
        return _lines(alert, self.element, (*_SAID, "area"))


def infos_of(alert: Alert) -> list[Info]:
    """The parts of an alert, those in English first."""
    found = [Info(alert, element) for element in alert.element.all("info")]
    found.sort(key=lambda info: not info.is_english)  # keeps the order of the file
    first: dict[tuple[str, ...], Area] = {}
    for info in found:
        info.areas = [_as_before(area, first) for area in info.areas]
    return found


def text_of(alert: Alert, infos: list[Info]) -> str:
    """The text of an alert, all of its parts.

    Lines beyond `MAX_TEXT_BYTES` are rejected.
    """
    lines: list[str] = []
    for number, info in enumerate(infos):
        if number:
            lines.append(f"[{info.language}] {info.headline}".rstrip())
        lines += [*info.said, *info.lines(alert)]
    lines += _lines(alert, alert.element, _OF_THE_ALERT)
    for child in alert.element.all("references"):
        lines += reference_lines(alert, alert.words_of(child))
    for info in infos:
        for area in info.areas:  # last, for they are long
            lines += [f"area: {area.name}", *area.lines]
    return _bounded(alert, lines) or NO_WORDS


def note_of(alert: Alert) -> str:
    """What is told of an alert as a document."""
    words = [f"Alert of the Common Alerting Protocol {alert.version}: {alert.name}"]
    if any(child.namespace == SIGNATURES for child in alert.element.children):
        words.append("It has a signature, which was not verified.")
    if alert.element.first("password"):
        words.append("Its password is left out.")
    return ". ".join(words[:1]) + "".join(f". {more}" for more in words[1:])


def _as_before(area: Area, first: dict[tuple[str, ...], Area]) -> Area:
    """An area; of the same shapes and codes as an area before, it names that instead.

    Args:
        area: the area.
        first: from the lines of the areas before to the first of them; grows.
    """
    before = first.setdefault(area.lines, area) if area.lines else area
    if before is area:
        return area
    name = "" if before.name == area.name else f": {before.name}"
    return before._replace(name=f"{area.name}, as above{name}", lines=())


def _lines(alert: Alert, element: XmlElement, without: tuple[str, ...]) -> Iterator[str]:
    """A line `name: value` for each text inside an element, in the order of the file.

    Args:
        alert: the alert around the element.
        element: the element.
        without: names of elements inside to leave out.
    """
    for child in element.children:
        if child.name not in without and child.namespace != SIGNATURES:
            yield from _lines_of(alert, child, child.name)


def _lines_of(alert: Alert, element: XmlElement, name: str) -> Iterator[str]:
    """The lines of an element and of the elements inside; their depth is bounded."""
    pair = element.first("valueName") if element.name in _PAIRS else ""
    if pair:
        value = " ".join(filter(None, map(alert.words_of, element.all("value"))))
        if value:
            yield f"{name} {' '.join(pair.split())}: {value}"
        return
    if element.name == _ENCLOSED:
        if element.length:
            yield f"{name}: a file of {element.length:,} characters, in the imported file alone"
        return
    if words := (shape_words if is_shape(element) else Alert.words_of)(alert, element):
        yield f"{name}: {words}"
    for child in element.children:
        yield from _lines_of(alert, child, f"{name}.{child.name}")


def _on_a_line(alert: Alert, element: XmlElement, name: str) -> str:
    """The text of the first element inside with a name, on one line."""
    found = (alert.words_of(child) for child in element.all(name))
    return " ".join(next(filter(None, found), "").split())


def _bounded(alert: Alert, lines: list[str]) -> str:
    """The lines together, as far as the text of an entry may reach."""
    size = 0
    for number, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > MAX_TEXT_BYTES:
            words = f"the alert has more than {MAX_TEXT_BYTES // 1024} kB of text; what follows"
            alert.faults.append(
                Rejected(
                    alert.origin,
                    f"{words} is left out, and stands in the imported file",
                    raw_of("\n".join(lines[number:])),
                )
            )
            lines = [*lines[:number], "…"]
            break
    return "\n".join(lines)
