"""Blocks that are decoded at once: only where each line is a sound call by itself."""

from array import array

import pytest

from incident_tui.record.calls.entry_parts import Party
from incident_tui.record.calls.line import WrittenTime
from incident_tui.record.calls.sound_block import BlockDecoder, SoundBlock
from incident_tui.record.rules import leaves_folder
from tests.record.calls.taking import PATHS, line


def decode(*listed: bytes, decoder: BlockDecoder | None = None) -> SoundBlock | None:
    """What becomes of a block of lines."""
    block = b"\n".join(listed)
    return (decoder or BlockDecoder()).decode(block, block.count(b"\n"))


def sound(*listed: bytes, decoder: BlockDecoder | None = None) -> SoundBlock:
    """A block of lines, all of them sound."""
    block = decode(*listed, decoder=decoder)
    assert block
    return block


A, B = line(id="a"), line(id="b")
HEAD, TAIL = A[: A.index(b', "text"')], A[A.index(b'"text"') :]


@pytest.mark.parametrize(
    "listed",
    [
        [A + B],
        [A + b" \t" + B],
        [A + B, HEAD + b",", TAIL],  # three lines, and three values
        [HEAD + b",", TAIL + B],
        [A, b"", B],
        [A, B, b" ", b""],
        [A, b"[]"],
        [A, A],
        [A, line(id="")],
        [A, line(cite="")],
        [A, line(cite=[])],
        [A, line(time="24:61")],
        [A, line(known="soon")],
        [A, line(effects=[{"unit": "u", "status": "closed"}])],
        [A, line(id="b", text="}{")],  # sound, but looked at twice
        [A, b'{"id": "\xff"}'],
    ],
)
def test_a_block_that_is_read_line_by_line(listed: list[bytes]) -> None:
    """Where not every line is a sound call, each by itself, none is decoded here."""
    assert decode(*listed) is None


@pytest.mark.parametrize("path", PATHS)
def test_paths_of_recordings(path: str) -> None:
    """A block with a recording outside the folder is not decoded, whatever stands around it."""
    listed = [line(id="a", audio={"path": "0.mp3"}), line(id="b", audio={"path": path})]
    assert (decode(*listed) is None) is leaves_folder(path)


@pytest.mark.parametrize("path", ["a..b", "a/c:b", "..a", "a\\b", "é"])
def test_paths_that_need_a_second_look(path: str) -> None:
    """A path that only looks as if it left the folder does not."""
    assert decode(line(audio={"path": path}))


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n", b"\r\n"])
def test_line_ends_do_not_matter(end: bytes, last: bytes) -> None:
    """Blocks whose lines end as on Windows, or whose last line has no end, are decoded too."""
    text = A + end + B + last
    block = BlockDecoder().decode(text, text.count(b"\n"))
    assert block
    assert [*block.ids.all] == ["a", "b"]


def test_tables_are_those_of_a_file() -> None:
    """A party and a time that an earlier block had keep their places, and are not new again."""
    decoder = BlockDecoder()
    first = sound(
        line(id="a", agency="x", time="2024-02-29T13:15:07"),
        line(id="b", agency="y", time="2024-02-29T13:15:59"),
        line(id="c", agency="x", time="2024-02-29T13:16:00"),
        decoder=decoder,
    )
    assert first.new_parties == (
        Party("x", "", "", (), (), ("s",)),
        Party("y", "", "", (), (), ("s",)),
    )
    assert array("I", first.parties).tolist() == [0, 1, 0]
    assert first.new_times == ("2024-02-29T13:15:00", "2024-02-29T13:16:00")
    assert array("I", first.times).tolist() == [0, 0, 1]
    assert array("H", first.offsets).tolist() == [7_000, 59_000, 0]
    second = sound(
        line(id="d", agency="y", time="2024-02-29T13:16:01"),
        line(id="e", agency="z", time="2024-02-29T13:17:01"),
        decoder=decoder,
    )
    assert [party.agency for party in second.new_parties] == ["z"]
    assert array("I", second.parties).tolist() == [1, 2]
    assert second.new_times == ("2024-02-29T13:17:00",)
    assert array("I", second.times).tolist() == [1, 2]


def test_a_block_that_fails_leaves_the_tables_as_they_were() -> None:
    """Of a block that is not decoded nothing stands in the tables of the next."""
    decoder = BlockDecoder()
    flawed = [line(id="a", agency="x", time="13:15"), line(id="b", time="soon")]
    assert decode(*flawed, decoder=decoder) is None
    block = sound(line(id="c", agency="y", time="13:16"), decoder=decoder)
    assert array("I", block.parties).tolist() == [0]
    assert array("I", block.times).tolist() == [0]
    assert block.new_times == ("13:16",)


def test_blocks_that_are_passed_over_count() -> None:
    """What blocks of an index have added to the tables is added to, not written over."""
    decoder = BlockDecoder()
    decoder.pass_over(sound(line(agency="x", time="13:15"), line(id="d", time="13:16")))
    decoder.pass_over(None)
    block = sound(line(agency="y", time="2024-02-29T13:15:07"), decoder=decoder)
    assert array("I", block.parties).tolist() == [2]
    assert array("I", block.times).tolist() == [2]


def test_times_in_any_form() -> None:
    """Times of one kind share places, but for those that hang on other entries."""
    written = ["13:15", "q1 +2m", "13:15", "q1 +2m", "2024-02-29T13:15:07.25", {"at": "13:15"}]
    block = sound(*(line(id=f"c{number}", time=time) for number, time in enumerate(written)))
    assert array("I", block.times).tolist() == [0, 1, 0, 2, 3, 4]
    assert array("H", block.offsets).tolist() == [0, 0, 0, 0, 7_250, 0]
    assert block.new_times == (
        *("13:15", "q1 +2m", "q1 +2m", "2024-02-29T13:15:00.00"),
        WrittenTime("13:15"),
    )


def test_what_few_lines_have() -> None:
    """Effects, milestones, times of knowing, and references beside the party, each at its line."""
    block = sound(
        line(id="a"),
        line(id="b", milestone="m", location="l"),
        line(id="c", known="q1 +2m", people=["p", ""]),
        line(id="d", effects=[{"unit": "u", "status": "OnScene"}], location="l"),
    )
    assert (block.with_effects, block.with_known) == ((1, 3), (2,))
    assert block.references == (
        ((("locations",), "l"), 1),
        ((("people",), "p"), 2),
        ((("timeline",), "q1"), 2),
        ((("units",), "u"), 3),
    )


def test_words_of_a_block() -> None:
    """Title and text are on one line each, without case and accents."""
    block = sound(line(id="a", title="Título", text="Muñoz\nsaid"), line(id="b", text="ONE\nTWO"))
    assert block.words == "titulo munoz said\none two"
