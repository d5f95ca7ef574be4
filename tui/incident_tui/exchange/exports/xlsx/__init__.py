"""The record as a workbook, in sheets of plain values; a module for each group of sheets."""
