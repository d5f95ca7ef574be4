"""How long from a key to the last byte of its repaint in incident-tui, beside a bare Textual app.

    python -m benchmarks.keys [--steps N] [--marker TEXT] [--silence MS] [ARGUMENT …]

Each step sends j, or k once j has reached the end, to each program in turn. Times are milliseconds
from writing the key to the last chunk of output before a silence, and the silence is not counted;
it is long enough that panes drawn a frame or two later are.
"""

import argparse
import sys
from contextlib import ExitStack
from statistics import fmean

from benchmarks.terminal import (
    BARE,
    BARE_MARKER,
    INCIDENT_TUI,
    INCIDENT_TUI_MARKER,
    NotPaintedError,
    Repaint,
    Terminal,
    percentile,
    table,
)

ECHO = (
    sys.executable,
    "-c",
    f"import os, tty; tty.setraw(0); os.write(1, {BARE_MARKER.encode()!r})\n"
    "while key := os.read(0, 1): os.write(1, key)",
)
PATIENCE = 0.5
"""How long a program may take to answer a key that has an effect, in seconds."""


class Stepper:
    """A running program whose cursor goes to and fro between the ends of what it shows."""

    def __init__(self, terminal: Terminal, silence: float) -> None:
        self.terminal = terminal
        self.silence = silence
        self.key, self.other_key = "j", "k"
        self.repaints: list[Repaint] = []

    def step(self) -> None:
        """Press the key and keep its repaint; where it has no effect, turn round."""
        for _ in range(2):
            repaint = self.terminal.press(self.key, silence=self.silence, patience=PATIENCE)
            if repaint:
                self.repaints.append(repaint)
                return
            self.key, self.other_key = self.other_key, self.key
        raise NotPaintedError(
            f"{' '.join(self.terminal.command)}: neither j nor k repaints anything"
        )


def main() -> None:
    """Step the three programs in turn and print a table of their repaints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--steps", type=int, default=200, help="keys for each program")
    parser.add_argument("--marker", default=INCIDENT_TUI_MARKER, help="text of the first screen")
    parser.add_argument("--silence", type=float, default=60, help="that ends a repaint, in ms")
    parser.add_argument("argument", nargs="*", help="given to incident-tui, such as a record")
    options = parser.parse_args()
    silence = options.silence / 1000

    programs = {
        "echo, the cost of measuring": (ECHO, BARE_MARKER),
        "bare Textual app, the floor": (BARE, BARE_MARKER),
        "incident-tui": ((*INCIDENT_TUI, *options.argument), options.marker),
    }
    steppers = {}
    try:
        with ExitStack() as running:
            for name, (command, marker) in programs.items():
                terminal = running.enter_context(Terminal(command))
                terminal.first_paint(marker)
                terminal.settle(1.0)
                steppers[name] = Stepper(terminal, silence)
            for _ in range(options.steps):
                for stepper in steppers.values():
                    stepper.step()
    except NotPaintedError as error:
        sys.exit(str(error))

    times = {
        name: [1000 * repaint.seconds for repaint in stepper.repaints]
        for name, stepper in steppers.items()
    }
    sizes = {
        name: fmean(repaint.size for repaint in stepper.repaints)
        for name, stepper in steppers.items()
    }
    p50, p95 = ({name: percentile(times[name], at) for name in times} for at in (50, 95))
    floor = "bare Textual app, the floor"
    print(
        *table(
            [
                f"key to repaint, {options.steps} steps",
                "p50 ms",
                "p95 ms",
                "bytes a step",
                "p50 × bare",
                "p95 × bare",
            ],
            (
                [
                    name,
                    f"{p50[name]:.1f}",
                    f"{p95[name]:.1f}",
                    f"{sizes[name]:.0f}",
                    f"{p50[name] / p50[floor]:.2f}",
                    f"{p95[name] / p95[floor]:.2f}",
                ]
                for name in times
            ),
        ),
        sep="\n",
    )


if __name__ == "__main__":
    main()
