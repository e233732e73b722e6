"""Search over everything the reader may see: numbers, subjects, what was said."""
