"""One act on many tickets: each by itself and by the same act as on its own page, with a report of what was refused."""
