"""The form of the words of an entry as heard, whose sound plays, stops and goes back meanwhile."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Ink
from incident_tui.panes.prompt import Words
from incident_tui.review.commands import ChangeSpeed, Listen, Play, Skip
from incident_tui.screens.fields import TextField
from incident_tui.screens.form import FieldRow, Form, Kept

_TEXT_LINES = 12
"""The maximum height of the text, in lines."""
_BACK_S = 5
_LOOK_S = 0.2
"""Seconds between two looks at the sound."""
_PLAY = ("tab", "f8")
"""The keys that play, pause and go on."""
_LISTEN: dict[str, Listen] = {
    "shift+tab": Skip(-_BACK_S),
    "f7": Skip(-_BACK_S),
    "f9": Skip(_BACK_S),
    "f5": ChangeSpeed(-1),
    "f6": ChangeSpeed(1),
}
"""The other keys of the sound: a letter would be a letter of the text."""


class WordsForm(Form):
    """A text of several lines; Tab plays the sound, and pauses it."""

    SHOWS_SOUND = True
    ASIDE = "puts it aside"
    NEXT: ClassVar[tuple[Hint, ...]] = ()

    def __init__(
        self,
        entry: str,
        title: str,
        before: str,
        text: str,
        keep: Callable[[str], Kept],
        put_aside: Callable[[str], str],
        listen: Callable[[Listen], None],
        sound: Callable[[], str] | None,
        use: Callable[[], str],
    ) -> None:
        """Make the form.

        Args:
            entry: the id.
            title: what the words are of.
            before: the words that are shown for the entry.
            text: what the form begins with: these words, or a text put aside.
            keep: is given the text.
            put_aside: keeps a text for the next time, or forgets it for ""; returns what to say.
            listen: carries out a command for sound.
            sound: the words of the sound that plays, "" in silence; None for an entry without sound
                while nothing plays.
            use: what Tab does with the sound now, in a word or two.
        """
        self._entry, self._before = entry, before
        self._keep, self._put_aside, self._listen, self._sound = keep, put_aside, listen, sound
        self._use = use
        self._used = ""
        """The use of Tab that is shown."""
        self.state = Words(id="form-sound")
        super().__init__(title, [FieldRow("text", "words", TextField(text, _TEXT_LINES))])

    def on_mount(self) -> None:
        """Give the keys to the text, and show the sound below."""
        super().on_mount()
        if self._sound:
            self.mount(self.state, after=self.fields)
            self.set_interval(_LOOK_S, self._show_sound)
            self._show_sound()

    def _show_sound(self) -> None:
        if self._sound and self.state.words.text != (words := self._sound()):
            self.state.say(Ink(words, "bright"))
        if self._sound and not self._is_asked and self._use() != self._used:
            self._hint()

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the words that are shown."""
        return self.row("text").field.value.strip() != self._before.strip()

    def hints(self) -> Sequence[Hint]:
        """The keys of the sound."""
        if self._sound is None:
            return ()
        self._used = self._use()
        return (Hint("Tab", self._used, True), Hint("Shift+Tab", "−5 s", True))

    async def take(self, event: events.Key) -> bool:
        """Take a key of the sound, or a key of the text."""
        wish = Play(self._entry) if event.key in _PLAY else _LISTEN.get(event.key)
        if wish is None:
            return await super().take(event)
        self.say("")
        self._listen(wish)
        self._show_sound()
        return True

    def keep(self) -> None:
        """Keep the text, or say why not."""
        self.close(self._keep(self.row("text").field.value))

    def put_aside(self) -> None:
        """Leave; the next time the form goes on with the text."""
        self.close(Kept(words=self._put_aside(self.row("text").field.value)))

    def discard(self) -> None:
        """Leave, and forget the text."""
        is_changed, words = self.is_changed, self._put_aside("")
        self.close(Kept(words=words if is_changed else ""))
