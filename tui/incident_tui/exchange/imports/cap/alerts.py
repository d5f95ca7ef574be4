"""Reads alerts as items of a record: each a source, a statement when it was sent, and its times.

A file holds an alert, or alerts inside an Atom or RSS feed, an EDXL envelope (EDXL-DE) or another
document, of which nothing else is read. The statement has all the words of the alert. The times at
which its validity and its event begin and at which it expires are entries of their own: a forecast
where the moment was still to come.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.cap.message import ACTUAL, FIRST, VERSIONS, Alert
from incident_tui.exchange.imports.cap.texts import Info, infos_of, note_of, text_of
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, each_file
from incident_tui.exchange.imports.foreign.times import Timestamp, at_of
from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.foreign.xml import XmlElement, elements
from incident_tui.exchange.imports.foreign.zone_found import ZoneFound
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import CiteForm, EntryDraft, without_blanks
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Importer,
    Origin,
    Passed,
    Rejected,
    Wishes,
)

_ENDINGS = (".xml", ".cap")
_NO_ALERT = "no alert of CAP is in it"
_NOTHING = "an alert with nothing in it"
_AN_INDEX = "a feed without alerts inside: its entries link to them; save those, and import them"
_FEEDS = ("feed", "rss", "RDF")
_TIMES = {
    "effective": "validity begins",
    "onset": "event begins",
    "expires": "validity ends",
}
"""From the element of a time to the words for what is then."""
_PLACE_THERE = "the record has this area"


class _Before(NamedTuple):
    """What the alerts before have said; it grows."""

    told: set[str]
    """The ids of agencies and areas."""
    senders: dict[str, str]
    """From a sender to the id of the agency with that alias."""
    zones: ZoneFound


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files of alerts, or folders of such files."""
    before = _Before(set(), {}, ZoneFound())
    yield from each_file(paths, _ENDINGS, "no XML", lambda file: _read_file(file, wishes, before))
    if found := before.zones.incident_for(wishes):
        origin = Origin(clean(str(paths[0])) if paths else "")
        yield from before.zones.remarks_for(wishes, origin)
        yield drafts.INCIDENT.item(found, origin)


def knows(beginning: Beginning) -> bool:
    """Whether a file is an alert, or has alerts inside."""
    is_xml = beginning.text.lstrip("\ufeff \t\r\n").startswith("<")
    return is_xml and any(version in beginning.text for version in VERSIONS)


IMPORTER = Importer(read, knows=knows)


def _read_file(file: ForeignFile, wishes: Wishes, before: _Before) -> Iterator[Found]:
    """Yield the items and faults of a file."""
    path, root, is_empty = clean(str(file.path)), "", True

    def is_alert(namespace: str, name: str) -> bool:
        nonlocal root
        root = root or name
        return name == "alert" and namespace in VERSIONS

    for part in elements(file.path, is_alert):
        is_empty = False
        if not isinstance(part, XmlElement):
            yield part
        elif part.children:
            yield from _items(Alert(part, path, wishes), before)
        else:
            yield Rejected(Origin(path, part.line), _NOTHING, "")
    if is_empty:
        words = _AN_INDEX if root in _FEEDS else _NO_ALERT
        yield Rejected(Origin(path), words, "") if file.asked_for else Passed(Origin(path), words)


def _items(alert: Alert, before: _Before) -> Iterator[Found]:
    """Yield the items of an alert that are not told before, then the faults of the alert."""
    infos, told = infos_of(alert), before.told
    agency, item = _agency(alert, infos, before.senders)
    if item and agency not in told:
        told.add(agency)
        yield item
    yield drafts.SOURCES.item(
        {
            "id": alert.id,
            "kind": "press_release",
            "title": _title(alert, infos[0] if infos else None),
            "author": infos[0].sender if infos else "",
            "publisher": alert.sender,
            "published": alert.sent.time if alert.sent else "",
            "note": note_of(alert),
        },
        alert.origin,
    )
    for location in (area.location for info in infos for area in info.areas):
        if location["id"] not in told:
            told.add(location["id"])
            there = Passed(alert.origin, _PLACE_THERE)
            yield drafts.LOCATIONS.item(location, alert.origin, there)
    yield drafts.TIMELINE.item(_statement(alert, infos, agency), alert.origin)
    for entry in _times(alert, infos, agency):
        yield drafts.TIMELINE.item(entry, alert.origin)
    for stamp in alert.stamps:
        before.zones.note_time(at_of(stamp.time))
    yield from alert.faults


