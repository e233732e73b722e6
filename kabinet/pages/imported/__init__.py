"""History of another desk: the list of imported tickets, one of them, a file of it."""
