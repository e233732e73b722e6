"""What enters a compliance record beside the clocks: reports of refused registrations and violations."""
