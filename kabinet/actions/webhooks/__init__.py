"""Programs of organisations that are told of tickets: addresses, what is on its way to them, what became of it."""
