"""The sheets Intervals, Conflicts and Questions."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.columns import cite_text
from incident_tui.review.lens import Lens
from incident_tui.words.intervals import lengths
from tests.exchange.exports.reports import Make, exercise, independence
from tests.exchange.exports.workbooks import rows_in, rows_of, whole
from tests.records import chronology, entry

MAKES = pytest.mark.parametrize("make", [independence, exercise])


@pytest.mark.parametrize(
    ("start", "end", "least", "most", "qualifier", "words"),
    [
        ("13:12", "13:15", 3.0, 3.0, "", "3 min"),
        ("13:12~", "13:15", -2.0, 8.0, "~", "-2 min – 8 min~"),
        ("13:00:00", "13:01:30", 1.5, 1.5, "", "1 min 30 s"),
        ("13:00..13:10", "13:15", 5.0, 15.0, "", "5–15 min"),
        ("13:00", "13:15..", 15.0, "", "", "at least 15 min"),
        ("unplaced", "13:15", "", "", "", "not computable"),
    ],
)
def test_an_interval_has_its_bounds_in_minutes(
    start: str, end: str, least: object, most: object, qualifier: str, words: str
) -> None:
    """As numbers, with nothing for a bound that is not known, and the reason in words."""
    rest = "intervals: [{id: i, name: From a to b, from: a, to: b, note: Why}]"
    (row,) = rows_of("Intervals", Lens(chronology(entry("a", start), entry("b", end), rest=rest)))
    assert (row["min_minutes"], row["max_minutes"]) == (least, most)
    assert row["qualifier"] == qualifier
    assert row["length"].partition(":")[0] == words
    assert (row["id"], row["name"], row["note"]) == ("i", "From a to b", "Why")
    assert (row["from"], row["to"]) == ("a", "b")
    assert "“text”" in row["from_words"]


@MAKES
def test_intervals_are_those_of_the_record(make: Make) -> None:
    """In its order, with the lengths that the board has."""
    lens = Lens(make())
    rows = rows_in(whole(make), "Intervals")
    for row, (interval, length) in zip(rows, lengths(lens), strict=True):
        assert length
        assert (row["id"], row["length"]) == (interval.id, str(length))
        assert row["qualifier"] == length.qualifier
        for name, bound in (("min_minutes", length.least), ("max_minutes", length.most)):
            expected = "" if bound is None else pytest.approx(bound / 60_000)
            assert row[name] == expected


@MAKES
def test_each_claim_is_a_row(make: Make) -> None:
    """With who says it; readings and note stand beside the first claim of a conflict."""
    conflicts = make().record.conflicts
    expected = [
        (
            conflict.id,
            conflict.topic,
            conflict.status,
            claim.id,
            claim.value,
            "; ".join(map(cite_text, claim.cite)),
            "; ".join(conflict.affects),
            "\n".join(conflict.readings) if not number else "",
            conflict.note if not number else "",
        )
        for conflict in conflicts
        for number, claim in enumerate(conflict.claims)
    ]
    names = (
        *("id", "topic", "status", "claim_id", "claim_value", "claim_cites"),
        *("affects", "readings", "note"),
    )
    found = rows_in(whole(make), "Conflicts")
    assert [tuple(row[name] for name in names) for row in found] == expected
    assert [row["claim"] for row in found[:2]] == ["A", "B"]
    assert all(row["claim_said"] for row in found)


@MAKES
def test_each_question_is_a_row(make: Make) -> None:
    """With what it is about, by id and in words."""
    expected = [
        (
            one.id,
            one.text,
            one.status,
            one.origin,
            one.answer,
            "; ".join(one.refs),
            "; ".join(map(cite_text, one.cite)),
        )
        for one in make().record.questions
    ]
    names = ["id", "text", "status", "origin", "answer", "refs", "cites"]
    found = rows_in(whole(make), "Questions")
    assert [tuple(row[name] for name in names) for row in found] == expected
    assert all(bool(row["refs_words"]) is bool(row["refs"]) for row in found)


@MAKES
def test_what_is_not_known_yet_has_an_id_and_no_words(make: Make) -> None:
    """Of an interval, a conflict, a question; the claims that are known stand by then."""
    lens = Lens(make(), make().bests[0], Clock.KNOWN)
    for sheet, ids in (
        ("Intervals", [one.id for one, told in lens.intervals() if not told]),
        ("Conflicts", [one.id for one in lens.conflicts() if not one.is_told]),
        ("Questions", [one.id for one, told in lens.questions() if not told]),
    ):
        assert ids
        rows = {row["id"]: row for row in rows_of(sheet, lens)}
        for identifier in ids:
            filled = [cell for cell in rows[identifier].values() if cell != ""]
            assert filled == [identifier, "not known yet"], sheet


def test_a_claim_that_is_not_known_yet_has_its_letter() -> None:
    """Among the claims that are; what was written knowing all of them is withheld."""
    rest = """
    conflicts:
      - id: k
        topic: Who
        readings: [opinion]
        note: hindsight
        claims:
          - {value: one, known: "13:00", cite: src}
          - {value: two, known: "13:05", cite: src}
          - {value: three, known: "14:00", cite: src}
    """
    record = chronology(entry("a", "13:10"), rest=rest)
    found = rows_of("Conflicts", Lens(record, record.as_of[0], Clock.KNOWN))
    assert [(row["claim"], row["claim_value"], row["claim_certainty"]) for row in found] == [
        ("A", "one", "certain"),
        ("B", "two", "certain"),
        ("C", "not known yet", "unknown"),
    ]
    assert {row["readings"] + row["note"] for row in found} == {""}
