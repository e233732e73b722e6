"""Access of the reader's programs to the API: tokens are made and ended here."""
