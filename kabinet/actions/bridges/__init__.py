"""Desks of the client's or the partner's own, kept in step with tickets of the client leg (L8): both ways, no echo."""
