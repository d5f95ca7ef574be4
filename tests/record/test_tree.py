"""YAML and JSON as texts with their places: nothing converted, nothing built, nothing endless."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record import tree
from incident_tui.record.problems import Problems
from incident_tui.record.tree import (
    MAX_DEPTH,
    Mapping,
    NestedTooDeepError,
    Node,
    Refused,
    Scalar,
    Sequence,
    parse_json_line,
    parse_yaml,
    tree_of,
)
from tests.record.readings import plain


def parsed(text: str) -> tuple[Node | None, list[str]]:
    """The tree of a YAML text, and its problems as they are written."""
    problems = Problems()
    root = parse_yaml(text, "r.yaml", problems)
    return root, [str(problem) for problem in problems.found]


def depth_of(node: Node | None) -> int:
    """How many collections stand inside each other along the first item of each."""
    depth = 0
    while isinstance(node, Mapping | Sequence):
        depth += 1
        if isinstance(node, Mapping):
            node = next((value for _, value in node.items.values()), None)
        else:
            node = node.items[0] if node.items else None
    return depth


# What PyYAML's own rules, or those of YAML 1.1, would make a number, a date, a truth value or None.
TEXTS = (
    *("13:12", "1:15:07", "012", "0o14", "0x1F", "0b11", "1_000", "1e3", ".5", "+1", "-0", ".inf"),
    *("no", "No", "off", "y", "yes", "true", "null", "NULL", "~x", ".nan"),
    *("2024-02-29", "2024-02-29T13:15:00Z", "2024-02-29 13:15", "=", "<<", "13:12~", "13:00.."),
)


@pytest.mark.parametrize("text", TEXTS)
def test_scalar_stays_text(text: str) -> None:
    """A scalar is the text that stands in the file, never a number, date, truth value or None."""
    root, problems = parsed(f"key: {text}\nlist: [{text}]\n{text}: key\n")
    assert plain(root) == {"key": text, "list": [text], text: "key"}
    assert problems == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'13:12'", "13:12"),
        ('"a\\tb\\u00e9\\n"', "a\tbé\n"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
        ("one\n  two", "one two"),
        ("!!str 5", "5"),
        ("! 5", "5"),
        ("&anchor 5", "5"),
        ("5 # comment", "5"),
    ],
    ids=repr,
)
def test_scalar_may_be_written_in_any_style(written: str, text: str) -> None:
    """Quotes, blocks, comments and unused anchors are YAML's way to write a text."""
    root, problems = parsed(f"key: {written}\n")
    assert plain(root) == {"key": text}
    assert problems == []


@pytest.mark.parametrize(
    ("written", "empty"),
    [
        ("", True),
        ("~", True),
        ("# comment", True),
        ("''", False),
        ('"~"', False),
        ("null", False),
        ("!!str", False),
    ],
)
def test_nothing_is_told_from_an_empty_text(written: str, empty: bool) -> None:
    """A key with nothing behind it is empty; quotes make it a text without letters."""
    root, _ = parsed(f"key: {written}\n")
    assert isinstance(root, Mapping)
    node = root.items["key"][1]
    assert isinstance(node, Scalar)
    assert node.empty is empty


def test_every_node_knows_its_place() -> None:
    """A scalar, list, mapping and key each know the line and column where they begin."""
    root, _ = parsed("é: [a, {k: v}]\n\nlist:\n  - one\n  -   two\n")
    assert isinstance(root, Mapping)
    assert (root.line, root.column) == (1, 1)
    key, flow = root.items["é"]
    assert (key.line, key.column, flow.line, flow.column) == (1, 1, 1, 4)
    assert isinstance(flow, Sequence)
    assert [(node.line, node.column) for node in flow.items] == [(1, 5), (1, 8)]
    block = root.items["list"][1]
    assert isinstance(block, Sequence)
    assert [(node.line, node.column) for node in block.items] == [(4, 5), (5, 7)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- # and a comment"])
def test_nothing_is_no_tree(text: str) -> None:
    """A text without content gives no tree, or an empty scalar, and no problem."""
    root, problems = parsed(text)
    assert root is None or (isinstance(root, Scalar) and root.empty)
    assert problems == []


def test_first_of_a_duplicate_key_is_kept() -> None:
    """A key that stands twice keeps its first value, and the problem names the first line."""
    root, problems = parsed("a:\n  1\nb: 2\na: {deep: [3]}\nc: 4\n")
    assert plain(root) == {"a": "1", "b": "2", "c": "4"}
    assert problems == ["r.yaml:4:1: `a` stands here twice; the first one, in line 1, is used"]


def test_duplicate_keys_are_found_at_every_depth() -> None:
    """A key may stand again in another mapping, but not in the same one."""
    root, problems = parsed("- {a: 1, b: {a: 2, a: 3}}\n- {a: 4}\n")
    assert plain(root) == [{"a": "1", "b": {"a": "2"}}, {"a": "4"}]
    assert problems == ["r.yaml:1:20: `a` stands here twice; the first one, in line 1, is used"]


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "[]"])
def test_key_that_is_no_text_is_passed_over(key: str) -> None:
    """A list or mapping as a key is reported, and its value is not read."""
    root, problems = parsed(f"? {key}\n: [not, read]\nsound: yes\n")
    assert plain(root) == {"sound": "yes"}
    assert problems == ["r.yaml:1:3: a key must be one word of text"]


