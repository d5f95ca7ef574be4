"""Small random records: times of every form, near each other, and orders that may contradict."""

from functools import cache

from hypothesis import strategies as st

from incident_tui.record.vocabulary import CASUALTY_STATUSES
from tests.strategies import forms

EFFECTS = (
    "{casualty: c0, status: injured}",
    "{casualty: c0, status: deceased}",
    "{unit: u0, status: EnRoute}",
    "{unit: u0, status: OnScene}",
    "{agency: a1, status: OnScene}",
    "{facility: f0, status: Secure}",
    "{milestone: m0}",
    "{group: public, status: one down}",
)
SECTIONS = {
    "format": "incident-record/1",
    "incident": "{id: i, title: T, date: 2024-02-29, timezone: America/Chicago}",
    "tolerances": "{about: 3m, long before: 1h..2h}",
    "sources": "[{id: s, kind: report}, {id: r, kind: scanner_archive},"
    " {id: p, kind: press_release, published: 2024-02-29T13:12},"
    " {id: q, kind: news_article, published: 2024-03-02}]",
    "agencies": "[{id: a0, name: A}, {id: a1, name: B, short: B}, {id: a2, name: C}]",
    "units": "[{id: u0, call_sign: '0', agency: a0}, {id: u1, call_sign: '1', agency: a1},"
    " {id: u2, call_sign: '2'}]",
}

_SECONDS = ("", "", "", "", ":00", ":07", ":30", ":59.999")
_QUALIFIERS = ("", "", "~", "?", "%")
_OFFSETS = ("+0m", "+0m~", "+2m", "+2m~", "-30s", "-1m..3m", "+1m..10m", "-5m~", "+7s", "-1h")
_ZONES = ("", "", "-06:00", "Z", "+05:45")
_FRACTIONS = ("", "", "", ".5", ".250")
_TEXTS = ("text", "Muñoz", "MUN\u0303OZ said", "Straße ﬁve", '"two\\nlines"', '""')
_CITES = ("s", "s", "r", "p", "q", "[s, q]", "[q, p]", "{source: q, via: r}")
_FIELDS = (
    "",
    "agency: a0",
    "agency: a1, agencies: [a0, a2]",
    "agencies: [a2, a1]",
    "units: [u0, u2]",
    "speaker: {unit: u1, label: voice}, agencies: [a2]",
    "speaker: {agency: a2}",
    "title: Élan, milestone: m1",
)


def sampled(*choices: str) -> st.SearchStrategy[str]:
    """One of these texts."""
    return st.sampled_from(choices)


@cache
def near_moments(number: int) -> st.SearchStrategy[str]:
    """Clock times of one quarter of an hour, the later the higher the number; some qualified."""
    clocks = st.integers(2 * number, 2 * number + 6).map("13:{:02}".format)
    return st.builds("{}{}{}".format, clocks, sampled(*_SECONDS), sampled(*_QUALIFIERS))


@cache
def stamps(number: int) -> st.SearchStrategy[str]:
    """Dates with their times to the second, as machines write them, and some no clock showed."""
    minutes = st.integers(2 * number, 2 * number + 3).map("2024-02-29T13:{:02}".format)
    changes = sampled("2024-03-10T02:30", "2024-11-03T01:30")
    seconds = st.integers(0, 59).map(":{:02}".format)
    most = st.one_of(minutes, minutes, minutes, minutes, changes)
    return st.builds("{}{}{}{}".format, most, seconds, sampled(*_FRACTIONS), sampled(*_ZONES))


@cache
def written_forms(number: int, anchors: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A time's `at`: mostly near the others, or counted from one of them."""
    moment = near_moments(number)
    earlier = sampled(*(anchors[:number] or anchors))
    return st.one_of(
        moment,
        moment,
        st.builds("{}..{}".format, moment, near_moments(number + 3)),
        st.builds("{}/{}".format, moment, near_moments(number + 3)),
        moment.map("{}..".format),
        moment.map("..{}".format),
        stamps(number),
        sampled("unplaced", "unplaced", "2024-02-29?", "2024-02", "2024-02-29"),
        st.builds("{} {}".format, earlier, sampled(*_OFFSETS)),
        st.builds("{} {}".format, sampled(*anchors), sampled(*_OFFSETS)),
        forms().map(str),
    )


@cache
def written_times(number: int, anchors: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A time as a record has it: a form, and some of the order known, most often a possible one."""
    any_of_them = sampled("", "", "", "", "", *anchors)
    after = sampled("", "", *anchors[:number]) | any_of_them
    before = sampled("", "", "", *anchors[number + 1 :]) | any_of_them
    more = sampled(
        "", "", "", ", stated: about 1", ", tolerance: about", ", tolerance: -4m", ", duration: 9m"
    )
    form = '{{at: "{}", after: [{}], before: [{}]{}}}'.format
    return st.builds(form, written_forms(number, anchors), after, before, more)


@cache
def known_times(number: int, anchors: tuple[str, ...]) -> st.SearchStrategy[str]:
    """When a fact was known, if that is written."""
    return st.just("") | written_times(number + 1, anchors).map(", known: {}".format)


@cache
def entries(number: int, anchors: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One entry of a timeline."""
    form = "{{id: {}, kind: {}, time: {}, text: {}, cite: {}, effects: [{}]{}, {}}}".format
    stamp = stamps(number).map('"{}"'.format)
    kinds = sampled("radio_call", "radio_call", "note", "action")
    effects = st.lists(st.sampled_from(EFFECTS), max_size=2).map(", ".join)
    return st.builds(
        form,
        st.just(anchors[number]),
        kinds,
        st.one_of(written_times(number, anchors), stamp),
        sampled(*_TEXTS),
        sampled(*_CITES),
        effects,
        known_times(number, anchors),
        sampled(*_FIELDS),
    )


@cache
def records(most: int = 6) -> st.SearchStrategy[dict[str, str]]:
    """A record, section by section."""
    return st.integers(1, most).flatmap(_records_of)


@cache
def _records_of(count: int) -> st.SearchStrategy[dict[str, str]]:
    anchors = tuple(f"e{number}" for number in range(count))
    time = written_times(count // 2, anchors)
    form = "{{status: {}, time: {}, cite: {}{}}}".format
    known = known_times(count // 2, anchors)
    step = st.builds(form, sampled(*CASUALTY_STATUSES), time, sampled(*_CITES), known)
    steps = st.lists(step, max_size=3)
    ended = sampled("", ", ended_by: e0", ", duration: 20m..30m")
    return st.builds(
        _sections,
        st.tuples(*(entries(number, anchors) for number in range(count))),
        steps,
        st.builds("{}{}".format, time, ended),
        known,
    )


def _sections(
    timeline: tuple[str, ...], history: list[str], facility: str, known: str
) -> dict[str, str]:
    casualty = "{id: c0, group: public, person: n, role: walker, count: 2, history: ["
    casualty += f"{', '.join(history)}]}}"
    return SECTIONS | {
        "people": f"[{{id: n, name: N{known}}}]",
        "timeline": f"[{', '.join(timeline)}]",
        "casualties": f"[{casualty}]",
        "facilities": f"[{{id: f0, name: F, time: {facility}}}]",
    }


def as_yaml(sections: dict[str, str]) -> bytes:
    """Sections as one file."""
    return "".join(f"{key}: {value}\n" for key, value in sections.items()).encode()
