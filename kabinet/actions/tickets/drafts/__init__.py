"""What is typed and not sent yet, and the files that wait with it."""
