"""Containers of sound files: what FFmpeg reads of them, through the versions of PyAV."""

import io
import wave
from pathlib import Path

from incident_tui.listening.levels import SoundLevels


def with_title(title: bytes) -> bytes:
    """A WAV of a second of silence with a title of any bytes, as `LIST`/`INFO` has it."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(bytes(16_000))
    info = b"INFOINAM" + len(title).to_bytes(4, "little") + title + bytes(len(title) % 2)
    data = buffer.getvalue() + b"LIST" + len(info).to_bytes(4, "little") + info
    return data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:]


def test_a_tag_of_another_encoding_is_read(tmp_path: Path) -> None:
    """A byte that is no UTF-8 is a replacement character, and the file is heard all the same."""
    path = tmp_path / "a.wav"
    for title, read in ((b"Stra\xc3\x9fe\0", "Straße"), (b"Stra\xdfe\0", "Stra\ufffde")):
        path.write_bytes(with_title(title))
        with SoundLevels(path) as sound:
            assert sound.tags["title"] == read
