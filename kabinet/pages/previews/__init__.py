"""What a file shows of itself to whoever may have it: a picture, the beginning of a text, what is in an archive."""
