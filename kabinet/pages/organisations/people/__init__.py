"""Contacts of an organisation: entering, changing, removing, handing in by a form (U5, P6, L14, L15)."""
