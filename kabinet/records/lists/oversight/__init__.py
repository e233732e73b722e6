"""What the vendor's oversight lists across partners, a partner of its own: late answers, what stands beside (L17a)."""
