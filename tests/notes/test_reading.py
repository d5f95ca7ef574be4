"""The content of a log is a function of its bytes, in however many blocks they come."""

from hypothesis import given
from hypothesis import strategies as st

from incident_tui.notes.lines import line_of
from incident_tui.notes.notes import Notes
from incident_tui.notes.reading import LogReading
from tests.examples import examples
from tests.notes.noting import HEADER, INCIDENT, note, notes

FAULTS = (
    b"{",
    b"\xff",
    b"[]",
    b"",
    b'{"kind":"assessment","id":"z"}',
    HEADER.strip(),
    b'{"id":"a"}',
)
EMPTY = LogReading("x.review.jsonl", INCIDENT)

raw_lines = st.lists(
    st.one_of(notes.map(lambda one: line_of(one).text.encode()), st.sampled_from(FAULTS)),
    max_size=8,
)
"""Lines of a log, faulty ones among them."""


@given(raw_lines, st.integers(0, 9))
@examples(200)
def test_a_log_is_read_in_blocks_as_at_once(several: list[bytes], cut: int) -> None:
    """A note is read or a fault is told, whatever stands before and after the line."""
    blocks = [HEADER, *(line + b"\n" for line in several)]
    first, then = b"".join(blocks[:cut]), b"".join(blocks[cut:])
    whole = EMPTY.with_data(first + then)
    assert EMPTY.with_data(first).with_data(then) == whole
    assert whole.with_data(b"") == whole
    alone = [EMPTY.with_data(HEADER + block) for block in blocks[1:]]
    union = Notes()
    for one in alone:
        union = union.with_lines(line for lines in one.notes.lines.values() for line in lines)
    assert whole.notes == union
    assert len(whole.problems) == sum(len(one.problems) for one in alone)
    assert whole.line_count == len(blocks)


def test_a_fault_has_its_line_also_in_a_later_block() -> None:
    """Path and line, counted from the first block."""
    found = EMPTY.with_data(HEADER).with_data(b"\n{\n").with_data(b"{")
    assert [(str(one.mark), one.severity) for one in found.problems] == [
        ("x.review.jsonl:3", "error"),
        ("x.review.jsonl:4", "error"),
    ]


def test_a_refused_log_stays_refused() -> None:
    """Nothing that follows the header of another incident is read."""
    found = EMPTY.with_data(HEADER.replace(b'"inc"', b'"other"'))
    assert found.refused.startswith("holds the notes of the incident `other`")
    assert found.with_data(HEADER + line_of(note()).text.encode()) == found


def test_a_header_of_another_incident_further_down_is_told() -> None:
    """Where two logs were joined by mistake."""
    [problem] = EMPTY.with_data(HEADER + HEADER.replace(b'"inc"', b'"other"')).problems
    assert str(problem) == (
        "x.review.jsonl:2: is the header of the incident `other`; take its notes out of this log"
    )


def test_the_words_for_a_stranger_are_harmless_and_short() -> None:
    """An incident of a header may be named as it likes."""
    odd = b'{"format":"incident-review/1","incident":"' + b"\\u001b" * 9_000 + b'"}'
    [problem] = EMPTY.with_data(odd).problems
    assert "\x1b" not in problem.message
    assert len(problem.message) < 700
