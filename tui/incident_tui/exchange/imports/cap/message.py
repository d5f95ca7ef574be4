"""An alert as a message: who sent it, when, of which status and type, and what it refers to.

Status and type stand before the headline, unless the alert is actual and the first: nobody takes an
exercise for what took place. CAP writes UTC as -00:00, a record as Z.
"""

from typing import NamedTuple

from incident_tui.exchange.imports.foreign.html import plain_text
from incident_tui.exchange.imports.foreign.times import (
    UNPLACED,
    NoTimeError,
    Timestamp,
    read_timestamp,
)
from incident_tui.exchange.imports.foreign.values import digest, identifier
from incident_tui.exchange.imports.foreign.xml import MAX_TEXT_CHARACTERS, XmlElement
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import Origin, Rejected, Wishes

VERSIONS = {
    "urn:oasis:names:tc:emergency:cap:1.2": "1.2",
    "urn:oasis:names:tc:emergency:cap:1.1": "1.1",
    "http://www.incident.com/cap/1.0": "1.0",
}
"""From the namespace to the version of CAP."""
ACTUAL = "Actual"
FIRST = "Alert"
"""The type of an alert that refers to no alert before."""

_REQUIRED = ("identifier", "sender", "sent", "status", "msgType")
"""Elements of an alert that every version requires; `scope` is none of 1.0."""
_VERBS = {
    "Update": "updates",
    "Cancel": "cancels",
    "Ack": "acknowledges",
    "Error": "rejects",
}
"""What an alert of a type does to those that it refers to."""
_UTC = "-00:00"


class Alert:
    """An alert, with the faults of its parts as they are found."""

    def __init__(self, element: XmlElement, path: str, wishes: Wishes) -> None:
        self.element = element
        self.wishes = wishes
        self.faults: list[Rejected] = []
        self.stamps: list[Timestamp] = []
        """The times that were read."""
        self._path = path
        sender, name, sent = map(element.first, ("sender", "identifier", "sent"))
        self.sender = sender
        self.name = name
        self.status = element.first("status")
        self.type = element.first("msgType")
        self.id = _id_of(name, sender, sent) if name or sender else _id_of(digest(_all_of(element)))
        """The id of the alert as a source, and the beginning of the ids of its entries."""
        for required in _REQUIRED:
            if not element.first(required):
                self.reject(element, f"the alert has no `{required}`, which CAP requires")
        self.sent = self.time_of(element, "sent")

    @property
    def origin(self) -> Origin:
        """The place of the alert."""
        return self.origin_of(self.element)

    def origin_of(self, element: XmlElement) -> Origin:
        """The place of an element of the alert."""
        return Origin(self._path, element.line)

    @property
    def version(self) -> str:
        """The version of CAP."""
        return VERSIONS[self.element.namespace]

    @property
    def time(self) -> TimeDraft:
        """When the alert was sent."""
        return self.sent.time if self.sent else UNPLACED

    @property
    def marks(self) -> str:
        """Status and type before a headline; "" for an actual alert that is the first.

        `EXERCISE · `, `Cancel: `, `TEST · Update: `.
        """
        status = f"{(self.status or 'status not given').upper()} · "
        kind = f"{self.type}: " if self.type else ""
        return f"{'' if self.status == ACTUAL else status}{'' if self.type == FIRST else kind}"

    def reject(self, element: XmlElement, words: str, raw: str = "") -> None:
        """Note a fault of an element."""
        self.faults.append(Rejected(self.origin_of(element), words, raw))

    def time_of(self, element: XmlElement, name: str) -> Timestamp | None:
        """The time in an element inside; None without one, and where it is rejected."""
        for child in element.all(name):
            text = child.text
            if not text:
                continue
            utc = f"{text.removesuffix(_UTC)}Z" if text.endswith(_UTC) else text
            try:
                stamp = read_timestamp(utc, self.wishes)
                self.stamps.append(stamp)
                return stamp
            except NoTimeError as error:
                self.reject(child, f"`{name}`: {error}", text)
                return None
        return None

    def words_of(self, element: XmlElement) -> str:
        """The text of an element: its lines without blanks around, and without HTML.

        A text that is too long is cut, and the cut is rejected.
        """
        text = element.text
        if element.is_cut:
            words = f"`{element.name}` is longer than {MAX_TEXT_CHARACTERS:,} characters"
            self.reject(element, f"{words}; the rest stands in the imported file alone")
            text += " …"
        lines = (plain_text(text) if "<" in text else text).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()


class Reference(NamedTuple):
    """A reference to an alert before."""

    sender: str
    name: str
    sent: str


def reference_lines(alert: Alert, text: str) -> list[str]:
    """The lines for the references of an alert: `cancels: ID of SENDER, sent TIME (entry …)`.

    Args:
        alert: the alert that refers.
        text: groups of sender, identifier and time, with commas inside and blanks between.
    """
    verb = _VERBS.get(alert.type, "references")
    lines = []
    for group in text.split():
        sender, _, rest = group.partition(",")
        name, _, sent = rest.rpartition(",")
        if not (sender and name and sent):
            return [f"references: {text}"]
        lines.append(f"{verb}: {name} of {sender}, sent {sent} ({_id_of(name, sender, sent)})")
    return lines


def _id_of(*parts: str) -> str:
    return identifier("cap", *filter(None, parts))


def _all_of(element: XmlElement) -> str:
    """The names and texts inside an element, for an alert without a name."""
    found, waiting = [], [element]
    while waiting:
        one = waiting.pop()
        found.append(f"{one.name}={one.text}")
        waiting += one.children
    return "\n".join(found)
