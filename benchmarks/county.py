"""A county that does not exist: the agencies, talkgroups and units of made-up radio traffic."""

from typing import Any, NamedTuple

from incident_tui.record import vocabulary
from incident_tui.record.model import FORMAT, Channel, Speaker

SYSTEM = "P25"
DISPATCH = "tec"
"""The agency whose dispatchers answer on every talkgroup."""
FREQUENCIES = ("851.0125", "851.4375", "851.9625", "852.3125", "852.7875", "853.2375", "853.6125")


class Service(NamedTuple):
    """An agency: what it is called, how busy it is, how its units sign."""

    id: str
    name: str
    short: str
    kind: vocabulary.AgencyKind
    share: float
    """Of all calls, in parts of any size."""
    talkgroups: tuple[str, ...]
    signs: tuple[str, ...]
    """What the call signs of its units begin with."""


SERVICES = (
    Service(
        "tso",
        "Tallowmere County Sheriff",
        "TSO",
        "law",
        18,
        ("Main", "Tac 1", "Jail"),
        ("Adam", "Sam", "Sheriff"),
    ),
    Service(
        "bpd",
        "Brindlewick Police",
        "BPD",
        "law",
        21,
        ("Main", "Tac 1", "Records"),
        ("Baker", "Boy", "Brindlewick"),
    ),
    Service("fhp", "Fennhollow Police", "FHP", "law", 9, ("Main", "Tac 1"), ("Frank", "Fox")),
    Service("qpd", "Quillby Police", "QPD", "law", 5, ("Main",), ("Queen",)),
    Service("opd", "Ostermarsh Police", "OPD", "law", 4, ("Main",), ("Ocean",)),
    Service("mcp", "Marlstone College Police", "MCP", "law", 3, ("Main",), ("Mary",)),
    Service("tpr", "Tallowmere Park Rangers", "TPR", "law", 2, ("Main",), ("Ranger",)),
    Service(
        "tfd",
        "Tallowmere Fire District",
        "TFD",
        "fire",
        8,
        ("Dispatch", "Fireground"),
        ("Engine", "Tanker", "Battalion"),
    ),
    Service(
        "bfd",
        "Brindlewick Fire",
        "BFD",
        "fire",
        8,
        ("Dispatch", "Fireground"),
        ("Engine", "Ladder", "Battalion"),
    ),
    Service("ffd", "Fennhollow Fire", "FFD", "fire", 4, ("Dispatch",), ("Engine", "Rescue")),
    Service("qvf", "Quillby Volunteer Fire", "QVF", "fire", 2, ("Dispatch",), ("Brush", "Engine")),
    Service(
        "tes", "Tallowmere EMS", "TES", "ems", 9, ("Dispatch", "Hospital"), ("Medic", "Supervisor")
    ),
    Service("bem", "Brindlewick Ambulance", "BEM", "ems", 5, ("Dispatch",), ("Ambulance",)),
    Service("hwa", "Heronwing Air", "HWA", "ems", 1, ("Flight",), ("Heron",)),
    Service(
        DISPATCH,
        "Tallowmere Emergency Communications",
        "TEC",
        "psap",
        3,
        ("All Call", "Interop"),
        ("Console",),
    ),
    Service("fcc", "Fennhollow Communications", "FCC", "psap", 1, ("Link",), ("Desk",)),
)


class Unit(NamedTuple):
    """A car or crew."""

    id: str
    call_sign: str
    calling: Speaker
    """Its own voice."""
    answered: Speaker
    """A dispatcher's voice that speaks to it."""


class Talkgroup(NamedTuple):
    """A talkgroup: whose it is, who speaks on it, how many of the calls it carries."""

    service: Service
    channels: tuple[Channel, ...]
    """The same talkgroup on each frequency of the system."""
    units: tuple[Unit, ...]
    share: float


