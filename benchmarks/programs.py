"""The programs that are compared: how each is started, which keys do what, what its screen says.

A peer reads the file of the same calls that it handles best.
"""

import re
import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.county import DISPATCH, ENTRIES
from benchmarks.traffic import CALLS_NAME, HEAD_NAME, NEEDLES, SIGN

LOG_NAME = "calls.log"
DOWN, PAGE_UP, PAGE_DOWN = "\x1b[B", "\x1b[5~", "\x1b[6~"
ENTER, ESCAPE, CLEAR = "\r", "\x1b", "\x15"

READING = re.compile(r"reading [\d,]+ calls")
"""What incident-tui shows while it reads, and no longer when all is read."""
SEARCHING = "searching…"
"""What incident-tui shows while it searches."""
HITS = re.compile(r"([\d,]+) hits?\b")
"""How a program tells the number of hits, `3 hits` or `1 of 3 hits`, in its first group."""

NEEDLE_PART = 0.999
NEEDLE = NEEDLES[NEEDLE_PART]
"""What is looked for from the top of the file, and how far into it that stands."""
FOUND = f"{SIGN} {NEEDLE}"
"""What is on the screen once it is found: more than was typed."""

IDENTIFIER = "{identifier}"
"""Stands for the id of the entry that says so."""

BY_DISPATCH = rf"(Dispatch|{DISPATCH}-\d+):"
"""The lines of a log that are of the agency of the record's first entry, about half of them."""


@dataclass(frozen=True)
class Stage:
    """Keys, and what is on the screen once they have had their effect."""

    keys: str
    seen: str = ""
    """A pattern; where there is none, the effect is over when nothing more is written."""


@dataclass(frozen=True)
class Search:
    """How a word is looked for: keys, the word, keys; and how to see that it was found."""

    ask: str
    go: str
    leave: str = ""
    found: str = re.escape(FOUND)
    """A pattern, of the one entry that says `NEEDLE`."""
    ask_count: str = ""
    """Where counting the hits is asked for in another way."""
    count: re.Pattern[str] | None = HITS


@dataclass(frozen=True)
class Program:
    """A program with its keys; what it has no keys for, it cannot do."""

    name: str
    command: tuple[str, ...]
    marker: str
    """A text of the first screen, whatever is opened."""
    opens: str | None
    """What of a record's folder it opens: a file's name, the folder itself for "", or nothing."""
    step: tuple[str, str] = ("j", "k")
    page: tuple[str, str] = (PAGE_DOWN, PAGE_UP)
    jump: tuple[str, str] = ("G", "g")
    """To the last entry, to the first."""
    agency: tuple[Stage, ...] = ()
    """Shows only one agency's calls."""
    unfilter: str = ""
    radio: str = ""
    """Shows only radio calls."""
    search: Search | None = None
    entry: str = ""
    """A text of the first screen that shows made-up calls, if not the marker."""

    def opening(self, path: Path | None) -> tuple[str, ...]:
        """The command that opens what is in this folder, or this record; without one, its own."""
        if self.opens is None or path is None:
            return self.command
        return (*self.command, str(path / self.opens))


PYTHON = Program("Python", (sys.executable, "-c", "print('word')"), marker="word", opens=None)
ECHO = Program(
    "echo",
    (
        sys.executable,
        "-c",
        "import os, tty; tty.setraw(0); os.write(1, b'word')\n"
        "while key := os.read(0, 1): os.write(1, key)",
    ),
    marker="word",
    opens=None,
)
BARE = Program(
    "bare",
    (sys.executable, str(Path(__file__).with_name("bare.py"))),
    marker="word",
    opens=None,
    page=("j", "k"),
    jump=("j", "k"),
    agency=(Stage("j"),),
    unfilter="k",
    radio="j",
)
PARSE = Program(
    "libyaml",
    (
        sys.executable,
        "-c",
        "import sys, yaml\n"
        "for _ in yaml.parse(open(sys.argv[1], 'rb'), yaml.CSafeLoader): pass\n"
        "input('word')",
    ),
    marker="word",
    opens=HEAD_NAME,
)
INCIDENT_TUI = Program(
    "incident-tui",
    (sys.executable, "-m", "incident_tui"),
    marker="Key moments",
    opens="",
    agency=(Stage("a"),),
    unfilter=ESCAPE,
    radio="r",
    entry=ENTRIES[0]["title"],
    search=Search(ask="/", go=ENTER, leave=ESCAPE),
)
PEERS = (
    Program(
        "lnav",
        # The clock in its corner would be taken for an answer to a key.
        ("lnav", "-c", ":config /ui/clock-format -"),
        marker="2024-03-0",
        opens=LOG_NAME,
        agency=(Stage(f":filter-in {BY_DISPATCH}{ENTER}"),),
        unfilter=f":delete-filter {BY_DISPATCH}{ENTER}",
        search=Search(ask="/", go=ENTER, leave=f"/nothing at all{ENTER}"),  # or it knows the hits
    ),
    Program(
        "VisiData",
        ("vd",),
        marker="2024-03-0",
        opens=CALLS_NAME,
        jump=("G", "gg"),
        agency=(
            Stage(
                f'z|agency == "{DISPATCH}" or "agency" in speaker{ENTER}', r"selected [\d,]+ rows"
            ),
            Stage('"', r"calls_selectedref\|"),
        ),
        unfilter="qgu",
        search=Search(
            ask="g/",
            go=ENTER,
            leave="gu",
            found=IDENTIFIER,  # the column is too narrow for the words
            ask_count="g|",
            count=re.compile(r"selected ([\d,]+) rows"),
        ),
    ),
    Program(
        "Toolong",
        ("tl",),
        marker="2024-03-0",
        opens=LOG_NAME,
        jump=("g", "G"),
        search=Search(ask="/", go=DOWN, leave=CLEAR + ESCAPE, count=None),
    ),
)


def installed(named: Iterable[str]) -> list[Program]:
    """The peers that are on PATH, or elsewhere as `NAME=COMMAND` says."""
    commands = dict(one.split("=", 1) for one in named)
    unknown = commands.keys() - {peer.name for peer in PEERS}
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: no peer; {', '.join(one.name for one in PEERS)}")
    found = []
    for peer in PEERS:
        program, *arguments = peer.command
        words = shlex.split(commands.get(peer.name, program))
        path = shutil.which(words[0])
        if path:
            found.append(replace(peer, command=(path, *words[1:], *arguments)))
    return found
