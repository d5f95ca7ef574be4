"""What Linux tells of a running program: the memory it holds, the processor time it has used."""

import os
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = 1 / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> int:
    """Bytes in memory of a process and its children, pages of mapped files included."""
    return sum(PAGE * int(_read(one, "statm").split()[1]) for one in _family(process))


def processor_time(process: int) -> float:
    """Seconds that a process and its children have run so far, in steps of a clock tick."""
    fields = (_read(one, "stat").rpartition(")")[2].split() for one in _family(process))
    return sum(TICK * (int(field[11]) + int(field[12])) for field in fields)


def _family(process: int) -> list[int]:
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _read(process: int, name: str) -> str:
    return Path(f"/proc/{process}/{name}").read_text()
