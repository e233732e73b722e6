"""What can be done with the register of known problems (P2.3)."""
