"""People, papers and oversight of organisations, as far as the reader may look into them: read, and nothing more."""
