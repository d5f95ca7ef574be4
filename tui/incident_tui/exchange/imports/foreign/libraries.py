"""Libraries of extras, which may not be installed."""

import importlib.util


def missing_words(library: str, extra: str) -> str:
    """Return that a library is not installed, and how to install the library; "" if installed.

    Args:
        library: the name of the package to import.
        extra: the extra of `incident-tui` with the library.
    """
    if importlib.util.find_spec(library):
        return ""
    install = f"pip install 'incident-tui[{extra}]'"
    return f"needs {library}, which is not installed: {install}"
