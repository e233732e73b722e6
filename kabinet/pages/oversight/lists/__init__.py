"""Lists across partners: late answers, what stands beside them in the journals, tickets of third-party desks (L17a, L8)."""
