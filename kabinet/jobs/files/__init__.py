"""Loops over the content of files: what an antivirus says of it, and what a technological log says in short."""
