"""Lists of tickets: a support side's queue, the client's list, and what narrows them down."""
