"""Related incidents: how many days lie between them and this one."""

from incident_tui.record.model import Record, Related


def days_apart(record: Record, related: Related) -> int | None:
    """Days from this incident's date to the related one's; below zero before it."""
    if record.incident.date is None or related.date is None:
        return None
    return (related.date - record.incident.date).days


def days_words(days: int | None) -> str:
    """`7 days before`."""
    if days is None:
        return "no date"
    if days == 0:
        return "same day"
    count = abs(days)
    return f"{count} day{'s' if count != 1 else ''} {'before' if days < 0 else 'after'}"
