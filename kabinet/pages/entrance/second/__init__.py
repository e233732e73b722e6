"""The second factor of whoever signs in by a password: asked at the door, kept on one's own page."""
