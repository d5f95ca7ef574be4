"""Make the sound of the exercise's radio calls: `make sounds`.

A free synthesiser speaks the words of each call, a voice for each speaker; the sound is cut to the
band of a radio, and lasts exactly as long as the record says. Needs the programs `flite` (voices of
Carnegie Mellon University, under a BSD-like licence) and `sox` with MP3:
`apt install flite sox libsox-fmt-mp3`. The files are in the repository, so that nobody who tries
the program needs them.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

EXERCISE = Path(__file__).parents[1] / "data" / "exercise"
CALLS = EXERCISE / "calls.jsonl"

VOICES = ("rms", "slt", "awb", "kal16")
"""The voices of flite that sound like people."""
PITCHES_CENTS = (0, -120, 110, -220, 190)
"""With each, a voice is that of another person."""
RATE_HZ = 8_000
KBITS_A_SECOND = 16
LOWEST_HZ, HIGHEST_HZ = 300, 3_000
"""The band of a voice on a radio."""
KEY_S = 0.12
"""The noise before and after the words, while the key is pressed."""
FASTEST, SLOWEST = 1.45, 0.75
"""Limits of the tempo, as a part of the synthesiser's own."""
UNREADABLE = "[unreadable]"
UNREADABLE_S = 0.6
AS_SAID = {"1201-212952": "Medic 2 at Bend General."}
"""Calls whose transcript has a wrong word, and the words that were said."""
_CLOCK = re.compile(r"\b(\d\d):(\d\d)\b")


def spoken(call: dict[str, object]) -> str:
    """The words of a call, as the synthesiser should read them: 20:42 as two numbers."""
    text = AS_SAID.get(str(call["id"]), str(call["text"]))
    return _CLOCK.sub(
        lambda time: f"{int(time[1])} {'oh ' * (time[2][0] == '0')}{int(time[2])}", text
    )


def voice_of(call: dict[str, object], known: dict[str, int]) -> tuple[str, int]:
    """The voice and the pitch of a speaker; the same for each call of the speaker."""
    speaker = call["speaker"]
    assert isinstance(speaker, dict)
    name = str(speaker.get("unit") or speaker.get("person") or speaker.get("label"))
    number = known.setdefault(name, len(known))
    return VOICES[number % len(VOICES)], PITCHES_CENTS[number // len(VOICES) % len(PITCHES_CENTS)]


def run(*command: object) -> str:
    """Run a program, and return what it prints."""
    done = subprocess.run([*map(str, command)], check=True, capture_output=True, text=True)
    return done.stdout


def speak(text: str, voice: str, path: Path) -> None:
    """Write the words as sound, with noise in place of what could not be heard."""
    parts = []
    for number, words in enumerate(text.split(UNREADABLE)):
        if number:
            noise = path.with_suffix(f".{number}.noise.wav")
            run(
                "sox",
                "-n",
                "-r",
                "16000",
                "-b",
                "16",
                noise,
                "synth",
                UNREADABLE_S,
                "pinknoise",
                "vol",
                "0.3",
            )
            parts.append(noise)
        if words.strip():
            part = path.with_suffix(f".{number}.wav")
            run("flite", "-voice", voice, "-t", words, "-o", part)
            parts.append(part)
    run(
        "sox",
        *parts,
        "-r",
        "16000",
        path,
        "silence",
        "1",
        "0.02",
        "0.5%",
        "reverse",
        "silence",
        "1",
        "0.02",
        "0.5%",
        "reverse",
    )


def sound(call: dict[str, object], voice: str, cents: int, folder: Path, target: Path) -> None:
    """Write the sound of a call, of exactly the length in the record."""
    audio = call["audio"]
    assert isinstance(audio, dict)
    length_s = float(audio["length"])
    words, mixed = folder / "words.wav", folder / "mixed.wav"
    speak(spoken(call), voice, words)
    natural_s = float(run("soxi", "-D", words))
    tempo = min(max(natural_s / (length_s - 2 * KEY_S), SLOWEST), FASTEST)
    if natural_s / tempo > length_s:
        sys.exit(
            f"{call['id']}: the words need {natural_s / tempo:.1f} s, the record has {length_s}"
        )
    run(
        "sox",
        words,
        "-r",
        RATE_HZ,
        folder / "band.wav",
        "pitch",
        cents,
        "tempo",
        "-s",
        f"{tempo:.4f}",
        "sinc",
        f"{LOWEST_HZ}-{HIGHEST_HZ}",
        "compand",
        "0.02,0.2",
        "6:-60,-20,-5",
        "-8",
        "norm",
        "-5",
        "pad",
        KEY_S,
        "0",
        "pad",
        "0",
        length_s,
        "trim",
        "0",
        length_s,
    )
    run(
        "sox",
        "-n",
        "-r",
        RATE_HZ,
        folder / "noise.wav",
        "synth",
        length_s,
        "pinknoise",
        "vol",
        "0.012",
        "sinc",
        f"{LOWEST_HZ}-{HIGHEST_HZ}",
        "fade",
        "q",
        "0.01",
        length_s,
        "0.04",
    )
    run(
        "sox",
        "-m",
        "-v",
        "1",
        folder / "band.wav",
        "-v",
        "1",
        folder / "noise.wav",
        mixed,
        "trim",
        "0",
        length_s,
        "norm",
        "-3",
    )
    run("sox", mixed, "-C", KBITS_A_SECOND, target)


def main() -> None:
    """Make a file for each call, and write its name and its SHA-256 into the record."""
    lines, known = [], dict[str, int]()
    with tempfile.TemporaryDirectory() as scratch:
        for line in CALLS.read_text("utf-8").splitlines():
            call = json.loads(line)
            path = Path(call["audio"]["path"]).with_suffix(".mp3")
            target = EXERCISE / path
            target.parent.mkdir(exist_ok=True)
            sound(call, *voice_of(call, known), Path(scratch), target)
            digest = hashlib.sha256(target.read_bytes()).hexdigest()
            call["audio"] |= {"path": path.as_posix(), "sha256": digest}
            lines.append(json.dumps(call, ensure_ascii=False))
    CALLS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
