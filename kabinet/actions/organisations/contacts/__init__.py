"""People of an organisation: entered, confirmed, changed, removed; their rights and their ways in."""
