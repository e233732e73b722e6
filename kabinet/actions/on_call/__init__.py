"""Whom a desk calls at night to a critical ticket: its order, the call of one ticket, and who answers it."""
