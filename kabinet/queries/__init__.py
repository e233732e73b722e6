"""What can be seen: who asks, a ticket as one reader has it, what may be done with it now, lists as people see them."""