TAGGED = {
    "!!python/object/apply:os.system ['touch pwned']": "!!python/object/apply:os.system",
    "!!python/object/new:os.system [id]": "!!python/object/new:os.system",
    "!!python/name:os.system": "!!python/name:os.system",
    "!!python/module:os": "!!python/module:os",
    "!!python/tuple [1, 2]": "!!python/tuple",
    "!<tag:yaml.org,2002:python/name:os.system> x": "!!python/name:os.system",
    "!!binary aGVsbG8=": "!!binary",
    "!!int 5": "!!int",
    "!!timestamp 2024-02-29": "!!timestamp",
    "!!null ''": "!!null",
    "!!set {a, b}": "!!set",
    "!!omap [a: 1]": "!!omap",
    "!!merge x": "!!merge",
    "!local {a: b}": "!local",
    "!env SECRET": "!env",
    "!include /etc/passwd": "!include",
}


@pytest.mark.parametrize(("written", "tag"), TAGGED.items(), ids=TAGGED)
def test_tag_builds_nothing(written: str, tag: str) -> None:
    """A value with a tag is reported and not read, and what stands beside it is."""
    root, problems = parsed(f"a: 1\nb: {written}\nc: 3\n")
    assert plain(root) == {"a": "1", "b": None, "c": "3"}
    assert isinstance(root, Mapping)
    assert isinstance(root.items["b"][1], Refused)
    assert len(problems) == 1
    assert problems[0].startswith(f"r.yaml:2:4: the tag `{tag}` is not read; write plain ")


def test_tag_on_a_key_refuses_the_key() -> None:
    """A key with a tag is reported, and its value is not read."""
    root, problems = parsed("!!int 5: 6\na: 1\n")
    assert plain(root) == {"a": "1"}
    assert problems == ["r.yaml:1:1: the tag `!!int` is not read; write plain text"]


def test_plain_tags_are_plain() -> None:
    """The tags of texts, lists and mappings say what is so without them."""
    root, problems = parsed("!!map\na: !!seq [!!str 1]\n")
    assert plain(root) == {"a": ["1"]}
    assert problems == []


def test_alias_is_refused() -> None:
    """An alias is reported where it stands, and is not followed."""
    root, problems = parsed("a: &x [1]\nb: *x\nc: [*x, 2]\n*x : 3\n")
    assert plain(root) == {"a": ["1"], "b": None, "c": [None, "2"]}
    assert problems == [
        f"r.yaml:{place}: `*x`: aliases are not read; write the value out"
        for place in ("2:4", "3:5", "4:1")
    ]


def test_merge_key_is_a_key_like_any_other() -> None:
    """A merge key merges nothing."""
    root, problems = parsed("a: {k: 1}\nb: {<<: {k: 1}, l: 2}\n")
    assert plain(root) == {"a": {"k": "1"}, "b": {"<<": {"k": "1"}, "l": "2"}}
    assert problems == []


def test_alias_to_itself_is_harmless() -> None:
    """A list that contains itself is read without its inside."""
    root, problems = parsed("a: &x [*x]\n")
    assert plain(root) == {"a": [None]}
    assert len(problems) == 1


