"""Writing in a ticket: to whom, as what, and what it would do to the clocks."""
