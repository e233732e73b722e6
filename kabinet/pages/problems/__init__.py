"""Known problems: the register, one of them, what is like a text that somebody types (P2.3)."""
