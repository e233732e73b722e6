"""Registering a ticket: the level by its symptoms, then the form, and a draft that keeps all of it on the way."""
