"""How long from starting incident-tui to its first paint, beside a bare Textual app.

    python -m benchmarks.start [--runs N] [--marker TEXT] [ARGUMENT …]

Times are milliseconds from before the process is made until the output that completes a text known
to be on the first screen. The programs take turns, so that a slow second of the machine is shared.
"""

import argparse
import sys

from benchmarks.terminal import (
    BARE,
    BARE_MARKER,
    INCIDENT_TUI,
    INCIDENT_TUI_MARKER,
    NotPaintedError,
    Terminal,
    percentile,
    table,
)

PYTHON = (sys.executable, "-c", f"print({BARE_MARKER!r})")


def first_paint(command: tuple[str, ...], marker: str) -> float:
    """Milliseconds from starting the command to the marker on its screen."""
    with Terminal(command) as terminal:
        return 1000 * terminal.first_paint(marker)


def main() -> None:
    """Run the three programs in turn and print a table of their times."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="starts of each program")
    parser.add_argument("--marker", default=INCIDENT_TUI_MARKER, help="text of the first screen")
    parser.add_argument("argument", nargs="*", help="given to incident-tui, such as a record")
    options = parser.parse_args()

    programs = {
        "Python printing a word": (PYTHON, BARE_MARKER),
        "bare Textual app, the floor": (BARE, BARE_MARKER),
        "incident-tui": ((*INCIDENT_TUI, *options.argument), options.marker),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    try:
        for program in programs.values():
            first_paint(*program)  # once uncounted: byte code written, files in memory
        for _ in range(options.runs):
            for name, program in programs.items():
                times[name].append(first_paint(*program))
    except NotPaintedError as error:
        sys.exit(str(error))

    p50, p95 = ({name: percentile(times[name], at) for name in times} for at in (50, 95))
    floor = "bare Textual app, the floor"
    print(
        *table(
            [f"start to first paint, {options.runs} runs", "median ms", "p95 ms", "median × bare"],
            (
                [name, f"{p50[name]:.0f}", f"{p95[name]:.0f}", f"{p50[name] / p50[floor]:.2f}"]
                for name in times
            ),
        ),
        sep="\n",
    )


if __name__ == "__main__":
    main()
