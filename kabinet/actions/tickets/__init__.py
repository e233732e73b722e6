"""What can be done with a ticket: one act a function, one file an act."""