def units_of(number: int, service: Service) -> tuple[Unit, ...]:
    """The units of the agency with this number: more of them where there is more to do."""
    count = 4 + int(service.share / 2)
    return tuple(
        _unit(
            f"{service.id}-{number}{one:02}",
            f"{service.signs[one % len(service.signs)]} {number}{one:02}",
        )
        for one in range(1, count + 1)
    )


def _unit(identifier: str, sign: str) -> Unit:
    return Unit(
        identifier,
        sign,
        calling=Speaker(unit=identifier, addressed_to="Dispatch"),
        answered=Speaker(agency=DISPATCH, label="Dispatch", addressed_to=sign),
    )


def talkgroups() -> tuple[Talkgroup, ...]:
    """Every talkgroup; the first of an agency carries as much as its others together."""
    found = []
    for number, service in enumerate(SERVICES, start=1):
        units = units_of(number, service)
        others = len(service.talkgroups) - 1
        for place, name in enumerate(service.talkgroups):
            share = 1.0 if not others else 0.5 if place == 0 else 0.5 / others
            tag = f"{service.short} {name}"
            channels = tuple(
                Channel(
                    system=SYSTEM,
                    talkgroup=talkgroup_number(number, place),
                    talkgroup_tag=tag,
                    frequency=frequency,
                )
                for frequency in FREQUENCIES
            )
            found.append(Talkgroup(service, channels, units, service.share * share))
    return tuple(found)


def talkgroup_number(agency: int, place: int) -> str:
    """The number of an agency's talkgroup."""
    return f"{4000 + 100 * agency + place + 1}"


def head(calls: str) -> dict[str, Any]:
    """What `record.yaml` says, its calls in the file of this name."""
    return {
        "format": FORMAT,
        "incident": {
            "id": "fictional-week",
            "title": "Fictional county, one week of radio",
            "date": "2024-03-03",
            "timezone": "America/Chicago",
            "exercise": True,
            "summary": "Made-up radio traffic of a county that does not exist, to measure with.",
        },
        "sources": [
            {"id": "rec", "kind": "radio_audio", "title": "Made-up recordings"},
            {"id": "log", "kind": "cad_export", "title": "Made-up log of the week"},
        ],
        "agencies": [
            {
                "id": service.id,
                "name": service.name,
                "short": service.short,
                "kind": service.kind,
                "talkgroups": [
                    talkgroup_number(number, place) for place in range(len(service.talkgroups))
                ],
                "cite": "log:L1",
            }
            for number, service in enumerate(SERVICES, start=1)
        ],
        "units": [
            {"id": unit.id, "call_sign": unit.call_sign, "agency": service.id, "cite": "log:L1"}
            for number, service in enumerate(SERVICES, start=1)
            for unit in units_of(number, service)
        ],
        "timeline": list(ENTRIES),
        "calls": [calls],
    }


ENTRIES = (
    {
        "id": "week-begins",
        "kind": "milestone",
        "time": "2024-03-03T00:00:00-06:00",
        "agency": DISPATCH,
        "title": "The week begins",
        "weight": "key",
        "cite": "log:L2",
        "text": "Recording of every talkgroup begins.",
    },
    {
        "id": "county-test",
        "kind": "action",
        "time": "2024-03-04T12:00:00-06:00",
        "agency": DISPATCH,
        "title": "County-wide radio test",
        "cite": "log:L3",
        "text": "Every agency is called in turn on All Call and answers.",
    },
    {
        "id": "site-down",
        "kind": "cad_event",
        "time": "2024-03-06T02:40~",
        "agency": DISPATCH,
        "title": "One site of the system is serviced",
        "cite": "log:L4",
        "text": "Traffic of the north site goes over the south site for about twenty minutes.",
    },
    {
        "id": "week-ends",
        "kind": "note",
        "time": "2024-03-09T23:59:59-06:00",
        "agency": DISPATCH,
        "title": "The week ends",
        "cite": "log:L5",
        "text": "Recording of every talkgroup ends.",
    },
)
"""The hand-written entries beside the calls."""
