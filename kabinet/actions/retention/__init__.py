"""How long contents of closed tickets are kept, what stops their removal, and the removal itself."""
