"""The warnings of `check`: code, meaning, example and advice."""

from typing import NamedTuple

from incident_tui.record.problems import Mark


class Code(NamedTuple):
    """A kind of warning."""

    code: str
    title: str
    meaning: str
    example: str
    """A part of a record with the fault."""
    advice: str


class Finding(NamedTuple):
    """A warning at a place."""

    code: Code
    mark: Mark
    message: str


FINER = Code(
    "W001",
    "a time finer than its source states it",
    "A time says more than the words in its own `stated`: it is exact where they say about, around "
    "or shortly after; it has seconds where they have none; it is a clock time where they give "
    "none. Nothing is said where `basis` tells where the time comes from.",
    "time: {at: 13:12, stated: about 1:12 p.m.}",
    "Write the time as vague as the words are (13:12~, 13:00..13:12), or say in `basis` what it "
    "rests on.",
)
KNOWN_BEFORE = Code(
    "W002",
    "known before it took place",
    "All of `known` lies before all of the time that it belongs to. A forecast may be known before "
    "its time, and a clock that `clock` says is off is allowed for.",
    "{id: down, kind: action, time: 13:15, known: ..13:00, text: An officer is down., cite: log}",
    "Mend whichever of the two is wrong; a time past midnight needs its date.",
)
KNOWN_UNPLACED = Code(
    "W003",
    "a time of knowing that cannot be placed",
    "A `known` of an entry, a status, a claim or a name has neither a first nor a last moment, so "
    "by the clock of knowing it is never told for certain.",
    "claims: [{value: Two died., known: unplaced, cite: art:L2}, …]",
    "Give it a bound (..2024-03-02, or `after` with an entry), or leave it out: then what was on "
    "the air was known at once, and everything else when its source was published.",
)
BACKWARDS = Code(
    "W004",
    "a status that goes back",
    "After `deceased` a casualty comes to another status, or to `uninjured` after an injury; or a "
    "unit that is `Cleared` or `Canceled` is staging, on scene, with a patient, transporting or at "
    "hospital without being `Dispatched`, `Acknowledged` or `EnRoute` again. To get better is no "
    "step back (critical, serious, minor), and agencies have several units, so theirs are not "
    "looked at. Nothing is said of a subject that a conflict names in `affects`.",
    "history: [{status: deceased, time: 14:00, cite: a}, {status: serious, time: 15:00, cite: b}]",
    "Mend the status, its time or their order. Where reports disagree, keep them as the claims of "
    "a conflict that names the subject in `affects`.",
)
NOT_COMPUTABLE = Code(
    "W005",
    "an interval that cannot be computed, and nobody asks why",
    "An end of an interval has no full time, and so the interval no bound. Nothing is said where "
    "the record asks for it: where a question has the interval, or each end without a full time, "
    "in its `refs`.",
    "intervals: [{id: travel, name: Travel, from: en_route, to: on_scene}]",
    "Give the entry a time or bounds, or add a question with it in `refs`: what is not known is "
    "then on the list of what is not known.",
)
NO_LINE = Code(
    "W006",
    "a line that the source does not have",
    "A citation gives a line past the end of its source, by the text that the record carries or "
    "else by the source's `lines`; or line 0.",
    "cite: art:L99",
    "Mend the line, or the number of lines.",
)
NO_QUOTE = Code(
    "W007",
    "a quote that the text does not have",
    "A `quote` does not stand in the text that the record carries of its source, or does not begin "
    "in the line that is cited. White space, line breaks and the shapes of quotation marks and "
    "dashes do not count; … may stand for words left out.",
    "cite: {source: art, at: L13, quote: two officers are down}",
    "Quote what the source says, letter by letter, or take the quote out and write "
    "`basis: paraphrase`.",
)
NOBODY = Code(
    "W008",
    "nobody is said to speak or act",
    "A radio call, a unit's status, a statement, an action or the like has no agency, by itself, "
    "its units or its speaker, and neither `people` nor `speaker` says who it was. Nothing is said "
    "of observations and notes, nor where a question or a conflict names the entry.",
    "{id: q1, kind: radio_call, time: 13:12~, text: Officers down., cite: art:L13}",
    "Give it an `agency` or a unit. If nobody knows who it was, say that: "
    "`speaker: {label: unidentified voice}`, or a question that refers to it.",
)
NEAR_NAMES = Code(
    "W009",
    "nearly the same name",
    "Two people, or two agencies, have a name, a short name or an alias that is the same but for "
    "case, accents, punctuation, the order of its words, one slip of a letter, or (of a person) a "
    "first name and its initial. Nothing is said where a conflict names both in `affects`, or a "
    "question in `refs`.",
    "people: [{id: smith, name: Alden Smith}, {id: witness, name: Allden Smith}]",
    "Make one of the two, with the other form in `aliases`. If they are two, say so in a question.",
)
UNCITED = Code(
    "W010",
    "a source that nothing cites",
    "A source stands in `sources`, and no fact cites it, comes through it or is claimed by it.",
    "sources: [{id: art, kind: news_article}, {id: unused, kind: report}]",
    "Cite it where it is used, or take it out.",
)
OTHER_LENGTH = Code(
    "W011",
    "a number of lines that is not that of the text",
    "`lines` of a source differs from how many lines the text has that the record carries of it.",
    "{id: log, kind: report, path: sources/log.txt, lines: 12}",
    "Mend `lines`; if the text is another one than was cited, its `sha256` says so.",
)
NO_EVIDENCE = Code(
    "W012",
    "an observation without evidence",
    "An observation of a reviewer, in the log beside the record, stands on no entry, on nothing "
    "else of the record and on no moment. It is an opinion, and the record itself is sound.",
    '{"kind": "observation", "side": "strength", "text": "Quick start", …}',
    "Name the entries that it rests on: `e` on it in the board of observations, or `--on` with "
    "`incident-tui notes add`.",
)
NO_OWNER = Code(
    "W013",
    "an action without an owner",
    "An action of a reviewer, in the log beside the record, names nobody who is responsible. "
    "Nothing is said of an action that was dropped.",
    '{"kind": "action", "text": "Announce staging on all channels", "due": "2026-01-31", …}',
    "Name the organization, or the person, as its owner, or drop the action.",
)
NO_DATE = Code(
    "W014",
    "an action without a date",
    "An action of a reviewer, in the log beside the record, has no date by which it is due. "
    "Nothing is said of an action that was dropped.",
    '{"kind": "action", "text": "Announce staging on all channels", "owner": "Training", …}',
    "Give it a date, or a month, as `due`, or drop the action.",
)

CODES: dict[str, Code] = {
    code.code: code
    for code in (
        FINER,
        KNOWN_BEFORE,
        KNOWN_UNPLACED,
        BACKWARDS,
        NOT_COMPUTABLE,
        NO_LINE,
        NO_QUOTE,
        NOBODY,
        NEAR_NAMES,
        UNCITED,
        OTHER_LENGTH,
        NO_EVIDENCE,
        NO_OWNER,
        NO_DATE,
    )
}
"""Every warning, by its code."""
