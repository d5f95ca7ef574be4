"""The head of a report: facts of the incident as a whole, and counts."""

from collections.abc import Iterator

from incident_tui.exchange.printed.withheld import NOT_YET, lens_words, moment_words, title_words
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import END, Lens
from incident_tui.words.counts import count_words
from incident_tui.words.questions import OPEN
from incident_tui.words.times import date_words, zone_words
from incident_tui.words.written import dated_words


class HeadSection:
    """The head of a report."""

    def __init__(self, lens: Lens, filter_words: str) -> None:
        """Take the head of a report.

        Args:
            filter_words: which entries are shown, and how many are hidden; "" for every entry.
        """
        self._lens, self._filter_words = lens, filter_words
        self.id = lens.incident.id
        self.title = title_words(lens)
        self.exercise = lens.incident.exercise
        """Whether nothing in the record took place."""
        self.content_note = lens.incident.content_note
        self.cites = lens.incident.cite
        self.format = lens.format

    @property
    def summary(self) -> str:
        """The summary of the incident; "" where the record has none, or where withheld."""
        return self._lens.incident.summary

    @property
    def without_summary(self) -> str:
        """Words in place of a summary."""
        if self._lens.withholds_summary:
            return f"The summary is {NOT_YET}."
        return "The record has no summary."

    @property
    def moment(self) -> str:
        """The moment of the statuses: `as of 13:20`; "" at the end of the record."""
        return "" if self._lens.moment is END else f"as of {moment_words(self._lens)}"

    @property
    def heading(self) -> str:
        """The moment as the heading of a column: `As of 13:20`."""
        return self.moment[:1].upper() + self.moment[1:]

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """Labels and words of facts of the incident as a whole."""
        lens, incident = self._lens, self._lens.incident
        place = lens.location(incident.location)
        kinds = [incident.type, *incident.modifiers]
        zone = f"{zone_words(lens)}, {incident.timezone}"
        words_by_label = {
            "Date": _with_basis(date_words(lens), incident.date_basis),
            "Time zone": _with_basis(zone, incident.timezone_basis),
            "Place": place.text if place else incident.location,
            "City": _with_basis(place.city, place.city_basis) if place else "",
            "Type": " · ".join(filter(None, kinds)),
            "Lead agency": lens.name(incident.lead_agency),
            "Status": plain(incident.status),
            "As of": dated_words(lens, incident.as_of) if incident.as_of else "",
            "Record": incident.id,
            "This report": lens_words(lens),
            "Shown": self._filter_words,
        }
        return ((label, words) for label, words in words_by_label.items() if words)

    @property
    def counts(self) -> Iterator[tuple[str, str]]:
        """Numbers, and names of the counted objects."""
        lens = self._lens
        yield f"{lens.placed_count:,}", "placed"
        yield f"{lens.count - lens.placed_count:,}", "unplaced"
        open_count = sum(told and question.status == OPEN for question, told in lens.questions())
        for count, name in (
            (len(lens.radio), "radio call"),
            (lens.conflict_count, "conflict"),
            (open_count, "open question"),
        ):
            number, _, words = count_words(count, name).partition(" ")
            yield number, words


def _with_basis(words: str, basis: str) -> str:
    return f"{words} ({basis})" if words and basis else words or basis
