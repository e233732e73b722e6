"""`kabinet mail`: letters are fetched, taken from a mail server, and read; any number of such processes may run."""
