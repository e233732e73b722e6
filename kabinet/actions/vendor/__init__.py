"""The second leg: passing on, relaying, returns, joint work, tickets from another desk."""
