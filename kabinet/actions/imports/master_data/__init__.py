"""Organisations, people and papers that stand elsewhere are put on record here, by whoever works on the machine (docs/import.md)."""
