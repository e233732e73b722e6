"""History of another desk is brought in as it was: read by its reader, judged whole, written at once or not at all."""
