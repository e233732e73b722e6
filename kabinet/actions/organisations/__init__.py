"""What can be done to organisations: one act a function, one row of their journal."""
