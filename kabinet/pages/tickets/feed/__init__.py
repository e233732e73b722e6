"""The talk of a ticket: messages and events in their order."""
