"""A version being prepared: its text, the sheets that are laid out of it and back into it, uploads."""
