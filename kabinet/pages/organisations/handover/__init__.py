"""Open tickets that go from the former servicing partner to the new one, as the three parties see it."""
