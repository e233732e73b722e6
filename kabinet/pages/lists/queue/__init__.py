"""The queue: every ticket a support side has open, by the deadline that comes next."""
