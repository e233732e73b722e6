"""Desks of the reader's organisation with which tickets are kept in step (L8): set up, looked after."""
