"""Text of strangers made harmless to look at: every control shows as a character."""

import re

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_NAMED = {
    code: f"‹U+{code:04X}›"
    for code in (
        *range(0x80, 0xA0),  # C1 controls
        0x061C,  # Arabic letter mark
        *range(0x200B, 0x2010),  # zero-width characters and direction marks
        *range(0x2028, 0x202F),  # line and paragraph separators, direction embeddings and overrides
        *range(0x2060, 0x2070),  # word joiner, isolates, invisible operators
        0xFEFF,  # byte-order mark
        *range(0xFFF9, 0xFFFC),  # interlinear annotation
        *range(0xE0000, 0xE0080),  # tags
    )
}
_SHOWN = _PICTURES | _NAMED | {code: f"‹U+{code:04X}›" for code in range(0xD800, 0xE000)}
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANK = re.compile(r"[ \t\n\r]+")


def visible(text: str) -> str:
    """Show control characters, escapes and direction overrides as text, on one line."""
    if not _UNSAFE.search(text):
        return text
    return _BLANK.sub(" ", text).strip().translate(_SHOWN)


def paragraphs(text: str) -> list[str]:
    """The lines of a text, each of them `visible`."""
    return [visible(line) for line in text.replace("\r\n", "\n").split("\n")]
