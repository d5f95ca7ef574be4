"""Conclusions in which every text means ill, for tests of after-action reports."""

from incident_tui.notes.model import MAX_NAME_CHARACTERS
from incident_tui.notes.notes import Notes
from tests.exchange.exports.aar.reviews import action, observation
from tests.notes.noting import notes_of

ATTACKS = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{_{ 7*7 }_}",
    "{# no #}",
    "<b>bold</b>",
    "</w:t></w:r><w:p/>",
    "&lt;&amp;",
    "=1+1",
    "@SUM(A1)",
    "_x0041_",
    "<r><t>rich</t></r>",
    "</t></is></c>",
    "\x1b[31m red \x07",
    "a\tb\x0cc",
    "\ufffe\uffff\ufffd",
    "\u202eRTL",
    "שלום عليكم",
    "👩\u200d🚒 🔥",
    "| a | b |\n# head",
    "http://x.example",
    "\ud83d",
)


def hostile_notes(attack: str) -> Notes:
    """An observation and an action with a text of a stranger in every field."""
    name = f"x{attack}"[:MAX_NAME_CHARACTERS].encode(errors="replace").decode()
    text = attack.encode(errors="replace").decode()
    found = observation(
        text,
        "a",
        chance=1,
        capability=name,
        objective=name,
        rating="P",
        reference=text,
        analysis=f"{text}\n{text}",
        root_cause=text,
        by=name,
    )
    answer = action(text, "b", chance=2, observation=found.id, owner=name, contact=name, by=name)
    return notes_of(found, answer)