def test_billion_laughs_stay_small() -> None:
    """Aliases of aliases are refused one by one; they multiply nothing."""
    lines = ["a0: &a0 [lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    root, problems = parsed("\n".join(lines))
    assert len(problems) == 29 * 9
    assert isinstance(root, Mapping)
    assert len(root.items) == 30


def nested(kind: str, depth: int) -> str:
    """YAML with collections of this kind inside each other."""
    if kind == "flow list":
        return "[" * depth + "]" * depth
    if kind == "flow mapping":
        return "{k: " * depth + "x" + "}" * depth
    if kind == "block list":
        return "- " * depth + "x"
    if kind == "block mapping":
        return "".join(f"{' ' * level}k:\n" for level in range(depth))
    return "? " * depth + "x"


KINDS = ["flow list", "flow mapping", "block list", "block mapping"]


@pytest.mark.parametrize("kind", KINDS)
def test_nesting_up_to_the_limit_is_read(kind: str) -> None:
    """Collections may stand inside each other up to the limit."""
    root, problems = parsed(nested(kind, MAX_DEPTH))
    assert depth_of(root) == MAX_DEPTH
    assert problems == []


@pytest.mark.parametrize("extra", [1, 2, 100])
@pytest.mark.parametrize("kind", KINDS)
def test_nesting_past_the_limit_is_refused(kind: str, extra: int) -> None:
    """What is nested past the limit is reported once and not read; what follows it is."""
    root, problems = parsed(nested(kind, MAX_DEPTH + extra))
    assert depth_of(root) == MAX_DEPTH
    assert len(problems) == 1
    assert problems[0].endswith(": nested more than 64 deep; this part is not read")


def test_what_follows_a_part_nested_too_deep_is_read() -> None:
    """The keys after a part that is nested too deep are read as if it were not there."""
    root, problems = parsed(f"a: 1\nb: {nested('flow list', 200)}\nc: [2]\n")
    assert isinstance(root, Mapping)
    assert plain(root.items["a"][1]) == "1"
    assert plain(root.items["c"][1]) == ["2"]
    assert problems == ["r.yaml:2:67: nested more than 64 deep; this part is not read"]


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize(
    "opening", ["[", "{k: ", "- ", "? ", "[{k: ", "[? "], ids=lambda text: repr(text)
)
def test_nesting_without_end_is_given_up(opening: str, closed: bool) -> None:
    """100,000 collections inside each other are given up soon, without a crash."""
    closing = {"[": "]", "{k: ": "x}", "[{k: ": "x}]"}.get(opening, "") if closed else ""
    root, problems = parsed(f"{opening * 100_000}{closing * 100_000}")
    assert depth_of(root) <= MAX_DEPTH
    assert any("nested more than 64 deep" in problem for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_001,
        "&a " * 50_000,
        "*a " * 50_000,
        "! " * 50_000,
        ": " * 50_000,
        "{" + "a: " * 50_000,
        "[" + "a, " * 50_000,
        "a\n" * 50_000,
        "a: 1\n" * 20_000,
        "%" * 50_000,
        "|\n" + " " * 100_000,
        "---\n" * 50_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_endless_repetition_ends(text: str) -> None:
    """A text that repeats one piece of syntax again and again is read or refused soon."""
    _, problems = parsed(text)
    assert len(problems) <= text.count("\n") + MAX_DEPTH


def test_second_document_is_not_read() -> None:
    """Only the first document is read, and the problem stands where the second begins."""
    root, problems = parsed("a: 1\n---\na: 2\n---\na: 3\n")
    assert plain(root) == {"a": "1"}
    assert problems == ["r.yaml:2:1: a second document begins here; only the first one is read"]


def test_end_of_document_ends_nothing_else() -> None:
    """The marks around a single document are no problem."""
    root, problems = parsed("%YAML 1.1\n---\na: 1\n...\n")
    assert plain(root) == {"a": "1"}
    assert problems == []


def test_fault_keeps_what_came_before() -> None:
    """What stands before a fault of syntax is kept, less the item that it stands in."""
    problems = Problems()
    root = parse_yaml(
        "a: {k: 1}\ntimeline:\n  - id: q1\n  - id: q2\n    text: [\nb: 2\n", "r.yaml", problems
    )
    assert plain(root) == {"a": {"k": "1"}, "timeline": [{"id": "q1"}]}
    assert len(problems.found) == 1
    assert str(problems.found[0]) == (
        "r.yaml:7:1: not YAML: while parsing a flow sequence begun in line 5, did not find "
        "expected ',' or ']'; nothing after this is read"
    )
    assert [(str(one.mark), one.section, one.name) for one in problems.left_out] == [
        ("r.yaml:4:5", "timeline", "no. 2")
    ]


def test_fault_inside_a_mapping_keeps_its_keys() -> None:
    """A mapping that a fault stands in keeps the keys before it, and is not left out."""
    problems = Problems()
    root = parse_yaml("incident:\n  id: x\n  modifiers: [a, b\n", "r.yaml", problems)
    assert plain(root) == {"incident": {"id": "x", "modifiers": ["a", "b"]}}
    assert len(problems.found) == 1
    assert problems.left_out == []


CUT_SHORT = {
    "timeline:\n  - id: q1\n  - - [": ({"timeline": [{"id": "q1"}]}, ["3:5 timeline no. 2"]),
    "timeline:\n  - id: q1\n  - @": ({"timeline": [{"id": "q1"}]}, []),
    "timeline:\n  - q1\n  - id: q2\n    deep:\n      - [": (
        {"timeline": ["q1"]},
        ["3:5 timeline no. 2"],
    ),
    # Nothing is told of a section whose key is refused but that something was left out.
    "a: 1\na:\n  - b: [": ({"a": "1"}, ["3:5  no. 1"]),
    "? - b: [": ({}, ["1:5  no. 1"]),
    "- - b: [": ([[]], ["1:5  no. 1"]),
    # A key whose value never came is no key.
    "a: 1\nb: @": ({"a": "1"}, []),
    f"timeline:\n  - id: q1\n  - x: {'[' * 1_100}": (
        {"timeline": [{"id": "q1"}]},
        ["3:5 timeline no. 2"],
    ),
    f"timeline:\n  - id: q1\n  - !t\n    {'- ' * 1_100}": ({"timeline": [{"id": "q1"}, None]}, []),
}


@pytest.mark.parametrize("text", CUT_SHORT, ids=lambda text: repr(text[:50]))
def test_all_that_is_whole_before_a_fault_is_kept(text: str) -> None:
    """A fault, or nesting without end, costs the item of a section it stands in and no other."""
    kept, left_out = CUT_SHORT[text]
    problems = Problems()
    assert plain(parse_yaml(text, "r.yaml", problems)) == kept
    assert [
        f"{one.mark.line}:{one.mark.column} {one.section} {one.name}" for one in problems.left_out
    ] == left_out
    assert any(str(one).endswith("; nothing after this is read") for one in problems.found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", "1:5"),
        ('a: "no end', "1:11"),
        ("a: 1\n\tb: 2\n", "2:1"),
        ("a: [1, 2\nb: 3\n", "2:2"),
        ("a: 1\n b: 2\n", "2:3"),
        ("a: }", "1:4"),
        ("é: @\n", "1:4"),
        ("a: `\n", "1:4"),
        ('a: "\\q"\n', "1:5"),
        ('a: "\\ud800"\n', "1:7"),
        ("%YAML 2.0\n---\na: 1\n", "1:1"),
    ],
    ids=ascii,
)
def test_fault_of_syntax_has_its_place(text: str, place: str) -> None:
    """A fault of syntax is one problem, with the line and column where YAML gave up."""
    _, problems = parsed(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"r.yaml:{place}: not YAML: ")


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x80",
        "\x9b",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufffe",
        "\uffff",
    ],
    ids=ascii,
)
def test_character_that_cannot_stand_in_a_text(character: str) -> None:
    """A control character or invisible end of line is replaced and reported with its place."""
    root, problems = parsed(f"a: 1\nb: é{character}x{character}\n# {character}\nc: 3\n")
    assert plain(root) == {"a": "1", "b": "é�x�", "c": "3"}
    what = f"the character U+{ord(character):04X} cannot stand in a text; read as �"
    assert problems == [f"r.yaml:2:5: {what}", f"r.yaml:3:3: {what}"]


