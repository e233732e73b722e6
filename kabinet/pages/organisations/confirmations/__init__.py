"""The vendor confirms contacts, or refuses with a reason (L14, L15)."""
