"""The timeline of a report: every entry once, with its facts."""

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import independence
from tests.published import moment

TIMELINE = Report(View(Lens(independence()))).timeline


def test_every_entry_is_told_once() -> None:
    """Those with a place in time, the gaps between them, the others, and the forecasts apart."""
    placed = [one for one in TIMELINE.placed if not isinstance(one, str)]
    unplaced = [*TIMELINE.unplaced]
    assert (len(placed), len(unplaced)) == (16, 21)
    assert [entry.title for entry in TIMELINE.planned] == [
        "Schools to close the day as usual",
        "House to go to the highway patrol",
        "Highway patrol to investigate",
    ]
    gaps = [one for one in TIMELINE.placed if isinstance(one, str)]
    assert gaps == [
        "7–19 min to the next radio call",
        "3 h – 3 h 25 min to the next entry with a time",
    ]


def test_an_entry_is_told_with_all_that_is_known_of_it() -> None:
    """Its own words, the source's words for its time, what that may be, who, and its grade."""
    told = next(one for one in TIMELINE.placed if not isinstance(one, str) and one.radio)
    assert (told.time, told.exact, told.kind, told.verbatim) == ("13:12~", "", "radio call", True)
    assert (told.agencies, told.who) == ((), "unidentified voice")
    assert told.facts == (
        ("stated", "“about 1:12 p.m.”"),
        ("", "somewhere in 13:09…13:15"),
        ("", "“about” taken as ±3 min: a convention"),
        ("who", "unidentified voice"),
        ("to", "Independence"),
        ("changes", "reported of responders: officers down"),
        ("grade", "F6 reliability cannot be judged, credibility cannot be judged"),
    )
    assert not told.bulk


def test_an_entry_not_known_yet_has_a_kind_and_a_time() -> None:
    """And nothing that stands beside words."""
    chronicle = independence()
    lens = Lens(chronicle, moment(chronicle, "13:20"), Clock.KNOWN)
    entry = Report(View(lens)).timeline.entry(chronicle.positions["q5"])
    assert (entry.anchor, entry.time, entry.kind) == ("entry-q5", "13:30~", "radio call")
    assert entry.text == "not known yet"
    beside = (entry.title, entry.facts, entry.agencies, entry.disputed, entry.cites)
    assert not any(beside)


def test_an_entry_that_may_have_been_known_says_so() -> None:
    """First of all that stands beside its words."""
    chronicle = independence()
    lens = Lens(chronicle, moment(chronicle, "13:20"), Clock.KNOWN)
    position = next(one for one in range(lens.count) if lens.certainty(one) == "possible")
    assert Report(View(lens)).timeline.entry(position).facts[0] == ("", "perhaps not known yet")
