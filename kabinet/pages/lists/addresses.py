"""Addresses of a ticket's pages, looked up once: a list of fifty has a hundred of them."""

from functools import cache

from django.urls import reverse

PLACE = "NUMBER"


def of_ticket(name: str, number: str) -> str:
    """The address `name` for the ticket with this number, a number of our own making."""
    return _pattern(name).replace(PLACE, number)


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[PLACE])