@pytest.mark.thorough
def test_every_character_of_yaml_stands_in_a_text_but_invisible_ends_of_lines() -> None:
    """The printable characters of YAML 1.2 (production 1), without U+0085, U+2028 and U+2029."""
    lines = (0x85, 0x2028, 0x2029)
    ranges = [
        *(range(0x9, 0xB), range(0xD, 0xE), range(0x20, 0x7F), range(0x85, 0x86)),
        *(range(0xA0, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000)),
    ]
    allowed = {chr(code) for codes in ranges for code in codes if code not in lines}
    every = "".join(map(chr, range(0x110000)))
    assert {*every} - {*tree._NOT_ALLOWED.findall(every)} == allowed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"id": "c1", "tags": ["a", "b"]}', {"id": "c1", "tags": ["a", "b"]}),
        (b'{"verbatim": true, "named": false}', {"verbatim": "true", "named": "false"}),
        (b'{"sic": null}', {"sic": ""}),
        # Numbers keep the digits that stand in the file.
        (b"[1, -7, 851.5000, 1.0, 1e3]", ["1", "-7", "851.5000", "1.0", "1e3"]),
        (b"123456789012345678901234567890", "123456789012345678901234567890"),
        (b'"\\u00e9\\u001b"', "é\x1b"),
        (b"{}", {}),
    ],
)
def test_json_becomes_texts(line: bytes, expected: object) -> None:
    """A line of JSON is a tree of texts as YAML's is, every node on its line."""
    node = parse_json_line(line, 7)
    assert plain(node) == expected
    assert {(one.line, one.column) for one in nodes_of(node)} == {(7, 1)}


