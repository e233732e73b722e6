"""Lists as files: how many rows, in which form, at once or in the background."""
