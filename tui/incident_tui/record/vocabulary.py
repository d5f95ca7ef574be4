"""The closed word lists of a record, each with the standard followed."""

import re
from typing import Annotated, Literal, get_args, get_origin

from msgspec import Meta

EntryKind = Annotated[
    Literal[
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
    ],
    Meta(description="What an entry of the timeline is."),
]

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

AgencyRole = Annotated[
    Literal[
        "Dispatched",
        "Assisting",
        "Dispatching",
        "CallReceiving",
        "Informational",
        "TransferredTo",
        "Investigating",
    ],
    Meta(description="EIDO AgencyRole, and `Investigating`."),
]

UnitStatus = Annotated[
    Literal[
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
    ],
    Meta(description="EIDO SecondaryUnitStatus, as far as needed in a review."),
]

PersonRole = Annotated[
    Literal[
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
    ],
    Meta(description="EIDO PersonRole, and the people who speak about an incident."),
]

CasualtyGroup = Annotated[
    Literal["responder", "public", "suspect"],
    Meta(description="ICS-209 blocks 31 and 32: counted apart, never together."),
]

CasualtyStatus = Annotated[
    Literal[
        "uninjured",
        "minor",
        "injured",
        "shot",
        "serious",
        "critical",
        "missing",
        "deceased",
        "unknown",
    ],
    Meta(description="NERIS and hospital condition words."),
]

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
Basis = Annotated[
    Literal["quote", "paraphrase", "observation", "document", "audio", "inference", "editorial"],
    Meta(description="The basis of a fact in the source."),
]

Hedge = Annotated[
    Literal["alleged", "appeared", "reportedly", "planned"],
    Meta(description="The source's own reserve about a fact; `planned`: still to come."),
]

Reliability = Annotated[
    Literal["A", "B", "C", "D", "E", "F"],
    Meta(description="Admiralty code: how reliable the source is; F cannot be judged."),
]

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


def listed(words: object) -> tuple[str, ...]:
    """The words of a list, in the order of definition."""
    arguments = get_args(words)
    return listed(arguments[0]) if get_origin(words) is Annotated else arguments


ENTRY_KINDS = listed(EntryKind)
UNIT_STATUSES = listed(UnitStatus)
CASUALTY_GROUPS = listed(CasualtyGroup)
CASUALTY_STATUSES = listed(CasualtyStatus)

_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")
"""Between the words of a value: `On` and `Scene` in `OnScene`."""

_PLAIN_WORDS = {
    "alleged": "as alleged",
    "appeared": "as it appeared",
    "asr": "machine",
    "cad_event": "CAD event",
    "cad_export": "CAD export",
    "ems": "EMS",
    "Hospital": "at hospital",
    "human": "person",
    "inference": "inferred",
    "law": "law enforcement",
    "psap": "PSAP",
}
"""Values whose words follow no rule."""

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
    for value in listed(words)
)


def plain(value: str) -> str:
    """A value of the word lists in plain words: `OnScene` is `on scene`.

    A text outside the lists is returned unchanged.
    """
    if value not in _VALUES:
        return value
    if value in _PLAIN_WORDS:
        return _PLAIN_WORDS[value]
    return _CAPITAL.sub(" ", value).replace("_", " ").lower()
