"""What can be done to organisations: their people, papers, agreements; one act a function, one row of their journal."""
