"""Records for the tests of reports: one that a stranger means ill with, one of very many calls."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.samples import bundled_record, record_at

Make = Callable[[], Chronology]

HOSTILE = r"""
format: incident-record/1
incident:
  id: "\"><script>alert(1)</script>"
  title: "</title></style><script>alert(1)</script> # *x* [a](javascript:x) {{ 7*7 }} \e[31m \u202e"
  date: 2024-05-04
  timezone: Europe/London
  timezone_basis: "<i>"
  summary: "# Head\n\n- list <img src=x onerror=alert(1)> www.evil.example <a@b.example> &amp; [^1]"
  content_note: "> quote --> <b>"
sources:
  - {id: "s<>\"' x", kind: post, title: "<b>t</b>", url: "javascript:alert(1)", note: "`c` | p"}
  - {id: ok, kind: post, title: "1. ok", url: "https://example.org/a?b=1&c=\"><script>"}
  - {id: data, kind: post, url: "data:text/html,<script>alert(1)</script>"}
agencies:
  - {id: "a\" onclick=x", name: "</span><script>x</script>", short: "<i>", color: "#123456"}
  - {id: b, name: B, color: "red;background:url(//x)"}
timeline:
  - {id: "x\" onmouseover=alert(1) y=\"", kind: radio_call, time: "21:04", agency: "a\" onclick=x",
     verbatim: true, text: "}} {% raw %} <script>alert(1)</script>\n# h | `a` ``b``", cite: ok}
  - {id: "x y", kind: note, time: unplaced, text: "| a | b |\n|---|---|", title: "---",
     cite: {source: data, at: "L1]", quote: "[^2]: x"}, sic: "<s>"}
casualties:
  - {id: "c<", group: public, label: "<u>who</u>",
     history: [{status: minor, time: "21:05", cite: ok}]}
conflicts:
  - {id: "k<", topic: "**t**", affects: ["x y"], readings: ["> quote"],
     claims: [{value: "<b>", cite: ok}, {value: "_b_", cite: ok}]}
questions: [{id: "q>", text: "<q>", refs: ["x y"], cite: "ok:</li>"}]
related: [{id: "r'", title: "<r>", relation: [precedent], date: 2024-05-01, summary: "~~x~~"}]
facilities: [{id: f, name: "<f>", action: {reported: "<r>", srp: "<z>", srp_basis: "<y>"}}]
glossary: [{term: "+ a", meaning: "12) b"}]
tolerances: {"<about>": 3m}
"""


@cache
def hostile() -> Chronology:
    """A record in which every text is markup of some format."""
    return chronology_of(read_bytes(HOSTILE.encode(), "record.yaml"))


@cache
def independence() -> Chronology:
    """The bundled record."""
    return chronology_of(read_record(bundled_record()))


@cache
def exercise() -> Chronology:
    """The bundled exercise, a folder with calls."""
    return chronology_of(read_record(record_at("exercise")))


def with_calls(folder: Path, count: int) -> Chronology:
    """A record of so many radio calls, which stand in a file beside it."""
    (folder / "record.yaml").write_text(
        "format: incident-record/1\n"
        "incident: {id: big, title: Big, date: 2024-05-04, timezone: Europe/London}\n"
        "sources: [{id: log, kind: radio_audio}]\ncalls: [calls.jsonl]\n"
    )
    line = '{{"id": "c{0}", "kind": "radio_call", "time": "2024-05-04T{1:02}:{2:02}:{3:02}Z", '
    line += '"text": "Call {0}.", "cite": "log:L{0}"}}\n'
    moments = ((one, one // 3600, one // 60 % 60, one % 60) for one in range(count))
    text = "".join(line.format(*moment) for moment in moments)
    (folder / "calls.jsonl").write_text(text)
    return chronology_of(read_record(folder / "record.yaml"))
