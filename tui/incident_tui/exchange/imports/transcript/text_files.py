"""Text files of transcripts, decoded."""

import codecs
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.files import bytes_of
from incident_tui.exchange.imports.landing.protocol import Origin, Rejected, Remark

MAX_TEXT_BYTES = 64 * 1024 * 1024
"""Size of a text that is read into memory at once: days of speech have less."""


class Text(NamedTuple):
    """The text of a file."""

    text: str
    remarks: tuple[Remark, ...] = ()


def text_of(path: Path) -> Text | Rejected:
    """Read a text in UTF-8, UTF-16 with a byte-order mark, or else Windows-1252."""
    data = bytes_of(path, MAX_TEXT_BYTES)
    if isinstance(data, Rejected):
        return data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Text(data.decode("utf-16", "replace"))
    try:
        return Text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        remark = Remark(Origin(str(path)), "this is no UTF-8; read as Windows-1252")
        return Text(data.decode("cp1252", "replace"), (remark,))
