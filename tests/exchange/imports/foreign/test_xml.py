"""XML of strangers: elements with their lines, within bounds, and no other file is read."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign import xml
from incident_tui.exchange.imports.foreign.xml import MAX_DEPTH, XmlElement, elements
from incident_tui.exchange.imports.landing.protocol import Rejected


def read(folder: Path, text: str | bytes) -> list[XmlElement | Rejected]:
    """The elements `b` of a file with this text."""
    path = folder / "x.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [*elements(path, lambda namespace, name: name == "b")]


def told(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    """Line and text of each element, line and reason of each fault."""
    return [
        (one.origin.line, one.reason) if isinstance(one, Rejected) else (one.line, one.text)
        for one in read(folder, text)
    ]


def test_elements_come_with_their_lines(tmp_path: Path) -> None:
    """Also far into a file, which is read block by block; namespaces are told apart."""
    blank = "<a>\n</a>" * 50_000
    text = f"<r>\n<b> x </b>{blank}\n<b xmlns='urn:n'><c>y</c>z<b/></b></r>"
    first, second = read(tmp_path, text)
    assert isinstance(first, XmlElement)
    assert isinstance(second, XmlElement)
    assert (first.line, first.text, first.namespace) == (2, "x", "")
    assert (second.line, second.text, second.namespace) == (50_003, "z", "urn:n")
    assert [child.name for child in second.children] == ["c", "b"]
    assert (second.first("c"), second.first("d")) == ("y", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encoding_that_is_declared_is_read(tmp_path: Path, encoding: str) -> None:
    """Letters stay letters."""
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><b>Größe</b>'
    assert told(tmp_path, text.encode(encoding)) == [(1, "Größe")]


DEEP = 100_000
"""Elements inside each other."""
BOMB = '<!DOCTYPE b [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;">]><b>&y;</b>'
FILE = '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<b>&x;</b>'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (BOMB, 1, "declares a document type or entities"),
        (FILE, 1, "declares a document type or entities"),
        ("<r>\n<b>x", 2, "no XML: no element found, in column 5"),
        ("<r>\n<b>x</r>", 2, "no XML: mismatched tag, in column 7; `b` of line 2 is not whole"),
        ("<r>&x;</r>", 1, "no XML: undefined entity"),
        ("", 1, "no XML: no element found"),
        ("x", 1, "no XML: "),
        (b"<b>\xff</b>", 1, "no XML: not well-formed"),
        ('<?xml version="1.0" encoding="utf-7"?><b/>', 1, "no XML: multi-byte encodings"),
        ('<?xml version="1.0" encoding="klingon"?><b/>', 1, "no XML: unknown encoding"),
        ("<a>" * (MAX_DEPTH + 1), 1, f"no XML: elements are nested deeper than {MAX_DEPTH}"),
        ("<a>" * DEEP, 1, "no XML: elements are nested deeper than"),
    ],
)
def test_what_is_no_xml_is_told(tmp_path: Path, text: str | bytes, line: int, words: str) -> None:
    """With the line, and with the element that is lost by it."""
    [(found, reason)] = told(tmp_path, text)
    assert found == line
    assert words in reason


def test_elements_before_a_fault_are_read(tmp_path: Path) -> None:
    """A feed that breaks off loses its end alone."""
    assert told(tmp_path, "<r><b>x</b><b>y</b></q>")[:2] == [(1, "x"), (1, "y")]


def test_an_element_with_too_many_inside_is_rejected_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next is read."""
    monkeypatch.setattr(xml, "MAX_ELEMENTS", 3)
    text = f"<r><b>{'<c/>' * 4}</b>\n<b>{'<c/>' * 3}</b></r>"
    assert told(tmp_path, text) == [(1, "`b` has more than 3 elements inside"), (2, "")]


def test_a_long_text_is_kept_in_part_and_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many pieces it comes in."""
    monkeypatch.setattr(xml, "MAX_TEXT_CHARACTERS", 5)
    [cut], [whole] = read(tmp_path, "<b>abc&amp;defg</b>"), read(tmp_path, "<b>abc&amp;d</b>")
    assert isinstance(cut, XmlElement)
    assert isinstance(whole, XmlElement)
    assert (cut.text, cut.length, cut.is_cut) == ("abc&d", 8, True)
    assert (whole.text, whole.is_cut) == ("abc&d", False)


def test_a_file_of_any_size_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused by its size, before it is read; so is one that cannot be opened."""
    monkeypatch.setattr(xml, "MAX_XML_BYTES", 3)
    assert told(tmp_path, "<b/>") == [(0, "larger than 0 MB; import it in parts")]
    [missing] = elements(tmp_path / "none.xml", lambda namespace, name: True)
    assert isinstance(missing, Rejected)
