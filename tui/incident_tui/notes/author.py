"""The name of the person at the computer, for notes that name no other author."""

from incident_tui.notes.model import MAX_NAME_CHARACTERS

NOBODY = "unknown"
"""The author where the system knows no name."""


def default_author() -> str:
    """The user's name at the system, or `NOBODY`; raises nothing."""
    import getpass  # only a person who writes has a name

    try:
        name = getpass.getuser()
    except (ImportError, KeyError, OSError):  # no such user, as in a container
        return NOBODY
    # A name of the environment may be in no encoding.
    name = name.encode("utf-8", "replace").decode().strip()
    return name[:MAX_NAME_CHARACTERS] or NOBODY
