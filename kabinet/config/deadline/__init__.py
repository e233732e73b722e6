"""Deadlines of tickets that exist nowhere, for `kabinet deadline`."""
