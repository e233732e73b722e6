"""What the environment says of ways on which people are reached."""
