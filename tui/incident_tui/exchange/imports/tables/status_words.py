"""The words and codes of dispatch centers for the status of a unit."""

import re
from typing import cast

from incident_tui.record.vocabulary import UNIT_STATUSES, UnitStatus

_NO_LETTER = re.compile(r"[^a-z]+")
_STATUS_WORDS: dict[str, UnitStatus] = {
    **{status.casefold(): cast(UnitStatus, status) for status in UNIT_STATUSES},
    "dispatch": "Dispatched",
    "dsp": "Dispatched",
    "disp": "Dispatched",
    "d": "Dispatched",
    "assigned": "Dispatched",
    "ack": "Acknowledged",
    "enr": "EnRoute",
    "enrt": "EnRoute",
    "er": "EnRoute",
    "responding": "EnRoute",
    "stg": "Staging",
    "staged": "Staging",
    "ons": "OnScene",
    "os": "OnScene",
    "arrived": "OnScene",
    "arrv": "OnScene",
    "arr": "OnScene",
    "arrive": "OnScene",
    "arrivedonscene": "OnScene",
    "atscene": "OnScene",
    "transport": "Transporting",
    "transp": "Transporting",
    "trans": "Transporting",
    "trn": "Transporting",
    "athospital": "Hospital",
    "athosp": "Hospital",
    "clear": "Cleared",
    "clr": "Cleared",
    "avail": "Available",
    "avl": "Available",
    "aiq": "Available",
    "aq": "Available",
    "inquarters": "Available",
    "inservice": "Available",
    "cancelled": "Canceled",
    "oos": "OutOfService",
}
"""From a status in a log, in small letters alone, to the status in a record."""


def status_of(text: str) -> UnitStatus | None:
    """Return the status that a log writes as a text such as `ENRT`; None for an unknown word."""
    return _STATUS_WORDS.get(_NO_LETTER.sub("", text.casefold()))
