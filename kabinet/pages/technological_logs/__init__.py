"""The summary of a technological log beside the file that it is of."""
