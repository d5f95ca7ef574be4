"""HTML inside other formats, as plain text.

The time grows with the length of the text, also for tags and comments that are never closed: the
parser of Python, in some of its versions, looks for each missing end anew.
"""

import re
from collections.abc import Iterator
from html import unescape

_BLOCKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTES = re.compile(r"""(?:"[^"]*"|'[^']*'|[^>"'])*+""")
"""The rest of a tag, up to the `>` that is in no quotation marks."""
_ATTRIBUTE = re.compile(r"""([^\s"'/=>]++)\s*+(?:=\s*+("[^"]*"|'[^']*'|[^\s]+))?""")
_ADDRESS_ATTRIBUTES = ("href", "src", "alt")


def plain_text(html: str) -> str:
    """Return the words and addresses of HTML, a line for each block element."""
    if "<" not in html and "&" not in html:
        return html
    lines = (" ".join(line.split()) for line in "".join(_words(html)).split("\n"))
    return "\n".join(filter(None, lines))


def _words(html: str) -> Iterator[str]:
    """Yield the text between tags, a new line for a block element, and addresses."""
    last_end, last_comment_end = html.rfind(">"), html.rfind("-->")
    quotes_are_closed = True
    at = 0
    while (start := html.find("<", at, last_end + 1)) >= 0:
        yield unescape(html[at:start])
        if html.startswith("<!--", start) and start + 4 <= last_comment_end:
            at = html.index("-->", start + 4) + 3
        elif name := _NAME.match(html, start):
            at = html.index(">", name.end())
            if quotes_are_closed and (attributes := _ATTRIBUTES.match(html, name.end())):
                # At the end of the text, a quotation mark before has no second: none counts again.
                quotes_are_closed = attributes.end() < len(html) and html[attributes.end()] == ">"
                at = attributes.end() if quotes_are_closed else at
            yield "\n" if name[1].lower() in _BLOCKS else ""
            if html[start + 1] != "/":
                for attribute, value in _ATTRIBUTE.findall(html, name.end(), at):
                    address = unescape(value.strip("\"'"))
                    if address and attribute.lower() in _ADDRESS_ATTRIBUTES:
                        yield f" ({address}) "
            at += 1
        elif html[start + 1] in "!?":
            at = html.index(">", start) + 1
        else:
            yield "<"
            at = start + 1
    yield unescape(html[at:])
