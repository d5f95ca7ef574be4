"""Completions for a form: capabilities, objectives and owners, those in use before the others."""

from collections.abc import Iterable

from incident_tui.notes.conclusions import capability_key
from incident_tui.record.text import folded

CORE_CAPABILITIES = (
    "Planning",
    "Public Information and Warning",
    "Operational Coordination",
    "Intelligence and Information Sharing",
    "Interdiction and Disruption",
    "Screening, Search, and Detection",
    "Forensics and Attribution",
    "Access Control and Identity Verification",
    "Cybersecurity",
    "Physical Protective Measures",
    "Risk Management for Protection Programs and Activities",
    "Supply Chain Integrity and Security",
    "Community Resilience",
    "Long-term Vulnerability Reduction",
    "Risk and Disaster Resilience Assessment",
    "Threats and Hazards Identification",
    "Critical Transportation",
    "Environmental Response/Health and Safety",
    "Fatality Management Services",
    "Fire Management and Suppression",
    "Infrastructure Systems",
    "Logistics and Supply Chain Management",
    "Mass Care Services",
    "Mass Search and Rescue Operations",
    "On-scene Security, Protection, and Law Enforcement",
    "Operational Communications",
    "Public Health, Healthcare, and Emergency Medical Services",
    "Situational Assessment",
    "Economic Recovery",
    "Health and Social Services",
    "Housing",
    "Natural and Cultural Resources",
)
"""The 32 core capabilities of the National Preparedness Goal.

Source: U.S. Department of Homeland Security, "National Preparedness Goal", second edition,
September 2015, table 1; fema.gov/emergency-managers/national-preparedness/goal.
"""


def in_use(*names: str) -> tuple[str, ...]:
    """Names that notes use, each once, by the alphabet."""
    found = {capability_key(name): " ".join(name.split()) for name in reversed(names)}
    return tuple(found[key] for key in sorted(found) if key)


def joined(used: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Names in use, then further names, each once."""
    found: dict[str, str] = {}
    for name in (*used, *others):
        found.setdefault(capability_key(name), name)
    return tuple(found.values())


def completions(text: str, names: Iterable[str]) -> list[str]:
    """The names with a text in them: those that begin with the text before the others.

    No name for the whole text of a name.
    """
    wanted = folded(" ".join(text.split()))
    names = tuple(names)
    if wanted in map(folded, names):
        return []
    found = [name for name in names if wanted in folded(name)]
    return sorted(found, key=lambda name: not folded(name).startswith(wanted))
