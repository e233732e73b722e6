"""Organisations: their people, systems and papers, to read."""
