"""Templates: filled in as they are read, and safe for what a stranger wrote.

Whatever a template puts out goes through the escaping of its format, unless a template made it.
"""

from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from incident_tui.record.text import visible

_PIECES = 256
"""Pieces of a template that are put out together."""


def rendered(
    name: str, escaped: Callable[[str], Markup], values: Mapping[str, object]
) -> Iterator[str]:
    """The text of a template, piece by piece.

    Args:
        escaped: makes a text harmless in the format; `visible` is done already.
    """

    def finalize(value: object) -> Markup:
        return value if isinstance(value, Markup) else escaped(visible(str(value)))

    environment = Environment(
        loader=PackageLoader("incident_tui.exchange.exports"),
        autoescape=True,
        finalize=finalize,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    stream = environment.get_template(name).stream(values)
    stream.enable_buffering(_PIECES)
    yield from stream
