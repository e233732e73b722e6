"""The clocks of a ticket: a fold over what happened (docs/clocks.md)."""
