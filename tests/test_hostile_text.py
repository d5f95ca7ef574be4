"""A record with a command to the terminal in each of its texts: none reaches a terminal.

The record is made from `tests/record/everything.yaml`, which has every key that a record can have.
"""

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

from incident_tui.cli.printing import FORMATS as FORMS
from incident_tui.exchange.exports import FORMATS
from incident_tui.record.reading import read_bytes
from tests.cli.running import record_in, run
from tests.notes.noting import note, with_log
from tests.pseudo_terminal import screen_on_terminal
from tests.record.readings import EVERYTHING
from tests.thorough import at_sizes

COMMANDS = (
    "\x1b[4242C",
    "\x1b[?4242h",
    "\x1b]8;;https://evil.example\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]0;evil\x07",
    "\x1bPq4242\x1b\\",
    "\x1bc",
    "\x1b(0",
    "\x9b4242m",
    "\x9d0;evil\x9c",
    "\x07\x08\x08\x0b\x0c",
    "\r\x00\x7f",
    "\u202eevil\u202c\u2066",
    "\u200bzero\u2060\ufeff",
    "a\u200db\u200c",
)
"""Sequences that move, hide, link, name, copy, reset; controls; directions; nothing to see."""
MARKUP = ("[bold red]x[/]", "[@click=app.quit]q[/]", ":skull:", "<script>x</script>", "\u0301" * 60)
OWN = re.compile(
    r"\x1b\[[\d;]*[CGHJKm]"  # cursor, erasing, pens
    r"|\x1b\[\?(?:25|7|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p"  # what the terminal is asked
    r"|\x1b\[[<>]\d*u"
    r"|\x1b\]22;[a-z-]*(?:\x07|\x1b\\)"  # the shape of the pointer
)
"""What Textual and our painter write."""
FOREIGN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What no text on a terminal may have: controls, directions, characters without a shape."""


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each text of a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, str):
            yield (*path, key)
        else:
            yield from leaves(item, (*path, key))


def put(value: Any, path: tuple[Any, ...], text: str) -> str:
    """Put a text at a path; returns the text that stood there."""
    for key in path[:-1]:
        value = value[key]
    before: str = value[path[-1]]
    value[path[-1]] = text
    return before


def errors(record: Any) -> list[str]:
    """The errors of a record, but for the files that it names."""
    reading = read_bytes(json.dumps(record).encode(), "record.yaml")
    said = [str(problem) for problem in reading.problems if problem.severity == "error"]
    return [one for one in said if "no such file" not in one]


@cache
def hostile_record() -> tuple[str, int]:
    """The record with a payload in front of each text that may have any words, and their number.

    A text that may not, such as a time, is found by trying: the record has an error then.
    """
    record = yaml.load(EVERYTHING.read_text("utf-8"), yaml.BaseLoader)
    assert errors(record) == []
    payloads = cycle((*COMMANDS, *MARKUP))
    count = 0
    for path in [*leaves(record)]:
        before = put(record, path, "")
        put(record, path, f"{next(payloads)}{before}")
        if errors(record):
            put(record, path, before)
        else:
            count += 1
    assert errors(record) == []
    # And three entries that cannot be read, whose faults are told.
    record["timeline"] += [{"id": f"bad{text}", "kind": text, text: text} for text in COMMANDS[:3]]
    return json.dumps(record), count


def foreign_in(written: str) -> list[str]:
    """What a terminal was told that neither Textual nor we tell a terminal."""
    shown = OWN.sub("", written)
    return [shown[max(one.start() - 30, 0) : one.end() + 30] for one in FOREIGN.finditer(shown)]


def test_most_texts_of_a_record_may_have_any_words() -> None:
    """The attack has a way in: more than a hundred texts, of each section."""
    text, count = hostile_record()
    assert count > 100
    assert all(json.dumps(command)[1:-1] in text for command in COMMANDS)


KEYS = [
    *("j", "J", "G", "]", "k", "g"),
    *("o", "c", "u", "i", "v", "p", "l", "?", "f", "w", "m", "h"),  # each board, picker, clocks
    *(f"{pane}z" for pane in range(1, 8)),
    *("2jo", "3jo", "4\x1b[Cjo", "5\r", "e", "!", "r", "a", "s"),
    *("b", "enote\r", "'", "B", "B", "E"),  # notes, the editor
    *("\x10", "\x10evil", "/x\r", "//(\r", "t13:15\r", "tevil\r", "n", "&"),
]
"""Every pane and every board, the prompts, the palette; then Escape, twice."""


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="terminals are others there")
@pytest.mark.parametrize("size", at_sizes((120, 36), (60, 20)), ids=str)
def test_no_text_of_a_record_reaches_the_terminal_as_a_command(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all that is written to the terminal on every pane and board, nothing is foreign."""
    path = tmp_path / "record.yaml"
    path.write_text(hostile_record()[0])
    monkeypatch.setenv("VISUAL", "true")  # an editor would show the file as it is
    with screen_on_terminal(str(path), size=size) as terminal:
        for keys in KEYS:
            terminal.send(keys)
            terminal.settle(0.06)
            terminal.send("\x1b")
            terminal.settle(0.06)
            assert terminal.process.poll() is None, keys
        terminal.send("\x1b")
        terminal.settle(0.3)
        terminal.send("q")
        assert terminal.ended() == 0
        written = bytes(terminal.written)
    assert [command for command in COMMANDS if command.encode() in written] == []
    assert foreign_in(written.decode().replace("\n", "")) == []
    assert "␛".encode() in written


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        *(["show", "--format", name] for name in ("plain", "csv", "json", "markdown")),
        *(["export", "--to", name] for name, form in FORMATS.items() if not form.is_binary),
    ],
    ids=lambda words: " ".join(words),
)
def test_no_text_of_a_record_is_printed_as_a_command(arguments: list[str]) -> None:
    """Each print and each export is text: on a terminal, nothing of it acts."""
    result = run(*arguments, "-", stdin=hostile_record()[0].encode())
    assert isinstance(result.exception, SystemExit | None)
    assert foreign_in(result.stdout + result.stderr) == []
    assert result.stdout or result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        *(["notes", "--format", name] for name in ("text", "markdown", "json", "jsonl")),
        *(["show", "--notes", "--only-marked", "--format", name] for name in FORMS),
        ["show", "--notes", "--lanes"],
        *(
            ["export", "--notes", "--only-marked", "--to", name]
            for name, form in FORMATS.items()
            if not form.is_binary
        ),
    ],
    ids=lambda words: " ".join(words),
)
def test_no_text_of_a_note_is_printed_as_a_command(arguments: list[str], tmp_path: Path) -> None:
    """Neither of a note nor of a faulty line of the log, in the output and beside it."""
    path = record_in(tmp_path)
    texts = (*COMMANDS, *MARKUP)
    notes = (
        note(text, "e1", text, by=f"x{text}", chance=number) for number, text in enumerate(texts)
    )
    with_log(path, *notes, incident="i")
    with path.with_suffix(".review.jsonl").open("a") as log:
        log.writelines(f"{json.dumps({'kind': text, text: text})}\n" for text in COMMANDS)
    result = run(*arguments, path)
    assert isinstance(result.exception, SystemExit | None)
    assert foreign_in(result.stdout + result.stderr) == []
    assert result.stdout or result.stderr
