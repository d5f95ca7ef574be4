"""The report as a page: whole in itself, and nothing of a record is markup in it."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import islice, pairwise
from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.names import AGENCY_COLOURS
from incident_tui.exchange.exports.html import css_string, export
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import MINUTE
from incident_tui.review.lens import Lens
from incident_tui.themes import ink_variables
from tests.exchange.exports.reports import Make, exercise, hostile, independence, with_calls
from tests.lanes import subjects
from tests.records import AGENCIES, chronology, entry

VOID = {"br", "meta", "col", "rect", "line", "circle"}
ATTRIBUTES = """
id class style href rel lang charset http-equiv content name scope title datetime aria-label
aria-labelledby aria-hidden role data-label width height x y x1 x2 y1 y2 cx cy r text-anchor
fill patternunits patterntransform
"""


class Page(HTMLParser):
    """What stands in a page: its tags in order, its attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags = Counter[str]()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag ends, the last one that began."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text."""
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [value for one, value in self.attributes if one == name]


def text_of(chronicle: Chronology) -> str:
    """The whole page."""
    return "".join(export(View(Lens(chronicle))))


def page(chronicle: Chronology) -> Page:
    """The page, read."""
    return Page(text_of(chronicle))


RECORDS = [independence, exercise, hostile, chronology]


@pytest.mark.parametrize("make", RECORDS)
def test_a_page_is_well_formed_and_whole_in_itself(make: Make) -> None:
    """Every tag is closed; there is no script, no image, no event, nothing from elsewhere."""
    found = page(make())
    assert found.open == []
    assert not set(found.tags) & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert {name for name, _ in found.attributes} <= set(re.findall(r"\S+", ATTRIBUTES))
    assert all(re.fullmatch(r"#[\w.-]+|https://.*", href) for href in found.values("href"))
    assert set(found.values("fill")) <= {"url(#lanes-possible)"}
    assert "default-src 'none'; style-src 'unsafe-inline'" in found.values("content")
    style = text_of(make()).partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("make", RECORDS)
def test_every_link_within_the_page_leads_somewhere(make: Make) -> None:
    """No two parts have the same id, and none that a link names is missing."""
    found = page(make())
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in found.values("href") if href.startswith("#")} <= set(ids)
    assert set(" ".join(found.values("aria-labelledby")).split()) <= set(ids)


def test_only_addresses_of_the_web_are_links() -> None:
    """A script, data or another scheme stands there as text; what is a link tells nothing on."""
    text = text_of(hostile())
    found = Page(text)
    outside = [href for href in found.values("href") if not href.startswith("#")]
    assert outside == ['https://example.org/a?b=1&c="><script>']
    assert found.values("rel") == ["noreferrer noopener nofollow"]
    assert "javascript:alert(1)" in "".join(found.words)


def test_what_a_hostile_record_says_is_text() -> None:
    """Its tags and controls are shown letter by letter, and a style is no style."""
    text = text_of(hostile())
    words = "".join(Page(text).words)
    assert "<script>alert(1)</script>" in words
    assert "</style><script>" in words
    assert "{{ 7*7 }}" in words
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "␛[31m" in words
    assert all(
        re.fullmatch(r"--agency: #[0-9a-f]{6}|width: \d+%", style)
        for style in Page(text).values("style")
    )


@pytest.mark.parametrize(
    ("text", "css"),
    [
        ("Fire 12", '"Fire 12"'),
        ('"; } </style>', '"\\22 \\3b  \\7d  \\3c \\2f style\\3e "'),
        ("\\é", '"\\5c \\e9 "'),
    ],
)
def test_a_title_at_the_head_of_a_sheet_is_a_string(text: str, css: str) -> None:
    """All but letters, digits and spaces is escaped as CSS has it."""
    assert css_string(text) == css


def test_only_exact_times_are_told_to_machines() -> None:
    """A minute to the minute, a second to the second; what is vague has no `datetime`."""
    shown = chronology(
        entry("a", "13:15"),
        entry("b", "13:15:07"),
        entry("c", "13:16~"),
        entry("d", "13:17?"),
        entry("e", "13:18..13:20"),
        entry("f", "13:21/13:30"),
        entry("g", "2024-02-29"),
        entry("h", "a +40m"),
        entry("i", "unplaced"),
    )
    assert page(shown).values("datetime") == ["2024-02-29T13:15-06:00", "2024-02-29T13:15:07-06:00"]


