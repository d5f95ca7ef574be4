"""Related incidents: their distance in days, and their relation, in words."""

from incident_tui.record.model import Related
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens


def days_apart(lens: Lens, related: Related) -> int | None:
    """Days from the date of the incident to the date of a related incident; negative if earlier."""
    date = lens.incident.date
    return None if date is None or related.date is None else (related.date - date).days


def days_words(days: int | None) -> str:
    """`7 days before`."""
    if days is None:
        return "no date"
    if days == 0:
        return "same day"
    count = abs(days)
    return f"{count} day{'s' if count != 1 else ''} {'before' if days < 0 else 'after'}"


def relation_words(related: Related) -> str:
    """`same agency, within days`."""
    return ", ".join(map(plain, related.relation))


def record_words(related: Related) -> str:
    """The path of the record of a related incident; "" where the incident has no record."""
    return f"its record: {related.record}" if related.record else ""
