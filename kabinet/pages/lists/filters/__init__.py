"""How a list is narrowed down and grouped (L1): what the queue and the client's list have in common."""
