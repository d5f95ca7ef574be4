"""Files are opened as what they are, and never lead to another file."""

import sys
from io import FileIO
from itertools import pairwise
from pathlib import Path
from subprocess import run

import av
import pytest

from incident_tui.listening.faults import SoundError
from incident_tui.listening.file_bytes import open_unchanged
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.readers import BlockReader, MpegReader, SoundReader, open_reader
from incident_tui.listening.sound_files import SoundFile, SoundFiles
from incident_tui.record.model import Audio
from tests.listening.sound_writing import FORMS, bursts, frames, write_bursts, write_sound


def opened(path: Path) -> tuple[SoundFile, FileIO]:
    """A sound file, open."""
    file = SoundFiles(path.parent).slice_of(Audio(path=path.name)).file
    return file, open_unchanged(file)


@pytest.mark.parametrize(
    ("name", "kind", "length"),
    [
        ("pcm.wav", SoundReader, 3.0),
        ("ima.wav", BlockReader, 3.0),
        ("varying-no-header.mp3", MpegReader, 3.0),
        ("no-header.mp3", MpegReader, 3.0),
        ("aac.m4a", SoundReader, 3.0),
        ("raw.aac", SoundReader, None),
    ],
)
def test_a_reader_suits_its_file(
    name: str, kind: type[SoundReader], length: float | None, tmp_path: Path
) -> None:
    """The length is that of the sound, by count where a header does not tell it."""
    reader = open_reader(*opened(write_bursts(tmp_path, name, 3)))
    assert type(reader) is kind
    assert reader.length == (length and pytest.approx(length, abs=0.3))
    reader.close()


PLAYLISTS = {
    "list.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{path}\n#EXT-X-ENDLIST\n",
    "list.ffconcat": "ffconcat version 1.0\nfile {name}\n",
    "list.mpd": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">'
    '<Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1">'
    "<BaseURL>{path}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "list.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
    "m=audio 5004 RTP/AVP 0\n",
    "call.mp3": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{path}\n#EXT-X-ENDLIST\n",
}


@pytest.mark.parametrize("name", PLAYLISTS)
def test_a_playlist_opens_no_file(name: str, tmp_path: Path) -> None:
    """It would be a file, or an address, of a stranger's choice."""
    path = write_bursts(tmp_path, "raw.aac", 2)
    playlist = tmp_path / name
    playlist.write_text(PLAYLISTS[name].format(path=path, name=path.name))
    file, content = opened(playlist)
    with content, pytest.raises(SoundError, match="is no sound file, or is damaged"):
        open_reader(file, content)


HEARD = """
import sys
from pathlib import Path
from incident_tui.listening.faults import SoundError
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.sound_files import SoundFiles
from incident_tui.record.model import Audio

path = Path(sys.argv[1])
try:
    with ReaderPool().reading(SoundFiles(path.parent).slice_of(Audio(path=path.name)).file) as one:
        print(sum(frame.samples for _, frame in one.frames(0)))
except SoundError as error:
    print(error)
status = Path("/proc/self/status").read_text()
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""
"""Print the samples of a sound file, then the most memory, in MB, that was in use.

`ru_maxrss` is no measure: a new process begins with that of the process that started it.
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
def test_a_small_file_takes_little_memory(tmp_path: Path) -> None:
    """An MP4 may tell of a hundred million packets in a few bytes; memory is told in MB."""
    path = write_bursts(tmp_path, "aac.m4a", 1)
    content = bytearray(path.read_bytes())
    count = (100_000_000).to_bytes(4, "big")
    sizes, times, chunks = (content.index(name) + 8 for name in (b"stsz", b"stts", b"stsc"))
    content[sizes : sizes + 8] = (1).to_bytes(4, "big") + count  # each packet has a byte
    content[times + 4 : times + 8] = count
    content[chunks + 8 : chunks + 12] = count
    path.write_bytes(content)
    finished = run([sys.executable, "-c", HEARD, str(path)], capture_output=True, check=True)
    lines = finished.stdout.decode().splitlines()
    assert len(lines) == 2
    assert int(lines[1]) < 300


