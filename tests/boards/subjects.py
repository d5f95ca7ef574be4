"""A record in which a casualty and an agency have something for every part of their pages."""

from incident_tui.review import intents
from incident_tui.review.review import Review, step
from tests.boards.records import NASTY, review

RECORD = f"""
sources:
  - {{id: air, kind: radio_audio}}
  - {{id: paper, kind: news_article, published: 2024-03-01}}
agencies:
  - id: fire
    name: "Fire {NASTY}"
    short: FD
    aliases: [Command]
    kind: fire
    level: city
    aid: RECEIVED
    talkgroups: ["101"]
    roles: [{{role: Assisting, from: 13:00, to: 14:00, cite: paper:L1}}]
    status_history: [{{status: Dispatched, time: 13:00, cite: air:L1}}]
    note: A note.
    cite: paper:L2
  - {{id: plain, name: Plain, named: false}}
units:
  - id: e1
    call_sign: Engine 1
    agency: fire
    type: engine
    status_history:
      - {{status: EnRoute, time: 13:05, cite: air:L2}}
      - {{status: OnScene, time: 13:20, cite: air:L3}}
  - {{id: e2, call_sign: Engine 2, agency: fire}}
people: [{{id: p, name: Pat Doe, known: 2024-03-01}}]
timeline:
  - {{id: a, kind: note, time: 13:00, text: It began., cite: air:L1}}
  - {{id: b, kind: radio_call, time: 13:10, text: One hurt., cite: air:L4,
     effects: [{{casualty: c, status: injured}}, {{agency: fire, status: OnScene}}]}}
  - {{id: z, kind: note, time: unplaced, text: It ended., cite: paper}}
casualties:
  - id: c
    group: public
    person: p
    role: visitor
    agency: fire
    cause: smoke
    count: 2
    history: [{{status: serious, time: "13:30..", cite: {{source: paper, at: L5, by: a doctor}}}}]
    transported: {{by: e1, to: hospital, time: 13:40, cite: paper:L6}}
    note: Of the casualty.
    cite: paper:L7
conflicts:
  - {{id: k1, topic: How bad, affects: [c], claims: [&CLAIM, &CLAIM]}}
  - {{id: k2, topic: Who, affects: [p, c], claims: [&CLAIM, &CLAIM]}}
questions: [{{id: u1, text: How long?, refs: [p], answer: An hour.}}]
""".replace("&CLAIM", "{value: x, cite: air}")


def seen(entry: str, known: bool = False) -> Review:
    """A review of the record, its cursor on an entry."""
    shown = review(RECORD, entry)
    return step(shown, intents.SwitchClock()) if known else shown
