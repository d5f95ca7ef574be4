"""Boards: what a record says beside its timeline, a page each; every row leads to its entries."""
