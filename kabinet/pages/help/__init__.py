"""Short instructions, one page a role, with pictures that the browser tests make of the running program (L19)."""
