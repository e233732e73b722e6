"""Years of the production calendar: official tables, what is computed without one, reading and writing them."""
