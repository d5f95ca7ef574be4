"""Text as GitHub Flavored Markdown 0.29-gfm, without any markup of its own."""

import re

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#]")
_LINK = re.compile(
    r"""
    (?<! [A-Za-z0-9+.-] ) [0-9+.-]*+ [A-Za-z] [A-Za-z0-9+.-]*+ :// [^\s`|]*
    | (?: www\. | mailto: | xmpp: ) [^\s`|]*
    | (?<! [A-Za-z0-9@_.+-] ) @*+ [A-Za-z0-9._+-]++ @ [A-Za-z0-9@_.+-]* \. [A-Za-z0-9] [^\s`|]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Text that GitHub would turn into a link; written as code.

A scheme and an address are tried only where their letters begin, and once: from each letter of a
word of many thousands, the search would go to the end of the word.
"""
_BLOCK = re.compile(r"(?:[+=-]|\d{1,9}(?=[.)]))")


def escaped(text: str) -> str:
    """A line of text as Markdown: no markup, HTML or link, at any place in a line."""
    text = text.strip()
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        pieces += [_MARKUP.sub(r"\\\g<0>", text[end : link.start()]), f"`{link[0]}`"]
        end = link.end()
    pieces.append(_MARKUP.sub(r"\\\g<0>", text[end:]))
    safe = "".join(pieces)
    if block := _BLOCK.match(safe):
        number = block[0].isdigit()
        place = block.end() if number else 0
        safe = f"{safe[:place]}\\{safe[place:]}"
    return safe
