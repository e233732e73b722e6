"""Joint work of partner, vendor and the client's participants on a vendor ticket (P5c); showing words to more people."""