def test_citations_lead_both_ways() -> None:
    """Each mark has its citation, and from there a way back to every mark."""
    found = page(independence())
    hrefs, ids = found.values("href"), set(found.values("id"))
    marks = {one for one in ids if one.startswith("ref-")}
    assert len(marks) > 100
    assert {href[1:] for href in hrefs if href.startswith("#ref-")} == marks
    assert {href for href in hrefs if href.startswith("#cite-")} == {
        f"#{one}" for one in ids if one.startswith("cite-")
    }


def test_an_entry_leads_to_its_conflicts_and_back() -> None:
    """The call of 13:15 is disputed four times, and each conflict names it."""
    text = text_of(independence())
    told = text.partition('<li id="entry-q2"')[2].partition("</li>")[0]
    conflicts = re.findall(r'href="#(conflict-\w+)"', told)
    assert conflicts == ["conflict-c07", "conflict-c10", "conflict-c15", "conflict-c25"]
    for conflict in conflicts:
        there = text.partition(f'<h3 id="{conflict}"')[2].partition("<h3")[0]
        assert 'href="#entry-q2"' in there


def test_headings_go_down_step_by_step_and_tables_name_their_cells() -> None:
    """One title; every head of a row or column says which it is."""
    found = page(exercise())
    assert found.tags["h1"] == 1
    assert found.values("lang") == ["en"]
    assert found.tags["th"] == len(found.values("scope"))
    levels = [int(level) for level in re.findall(r"<h(\d)", text_of(exercise()))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_strip_has_a_bar_for_every_cell_with_radio_calls() -> None:
    """Its heights go by the most; what is unplaced or within bounds is counted beside it."""
    text = text_of(independence())
    strip = text.partition('<g class="bars">')[2].partition("</g>")[0]
    heights = [float(one) for one in re.findall(r'height="([\d.]+)"', strip)]
    assert max(heights) == 60
    assert sum(int(one) for one in re.findall(r"(\d+) radio call", strip)) == 5
    beside = "<b>24</b> unplaced · <b>10</b> within bounds, 1 of them a radio call"
    assert f'<p class="beside">{beside}</p>' in text


def test_no_strip_is_drawn_of_times_that_no_call_has() -> None:
    """A day is no minute, and without a placed radio call there is no traffic."""
    assert page(chronology(entry("a", "2024-02-29"))).tags["svg"] == 0
    assert page(chronology(entry("a", "unplaced", kind="radio_call"))).tags["svg"] == 0


@pytest.mark.parametrize("dark", [False, True])
def test_agencies_have_the_colours_of_the_screen(dark: bool) -> None:
    """On light and on dark ground, and by the same order; the name is always beside it."""
    text = text_of(chronology(entry("a", "13:00", agency="kcpd"), rest=AGENCIES))
    style = text.partition("prefers-color-scheme: dark")[2 if dark else 0]
    style = style.partition("@media")[0]
    for number in range(AGENCY_COLOURS):
        assert f"--a{number}: {ink_variables(dark=dark)[f'ink-agency-{number}']};" in style
    told = text.partition('<li id="entry-a"')[2]
    assert told.startswith(' class="told a1"')
    assert '<span class="agency a1" title="Kansas City Police Department">KCPD</span>' in told


def test_an_exercise_says_so() -> None:
    """In the window's title, above the page, and at the head of every sheet of paper."""
    text = text_of(exercise())
    assert "<title>EXERCISE · Exercise: chemical" in text
    assert '<p class="exercise"><b>EXERCISE</b> Nothing in this record took place.</p>' in text
    assert '@top-left { content: "EXERCISE  " "Exercise' in text
    assert "EXERCISE" not in text_of(independence()).partition("</style>")[2]


def test_related_casualties_stand_apart() -> None:
    """The 24 who were hurt at another incident are told there, and nowhere else."""
    text = text_of(independence())
    assert text.count("24 injured") == 1
    assert "24 injured" in text.partition('id="related-')[2]


def test_calls_name_their_source_in_place(tmp_path: Path) -> None:
    """There may be a million of them, so they have no citations of their own."""
    text = text_of(with_calls(tmp_path, 3))
    assert '<a href="#source-log">log</a> L2</span>' in text
    assert 'href="#cite-' not in text


def test_the_page_comes_as_it_is_made(tmp_path: Path) -> None:
    """In pieces far smaller than the whole, the first of them before the last call is looked at."""
    pieces = export(View(Lens(with_calls(tmp_path, 3_000))))
    assert "Call 2999." not in next(pieces)
    assert all(len(piece) < 90_000 for piece in islice(pieces, 5))


def test_no_moment_is_called_likely() -> None:
    """A middle of bounds is where an entry is drawn, and no more."""
    text = text_of(independence())
    assert "likel" not in text
    assert "stands in the middle of its bounds, which no source gives as its time" in text


def test_a_call_of_a_file_has_its_whole_citation(tmp_path: Path) -> None:
    """Its voice, way and reserve too, though it has no footnote."""
    with_calls(tmp_path, 1)
    path = tmp_path / "calls.jsonl"
    cite = '{"source": "log", "at": "L0", "by": "a voice", "via": "Feed", "hedge": "appeared"}'
    path.write_text(path.read_text().replace('"log:L0"', cite))
    chronicle = chronology_of(read_record(tmp_path / "record.yaml"))
    text = re.sub("<[^>]*>", "", text_of(chronicle))
    assert "log L0 · via Feed · said by a voice · as it appeared" in text


def lanes_of(chronicle: Chronology) -> str:
    """The picture of lanes; "" for none."""
    return text_of(chronicle).partition('<figure class="lanes">')[2].partition("</figure>")[0]


def test_the_lanes_have_a_bar_for_each_status() -> None:
    """Certain ones filled, possible ones hatched, each with the status and its time as a title."""
    picture = lanes_of(subjects())
    bars = re.findall(r'<rect class="(\w+)"[^>]*><title>([^<]*)</title>', picture)
    assert ("certain", "M1: dispatched, 13:00:00") in bars
    assert ("possible", "M1: dispatched, perhaps on scene, 13:10…13:20") in bars
    assert ("certain", "M1: on scene, 13:10…13:20") in bars
    assert ("quiet", "M1: cleared, 13:40:00") in bars
    hatched = re.findall(r'<rect class="(\w+)"[^>]* fill="url\(#lanes-possible\)"', picture)
    assert set(hatched) == {"possible"}
    assert len(hatched) == sum(kind == "possible" for kind, _ in bars)
    assert "Beside the lanes: 1 status without time." in picture


def test_bars_stand_where_their_time_is() -> None:
    """From 13:00 to 14:59 is the axis; an end that is not told has dashes."""
    picture = lanes_of(subjects())
    places = {
        title: (float(left), float(width))
        for left, width, title in re.findall(
            r'<rect class="\w+" x="([\d.]+)%" width="([\d.]+)%"[^>]*><title>([^<]*)</title>',
            picture,
        )
    }
    left, width = places["M1: dispatched, 13:00:00"]
    there, _ = places["M1: cleared, 13:40:00"]
    assert there - left == pytest.approx(width * 4, rel=0.02)
    assert '<line class="open"' in picture


def test_lanes_tell_nothing_that_is_not_known() -> None:
    """On the clock of the known, neither a later bar nor a name."""
    found = subjects()
    lens = Lens(found, found.bests[0] + 20 * MINUTE, Clock.KNOWN)
    page = "".join(export(View(lens)))
    text = page.partition('<figure class="lanes">')[2].partition("</figure>")[0]
    assert "M1: dispatched" in text
    assert "cleared, 13:40" not in text
    assert "Ada Bell" not in text


def test_a_record_without_statuses_has_no_lanes() -> None:
    """Nor a line in the contents."""
    text = text_of(chronology(entry("a", "13:00", agency="kcpd"), rest=AGENCIES))
    assert 'id="lanes"' not in text
    assert 'href="#lanes"' not in text
