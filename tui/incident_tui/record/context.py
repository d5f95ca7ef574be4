"""The results of reading beside the values: problems, references and places of times."""

from collections.abc import Container

from incident_tui.record import model
from incident_tui.record.problems import Mark, Problems
from incident_tui.record.time_value import TimeValue
from incident_tui.record.tree import Node


class Wrong(Exception):
    """A value cannot be read.

    Args:
        message: the words of the problem; "" if the fault was reported already.
    """

    def __init__(self, node: Node, message: str = "") -> None:
        super().__init__(message)
        self.node = node
        self.message = message


class RuleBroken(Wrong):
    """A value breaks the rule of a field; no key precedes the message, which names the field."""


class Context:
    """The results of reading beside the values: problems, references, places of times."""

    def __init__(self, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.references: list[tuple[tuple[str, ...], str, Mark]] = []
        """The sections in which an id may be defined, the id, and the place of the use."""
        self.ids: dict[str, dict[str, Mark]] = {}
        """From a section to the ids of the section, and from an id to the place of definition."""
        # Times and citations are found again by identity: an equal value may stand elsewhere too.
        # Identity is safe as a key because the value beside the mark stays alive as long as the
        # key, and because each reader makes a value of its own: none is shared or cached.
        self.times: dict[int, tuple[TimeValue, Mark]] = {}
        """From the identity of a time value to the value and the place."""
        self.cites: dict[int, tuple[model.Cite, Mark]] = {}
        """From the identity of a citation to the citation and the place."""
        self.calls: tuple[Container[str], ...] = ()
        """Ids of calls, which are entries of the timeline too."""

    def mark(self, node: Node) -> Mark:
        """The place of a node."""
        return Mark(self.path, node.line, node.column)

    def wrong(self, error: Wrong, prefix: str = "") -> None:
        """Report a value at fault, unless the value was reported already."""
        if error.message:
            prefix = "" if isinstance(error, RuleBroken) else prefix
            self.problems.error(self.mark(error.node), prefix + error.message)

    def refer(self, sections: tuple[str, ...], node: Node, identifier: str) -> None:
        """Note the use of an id, to be defined in a section of `sections`."""
        self.references.append((sections, identifier, self.mark(node)))
