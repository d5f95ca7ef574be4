"""The closed word lists of a record, each named after the standard it follows."""

import re
from typing import Literal, get_args

EntryKind = Literal[
    "radio_call",
    "phone_call",
    "cad_event",
    "unit_status",
    "observation",
    "statement",
    "media_post",
    "milestone",
    "action",
    "forecast",
    "note",
]
"""What an entry of the timeline is."""

SourceKind = Literal[
    "news_article",
    "press_release",
    "radio_audio",
    "scanner_archive",
    "cad_export",
    "post",
    "interview",
    "court_record",
    "body_cam",
    "report",
]

AgencyKind = Literal[
    "law",
    "fire",
    "ems",
    "psap",
    "court",
    "school",
    "hospital",
    "federal",
    "media",
    "government",
    "unknown",
]

AgencyRole = Literal[
    "Dispatched",
    "Assisting",
    "Dispatching",
    "CallReceiving",
    "Informational",
    "TransferredTo",
    "Investigating",
]
"""EIDO AgencyRole, and `Investigating`."""

UnitStatus = Literal[
    "Available",
    "Dispatched",
    "Acknowledged",
    "EnRoute",
    "Staging",
    "OnScene",
    "AtPatient",
    "Transporting",
    "Hospital",
    "Returning",
    "Cleared",
    "Canceled",
    "OutOfService",
    "Unknown",
]
"""EIDO SecondaryUnitStatus, as far as a review needs it."""

PersonRole = Literal[
    "Caller",
    "ReportingParty",
    "Victim",
    "Suspect",
    "Witness",
    "Patient",
    "Responder",
    "Official",
    "Spokesperson",
    "Resident",
    "Other",
]
"""EIDO PersonRole, and the people who speak about an incident."""

CasualtyGroup = Literal["responder", "public", "suspect"]
"""ICS-209 blocks 31 and 32: counted apart, never together."""

CasualtyStatus = Literal[
    "uninjured",
    "minor",
    "injured",
    "shot",
    "serious",
    "critical",
    "missing",
    "deceased",
    "unknown",
]
"""NERIS and hospital condition words."""

Relation = Literal[
    "same_agency",
    "same_area",
    "same_day",
    "within_days",
    "precedent",
    "follow_up",
    "parent",
    "child",
    "duplicate",
    "same_suspect",
    "compared_by_source",
]

LocationPrecision = Literal["exact", "block", "intersection", "area", "city", "unknown"]
Aid = Literal["GIVEN", "RECEIVED"]
Weight = Literal["routine", "notable", "key"]
ConflictStatus = Literal["open", "explained", "superseded"]
QuestionOrigin = Literal["stated_in_source", "reviewer"]
QuestionStatus = Literal["open", "answered", "withdrawn"]
TranscriptMethod = Literal["human", "asr"]
Basis = Literal["quote", "paraphrase", "observation", "document", "audio", "inference", "editorial"]
"""What a fact rests on in its source."""

Hedge = Literal["alleged", "appeared", "reportedly"]
"""The source's own reserve about a fact."""

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code: how reliable the source is; F cannot be judged."""

RELIABILITY_WORDS: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}

CREDIBILITY_WORDS: dict[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "credibility cannot be judged",
}

ENTRY_KINDS: tuple[str, ...] = get_args(EntryKind)
UNIT_STATUSES: tuple[str, ...] = get_args(UnitStatus)
CASUALTY_GROUPS: tuple[str, ...] = get_args(CasualtyGroup)
CASUALTY_STATUSES: tuple[str, ...] = get_args(CasualtyStatus)

_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")
"""Between the words of a value such as `OnScene`."""

_PLAIN_WORDS = {
    "asr": "machine",
    "cad_event": "CAD event",
    "cad_export": "CAD export",
    "ems": "EMS",
    "Hospital": "at hospital",
    "human": "person",
    "law": "law enforcement",
    "psap": "PSAP",
}
"""Values whose words a rule cannot give."""

_VALUES = frozenset(
    value
    for words in (
        EntryKind,
        SourceKind,
        AgencyKind,
        AgencyRole,
        UnitStatus,
        PersonRole,
        CasualtyGroup,
        CasualtyStatus,
        Relation,
        LocationPrecision,
        Aid,
        Weight,
        ConflictStatus,
        QuestionOrigin,
        QuestionStatus,
        TranscriptMethod,
        Basis,
        Hedge,
    )
    for value in get_args(words)
)


def plain(value: str) -> str:
    """A value of the word lists in plain words: `OnScene` is `on scene`; other text as it is."""
    if value not in _VALUES:
        return value
    if value in _PLAIN_WORDS:
        return _PLAIN_WORDS[value]
    return _CAPITAL.sub(" ", value).replace("_", " ").lower()
