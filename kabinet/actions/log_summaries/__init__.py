"""Summaries of technological logs: awaited when a file comes to a ticket, read by a worker, kept with the file."""
