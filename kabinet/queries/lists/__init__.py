"""Lists of tickets as people see them: the queue of a support side, and the list of a client's organisation."""
