"""Objects of a record without their withheld facts."""

import msgspec

from incident_tui.record.model import (
    Agency,
    Casualty,
    Entry,
    Facility,
    Incident,
    Question,
    Related,
    Source,
    Unit,
)
from incident_tui.record.time_value import TimeValue


def masked_incident(incident: Incident, is_known: bool) -> Incident:
    """An incident without its summary and status.

    Args:
        is_known: whether the incident is told; else only id, date, zone, place and warnings.
    """
    if is_known:
        return msgspec.structs.replace(incident, summary="", status="", as_of=None)
    return Incident(
        id=incident.id,
        title="",
        date=incident.date,
        timezone=incident.timezone,
        timezone_basis=incident.timezone_basis,
        date_basis=incident.date_basis,
        location=incident.location,
        exercise=incident.exercise,
        content_note=incident.content_note,
    )


def masked_time(entry: Entry) -> TimeValue:
    """The time of an entry without the words of its source."""
    if not entry.time.stated:
        return entry.time
    return msgspec.structs.replace(entry.time, stated="")


def masked_casualty(casualty: Casualty, heard_of: bool) -> Casualty:
    """The id, group and count of a casualty; agency and role if the casualty is heard of."""
    return Casualty(
        id=casualty.id,
        group=casualty.group,
        count=casualty.count,
        agency=casualty.agency if heard_of else "",
        role=casualty.role if heard_of else "",
    )


def masked_agency(agency: Agency) -> Agency:
    """An agency without roles, history, citations, note and aid."""
    return msgspec.structs.replace(agency, roles=(), status_history=(), cite=(), note="", aid=None)


def masked_unit(unit: Unit) -> Unit:
    """A unit without history and citations."""
    return msgspec.structs.replace(unit, status_history=(), cite=())


def masked_facility(facility: Facility) -> Facility:
    """The id, name and kind of a facility."""
    return Facility(id=facility.id, name=facility.name, kind=facility.kind)


def masked_related(related: Related) -> Related:
    """The id and date of a related incident; the title is ""."""
    return Related(
        id=related.id, title="", relation=(), date=related.date, date_basis=related.date_basis
    )


def masked_question(question: Question) -> Question:
    """A question without its words, answer and citations."""
    return msgspec.structs.replace(question, text="", answer="", cite=())


def masked_source(source: Source) -> Source:
    """The id, kind, date, reliability and clock of a source."""
    return Source(
        id=source.id,
        kind=source.kind,
        published=source.published,
        reliability=source.reliability,
        clock=source.clock,
    )
