"""The words of a record in chunks: the timeline's, then those of each block of calls."""

from pathlib import Path

import pytest

from incident_tui.chronology.search_index import SearchIndex
from incident_tui.record.calls import packing
from incident_tui.record.numbering import HEAD, Row
from tests.chronology.calls import reading_with
from tests.records import entry, reading_of


def test_chunks_have_a_line_for_each_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry has a line in its chunk, without case and accents."""
    monkeypatch.setattr(packing, "BLOCK_BYTES", 1)
    texts = ("Muñoz", "two\nlines", "LAST")
    calls = reading_with(tmp_path, *({"time": "13:00", "text": text} for text in texts)).calls
    timeline = reading_of(entry("e0", "13:00", text="Élan"), entry("e1", "13:00")).record
    assert timeline
    index = SearchIndex(timeline.timeline, calls)
    assert index.chunks == 4
    assert [index.length(chunk) for chunk in range(4)] == [2, 1, 1, 1]
    assert [index.chunk(chunk).split("\n")[0] for chunk in range(4)] == [
        *("elan", "munoz", "two lines", "last"),
    ]
    rows = (HEAD, Row(HEAD + 1), Row(0), Row(2))
    assert [*map(index.chunk_of, rows)] == [0, 0, 1, 3]
