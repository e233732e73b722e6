"""Evidence: a ticket, a violation or a partner's month as a pack that anybody checks without the desk (docs/evidence.md)."""
