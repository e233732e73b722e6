"""The production calendar as the vendor's administrator keeps it: import, compare, publish, apply."""
