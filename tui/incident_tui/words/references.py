"""References in a text: ids of conflicts and questions, as in `see c04`."""

import re
from collections.abc import Iterator

from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_CONFLICT, TO_QUESTION

_ID = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[^\W\d_])\w[\w-]{0,80}(?![\w-])")
"""A word with a letter and a digit: a plain word or a number may be an id by accident."""


def links_in(lens: Lens, text: str) -> Iterator[str]:
    """The links to the conflicts and questions told that a text names by their ids."""
    for found in _ID.finditer(text):
        if lens.conflict(found[0]) is not None:
            yield TO_CONFLICT + found[0]
        elif lens.question(found[0]) is not None:
            yield TO_QUESTION + found[0]