@pytest.mark.parametrize("content", [b"hello world " * 1_000, b"RIFF", b"\xff"])
def test_what_is_no_sound_says_so(
    content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """FFmpeg says nothing beside it."""
    (tmp_path / "call.mp3").write_bytes(content)
    file, bytes_of_it = opened(tmp_path / "call.mp3")
    with bytes_of_it, pytest.raises(SoundError, match=r"^call\.mp3: is no sound file"):
        open_reader(file, bytes_of_it)
    assert capfd.readouterr() == ("", "")


def test_a_film_without_sound_says_so(tmp_path: Path) -> None:
    """It is a file of a format that could have sound."""
    path = tmp_path / "film.mp4"
    with av.open(path, "w") as out:
        stream = out.add_stream("mpeg4", rate=10)
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for number in range(3):
            picture = av.VideoFrame(64, 64, "yuv420p")
            picture.pts = number
            out.mux(stream.encode(picture))
        out.mux(stream.encode(None))
    file, content = opened(path)
    with content, pytest.raises(SoundError, match=r"^film\.mp4: has no sound$"):
        open_reader(file, content)


def test_names_in_no_known_encoding_do_not_matter(tmp_path: Path) -> None:
    """The title of a recording may have been written by anything."""
    path = write_bursts(tmp_path, "pcm.wav", 1)
    content = path.read_bytes()
    tag = (
        b"LIST" + (16).to_bytes(4, "little") + b"INFOINAM" + (4).to_bytes(4, "little") + b"\xff" * 4
    )
    path.write_bytes(content[:36] + tag + content[36:])
    reader = open_reader(*opened(path))
    assert reader.length == pytest.approx(1, abs=0.1)
    reader.close()


@pytest.mark.parametrize("name", ["pcm.wav", "constant.mp3", "aac.m4a", "flac.flac"])
def test_a_file_that_is_cut_short_still_says_its_length(name: str, tmp_path: Path) -> None:
    """The header tells what should be there."""
    form = FORMS[name]
    options = (("movflags", "faststart"),) if name == "aac.m4a" else ()
    path = write_sound(tmp_path / name, form._replace(options=options), bursts(form.rate, 6))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    reader = open_reader(*opened(path))
    assert reader.length == pytest.approx(6, abs=0.1)
    reader.close()


def test_files_stay_open_for_the_next_slice(tmp_path: Path) -> None:
    """Up to four that do not play; a file that plays twice is open twice."""
    pool = ReaderPool()
    slices = []
    for number in range(6):
        form = FORMS["mu-law.wav"]
        path = write_sound(tmp_path / f"{number}.wav", form, bursts(form.rate, 1))
        slices.append(SoundFiles(tmp_path).slice_of(Audio(path=path.name)).file)
    with pool.reading(slices[0]) as first, pool.reading(slices[0]) as second:
        assert first is not second
    with pool.reading(slices[0]) as again:
        assert again in (first, second)
    for file in slices:
        with pool.reading(file):
            pass
    with pool.reading(slices[0]) as late:
        assert late not in (first, second)
    pool.close()


def test_a_file_that_cannot_be_decoded_is_closed(tmp_path: Path) -> None:
    """A hundred of them leave nothing open: an open file would warn, and fail this test."""
    (tmp_path / "call.mp3").write_bytes(b"no sound" * 100)
    file = SoundFiles(tmp_path).slice_of(Audio(path="call.mp3")).file
    pool = ReaderPool()
    for _ in range(3):
        with pytest.raises(SoundError), pool.reading(file):
            pass
    pool.close()


def test_frames_have_times(tmp_path: Path) -> None:
    """The first is at or before the second asked for; each begins where the one before ends."""
    form = FORMS["pcm.wav"]
    path = tmp_path / "call.wav"
    with av.open(path, "w") as out:
        stream = out.add_stream(form.codec, rate=form.rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        for frame in frames(bursts(form.rate, 3), form.rate):
            out.mux(stream.encode(frame))
    reader = open_reader(*opened(path))
    found = [(time, frame.samples) for time, frame in reader.frames(2.0)]
    assert 1.4 <= found[0][0] <= 2.0
    for (time, samples), (following, _) in pairwise(found):
        assert following == pytest.approx(time + samples / form.rate)
    reader.close()
