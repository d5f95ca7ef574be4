"""A form over the review: fields with labels, faults beside them, and nothing lost unasked."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Ink, Line, wrap
from incident_tui.drawing.lines import CURSOR, Bar, press_key
from incident_tui.panes.prompt import Words
from incident_tui.record.text import visible
from incident_tui.review.commands import Say
from incident_tui.screens.dialog import OverReview
from incident_tui.screens.fields import Field
from incident_tui.screens.line_field import LineField

_FRAME = 3
"""Lines of a form beside the fields: two borders, and the hints."""
_WITHOUT = "the commands come back once the form is kept or left"


class Kept(NamedTuple):
    """What came of keeping a form."""

    fault: str = ""
    """Why nothing is kept; "" if the form is kept."""
    field: str = ""
    """The name of the field at fault; "" for none."""
    words: str = ""
    """What to say once the form is closed."""


class Label(Bar):
    """The name of a field, with the mark of the field that has the keys."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.is_here = False

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        mark = Ink(f"{CURSOR} " if self.is_here else "  ", "accent")
        return [(mark, Ink(self._words, "here" if self.is_here else "dim"))]


class Fault(Bar):
    """Why a field cannot be kept, below the field."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.display = False

    def say(self, words: str) -> None:
        """Show words; "" for none."""
        self.words = words
        self.display = bool(words)
        self.refresh(layout=True)
        self.redraw()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """The number of lines of the words."""
        return len(self.draw(width))

    def draw(self, width: int) -> Sequence[Line]:
        """The lines."""
        return [(Ink(line, "possible"),) for line in wrap(visible(self.words), width)]


class FieldRow(Vertical):
    """A field beside its label, and the fault below."""

    def __init__(self, name: str, label: str, field: Field) -> None:
        super().__init__(classes="field-row")
        self.field_name, self.field = name, field
        self.label, self.fault = Label(label), Fault()
        self._blamed = ""
        """What the field held when the fault was told."""

    def compose(self) -> ComposeResult:
        """The label, the field and the fault."""
        yield Horizontal(self.label, self.field)
        yield self.fault

    def blame(self, words: str) -> None:
        """Say why what the field holds cannot be kept."""
        self._blamed = self.field.value
        self.fault.say(words)

    def relent(self) -> None:
        """Say nothing of the fault once the field holds something else."""
        if self.fault.words and self.field.value != self._blamed:
            self.fault.say("")

    def mark(self, is_here: bool) -> None:
        """Show whether the field has the keys."""
        self.label.is_here = is_here
        self.label.redraw()


class Form(OverReview):
    """Fields, one of which has the keys; ctrl+s keeps what they hold, Esc leaves."""

    TAKES_COMMANDS = False
    KEEP: ClassVar[str] = "keep"
    """The word for ctrl+s."""
    NEXT: ClassVar[tuple[Hint, ...]] = (Hint("Tab", "next", True),)
    """The key to the next field; () for a form of a single field."""
    ASIDE: ClassVar[str] = ""
    """What a second Esc does with changes, beside discarding them; "" for nothing."""

    def __init__(self, title: str, rows: Sequence[FieldRow], first: str = "") -> None:
        """Make a form.

        Args:
            first: the name of the field that has the keys first; "" for the first field.
        """
        super().__init__()
        self.rows = rows
        self._first = first
        self._title = title
        self._is_asked = False
        """Whether a reader was asked what becomes of the changes."""
        self.foot = Words(id="form-foot")
        self.fields = VerticalScroll(*rows, id="fields", can_focus=False)
        self._now = 0
        """The number of the row that has the keys."""

    def compose(self) -> ComposeResult:
        """The box."""
        box = Vertical(self.fields, self.foot, id="form", classes="dialog")
        box.border_title = Content(self._title)
        yield box

    def on_mount(self) -> None:
        """Give the keys to the first field."""
        names = [row.field_name for row in self.rows]
        self.go_to(names.index(self._first) if self._first in names else 0)

    def on_resize(self) -> None:
        """Scroll the fields where the screen is lower than they are."""
        self.fields.styles.max_height = max(self.size.height - _FRAME, 1)
        self.call_after_refresh(self._reveal)

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return next(row for row in self.rows if row.field_name == name)

    def values(self) -> Mapping[str, str]:
        """What each field holds, by name."""
        return {row.field_name: row.field.value for row in self.rows}

    # What a form says.

    @property
    def is_changed(self) -> bool:
        """Whether something is typed or chosen that is not kept."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep what the fields hold, or say why not."""
        raise NotImplementedError

    def put_aside(self) -> None:
        """Leave with the changes kept for later."""
        self.end_in()

    def discard(self) -> None:
        """Leave without the changes."""
        self.end_in()

    def hints(self) -> Sequence[Hint]:
        """The keys of the field that has the keys."""
        return ()

    def close(self, kept: Kept) -> None:
        """Close with the words of what was kept; or say why nothing is kept."""
        if kept.fault:
            self.blame(kept.field, kept.fault)
        else:
            self.end_in(*((Say(kept.words),) if kept.words else ()))

    # The way from field to field.

    @property
    def current(self) -> FieldRow:
        """The row that has the keys."""
        return self.rows[self._now]

    def go_to(self, number: int) -> None:
        """Give the keys to a field, round the ends."""
        self._leave_field()
        self._now = number % len(self.rows)
        self.set_focus(self.current.field.target, scroll_visible=False)
        self._enter_field()

    def _enter_field(self) -> None:
        row = self.current
        row.mark(True)
        if isinstance(row.field, LineField):
            row.field.offer()
        self._hint()
        self.call_after_refresh(self._reveal)

    def _leave_field(self) -> None:
        row = self.current
        row.mark(False)
        if isinstance(row.field, LineField):
            row.field.close()

    def _reveal(self) -> None:
        """Scroll the place of the keys into view."""
        field, scroller = self.current.field, self.fields
        if not field.is_attached or not scroller.size:
            return
        top = field.region.y - scroller.region.y + scroller.scroll_offset.y
        y = top + max(field.place.y, 0)
        fault = self.current.fault.size.height if self.current.fault.display else 0
        region = Region(0, max(y - (1 if y == top else 0), 0), 1, 2 + fault)
        scroller.scroll_to_region(region, animate=False, force=True)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click gave the keys to a field; the focus that keys have moved on from is late news."""
        if event.widget is not self.focused:
            return
        for number, row in enumerate(self.rows):
            if row.field.target is event.widget and number != self._now:
                self._leave_field()
                self._now = number
                self._enter_field()

    def on_field_edited(self) -> None:
        """A fault is told until the field is changed; a key before the fault is late news."""
        for row in self.rows:
            row.relent()

    def blame(self, name: str, words: str) -> None:
        """Say why a field cannot be kept, beside the field; the keys go there."""
        names = [row.field_name for row in self.rows]
        if name in names:
            self.row(name).blame(words)
            self.go_to(names.index(name))
        else:
            self.say(words)

    # Keys.

    @property
    def typing(self) -> bool:
        """Every key goes to a field first."""
        return True

    async def take(self, event: events.Key) -> bool:
        """Take a key, in the order typed."""
        self.say("")
        if self._is_asked and self._answer(event.key):
            return True
        match event.key:
            case "tab":
                self.go_to(self._now + 1)
            case "shift+tab":
                self.go_to(self._now - 1)
            case "ctrl+s":
                for row in self.rows:
                    row.fault.say("")
                self.keep()
            case "escape" | "ctrl+q":
                self._leave()
            case "ctrl+p":
                self.say(_WITHOUT)
            case _:
                return await self._take_into_field(event)
        return True

    async def _take_into_field(self, event: events.Key) -> bool:
        if await self.current.field.take(event):
            self.call_after_refresh(self._reveal)
            return True
        match event.key:
            case "down" | "enter":
                self.go_to(min(self._now + 1, len(self.rows) - 1))
            case "up":
                self.go_to(max(self._now - 1, 0))
            case "pagedown":
                self.go_to(len(self.rows) - 1)
            case "pageup":
                self.go_to(0)
            case _:
                return False
        return True

    def _leave(self) -> None:
        """Close the offered names; else leave, or ask what becomes of the changes."""
        field = self.current.field
        if isinstance(field, LineField) and field.is_open:
            field.close()
        elif self.is_changed:
            self.ask()
        else:
            self.discard()

    def ask(self) -> None:
        """Ask what becomes of the changes."""
        self._is_asked = True
        aside = (Hint("Esc", self.ASIDE, True),) if self.ASIDE else ()
        hints = [Hint("ctrl+s", self.KEEP, True), *aside, Hint("ctrl+x", "discards it", True)]
        self.foot.say(Ink("not kept yet:", "bright"), hints)

    def _answer(self, key: str) -> bool:
        """Do with the changes what a key says; False for any other key, which goes on as usual."""
        self._hint()
        if key == "ctrl+x":
            self.discard()
        elif key == "escape" and self.ASIDE:
            self.put_aside()
        return key in ("ctrl+x", "escape")

    def _hint(self) -> None:
        """Name the keys below; a question that stood there is over."""
        self._is_asked = False
        last = (Hint("ctrl+s", self.KEEP, True), *self.NEXT, Hint("Esc", "leave", True))
        self.foot.say(Ink(""), [*self.hints(), *last])

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        """A click on a hint presses the key of the hint."""
        message.stop()
        press_key(self, message.key)

    def on_words_pressed(self, message: Words.Pressed) -> None:
        """A click on a hint presses the key of the hint."""
        message.stop()
        press_key(self, message.key)
