"""Merged cells of the formats whose library does not tell them."""

import zipfile
from pathlib import Path

import pytest

from incident_tui.exchange.imports.spreadsheet.merged import Area
from incident_tui.exchange.imports.spreadsheet.ods_merged import merged_in_ods
from incident_tui.exchange.imports.spreadsheet.xlsb_merged import merged_in_xlsb

SAMPLES = Path(__file__).parent.parent / "samples" / "spreadsheet"
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def ods(folder: Path, tables: str) -> Path:
    """A workbook of OpenDocument with these tables."""
    path = folder / "log.ods"
    with zipfile.ZipFile(path, "w") as packed:
        content = f"<office:document-content {NAMESPACES}>{tables}</office:document-content>"
        packed.writestr("content.xml", content.replace("<t-", "<table:table-"))
    return path


SPANNED = '<t-cell table:number-rows-spanned="2" table:number-columns-spanned="1"/>'


@pytest.mark.parametrize(
    ("table", "areas"),
    [
        (f"<t-row>{SPANNED}</table:table-row>", [((0, 0), (1, 0))]),
        # After rows and cells that are repeated, or covered.
        (
            '<t-row table:number-rows-repeated="3"/><t-header-rows><t-row>'
            '<t-cell table:number-columns-repeated="2"/><table:covered-table-cell/>'
            f"{SPANNED}</table:table-row></table:table-header-rows>",
            [((3, 3), (4, 3))],
        ),
        (
            "<t-row>" + SPANNED.replace('="1"', '="3"') + "</table:table-row>",
            [((0, 0), (1, 2))],
        ),
        # A table in a cell, and a count that is none.
        (f"<t-row><t-cell><table:table>{SPANNED}</table:table></t-cell></table:table-row>", []),
        (
            f'<t-row table:number-rows-repeated="x"/><t-row>{SPANNED}</table:table-row>',
            [((1, 0), (2, 0))],
        ),
        ("<t-row><t-cell/></table:table-row>", []),
    ],
)
def test_cells_of_open_document_span_rows(tmp_path: Path, table: str, areas: list[Area]) -> None:
    """By their place in the sheet, which counts what is repeated."""
    table = table.replace("</t-", "</table:table-")
    path = ods(tmp_path, f"<table:table/><table:table>{table}</table:table>")
    assert merged_in_ods(path, 1) == areas
    assert merged_in_ods(path, 0) == []


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    """Entities are none of a workbook."""
    path = tmp_path / "log.ods"
    with zipfile.ZipFile(path, "w") as packed:
        bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'
        packed.writestr("content.xml", f'{bomb}<!-- :number-rows-spanned="2" -->')
    with pytest.raises(ValueError, match="Entit"):
        merged_in_ods(path, 0)


def test_samples_have_a_merged_cell() -> None:
    """In the second sheet of three."""
    for read, name in ((merged_in_ods, "log.ods"), (merged_in_xlsb, "log.xlsb")):
        found = [read(SAMPLES / name, number) for number in range(3)]
        assert [[area for area in areas if area[0][0] < area[1][0]] for areas in found] == [
            [],
            [((3, 0), (4, 0))],
            [],
        ]