def _agency(
    alert: Alert, infos: list[Info], senders: dict[str, str]
) -> tuple[str, ImportedItem | None]:
    """The id of the agency that sent an alert, and the agency if the record may lack it.

    Args:
        alert: the alert.
        infos: the parts of the alert.
        senders: from a sender of the alerts before to the id of the agency; grows.
    """
    names = [info.sender for info in infos if info.sender]
    name = next(iter(names), alert.sender)
    if not name:
        return "", None
    own = identifier(name)
    known = alert.wishes.agencies
    found = known.get(own) or known.get(name.casefold()) or own
    if found == own and own not in known and not names:  # the sender, whose name an alert has said
        found = senders.get(name, own)
    senders.setdefault(alert.sender, found)
    if found != own:
        return found, None
    aliases = [one for one in dict.fromkeys([*names, alert.sender]) if one not in ("", name)]
    return own, drafts.AGENCIES.item(
        {"id": own, "name": name, "aliases": aliases, "cite": alert.id}, alert.origin
    )


def _title(alert: Alert, info: Info | None) -> str:
    """The headline with status and type; without a headline the identifier."""
    return alert.marks + (info.headline if info and info.headline else alert.name or "alert")


def _statement(alert: Alert, infos: list[Info], agency: str) -> EntryDraft:
    """The entry of an alert as it was sent."""
    categories = [one.text for info in infos for one in info.element.all("category")]
    tags = dict.fromkeys(
        [
            *categories,
            *([alert.status] if alert.status != ACTUAL else []),
            *([alert.type] if alert.type != FIRST else []),
        ]
    )
    return {
        "id": identifier(alert.id, "sent"),
        "kind": "statement",
        "time": alert.time,
        "title": _title(alert, infos[0] if infos else None),
        "text": text_of(alert, infos),
        "agency": agency,
        "location": _place(infos[0]) if infos else "",
        "tags": [*filter(None, tags)],
        "cite": _cite(alert, agency),
    }


def _cite(alert: Alert, agency: str, at: str = "") -> CiteForm:
    return without_blanks(CiteForm(source=alert.id, at=at, by=agency))


def _place(info: Info) -> str:
    """The id of the area of a part; "" for a part with more areas, or none."""
    places = {area.location["id"]: None for area in info.areas}
    return next(iter(places)) if len(places) == 1 else ""


def _times(alert: Alert, infos: list[Info], agency: str) -> Iterator[EntryDraft]:
    """The entries of the times of an alert, but for a time at which it was sent.

    Parts in several languages have the same times: each stands once, with the first headline.
    """
    found: dict[str, tuple[Timestamp, Info, dict[str, None]]] = {}
    for info in infos:
        for name in _TIMES:
            stamp = alert.time_of(info.element, name)
            if stamp and not (alert.sent and stamp.instant == alert.sent.instant):
                _, _, names = found.setdefault(at_of(stamp.time), (stamp, info, {}))
                names[name] = None
    told = set[str]()
    for at, (stamp, info, names) in found.items():
        is_ahead = alert.sent and (stamp.instant or 0) > (alert.sent.instant or 0)
        words = ", ".join(_TIMES[name] for name in names)
        own = identifier(alert.id, *names)
        own = own if own not in told else identifier(alert.id, *names, at)
        told.add(own)
        yield {
            "id": own,
            "kind": "forecast" if is_ahead else "note",
            "time": stamp.time,
            "text": f"{_title(alert, info)}: {words}",
            "agency": agency,
            "location": _place(info),
            "cite": _cite(alert, agency, ", ".join(names)),
        }
