"""The commands of the palette: a line each, its name and its key, in the order of the table."""

from asyncio import sleep

from rich.cells import cell_len
from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList

_WIDTH = 64
"""Cells of a line at most: a key far from its name is hard to find."""
_BESIDE = 8
"""Cells of the screen beside a line."""


class Palette(CommandPalette):
    """Textual's palette, closed once: a key that waited while it closed does nothing."""

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _pass_over(self, event: Message) -> None:
        if not self.is_active:
            event.prevent_default()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close; a palette that is closed already leaves the screens below alone."""
        return super().dismiss(result) if self.is_active else AwaitComplete(sleep(0))


class Commands(Provider):
    """The commands of the app.

    Textual's own provider sorts by name, takes a line for the help of each command, and reads
    markup in names; a name may come from a record.
    """

    async def discover(self) -> Hits:
        """Every command, in the order of the app."""
        for name, key, callback, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(self._line(Content(name), key), callback, text=name)

    async def search(self, query: str) -> Hits:
        """The commands whose names match, the letters of the match highlighted."""
        fuzzy = self.matcher(query).fuzzy_search
        for name, key, callback, _ in self.app.get_system_commands(self.screen):
            score, offsets = fuzzy.match(query, name)
            if score > 0:
                found = Content(name)
                for offset in offsets:
                    found = found.stylize("bold underline", offset, offset + 1)
                yield Hit(score, self._line(found, key), callback, text=name)

    def _line(self, name: Content, key: str) -> Content:
        """A line: the name at the left, the key at the right."""
        room = max(min(self.app.size.width - _BESIDE, _WIDTH) - cell_len(key) - 1, 1)
        if name.cell_length > room:
            name = name.truncate(room, ellipsis=True)
        return Content.assemble(name.pad_right(room + 1 - name.cell_length), (key, "dim"))
