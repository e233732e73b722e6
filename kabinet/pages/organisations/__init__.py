"""Organisations: their people, papers, what waits for the vendor, tickets that change partner."""
