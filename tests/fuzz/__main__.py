"""Fuzz each target in turn: `python -m tests.fuzz SECONDS [TARGET …]`.

An input that fails is written into `tests/fuzz/kept/TARGET/`, where the tests try it from then on.
"""

import hashlib
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random, SystemRandom

from tests.fuzz.changes import changed
from tests.fuzz.targets import TARGETS, attempt

KEPT = Path(__file__).parent / "kept"


def fuzz(seconds: float, names: list[str]) -> int:
    """Try changed inputs for so long; returns the number of those that failed."""
    seed = SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    random, end = Random(seed), time.monotonic() + seconds
    tried, failed = Counter[str](), Counter[str]()
    while time.monotonic() < end:
        for name in names:
            data = changed(random, TARGETS[name].seeds)
            tried[name] += 1
            try:
                attempt(name, data)
            except Exception as error:
                failed[name] += 1
                path = KEPT / name / hashlib.sha256(data).hexdigest()[:12]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                traceback.print_exception(error, limit=-4)
                print(f"kept: {path}")
    for name in names:
        print(f"{name}: {tried[name]:,} inputs, {failed[name]:,} failed")
    return sum(failed.values())


if __name__ == "__main__":
    sys.exit(bool(fuzz(float(sys.argv[1]), sys.argv[2:] or [*TARGETS])))
