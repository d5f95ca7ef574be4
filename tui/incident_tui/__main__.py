"""The entry point of `incident-tui` and of `python -m incident_tui`.

Most calls open a record, which needs no parser of the command line.
"""

import errno
import gc
import os
import signal
import sys

_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
"""The errors of a full disk."""


def main() -> None:
    """Open a record at once if its path is the only argument; else parse the command line."""
    gc.disable()  # nothing that is imported is ever collected
    _end_by_interrupt()
    _open_what_is_closed()
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and _is_record(arguments[0])):
        from incident_tui.opening import is_screen, open_screen

        if is_screen():
            open_screen(arguments[0] if arguments else None)
            return
    from incident_tui.cli import main as command_line

    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a command takes its files away
    gc.enable()
    _leave_with_reader()
    try:
        try:
            command_line()
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in _FULL:
            raise
        if not _has_said_why(error):
            words = f"cannot be written: {os.strerror(error.errno).lower()}"
            print(words, file=sys.stderr, flush=True)
        os._exit(2)  # nor can what is still waiting to be


def _has_said_why(error: OSError) -> bool:
    """Whether a command ended with a failure before the rest of its output could not be written."""
    ended = error.__context__
    return isinstance(ended, SystemExit) and bool(ended.code)


def _end_by_interrupt() -> None:
    """End without a traceback at Ctrl+C, until the screen or a command sees to it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it may be ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _open_what_is_closed() -> None:
    """Have somewhere to print to where a shell has closed an output: `>&-`."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def _leave_with_reader() -> None:
    """Exit quietly when the reader of the output has left."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _is_record(argument: str) -> bool:
    """Whether an argument can only be the path of a record, and not of another program's file."""
    if argument.startswith("-"):
        return False
    return argument.endswith((".yaml", ".yml")) or os.path.exists(f"{argument}/record.yaml")


if __name__ == "__main__":
    main()
