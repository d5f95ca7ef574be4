"""Links of a report: from ids and citations to parts of the report."""

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from urllib.parse import urlsplit

from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.exchange.exports.report.values import AgencyMark, Link
from incident_tui.record.text import visible
from incident_tui.record.time_value import TimeValue, Unplaced
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldConflict
from incident_tui.words.citations import Cite, cite_words, reliability_words, said_words
from incident_tui.words.names import brief, entry_words
from incident_tui.words.times import entry_time
from incident_tui.words.written import written_words

_OWN_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PALETTE_COLOUR = re.compile(r"agency-(\d+)")


class Links:
    """The words and the anchors of links within a report."""

    def __init__(self, lens: Lens, shown: Collection[int]) -> None:
        """Take the links of a report.

        Args:
            shown: the positions of the entries in the report.
        """
        self._lens, self._shown = lens, shown

    def to(self, identifier: str) -> Link:
        """The words for an id of the record, and the part of the report about the id."""
        if self._lens.position(identifier) is not None:
            return self.to_entry(identifier)
        source = self._lens.source(identifier)
        words = source.title or source.id if source else self._lens.name(identifier)
        return Link(words, self._anchors.get(identifier, ""))

    def to_all(self, identifiers: Iterable[str]) -> tuple[Link, ...]:
        """The links to ids, each link once."""
        return tuple(dict.fromkeys(map(self.to, identifiers)))

    def to_entry(self, identifier: str) -> Link:
        """The time and the title of an entry."""
        position = self._lens.position(identifier)
        assert position is not None
        words = f"{entry_time(self._lens, position)} {self.title(identifier)}"
        return Link(words, self.place_of(identifier))

    def place_of(self, identifier: str) -> str:
        """The anchor of an entry; "" for an entry that is not in the report."""
        is_shown = self._lens.position(identifier) in self._shown
        return anchor("entry", identifier) if is_shown else ""

    def to_conflicts(self, conflicts: Iterable[ToldConflict]) -> tuple[Link, ...]:
        """The ids and topics of conflicts."""
        return tuple(
            Link(f"{conflict.id} {conflict.topic}", anchor("conflict", conflict.id))
            for conflict in conflicts
        )

    def cited(self, cite: Cite) -> tuple[Link, str]:
        """The source of a citation, and words: the place, through whom, by whom, the basis."""
        lens, source = self._lens, self._lens.source(cite.source)
        words = [
            cite.at,
            *said_words(lens, cite),
            f"source graded {reliability_words(source)}" if source and source.reliability else "",
        ]
        return self.to(cite.source), " · ".join(filter(None, words))

    def cited_in_place(self, cites: Iterable[Cite]) -> str:
        """Citations in few words, where they are too many to number."""
        return "; ".join(cite_words(self._lens, cite) for cite in cites)

    def title(self, identifier: str) -> str:
        """The first words of an entry, in quotes."""
        position = self._lens.position(identifier)
        if position is None:
            return identifier
        entry = self._lens.entry(position)
        if entry is None:
            return self._lens.name(identifier)
        return f"“{brief(visible(entry_words(entry)))}”"

    def when(self, value: TimeValue) -> str:
        """A time of no entry, with the known order."""
        words = [] if isinstance(value.at, Unplaced) else [written_words(self._lens, value)]
        words += [f"“{value.stated}”"] if value.stated else []
        for side, identifiers in (("after", value.after), ("before", value.before)):
            words += [f"{side} {self.title(identifier)}" for identifier in identifiers]
        return ", ".join(words) or "at a time that is not given"

    def mark(self, agency: str) -> AgencyMark:
        """The mark of an agency by id, or of `UNIDENTIFIED`."""
        return self._marks.get(agency) or self._marks[UNIDENTIFIED]

    @cached_property
    def _marks(self) -> dict[str, AgencyMark]:
        agencies = [agency.id for agency in self._lens.agencies()]
        return {agency: self._mark(agency) for agency in (*agencies, UNIDENTIFIED)}

    def _mark(self, agency: str) -> AgencyMark:
        lens, colour = self._lens, self._lens.colour(agency)
        if not _OWN_COLOUR.fullmatch(colour):  # a stranger's text must not become CSS
            numbered = _PALETTE_COLOUR.fullmatch(colour)
            colour = numbered[1] if numbered else ""
        return AgencyMark(lens.short(agency), lens.name(agency), colour)

    @cached_property
    def _anchors(self) -> dict[str, str]:
        """From an id to the anchor of the part of the report about the id."""
        lens = self._lens
        found = {casualty.person: anchor("casualty", casualty.id) for casualty in lens.casualties()}
        ids_by_section = {
            "source": (source.id for source in lens.sources()),
            "related": (related.id for related in lens.related()),
            "facility": (facility.id for facility in lens.facilities()),
            "unit": (unit.id for unit in lens.units()),
            "agency": (agency.id for agency in lens.agencies()),
            "conflict": (conflict.id for conflict in lens.conflicts()),
            "casualty": (casualty.id for casualty in lens.casualties()),
        }
        for section, identifiers in ids_by_section.items():
            found |= {identifier: anchor(section, identifier) for identifier in identifiers}
        return found


def anchor(section: str, identifier: str) -> str:
    """The id within the report of an object of the record; two objects never share an id."""
    return f"{section}-" + re.sub(
        "[^A-Za-z0-9_-]", lambda odd: f".{ord(odd[0]):x}.", identifier, flags=re.ASCII
    )


def web_address(url: str) -> str:
    """The address, if a link may lead to the address; "" for an address outside the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
