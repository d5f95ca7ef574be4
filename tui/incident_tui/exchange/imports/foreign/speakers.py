"""Speakers as labels: a voice is a unit if the record has the unit, and never made into one."""

from incident_tui.exchange.imports.landing.drafts import SpeakerDraft
from incident_tui.exchange.imports.landing.protocol import Wishes


def speaker_of(wishes: Wishes, *labels: str) -> SpeakerDraft:
    """Return the unit of the record with one of the labels, or else the first label.

    Args:
        wishes: the units that the record has.
        labels: names of the voice, the most telling first; "" for an unknown name.
    """
    known = [label for label in labels if label]
    for label in known:
        if unit := wishes.units.get(label.casefold()):
            return {"unit": unit}
    return {"label": known[0]} if known else {}
