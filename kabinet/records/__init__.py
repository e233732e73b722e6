"""What is known: the only Django models, the doors to them and the database's own walls."""
