"""XML of strangers, read piece by piece: elements with their lines, within bounds.

A document type, and with it every entity, is refused (defusedxml). Memory holds the wanted elements
under way alone, so a feed with many of them needs no more memory than its longest.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ErrorString

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from incident_tui.exchange.imports.foreign.files import packed_words
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Origin, Rejected
from incident_tui.record.files import failure_words, opened_file

MAX_XML_BYTES = 64 * 1024 * 1024
"""Size of a file."""
MAX_DEPTH = 64
"""Elements inside each other, from the root of the document."""
MAX_ELEMENTS = 50_000
"""Elements inside a wanted element."""
MAX_TEXT_CHARACTERS = 1024 * 1024
"""Length of the text of an element that is kept."""

_BLOCK_BYTES = 64 * 1024
_DECLARES = "declares a document type or entities, which are not read; remove the declaration"

IsWanted = Callable[[str, str], bool]
"""Whether an element is wanted, by the namespace and the local name."""


class XmlElement:
    """An element: its name without the namespace, its text, and the elements inside."""

    __slots__ = ("_parts", "children", "length", "line", "name", "namespace")

    def __init__(self, namespace: str, name: str, line: int) -> None:
        self.namespace = namespace
        self.name = name
        self.line = line
        """1-based."""
        self.children: list[XmlElement] = []
        self.length = 0
        """The number of characters of the text, also of those beyond the kept."""
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        """The text between the tags of the element, without blanks at both ends."""
        return clean("".join(self._parts)).strip()

    @property
    def is_cut(self) -> bool:
        """Whether the text is longer than what is kept."""
        return self.length > MAX_TEXT_CHARACTERS

    def add(self, text: str) -> None:
        """Add to the text, as far as it is kept."""
        room = MAX_TEXT_CHARACTERS - self.length
        if room > 0:
            self._parts.append(text[:room])
        self.length += len(text)

    def all(self, name: str) -> list["XmlElement"]:
        """The elements inside with a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> str:
        """The text of the first element inside with a name that has a text; "" without one."""
        return next((text for child in self.all(name) if (text := child.text)), "")


class _TooDeepError(ValueError):
    """Elements are nested deeper than `MAX_DEPTH`."""


class _Builder:
    """The target of the parser: builds the wanted elements."""

    def __init__(self, is_wanted: IsWanted) -> None:
        self.done: list[XmlElement | Rejected] = []
        self.open: list[XmlElement] = []
        """The open elements, from a wanted element inwards."""
        self.line: Callable[[], int] = lambda: 0
        """The number of the line that the parser reads."""
        self.path = ""
        self._is_wanted = is_wanted
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attributes: object) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeepError(f"elements are nested deeper than {MAX_DEPTH}")
        namespace, _, name = tag.rpartition("}")
        namespace = namespace.removeprefix("{")
        if not self.open and not self._is_wanted(namespace, name):
            return
        self._count = self._count + 1 if self.open else 0
        element = XmlElement(namespace, name, self.line())
        if self.open and self._count <= MAX_ELEMENTS:
            self.open[-1].children.append(element)
        self.open.append(element)

    def data(self, text: str) -> None:
        if self.open:
            self.open[-1].add(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if not self.open:
            return
        element = self.open.pop()
        if self.open:
            return
        if self._count > MAX_ELEMENTS:
            words = f"`{clean(element.name)}` has more than {MAX_ELEMENTS:,} elements inside"
            self.done.append(Rejected(Origin(self.path, element.line), words, ""))
        else:
            self.done.append(element)

    def close(self) -> None:
        """Nothing: the elements are taken as they are done."""


def elements(path: Path, is_wanted: IsWanted) -> Iterator[XmlElement | Rejected]:
    """Yield the wanted elements of a file, each once it is closed, and the faults of the file.

    A wanted element inside a wanted element is a part of it. What stands before a fault is read.

    Args:
        path: the file.
        is_wanted: is asked of each element outside of the wanted elements, the root first.
    """
    name = clean(str(path))
    file, failure = opened_file(path, MAX_XML_BYTES, "import it in parts")
    if file is None:
        yield Rejected(Origin(name), failure, "")
        return
    with file:
        try:
            if words := packed_words(path):
                yield Rejected(Origin(name), words, "")
                return
            yield from _parsed(file, name, is_wanted)
        except OSError as error:
            yield Rejected(Origin(name), failure_words(error), "")


def _parsed(file: BinaryIO, name: str, is_wanted: IsWanted) -> Iterator[XmlElement | Rejected]:
    """Yield the wanted elements of an open file, and at most one fault.

    Raises:
        OSError: if the file cannot be read.
    """
    builder = _Builder(is_wanted)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.path, builder.line = name, lambda: parser.parser.CurrentLineNumber
    fault: Rejected | None = None
    is_open = True
    while is_open and fault is None:
        block = file.read(_BLOCK_BYTES)
        is_open = bool(block)
        try:
            if is_open:
                parser.feed(block)
            else:
                parser.close()
        except ParseError as error:
            line, column = error.position
            words = f"no XML: {ErrorString(error.code)}, in column {column + 1}"
            fault = Rejected(Origin(name, line), _with_loss(words, builder), "")
        except DefusedXmlException:
            fault = Rejected(Origin(name, builder.line()), _with_loss(_DECLARES, builder), "")
        except (ValueError, LookupError) as error:  # too deep, or an encoding that Python lacks
            words = _with_loss(f"no XML: {error}", builder)
            fault = Rejected(Origin(name, builder.line()), words, "")
        yield from builder.done
        builder.done.clear()
    if fault:
        yield fault


def _with_loss(words: str, builder: _Builder) -> str:
    """The words for a fault, with the wanted element that is lost by it."""
    if not builder.open:
        return words
    lost = builder.open[0]
    return f"{words}; `{clean(lost.name)}` of line {lost.line} is not whole, and is not read"
