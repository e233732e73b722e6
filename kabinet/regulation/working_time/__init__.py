"""Working time: calendars, years of work and rest, deadlines and why they are when they are."""
