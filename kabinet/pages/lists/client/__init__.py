"""The client's list: every ticket of the organisation (L1)."""
