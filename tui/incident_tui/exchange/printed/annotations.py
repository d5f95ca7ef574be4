"""Problems as annotations of a change on GitHub: a workflow command a line.

The format is that of "Workflow commands for GitHub Actions"; in values `%` and line ends are
escaped, in properties `:` and `,` as well.
"""

from incident_tui.record.problems import Problem
from incident_tui.record.text import visible

_IN_VALUES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_VALUES | str.maketrans({":": "%3A", ",": "%2C"})


def annotation(problem: Problem) -> str:
    """A problem as a command: `::warning file=r.yaml,line=3,col=5,title=…::message`."""
    mark = problem.mark
    properties = {
        "file": mark.path,
        "line": str(mark.line or ""),
        "col": str(mark.column or ""),
        "title": f"incident-tui {problem.code}".rstrip(),
    }
    written = ",".join(
        f"{key}={visible(value).translate(_IN_PROPERTIES)}"
        for key, value in properties.items()
        if value
    )
    return f"::{problem.severity} {written}::{visible(problem.message).translate(_IN_VALUES)}"
