"""Requests before they reach a page: threads that answer, files that come along, the health of the process."""
