"""The client's list of tickets, a ticket, and what can be done with it."""
