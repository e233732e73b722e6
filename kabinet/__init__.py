"""Kabinet: a support desk for a client, a servicing partner and a vendor under one written regulation."""
