"""Organisations, people and papers that stand elsewhere, put on record by whoever works on the machine (docs/import.md)."""
