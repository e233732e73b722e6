"""What pages and the API know of a request alike: whence it came, what is written down of it, what waits for a lock."""
