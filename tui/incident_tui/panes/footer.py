"""The lines below: the footer, notices, and the titles of closed panes."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import EMPTY, Ink, Line, width_of, wrap
from incident_tui.drawing.lines import Bar
from incident_tui.keymap import keymap
from incident_tui.keys import FOOTER, KEYS, NAMED, Key
from incident_tui.panes.pane import pane_class
from incident_tui.record.text import visible
from incident_tui.review import commands, intents
from incident_tui.review.commands import Wish
from incident_tui.review.layout import DETAIL, PANES, TIMELINE, number_of, title_of
from incident_tui.review.review import Review

_MARGIN = "  "
"""Before and after the words of a notice."""
_MAX_NOTICE_LINES = 4
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


def keys_now(review: Review, leads_to_record: bool, is_zoomed: bool = False) -> tuple[str, ...]:
    """The names of the keys for the present state: back, all panes, next hit, clear."""
    first = (*(("back",) if leads_to_record else ()), *(("zoom",) if is_zoomed else ()))
    first = (*first, "same_moment") if review.pair else first
    if review.search:
        return (*first, "next_hit", "keep", "clear")
    return (*first, "clear") if review.filters.any or review.pair else first


def words_now(review: Review, is_zoomed: bool) -> dict[str, str]:
    """The words of keys whose wish is in force, by name: what the key does next."""
    on = (key for key in KEYS if key.footer_on and _is_on(key.wish, review, is_zoomed))
    return {key.name: key.footer_on for key in on}


def _is_on(wish: Wish, review: Review, is_zoomed: bool) -> bool:
    filters, search = review.filters, review.search
    match wish:
        case intents.SwitchClock():
            return review.clock is Clock.KNOWN
        case intents.RadioOnly():
            return filters.kinds is not None
        case intents.MarkedOnly():
            return filters.marked is not None
        case intents.OnlyThisAgency() if filters.agencies is not None and review.shown:
            return filters.agencies == {*review.lens.agencies_of(review.cursor)}
        case intents.KeepMatches() if search:
            return filters.words == search.query
        case commands.Zoom():
            return is_zoomed
    return False


def draw_keys(
    width: int, now: Iterable[str] = (), words: Mapping[str, str] = _NO_WORDS, own: str = ""
) -> Line:
    """As many keys as fit: the keys of the pane, those for the present state, the others; help.

    Args:
        now: the names of the keys for the present state.
        words: by name, words that differ from the words in the timeline; "" to leave a key out.
        own: the names of the keys of the pane, with spaces between.
    """
    spans = {name: _key(NAMED[name], words.get(name)) for name in (*own.split(), *now, *FOOTER)}
    last = spans.pop("help")
    room = width - width_of(last)
    line: list[Ink] = []
    for span in spans.values():
        room -= width_of(span)
        if room < 0:
            break
        line += span
    return (*line, *last)


def _key(key: Key, word: str | None) -> Line:
    usual_keys, _, usual = key.footer.partition(" ")
    shown = keymap().in_place_of(usual_keys) if usual_keys else keymap().shown(key.name)
    word = usual if word is None else word
    if not word:
        return EMPTY
    return (Ink(f" {shown}", "key", key.name), Ink(f" {word} ", "dim", key.name))


def draw_titles(review: Review, opened: str, width: int) -> Line:
    """Titles of the panes under the timeline with their counts, the open pane highlighted."""
    words = {
        pane: f" {number_of(pane)} {title_of(pane)}"
        for pane in PANES
        if pane != TIMELINE and (pane == opened or not pane_class(pane).has_nothing(review))
    }
    tallies = {pane: pane_class(pane).tally(review) for pane in words}
    counted = {pane: f"{words[pane]} {tally}" for pane, tally in tallies.items() if tally}
    while counted and len("".join([*(words | counted).values()])) + len(words) > width:
        pane, _ = counted.popitem()  # the panes that come first count what matters most
        if not counted and (tally := pane_class(pane).short_tally(review)):
            short = f"{words[pane]} {tally}"
            if len("".join([*(words | {pane: short}).values()])) + len(words) <= width:
                words[pane] = short
    line = []
    for pane, title in (words | counted).items():
        ink = "here" if pane == opened else "dim"
        line.append(Ink(f"{title} ", ink, f"pane_{number_of(pane)}"))
    return tuple(line)


class KeyBar(Bar):
    """The footer: the keys of the focused pane, and the keys to know first."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._shown: tuple[tuple[str, ...], dict[str, str], str] = ((), {}, "")

    def show(
        self,
        review: Review,
        leads_to_record: bool,
        is_zoomed: bool,
        own: Mapping[str, str] = _NO_WORDS,
    ) -> None:
        """Draw the keys for a review.

        Args:
            leads_to_record: whether Backspace leads back to a record.
            own: the keys of the focused pane, as the pane describes them.
        """
        now = keys_now(review, leads_to_record, is_zoomed)
        shown = now, {**words_now(review, is_zoomed), **own}, " ".join(own)
        if shown != self._shown:
            self._shown = shown
            self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_keys(width, *self._shown)]


class Notice(Bar):
    """Lines over the lower border of the panes: what came of a key, until the next key."""

    def __init__(self) -> None:
        super().__init__(id="notice")
        self.display = False
        self._words = ""

    def say(self, words: str) -> None:
        """Show words; "" for none."""
        if words != self._words:
            self._words = words
            self.display = bool(words)
            self._fit()
            self.redraw()

    def on_resize(self) -> None:
        """Take as many rows as the words need at the new width."""
        self._fit()

    def _fit(self) -> None:
        if self._words:
            self.styles.height = len(self.draw(self.app.size.width))

    def draw(self, width: int) -> Sequence[Line]:
        """The lines: a path at the end of the words is not cut off."""
        lines = wrap(visible(self._words), width - 2 * len(_MARGIN))[:_MAX_NOTICE_LINES]
        return [(Ink(f"{_MARGIN}{line}", "bright"),) for line in lines]


class Titles(Bar):
    """The titles of the panes under the timeline."""

    def __init__(self) -> None:
        super().__init__(id="titles")
        self._review: Review | None = None
        self._opened = DETAIL

    def show(self, review: Review, opened: str) -> None:
        """Draw a review, with the name of the open pane."""
        self._review, self._opened = review, opened
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_titles(self._review, self._opened, width)] if self._review else ()
