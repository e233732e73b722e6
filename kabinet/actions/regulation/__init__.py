"""Versions of the regulation and of the production calendar: prepared, published, taken up, applied."""
