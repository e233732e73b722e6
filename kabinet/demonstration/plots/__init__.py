"""What becomes of a ticket: each plot is one course of events, told step by step. repertoire.py lists them."""
