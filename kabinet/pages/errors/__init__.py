"""Pages that say no and help."""
