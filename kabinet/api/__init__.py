"""API v1: what a person can see and do with tickets, for a program that shows their token. It knows no page."""
