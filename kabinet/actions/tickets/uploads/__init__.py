"""Files that come in pieces, above what is attached directly (U6c): begun, taken in piece by piece, and then a file like any
other."""
