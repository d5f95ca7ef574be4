"""A terminal in a hundred lines: what stands in each cell after it was written to."""

import re
from typing import NamedTuple

from rich.cells import cell_len

_TOKEN = re.compile(
    r"\x1b\[(?P<numbers>[?\d;]*)(?P<command>[A-Za-z])"
    r"|\x1b\]8;[^;]*;(?P<link>[^\x1b]*)\x1b\\"
    r"|\x1b\](?P<other>\d+;[^\x1b\a]*)(?:\a|\x1b\\)"
    r"|(?P<character>[^\x1b])"
)
_OFF = {
    "22": {"1", "2"},
    "23": {"3"},
    "24": {"4", "21"},
    "25": {"5", "6"},
    "27": {"7"},
    "28": {"8"},
    "29": {"9"},
    "54": {"51", "52"},
    "55": {"53"},
}
_UNSEEN_ON_BLANKS = {"1", "2", "3", "5", "6"}


class Look(NamedTuple):
    """How a cell looks."""

    text: str = "?"
    attributes: frozenset[str] = frozenset()
    foreground: str = "39"
    background: str = "49"
    link: str = ""


BELL, BLANK = "\a", " "


class Terminal:
    """Cells, a cursor and a pen; it understands what Textual and we write, and nothing else."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.cells = {(x, y): Look() for x in range(columns) for y in range(rows)}
        self.x = self.y = 0
        self.pen = Look()

    @property
    def seen(self) -> dict[tuple[int, int], Look]:
        """The cells as someone sees them: blanks of one ground are alike."""
        return {place: _seen(look) for place, look in self.cells.items()}

    @property
    def lines(self) -> list[str]:
        """The text of each row."""
        return [
            "".join(self.cells[x, y].text for x in range(self.columns)) for y in range(self.rows)
        ]

    def write(self, text: str) -> None:
        """Take what a program writes."""
        end = 0
        for token in _TOKEN.finditer(text):
            assert token.start() == end, f"not understood: {text[end : token.start()]!r}"
            end = token.end()
            if token["command"]:
                self._obey(token["command"], token["numbers"])
            elif token["character"]:
                self._put(token["character"])
            elif token["link"] is not None:
                self.pen = self.pen._replace(link=token["link"])
        assert end == len(text), f"not understood: {text[end:]!r}"

    def _obey(self, command: str, numbers: str) -> None:
        if command == "m":
            self._take_pen(numbers.split(";"))
        elif command == "H":
            self.y, self.x = (int(number) - 1 for number in numbers.split(";"))
        elif command == "C":
            self.x += int(numbers)
        elif command == "G":
            self.x = int(numbers) - 1
        else:
            assert command in "hl", f"not understood: {numbers}{command}"

    def _take_pen(self, numbers: list[str]) -> None:
        pen = self.pen
        while numbers:
            number = numbers.pop(0)
            if number in ("38", "48"):
                count = 4 if numbers[0] == "2" else 2
                colour = ";".join([number, *numbers[:count]])
                del numbers[:count]
                if number == "38":
                    pen = pen._replace(foreground=colour)
                else:
                    pen = pen._replace(background=colour)
            elif number in ("", "0"):
                pen = Look(link=pen.link)
            elif number in _OFF:
                pen = pen._replace(attributes=pen.attributes - _OFF[number])
            elif int(number) < 30 or 50 < int(number) < 54:
                pen = pen._replace(attributes=pen.attributes | {number})
            elif int(number) // 10 in (3, 9):
                pen = pen._replace(foreground=number)
            else:
                assert int(number) // 10 in (4, 10), f"not understood: {number}"
                pen = pen._replace(background=number)
        self.pen = pen

    def _put(self, character: str) -> None:
        if character == BELL:
            return
        if character == "\n":
            self.y = min(self.y + 1, self.rows - 1)
            return
        size = cell_len(character)
        if size == 0:
            before = self.cells[self.x - 1, self.y]
            self.cells[self.x - 1, self.y] = before._replace(text=before.text + character)
            return
        for x in range(self.x, self.x + size):
            self._break_up(x)
        for x in range(self.x, self.x + size):
            self.cells[x, self.y] = self.pen._replace(text=character if x == self.x else "")
        self.x += size

    def _break_up(self, x: int) -> None:
        """Leave blanks where a character of two cells loses one."""
        if not self.cells[x, self.y].text:
            self.cells[x - 1, self.y] = self.cells[x - 1, self.y]._replace(text=BLANK)
        if x + 1 < self.columns and not self.cells[x + 1, self.y].text:
            self.cells[x + 1, self.y] = self.cells[x + 1, self.y]._replace(text=BLANK)


def _seen(look: Look) -> Look:
    if look.text != BLANK or look.link:
        return look
    seen = look.attributes - _UNSEEN_ON_BLANKS
    if seen == {"7"}:  # reversed: the ground of a blank is the foreground
        return Look(BLANK, seen, look.foreground)
    return look if seen else Look(BLANK, background=look.background)
