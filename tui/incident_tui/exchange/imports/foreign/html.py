"""HTML inside other formats, as plain text."""

from html.parser import HTMLParser

_BLOCKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
_ADDRESS_ATTRIBUTES = ("href", "src", "alt")


def plain_text(html: str) -> str:
    """Return the words and addresses of HTML, a line for each block element."""
    if "<" not in html and "&" not in html:
        return html
    reader = _TextReader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # Python 3.11 raises this for an unknown marked section, `<![x[`
        return html
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return "\n".join(filter(None, lines))


class _TextReader(HTMLParser):
    """Collects the words and addresses of HTML in `found`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += "\n" if tag in _BLOCKS else ""
        self.found += [
            f" ({value}) " for name, value in attrs if name in _ADDRESS_ATTRIBUTES and value
        ]

    def handle_endtag(self, tag: str) -> None:
        self.found += "\n" if tag in _BLOCKS else ""

    def handle_data(self, data: str) -> None:
        self.found.append(data)
