"""Declared outages of the cabinet: the list, one of them, declaring, correcting and ending (U3.4a, L11b, P4.4)."""
