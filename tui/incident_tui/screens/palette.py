"""The commands of the palette: a line each, its key before its name, in the order of the table."""

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

_KEYS = 11
"""Cells for the names of keys."""


class Commands(Provider):
    """The commands of the app.

    Textual's own provider sorts by name, takes a line for the help of each command, and reads
    markup in names; a name may come from a record.
    """

    async def discover(self) -> Hits:
        """Every command, in the order of the app."""
        for name, key, callback, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(_line(key, Content(name)), callback, text=name)

    async def search(self, query: str) -> Hits:
        """The commands whose names match, the letters of the match highlighted."""
        fuzzy = self.matcher(query).fuzzy_search
        for name, key, callback, _ in self.app.get_system_commands(self.screen):
            score, offsets = fuzzy.match(query, name)
            if score > 0:
                found = Content(name)
                for offset in offsets:
                    found = found.stylize("bold underline", offset, offset + 1)
                yield Hit(score, _line(key, found), callback, text=name)


def _line(key: str, name: Content) -> Content:
    return Content.assemble((key.ljust(_KEYS), "dim"), name)
