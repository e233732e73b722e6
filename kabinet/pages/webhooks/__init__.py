"""Where programs of the reader's organisation are told of its tickets, and what became of it."""
