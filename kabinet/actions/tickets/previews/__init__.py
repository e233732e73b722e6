"""What is shown of a file before it is saved: made once, by a process of its own, and kept beside the files."""