def test_json_null_is_empty() -> None:
    """A null of JSON is a key without a value."""
    assert tree_of(None, 3) == Scalar("", 3, 1, True)


@pytest.mark.parametrize(
    "line", [b"", b"{", b"{'a': 1}", b'{"a": 1,}', b"\xff", b"NaN", b'{"a": 1} x', b"9" * 5_000]
)
def test_line_that_is_no_json_is_refused(line: bytes) -> None:
    """A line that is no JSON is refused with JSON's own error."""
    with pytest.raises(msgspec.DecodeError):
        parse_json_line(line, 1)


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 500, 900, 5_000, 100_000])
@pytest.mark.parametrize("opening", [b"[", b'{"k":'])
def test_json_nested_past_the_limit_is_refused(opening: bytes, depth: int) -> None:
    """JSON is nested no deeper than YAML may be, and a deep line is no crash."""
    closing = b"]" if opening == b"[" else b"}"
    with pytest.raises(NestedTooDeepError):
        parse_json_line(opening * depth + b"1" + closing * depth, 1)


def test_json_nested_up_to_the_limit_is_read() -> None:
    """JSON may be nested up to the limit."""
    assert depth_of(parse_json_line(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, 1)) == MAX_DEPTH


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON_VALUES)
def test_any_json_becomes_texts(value: object) -> None:
    """Any value of JSON becomes a tree of the same shape."""
    assert plain(parse_json_line(msgspec.json.encode(value), 1)) == as_texts(value)


def as_texts(value: object) -> object:
    """A value of JSON with its leaves as texts."""
    if isinstance(value, dict):
        return {key: as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_texts(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


TOKENS = (
    "a: ",
    "b: ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\n",
    "\n  ",
    "c",
    "'d'",
    "&x ",
    "*x ",
    "!t ",
)
OF_TOKENS = st.lists(st.sampled_from((*TOKENS, "|\n", "# e")), max_size=12).map("".join)
"""Tokens of YAML, which make a tree of several nodes more often than letters by chance do."""


@given(
    st.text(st.characters(codec="utf-8"))
    | st.text("[]{}:,-?&*!|>'\"%@`#ab01 \n\t", max_size=80)
    | OF_TOKENS
)
def test_any_text_is_a_tree_or_a_problem(text: str) -> None:
    """Any text gives a tree with places inside the text, or problems that have theirs."""
    problems = Problems()
    root = parse_yaml(text, "r.yaml", problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in problems.found:
        assert 1 <= problem.mark.line <= lines + 1
        assert problem.mark.column >= 1
    places = [(node.line, node.column) for node in nodes_of(root)]
    assert all(1 <= line <= lines + 1 for line, _ in places)
    assert all(before <= after for before, after in pairwise(places))


def nodes_of(node: Node | None) -> list[Node]:
    """Every node of a tree, in the file's order."""
    if isinstance(node, Mapping):
        return [node, *(one for _, value in node.items.values() for one in nodes_of(value))]
    if isinstance(node, Sequence):
        return [node, *(one for item in node.items for one in nodes_of(item))]
    return [node] if node else []
