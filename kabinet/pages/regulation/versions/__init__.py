"""Versions of the regulation: what the vendor prepares and publishes, what a partner takes up."""
