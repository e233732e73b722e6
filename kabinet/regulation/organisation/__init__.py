"""Organisations before the law: agreements, roles of contacts, what is watched, versions in force."""
