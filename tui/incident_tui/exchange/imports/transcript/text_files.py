"""Text files of transcripts, decoded."""

import io
from functools import partial
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.encodings import encoding_fault, encoding_of, open_text
from incident_tui.exchange.imports.foreign.files import bytes_of
from incident_tui.exchange.imports.landing.protocol import Origin, Rejected, Remark

MAX_TEXT_BYTES = 64 * 1024 * 1024
"""Size of a text that is read into memory at once: days of speech have less."""


class Text(NamedTuple):
    """The text of a file."""

    text: str
    remarks: tuple[Remark, ...] = ()


def text_of(path: Path, wanted: str) -> Text | Rejected:
    """Read a text.

    Args:
        path: the file.
        wanted: the encoding that the user names; "" lets the text decide.
    """
    origin = Origin(str(path))
    data = bytes_of(path, MAX_TEXT_BYTES)
    if isinstance(data, Rejected):
        return data
    if fault := encoding_fault(wanted):
        return Rejected(origin, fault, "")
    open_bytes = partial(io.BytesIO, data)
    encoding = encoding_of(open_bytes, wanted)
    with open_text(open_bytes, encoding.name) as file:
        text = file.read()
    remarks = (Remark(origin, encoding.remark),) if encoding.remark else ()
    return Text(text.removeprefix("\ufeff"), remarks)
