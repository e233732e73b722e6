"""The third ring: who is asking, as the database is told, and its own walls (docs/access.md)."""
