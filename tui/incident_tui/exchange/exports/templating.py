"""Templates: filled in as they are read, and safe for texts of a stranger.

Every value put out by a template is escaped for the format, unless a template made the value.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from incident_tui.record.text import visible

_PIECES = 256
"""How many pieces of a template are put out together."""


def rendered(
    name: str, escaped: Callable[[str], Markup], values: Mapping[str, object]
) -> Iterator[str]:
    """The text of a template, piece by piece.

    Args:
        escaped: makes a text harmless in the format; controls are made visible before.
    """

    stream = _environment(escaped).get_template(name).stream(values)
    stream.enable_buffering(_PIECES)
    yield from stream


@cache  # a template is compiled once for all reports of a process
def _environment(escaped: Callable[[str], Markup]) -> Environment:
    def finalize(value: object) -> Markup:
        return value if isinstance(value, Markup) else escaped(visible(str(value)))

    return Environment(
        loader=PackageLoader("incident_tui.exchange.exports"),
        autoescape=True,
        finalize=finalize,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
